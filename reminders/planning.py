"""Plan of a day of reminders: who is reminded of which event, at which step. Changes nothing."""

from collections import defaultdict
from dataclasses import dataclass, field

from reminders.choices import WAITING_KINDS, Frequency
from reminders.current_events import CurrentEvent, EventKey
from reminders.models import Event, Reminder
from reminders.situation import Colleague, Situation
from reminders.steps import falls_before_next_turn, is_weekly_turn


@dataclass(frozen=True)
class Line:
    """An event at a step."""

    key: EventKey
    step: int


@dataclass
class Plan:
    """Plan of a day: events that are noted for the first time, and lines for each colleague."""

    situation: Situation
    noted: dict[EventKey, Event]  # by identity, those before
    new: list[CurrentEvent] = field(default_factory=list)
    # by key of the account
    lines: dict[int, list[Line]] = field(default_factory=lambda: defaultdict(list))
    colleagues: dict[int, Colleague] = field(default_factory=dict)


def plan_day(situation: Situation) -> Plan:
    """The plan of a day. What was sent before, or passed before anybody could be reminded, is not in it."""
    plan = Plan(situation, _noted_events(situation))
    done = _steps_done(plan.noted)
    for key, event in situation.events.items():
        step = situation.step(event)
        before = plan.noted.get(key)
        if step is None or (before and before.handled_at):
            continue
        if before is None:
            if _passed_unknown(situation, key):
                continue
            plan.new.append(event)
        for pk, colleague in situation.recipients(event, step).items():
            if step < done[key, pk] and _has_turn(situation, colleague, event):
                plan.colleagues[pk] = colleague
                plan.lines[pk].append(Line(key, step))
    return plan


def _passed_unknown(situation: Situation, key: EventKey) -> bool:
    """A deadline that had passed before it could be noted: entered late, or before there were reminders."""
    return key.kind not in WAITING_KINDS and key.last_day < (situation.last_run or situation.day)


def _noted_events(situation: Situation) -> dict[EventKey, Event]:
    """Noted events that may still bring a reminder, by their identity."""
    rows = Event.objects.filter(last_day__gte=situation.first_day)
    return {key_of(row): row for row in rows}


def key_of(event: Event) -> EventKey:
    return EventKey(event.content_type_id, event.object_id, event.kind, event.first_day, event.last_day)


def _steps_done(noted: dict[EventKey, Event]) -> dict[tuple[EventKey, int], int]:
    """By event and account, the last step of which somebody was reminded: none is beyond all steps."""
    keys = {row.pk: key for key, row in noted.items()}
    done: dict[tuple[EventKey, int], int] = defaultdict(lambda: 1_000_000)
    reminders = Reminder.objects.filter(event__in=keys).values_list("event", "user", "step")
    for event, user, step in reminders:
        done[keys[event], user] = min(step, done[keys[event], user])
    return done


def _has_turn(situation: Situation, colleague: Colleague, event: CurrentEvent) -> bool:
    """They get a digest on this day: weekly ones on the first run since a Monday, or what would come too late."""
    if colleague.preferences.frequency == Frequency.WEEKLY:
        is_turn = is_weekly_turn(situation.last_run, situation.day)
        return is_turn or falls_before_next_turn([event.key.first_day], situation.day)
    return colleague.gets_digests
