"""Client address behind a proxy, and its salted daily hash."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac


def client_address(request: HttpRequest, *, ipv6_prefix: int = 64) -> str:
    """Address of the client: behind a proxy, as the proxy gives it; of IPv6 the network, by default one household's."""
    given = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        given = _without_port(request.META.get("HTTP_X_FORWARDED_FOR", given).rpartition(",")[2].strip())
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given
    if address.version == 4 or address.ipv4_mapped:
        return str(getattr(address, "ipv4_mapped", None) or address)
    return str(ipaddress.ip_network(f"{address}/{ipv6_prefix}", strict=False))


def _without_port(given: str) -> str:
    """An address without the port that some proxies add: ``198.51.100.1:4711``, ``[2001:db8::1]:4711``."""
    if given.startswith("["):
        return given[1:].partition("]")[0]
    return given.partition(":")[0] if given.count(":") == 1 else given


def sender_digest(request: HttpRequest, *, ipv6_prefix: int = 64) -> str:
    """Hash of the client's address that cannot be reversed and changes every day (UTC)."""
    day = timezone.now().date().isoformat()
    address = client_address(request, ipv6_prefix=ipv6_prefix)
    return salted_hmac("access.limits", f"{day} {address}", algorithm="sha256").hexdigest()
