"""Protection against server-side request forgery: hosts and the IP addresses they resolve to must be public.

Addresses that somebody typed are called by our server. So every IP address that a host resolves to must be public, and
the connection is made to what was looked at (OWASP, SSRF prevention).
"""

import ipaddress
import socket
from dataclasses import dataclass

from django.conf import settings

# Top-level names reserved for local networks (RFC 6761, 6762, 8375, 9476; ICANN 2024 for internal).
PRIVATE_TLDS = {
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "arpa",
    "alt",
    "test",
    "invalid",
}

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address behind a translator
_SPECIAL_PURPOSE_NETWORKS = [
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # the host of Azure's machines, though it looks public
        "192.88.99.0/24",  # formerly relays to 6to4 (RFC 7526)
        "2001::/23",  # for protocols, among them Teredo: an IPv4 address inside (RFC 2928, 4380)
        "2002::/16",  # 6to4: an IPv4 address inside (RFC 3056)
        "3fff::/20",  # for documentation (RFC 9637), which Python learned late
    )
]


class NotPublicAddress(OSError):
    """The host does not resolve, or to an IP address that is not public. Partners are not told which of these."""


class UnknownHost(NotPublicAddress):
    """The host does not resolve."""


@dataclass(frozen=True)
class HttpTarget:
    """A parsed URL of http or https."""

    is_secure: bool
    host: str
    port: int
    path: str  # with the query

    @property
    def host_header(self) -> str:
        """The Host header (RFC 9110, 7.2): with the port only where it is not the scheme's default."""
        return self.host if self.port == (443 if self.is_secure else 80) else f"{self.host}:{self.port}"


def resolve_public(target: HttpTarget) -> list[tuple]:
    """The socket addresses of the host, as ``(family, address)``. Raises NotPublicAddress if any is not public.

    Connect to these and do not resolve the name again: it may lead elsewhere the next time (DNS rebinding).
    """
    try:
        infos = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnknownHost(target.host) from error
    addresses = [(family, address) for family, _kind, _protocol, _name, address in infos]
    if not settings.OUTBOUND_INSECURE and not all(
        is_public_ip(str(address[0])) for _family, address in addresses
    ):
        raise NotPublicAddress(target.host)
    return addresses


def is_public_ip(number: str) -> bool:
    """True for an IP address of the public internet with no other address embedded in it."""
    try:
        ip = ipaddress.ip_address(number)
    except ValueError:
        return False
    if ip.version == 6 and ip in _NAT64:
        ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.version == 6 and ip not in _GLOBAL_UNICAST:
        return False
    if any(ip in network for network in _SPECIAL_PURPOSE_NETWORKS if network.version == ip.version):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)
