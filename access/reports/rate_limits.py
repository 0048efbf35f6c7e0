"""Rate limit of problem reports, of one sender and of all, counted in the database for all workers."""

from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from access.models import Attempt
from access.senders import sender_digest
from core.locks import REPORT_COUNT_LOCK, lock_for_transaction

REPORT_WINDOW = timedelta(days=1)
MAX_PER_SENDER, MAX_IN_ALL = 10, 500


@transaction.atomic
def allow_report(request: HttpRequest) -> bool:
    """Count one more report of a sender; False, without counting it, where there are too many in a day."""
    lock_for_transaction(REPORT_COUNT_LOCK)
    delete_old_attempts()
    sender = sender_digest(request)
    attempts = Attempt.objects.all()
    if attempts.count() >= MAX_IN_ALL or attempts.filter(sender=sender).count() >= MAX_PER_SENDER:
        return False
    Attempt.objects.create(sender=sender)
    return True


def delete_old_attempts() -> int:
    """Delete the attempts of more than a day ago. Returns how many there were."""
    deleted, _by_model = Attempt.objects.filter(at__lt=timezone.now() - REPORT_WINDOW).delete()
    return deleted
