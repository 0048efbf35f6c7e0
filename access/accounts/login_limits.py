"""Limit of failed logins, counted in the log of attempts for all processes together.

Counted are the failures of one name from one address, and of all names from one address. Nothing counts against a name
from everywhere, so a stranger who fails on purpose locks nobody out but themselves.
"""

import logging
import unicodedata
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from access.accounts.choices import LoginMethod, LoginOutcome
from access.models import LOGIN_ATTEMPT_RETENTION, LoginAttempt
from access.senders import client_address
from core.locks import LOGIN_COUNT_LOCK, lock_for_transaction

FAILURE_WINDOW = timedelta(minutes=15)
MAX_FAILURES_OF_NAME, MAX_FAILURES_OF_ADDRESS = 10, 50

log = logging.getLogger(__name__)


class TooManyFailures(Exception):
    """So many logins failed from here that no more are tried for a while."""


def begin_attempt(request: HttpRequest, *, name: str, user: User | None) -> LoginAttempt:
    """Log an attempt with a password as failed, before the password is looked at. Raises TooManyFailures.

    Attempts that run at once are each counted: what succeeds is marked so afterwards.
    """
    attempt = _attempt(request, LoginMethod.PASSWORD, LoginOutcome.FAILED, user, name)
    with transaction.atomic():
        lock_for_transaction(LOGIN_COUNT_LOCK)
        if not _are_too_many(attempt):
            attempt.save()
            return attempt
        attempt.outcome = LoginOutcome.REFUSED
        if not _was_refused_before(attempt):
            attempt.save()
    _write_line(attempt)
    raise TooManyFailures


def close_attempt(attempt: LoginAttempt, outcome: LoginOutcome) -> None:
    """Log what became of an attempt."""
    if attempt.outcome != outcome:
        attempt.outcome = outcome
        attempt.save(update_fields=["outcome"])
    _write_line(attempt)
    if outcome == LoginOutcome.SUCCEEDED:
        LoginAttempt.objects.filter(at__lt=timezone.now() - LOGIN_ATTEMPT_RETENTION).delete()


def log_attempt(
    request: HttpRequest, *, method: LoginMethod, outcome: LoginOutcome, user: User | None, name: str = ""
) -> None:
    """Log an attempt in another way than by password; of refusals the first in a while."""
    attempt = _attempt(request, method, outcome, user, name)
    if outcome != LoginOutcome.REFUSED or not _was_refused_before(attempt):
        attempt.save()
    _write_line(attempt)


def _was_refused_before(attempt: LoginAttempt) -> bool:
    """True where the table has a refusal of late, in the same way from there: a flood does not fill it."""
    return _recent(attempt).filter(outcome=LoginOutcome.REFUSED, method=attempt.method).exists()


def _attempt(
    request: HttpRequest, method: LoginMethod, outcome: LoginOutcome, user: User | None, name: str
) -> LoginAttempt:
    """An attempt from where the request comes, not stored yet."""
    return LoginAttempt(
        user=user,
        name_digest=_name_digest(name),
        address=client_address(request),
        method=method,
        outcome=outcome,
    )


def _are_too_many(attempt: LoginAttempt) -> bool:
    failures = _recent(attempt).filter(outcome=LoginOutcome.FAILED, method=LoginMethod.PASSWORD)
    return (
        failures.filter(name_digest=attempt.name_digest).count() >= MAX_FAILURES_OF_NAME
        or failures.count() >= MAX_FAILURES_OF_ADDRESS
    )


def _recent(attempt: LoginAttempt):
    return LoginAttempt.objects.filter(address=attempt.address, at__gt=timezone.now() - FAILURE_WINDOW)


def _name_digest(name: str) -> str:
    """Keyed hash of a name as it was typed, in one form: only equality can be seen from it."""
    folded = unicodedata.normalize("NFKC", name.strip()).casefold()
    return salted_hmac("access.accounts.names", folded, algorithm="sha256").hexdigest()


def _write_line(attempt: LoginAttempt) -> None:
    """One line to the log of the process: with the account's number, or none, and never what was typed."""
    level = logging.INFO if attempt.outcome == LoginOutcome.SUCCEEDED else logging.WARNING
    whose = f"account {attempt.user_id}" if attempt.user_id else f"no account {attempt.name_digest[:12]}"
    log.log(level, "Login by %s %s: %s from %s", attempt.method, attempt.outcome, whose, attempt.address)
