"""Actions of reminders: make the digests of a day, settle and reopen events, make and end addresses of calendars."""

import secrets
from datetime import date

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from reminders.current_events import CurrentEvent, EventKey
from reminders.models import Digest, Event, Preferences, Reminder, Run
from reminders.planning import Plan, key_of, plan_day
from reminders.situation import Situation, preferences_of


def is_run_due() -> bool:
    """The hour of reminders has come, and no digests were made today, or for a later day by a clock that went wrong."""
    now = timezone.localtime()
    return now.hour >= settings.REMINDER_HOUR and not Run.objects.filter(day__gte=now.date()).exists()


@transaction.atomic
def queue_digests(*, day: date) -> int:
    """Make the digests of a day: all in one transaction with the word that they are made. Returns how many lines.

    The caller holds the lock of reminders.
    """
    plan = plan_day(Situation(day))
    rows = _note_events(plan)
    for pk, lines in plan.lines.items():
        digest, _created = Digest.objects.open().get_or_create(user_id=pk)
        Reminder.objects.bulk_create(
            [Reminder(digest=digest, event=rows[line.key], user_id=pk, step=line.step) for line in lines]
        )
    Run.objects.create(day=day)
    return sum(map(len, plan.lines.values()))


def _note_events(plan: Plan) -> dict[EventKey, Event]:
    """Note new events, and which of the others are on record no more, or are again. Returns all, by their identity."""
    Event.objects.bulk_create([_event_row(event, plan.situation.day) for event in plan.new])
    rows = {key_of(row): row for row in Event.objects.filter(handled_at=None, is_current=True)} | plan.noted
    current = plan.situation.still_current(rows)
    for is_current in (True, False):
        changed = [row.pk for key, row in rows.items() if (key in current) == is_current != row.is_current]
        Event.objects.filter(pk__in=changed).update(is_current=is_current)
    return rows


def _event_row(event: CurrentEvent, day: date) -> Event:
    key = event.key
    return Event(
        content_type_id=key.content_type, object_id=key.object_id, kind=key.kind,
        first_day=key.first_day, last_day=key.last_day, noted_on=day,
    )  # fmt: skip


def settle_events(*, events: QuerySet[Event], by: User) -> int:
    """Say that events are dealt with: nobody is reminded of them any more. Returns how many were not before."""
    return events.filter(handled_at=None).update(handled_at=timezone.now(), handled_by=by)


def reopen_events(*, events: QuerySet[Event], by: User) -> int:
    """Take that back: the next step is sent as if nothing had been said."""
    return events.exclude(handled_at=None).update(handled_at=None, handled_by=None)


def new_calendar_address(*, by: User) -> str:
    """Give somebody a new address of their calendar and return its secret, which is kept nowhere. An old one ends."""
    secret = secrets.token_urlsafe(32)
    preferences = preferences_of(by)
    preferences.calendar_digest, preferences.calendar_made_at = calendar_digests(secret)[0], timezone.now()
    preferences.save()
    return secret


def revoke_calendar_address(*, by: User) -> None:
    """End the address of somebody's calendar."""
    Preferences.objects.filter(user=by).update(calendar_digest="", calendar_made_at=None)


def calendar_digests(secret: str) -> list[str]:
    """Hashes of the secret of an address, under SECRET_KEY and its predecessors."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac("reminders.calendar", secret, secret=key, algorithm="sha256").hexdigest() for key in keys
    ]
