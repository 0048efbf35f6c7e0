"""How many reports are taken: from one address and from everybody, counted in the database for all workers."""

import ipaddress
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from access.models import Attempt

A_DAY = timedelta(days=1)
FROM_ONE_ADDRESS, FROM_EVERYBODY = 10, 500
# The advisory lock under which attempts are counted and written; any number that nothing else uses.
COUNTING = 7_203_001


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: behind a proxy, as the proxy says; of IPv6 the network, which is one household's."""
    given = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        given = request.META.get("HTTP_X_FORWARDED_FOR", given).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given
    if address.version == 4 or address.ipv4_mapped:
        return str(getattr(address, "ipv4_mapped", None) or address)
    return str(ipaddress.ip_network(f"{address}/64", strict=False))


def sender_of(request: HttpRequest) -> str:
    """The address as a hash that cannot be turned back, and that is another one tomorrow."""
    day = timezone.now().date().isoformat()
    return salted_hmac("access.limits", f"{day} {address_of(request)}", algorithm="sha256").hexdigest()


@transaction.atomic
def is_allowed(request: HttpRequest) -> bool:
    """Whether one more report is taken; counts it if so. Forgets attempts of more than a day ago."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COUNTING])
    forget_attempts()
    sender = sender_of(request)
    attempts = Attempt.objects.all()
    if attempts.count() >= FROM_EVERYBODY or attempts.filter(sender=sender).count() >= FROM_ONE_ADDRESS:
        return False
    Attempt.objects.create(sender=sender)
    return True


def forget_attempts() -> int:
    deleted, _by_model = Attempt.objects.filter(at__lt=timezone.now() - A_DAY).delete()
    return deleted
