"""Makes the letters of a day and sends those that wait, one process at a time.

Before a letter is handed to the mail server this is noted, and after it that it was taken, with what was in it. A
process that is killed in between leaves a letter of which nobody knows: it is sent again under the same Message-ID.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from core.locks import LETTER_LOCK, try_lock
from core.mail import NOT_TAKEN
from following import actions
from following.digest import Digest, DigestBuilder
from following.letters import day_letter
from following.mailboxes import UnreadableAddress
from following.models import Follow, Letter

logger = logging.getLogger(__name__)

# A letter of which nobody knows for so long is given up: its news come with the next one
GIVE_UP_AFTER = timedelta(days=5)
# An address that was refused for good for so long is forgotten
FORGET_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class _Attempt:
    """A letter that is handed over, and what is in it."""

    letter: Letter
    digest: Digest
    is_first: bool


def send_letters() -> tuple[int, int]:
    """Make the letters of today, if they are due, and send all that wait. Returns how many were made and sent.

    Nothing where another process does it.
    """
    with try_lock(LETTER_LOCK) as is_alone:
        if not is_alone:
            return 0, 0
        made = actions.queue_letters(day=timezone.localdate()) if actions.are_letters_due() else 0
        return made, _send_unsent_letters()


def _send_unsent_letters() -> int:
    """Send the letters that wait, over one connection as long as nothing goes wrong with it."""
    waiting = Letter.objects.unsent().order_by("pk").values_list("pk", flat=True)
    builder, connection, sent = DigestBuilder(timezone.localdate()), mailers.default, 0
    try:
        for pk in list(waiting):
            try:
                connection.open()
            except OSError:  # smtplib's errors are such
                logger.exception("The mail server cannot be reached: letters wait.")
                break
            sent += _send_letter(pk, builder, connection)
    finally:
        connection.close()
    return sent


def _send_letter(pk: int, builder: DigestBuilder, connection: BaseEmailBackend) -> bool:
    """Send a letter of what is still public. False where nothing of it is, or the mail server does not take it."""
    attempt = _hand_over(pk, builder)
    if attempt is None:
        return False
    try:
        connection.send_messages([day_letter(attempt.letter, attempt.digest)])
    except (OSError, ValueError, UnreadableAddress) as error:
        logger.exception("Letter %s could not be sent.", pk)
        connection.close()
        _note_refusal(attempt, error)
        return False
    _note_sent(attempt)
    return True


@transaction.atomic
def _hand_over(pk: int, builder: DigestBuilder) -> _Attempt | None:
    """Note that a letter is handed over. None where its follower has left, or nothing of it is public any more."""
    rows = Letter.objects.select_for_update(of=("self",)).select_related("follower")
    letter = rows.filter(pk=pk, sent_at=None).first()
    if letter is None:
        return None
    digest = builder.digest(letter)
    if not digest.sections:
        _leave_behind(letter, digest)
        letter.delete()
        return None
    is_first, letter.attempted_at = letter.attempted_at is None, timezone.now()
    letter.save(update_fields=["attempted_at"])
    return _Attempt(letter, digest, is_first)


@transaction.atomic
def _note_sent(attempt: _Attempt) -> None:
    _leave_behind(attempt.letter, attempt.digest)
    Letter.objects.filter(pk=attempt.letter.pk).update(sent_at=timezone.now())


def _leave_behind(letter: Letter, digest: Digest) -> None:
    """Note that the follows of a letter are done with its findings."""
    Follow.objects.filter(pk__in=digest.follows).update(after=letter.until)


def _note_refusal(attempt: _Attempt, error: Exception) -> None:
    """Note that a letter was not taken, so that more may be put into it; an address that is none is forgotten."""
    letter, age = attempt.letter, timezone.now() - attempt.letter.queued_at
    is_known = isinstance(error, (*NOT_TAKEN, UnreadableAddress))
    if is_known and _is_refused_for_good(error) and age > FORGET_AFTER:
        logger.error(
            "The address of follower %s was refused for %s days: forgotten.", letter.follower_id, age.days
        )
        actions.leave(follower=letter.follower_id)
    elif is_known and attempt.is_first:
        Letter.objects.filter(pk=letter.pk).update(attempted_at=None)
    elif age > GIVE_UP_AFTER:
        logger.error("Letter %s is given up: its news come with the next.", letter.pk)
        Letter.objects.filter(pk=letter.pk).delete()


def _is_refused_for_good(error: Exception) -> bool:
    """The mail server knows no such address (RFC 5321, 4.2.1: replies from 500 on)."""
    return isinstance(error, SMTPRecipientsRefused) and all(
        code >= 500 for code, _words in error.recipients.values()
    )
