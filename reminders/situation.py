"""Facts of a day that reminders follow from: the events that are current, and the colleagues who can be reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from reminders.choices import Frequency
from reminders.current_events import CurrentEvent, EventKey, deadlines_between, waiting_for_staff
from reminders.models import Preferences, Run
from reminders.steps import steps_of

_BACKEND = "django.contrib.auth.backends.ModelBackend"  # which knows the permissions of groups


@dataclass(frozen=True)
class Colleague:
    """A colleague and their preferences."""

    user: User
    unit: int | None
    preferences: Preferences

    @property
    def gets_digests(self) -> bool:
        return self.preferences.frequency != Frequency.NONE

    def can_be_reached(self, day: date) -> bool:
        """They have an address and are not away."""
        until = self.preferences.away_until
        return bool(self.user.email) and (until is None or until < day)


def colleagues_who_may_look(content_type: ContentType) -> dict[int, Colleague]:
    """Active staff who may look at records of a model, by key of the account."""
    permission = f"{content_type.app_label}.view_{content_type.model}"
    users = User.objects.with_perm(permission, backend=_BACKEND).filter(is_staff=True).order_by("pk")
    users = users.select_related("reminder_preferences", "unit_member", "invitation")
    return {user.pk: Colleague(user, _unit_of(user), preferences_of(user)) for user in users}


def preferences_of(user: User) -> Preferences:
    """Preferences of a user, else a digest every day in the language of their invitation; perhaps not saved."""
    if chosen := getattr(user, "reminder_preferences", None):
        return chosen
    invitation = getattr(user, "invitation", None)
    return Preferences(user=user, language=invitation.language if invitation else settings.LANGUAGE_CODE)


def _unit_of(user: User) -> int | None:
    member = getattr(user, "unit_member", None)
    return member.unit_id if member else None


class Situation:
    """Events and colleagues of a day, looked up once."""

    def __init__(self, day: date):
        self.day = day
        self.last_run = Run.objects.filter(day__lt=day).aggregate(last=Max("day"))["last"]
        self._may_look: dict[int, dict[int, Colleague]] = {}

    @property
    def first_day(self) -> date:
        """The first day whose events may still bring a reminder. After days without a run, that many days more."""
        return (self.last_run or self.day) - steps_of().memory

    @cached_property
    def events(self) -> dict[EventKey, CurrentEvent]:
        """Events by their identity, from `first_day` to as far ahead as the first step reaches."""
        deadlines = deadlines_between(self.first_day, self.day + steps_of().horizon)
        waiting = {key: event for key, event in self.waiting.items() if key.last_day >= self.first_day}
        return deadlines | waiting

    @cached_property
    def waiting(self) -> dict[EventKey, CurrentEvent]:
        """Events that wait for staff, however old."""
        return waiting_for_staff()

    def still_current(self, keys: Iterable[EventKey]) -> set[EventKey]:
        """The keys among these that are on record, however long they have passed."""
        keys = set(keys)
        old = {key for key in keys if key.last_day < self.first_day and key not in self.waiting}
        current = {*self.events, *self.waiting}
        if old:
            first, last = min(key.first_day for key in old), max(key.last_day for key in old)
            current |= {*deadlines_between(first, last, agreements={key.object_id for key in old})}
        return keys & current

    def step(self, event: CurrentEvent) -> int | None:
        """The step that an event is at; None for none, and for what has passed and is settled."""
        if event.is_settled and event.key.last_day < self.day:
            return None
        return steps_of(event.key.kind).on(event.key.first_day, event.key.last_day, self.day)

    def reachable(self, content_type: int) -> dict[int, Colleague]:
        """Colleagues who may look at records of a model and can be reached, by key of the account."""
        if content_type not in self._may_look:
            people = colleagues_who_may_look(ContentType.objects.get_for_id(content_type))
            self._may_look[content_type] = {
                pk: colleague for pk, colleague in people.items() if colleague.can_be_reached(self.day)
            }
        return self._may_look[content_type]

    def recipients(self, event: CurrentEvent, step: int) -> dict[int, Colleague]:
        """Colleagues who are reminded of an event at a step, by key of the account.

        Before it: its officer, else the unit. After it: both, at the last step administrators as well. Where nobody
        of these can be reached: administrators.
        """
        people = self.reachable(event.key.content_type)
        chosen = {event.officer} & people.keys()
        if step < 0 or not chosen:
            chosen |= {pk for pk, colleague in people.items() if event.unit and colleague.unit == event.unit}
        if step == steps_of(event.key.kind).last or not chosen:
            chosen |= {pk for pk, colleague in people.items() if colleague.user.is_superuser}
        return {pk: people[pk] for pk in sorted(pk for pk in chosen if pk)}
