"""Rate limit of problem reports by network, counted in the database for all workers.

Nobody uses up what others may send: in a flood from many networks each of them may still send one a day, and what it
sends waits in a queue of its own. No lock is taken, so none holds a reader; at once, a few more may pass.
"""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from access.models import Attempt
from access.senders import sender_digest

REPORT_WINDOW = timedelta(days=1)
MAX_PER_NETWORK, MAX_PER_NETWORK_IN_FLOOD = 10, 1
FLOOD = 500  # reports of all together in a day, from which on it is one
_IPV6_PREFIX = 48  # a site; more than that is cheap to have


class TooManyReports(Exception):
    """As many came from this network within a day as it may send."""


def count_attempt(request: HttpRequest) -> bool:
    """Count one more report of a network. Returns whether it is of a flood.

    Raises TooManyReports, without counting it.
    """
    recent = Attempt.objects.filter(at__gt=timezone.now() - REPORT_WINDOW)
    sender = sender_digest(request, ipv6_prefix=_IPV6_PREFIX)
    is_flood = recent[:FLOOD].count() >= FLOOD
    most = MAX_PER_NETWORK_IN_FLOOD if is_flood else MAX_PER_NETWORK
    if recent.filter(sender=sender).count() >= most:
        raise TooManyReports
    Attempt.objects.create(sender=sender)
    return is_flood


def delete_old_attempts() -> int:
    """Delete the attempts of more than a day ago. Returns how many there were."""
    deleted, _by_model = Attempt.objects.filter(at__lt=timezone.now() - REPORT_WINDOW).delete()
    return deleted
