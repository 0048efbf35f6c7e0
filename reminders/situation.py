"""Facts of a day that reminders follow from: the events that are current, and the colleagues who can be reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from agreements.due_days import due_days
from agreements.models import Agreement, Custody
from reminders.choices import Frequency
from reminders.models import Preferences, Run
from reminders.steps import Steps

_BACKEND = "django.contrib.auth.backends.ModelBackend"  # which knows the permissions of groups


class EventKey(NamedTuple):
    """Identity of an event: whatever of it changes makes another event."""

    content_type: int
    object_id: int
    kind: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class CurrentEvent:
    """An event as the records have it on a day, and who answers for it."""

    key: EventKey
    officer: int | None = None
    unit: int | None = None
    is_settled: bool = False  # nobody has to do anything once its day has passed


@dataclass(frozen=True)
class Colleague:
    """A colleague who can be reached on a day, and their preferences."""

    user: User
    unit: int | None
    preferences: Preferences

    @property
    def gets_digests(self) -> bool:
        return self.preferences.frequency != Frequency.NONE


def steps() -> Steps:
    """The steps of the settings."""
    return Steps(settings.REMINDER_DAYS, settings.REMINDER_DAYS_AFTER)


def colleagues_who_may_look() -> Iterator[Colleague]:
    """Active staff who may look at agreements, whether or not they can be reached by e-mail."""
    users = User.objects.with_perm("agreements.view_agreement", backend=_BACKEND)
    users = users.filter(is_staff=True).select_related("reminder_preferences", "unit_member", "invitation")
    for user in users.order_by("pk"):
        yield Colleague(user, _unit_of(user), preferences_of(user))


def preferences_of(user: User) -> Preferences:
    """What somebody chose, else a digest every day in the language of their invitation; perhaps not saved."""
    if chosen := getattr(user, "reminder_preferences", None):
        return chosen
    invitation = getattr(user, "invitation", None)
    return Preferences(user=user, language=invitation.language if invitation else settings.LANGUAGE_CODE)


def _unit_of(user: User) -> int | None:
    member = getattr(user, "unit_member", None)
    return member.unit_id if member else None


class Situation:
    """Events and colleagues of a day, read once."""

    def __init__(self, day: date):
        self.day = day
        self.last_run = Run.objects.filter(day__lt=day).aggregate(last=Max("day"))["last"]

    @property
    def first_day(self) -> date:
        """The first day whose events may still bring a reminder. After days without a run, that many days more."""
        return (self.last_run or self.day) - steps().memory

    @cached_property
    def events(self) -> dict[EventKey, CurrentEvent]:
        """Events by their identity, from `first_day` to as far ahead as the first step reaches."""
        agreement = ContentType.objects.get_for_model(Agreement).pk
        days = due_days(self.first_day, self.day + steps().horizon)
        custody = Custody.objects.filter(agreement__in={due.agreement for due in days})
        kept = {pk: (officer, unit) for pk, officer, unit in custody.values_list("pk", "officer", "unit")}
        events = {}
        for due in days:
            key = EventKey(agreement, due.agreement, due.kind, due.first_day, due.last_day)
            events[key] = CurrentEvent(key, *kept.get(due.agreement, (None, None)), due.is_settled)
        return events

    @cached_property
    def colleagues(self) -> dict[int, Colleague]:
        """Colleagues who can be reached: they have an address and are not away."""
        return {
            colleague.user.pk: colleague
            for colleague in colleagues_who_may_look()
            if colleague.user.email and not self._is_away(colleague)
        }

    def _is_away(self, colleague: Colleague) -> bool:
        until = colleague.preferences.away_until
        return until is not None and until >= self.day

    def step(self, event: CurrentEvent) -> int | None:
        """The step that an event is at; None for none, and for what has passed and is settled."""
        if event.is_settled and event.key.last_day < self.day:
            return None
        return steps().on(event.key.first_day, event.key.last_day, self.day)

    def recipients(self, event: CurrentEvent, step: int) -> dict[int, Colleague]:
        """Who is reminded of an event at a step, by key of the account.

        Before it: its officer, else the unit. After it: both, at the last step administrators as well. Where nobody
        of these can be reached: administrators.
        """
        officer = self.colleagues.get(event.officer or 0)
        people = [officer] if officer else []
        if step < 0 or not officer:
            people += self._of_unit(event.unit)
        if step == -max(steps().after, default=0) or not people:
            people += [colleague for colleague in self.colleagues.values() if colleague.user.is_superuser]
        return {colleague.user.pk: colleague for colleague in people}

    def _of_unit(self, unit: int | None) -> list[Colleague]:
        return [colleague for colleague in self.colleagues.values() if unit and colleague.unit == unit]

    def is_of(self, event: CurrentEvent, colleague: Colleague) -> bool:
        """The event is one of theirs, or of their unit."""
        return event.officer == colleague.user.pk or (event.unit is not None and event.unit == colleague.unit)
