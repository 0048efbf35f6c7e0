"""Where webhooks may go: addresses of receivers, and the machines that their names may lead to.

Whoever holds a key names an address that our server then calls. So an address is read by one strict rule instead of
a tolerant parser, and every number that its name leads to must be out in the open (OWASP, SSRF prevention).
"""

import ipaddress
import re
import socket
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_URL_LENGTH = 500
_ALLOWED_PORTS = (443, 8443)
_DNS_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# A name with a dot whose last label holds letters only: so no number in any notation, no name of one's own network.
_DNS_NAME = rf"(?=.{{1,253}}(?:[:/?]|$))(?:{_DNS_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{0,57}}[a-z0-9])"
_PORT_AND_PATH = r"(?::(?P<port>[0-9]{1,5}))?(?P<path>[/?][a-z0-9._~:/?@!$&'()*+,;=%\[\]-]*)?"
# ASCII, or the small letters would match others that only look like them.
_PUBLIC_URL = re.compile(
    rf"(?P<scheme>https)://(?P<host>{_DNS_NAME}){_PORT_AND_PATH}", re.IGNORECASE | re.ASCII
)
_ANY_URL = re.compile(
    rf"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+){_PORT_AND_PATH}", re.IGNORECASE | re.ASCII
)
# Names that are kept for networks of one's own (RFC 6761, 6762, 8375, 9476; ICANN 2024 for internal).
_PRIVATE_TLDS = {
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
        "168.63.129.16/32",  # Azure's machines ask their host by it, public as it looks
        "192.88.99.0/24",  # once the way to 6to4 (RFC 7526)
        "2001::/23",  # for protocols, among them Teredo: an IPv4 address inside (RFC 2928, 4380)
        "2002::/16",  # 6to4: an IPv4 address inside (RFC 3056)
        "3fff::/20",  # for documentation (RFC 9637), which Python learned late
    )
]


class NotPublicAddress(OSError):
    """A name that leads nowhere, or to a machine that is not out in the open. It is not said which of these."""


@dataclass(frozen=True)
class EndpointTarget:
    """A receiver's address, read once: what is said to whom."""

    is_secure: bool
    host: str
    port: int
    path: str  # with the query

    @property
    def named(self) -> str:
        """What the Host header says (RFC 9110, 7.2): the port only where it is not the usual one."""
        return self.host if self.port == (443 if self.is_secure else 80) else f"{self.host}:{self.port}"


def parse_endpoint_url(address: str) -> EndpointTarget:
    """What an address says. Raises ValidationError for one that webhooks do not go to."""
    found = (_ANY_URL if settings.WEBHOOKS_INSECURE else _PUBLIC_URL).fullmatch(address[: MAX_URL_LENGTH + 1])
    if found is None or len(address) > MAX_URL_LENGTH:
        raise ValidationError(
            _(
                "Give the whole address, such as https://hooks.example.org/entente: https, a name and not a number, "
                "letters beyond a–z in their xn-- form, without user name, fragment or spaces."
            ),
            code="invalid_address",
        )
    target = _target_of_match(found)
    if not settings.WEBHOOKS_INSECURE:
        _refuse_private_target(target)
    return target


def _target_of_match(found: re.Match) -> EndpointTarget:
    is_secure, path = found["scheme"].lower() == "https", found["path"] or "/"
    port = int(found["port"] or (443 if is_secure else 80))
    return EndpointTarget(is_secure, found["host"].lower(), port, path if path[0] == "/" else f"/{path}")


def _refuse_private_target(target: EndpointTarget) -> None:
    if target.host.rpartition(".")[2] in _PRIVATE_TLDS:
        raise ValidationError(_("This name is for networks of one's own."), code="private_name")
    if target.port not in _ALLOWED_PORTS:
        raise ValidationError(
            _("Only the ports %(ports)s are called."),
            code="port",
            params={"ports": ", ".join(map(str, _ALLOWED_PORTS))},
        )


def validate_endpoint_url(address: str) -> None:
    """The rule as a validator of a field."""
    parse_endpoint_url(address)


def resolve_public(target: EndpointTarget) -> list[tuple]:
    """What the name leads to now, as ``(family, socket address)``. Raises NotPublic if one of them is not public.

    Whoever connects must use these and not ask again: a name may lead elsewhere the next time.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotPublicAddress(target.host) from error
    addresses = [(family, address) for family, _kind, _protocol, _name, address in found]
    if not settings.WEBHOOKS_INSECURE and not all(is_public_ip(address[0]) for _family, address in addresses):
        raise NotPublicAddress(target.host)
    return addresses


def is_public_ip(number: str) -> bool:
    """Whether an IP address is of the open internet, and no other one hides in it."""
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
