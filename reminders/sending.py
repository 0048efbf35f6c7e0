"""Sends digests that wait, one process at a time.

Before a digest is handed to the mail server this is noted, and after it that it was taken. A process that is killed in
between leaves a digest of which nobody knows: it is sent again under the same Message-ID.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from core.locks import REMINDER_LOCK, try_lock
from core.mail import NOT_TAKEN
from reminders import actions
from reminders.emails import digest_email
from reminders.models import Digest, Reminder
from reminders.planning import key_of
from reminders.situation import Colleague, Situation

logger = logging.getLogger(__name__)

GIVE_UP_AFTER = timedelta(days=5)


@dataclass(frozen=True)
class _Attempt:
    """A digest that is handed over, with the lines of it that hold and the colleague whom they remind."""

    digest: Digest
    colleague: Colleague
    reminders: list[Reminder]
    is_first: bool


def remind() -> tuple[int, int]:
    """Make the digests of today, if they are due, and send all that wait. Returns how many lines, how many e-mails.

    Nothing where another process does it.
    """
    with try_lock(REMINDER_LOCK) as is_alone:
        if not is_alone:
            return 0, 0
        lines = actions.queue_digests(day=timezone.localdate()) if actions.is_run_due() else 0
        return lines, _send_waiting()


def _send_waiting() -> int:
    """Send the digests that wait. Each over a connection of its own, so that none spoils that of the next."""
    waiting = list(Digest.objects.unsent().order_by("pk").values_list("pk", flat=True))
    situation, sent = Situation(timezone.localdate()), 0
    for pk in waiting:
        connection = mailers.default
        try:
            connection.open()
        except OSError:  # smtplib's errors are such
            logger.exception("The mail server cannot be reached: digests wait.")
            break
        try:
            sent += _send_digest(pk, situation, connection)
        finally:
            connection.close()
    return sent


def _send_digest(pk: int, situation: Situation, connection: BaseEmailBackend) -> bool:
    """Send a digest of what still holds. False where nothing of it does, or the mail server does not take it."""
    attempt = _begin(pk, situation)
    if attempt is None:
        return False
    try:
        email = digest_email(attempt.digest, attempt.colleague, attempt.reminders, situation)
        connection.send_messages([email])
    except (
        OSError,
        ValueError,
    ) as error:  # smtplib's errors are of the first kind, those of an address of the second
        logger.exception("Digest %s could not be sent.", pk)
        _note_failure(attempt.digest, is_known=attempt.is_first and isinstance(error, NOT_TAKEN))
        return False
    Digest.objects.filter(pk=pk).update(sent_at=timezone.now())
    return True


@transaction.atomic
def _begin(pk: int, situation: Situation) -> _Attempt | None:
    """Note that a digest is handed over. None where nothing of it holds any more.

    Lines that hold no more are taken away, so that they come again if they hold again.
    """
    digest = Digest.objects.select_for_update().get(pk=pk)
    is_first = digest.attempted_at is None
    rows = digest.reminders.select_related("event").order_by("event__first_day", "event", "step")
    readers = {row: reader for row in rows if (reader := _reader_of(row, situation))}
    digest.reminders.exclude(pk__in=[row.pk for row in readers]).delete()
    if not readers:
        digest.delete()
        return None
    digest.attempted_at = timezone.now()
    digest.save(update_fields=["attempted_at"])
    [colleague, *_same] = readers.values()
    return _Attempt(digest, colleague, list(readers), is_first)


def _reader_of(reminder: Reminder, situation: Situation) -> Colleague | None:
    """The colleague of a line; None if they do not answer for its event any more, or nobody has to."""
    event = situation.events.get(key_of(reminder.event))
    if event is None or reminder.event.handled_at or situation.step(event) is None:
        return None
    colleague = situation.recipients(event, reminder.step).get(reminder.user_id)
    return colleague if colleague and colleague.gets_digests else None


def _note_failure(digest: Digest, *, is_known: bool) -> None:
    """Note that a digest was not taken, so that more may be put into it; after days it is given up."""
    now = timezone.now()
    if now - digest.queued_at > GIVE_UP_AFTER:
        logger.error("Digest %s is given up.", digest.pk)
        Digest.objects.filter(pk=digest.pk).update(given_up_at=now)
    elif is_known:
        Digest.objects.filter(pk=digest.pk).update(attempted_at=None)
