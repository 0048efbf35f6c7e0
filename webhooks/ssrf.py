"""Protection against server-side request forgery: endpoint URLs and the IP addresses they resolve to.

Whoever holds a key names a URL that our server then calls. So URLs are parsed by one strict rule instead of a tolerant
parser, and every IP address that the host resolves to must be public (OWASP, SSRF prevention).
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
# A name with a dot whose last label holds letters only: so no IP address in any notation, no name of a local network.
_DNS_NAME = rf"(?=.{{1,253}}(?:[:/?]|$))(?:{_DNS_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{0,57}}[a-z0-9])"
_PORT_AND_PATH = r"(?::(?P<port>[0-9]{1,5}))?(?P<path>[/?][a-z0-9._~:/?@!$&'()*+,;=%\[\]-]*)?"
# ASCII, or IGNORECASE would match letters that only look like these.
_PUBLIC_URL = re.compile(
    rf"(?P<scheme>https)://(?P<host>{_DNS_NAME}){_PORT_AND_PATH}", re.IGNORECASE | re.ASCII
)
_ANY_URL = re.compile(
    rf"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+){_PORT_AND_PATH}", re.IGNORECASE | re.ASCII
)
# Top-level names reserved for local networks (RFC 6761, 6762, 8375, 9476; ICANN 2024 for internal).
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
        "168.63.129.16/32",  # the host of Azure's machines, though it looks public
        "192.88.99.0/24",  # formerly relays to 6to4 (RFC 7526)
        "2001::/23",  # for protocols, among them Teredo: an IPv4 address inside (RFC 2928, 4380)
        "2002::/16",  # 6to4: an IPv4 address inside (RFC 3056)
        "3fff::/20",  # for documentation (RFC 9637), which Python learned late
    )
]


class NotPublicAddress(OSError):
    """The host does not resolve, or to an IP address that is not public. Which of these is not told apart."""


@dataclass(frozen=True)
class EndpointTarget:
    """A parsed endpoint URL."""

    is_secure: bool
    host: str
    port: int
    path: str  # with the query

    @property
    def host_header(self) -> str:
        """The Host header (RFC 9110, 7.2): with the port only where it is not the scheme's default."""
        return self.host if self.port == (443 if self.is_secure else 80) else f"{self.host}:{self.port}"


def parse_endpoint_url(url: str) -> EndpointTarget:
    """The parts of a URL. Raises ValidationError for one that no endpoint may have."""
    pattern = _ANY_URL if settings.WEBHOOKS_INSECURE else _PUBLIC_URL
    match = pattern.fullmatch(url[: MAX_URL_LENGTH + 1])
    if match is None or len(url) > MAX_URL_LENGTH:
        raise ValidationError(
            _(
                "Give the whole address, such as https://hooks.example.org/entente: https, a name and not a number, "
                "letters beyond a–z in their xn-- form, without user name, fragment or spaces."
            ),
            code="invalid_address",
        )
    target = _target_of_match(match)
    if not settings.WEBHOOKS_INSECURE:
        _refuse_private_target(target)
    return target


def _target_of_match(match: re.Match) -> EndpointTarget:
    is_secure, path = match["scheme"].lower() == "https", match["path"] or "/"
    port = int(match["port"] or (443 if is_secure else 80))
    return EndpointTarget(is_secure, match["host"].lower(), port, path if path[0] == "/" else f"/{path}")


def _refuse_private_target(target: EndpointTarget) -> None:
    """Raises ValidationError for a name of local networks, or another port."""
    if target.host.rpartition(".")[2] in _PRIVATE_TLDS:
        raise ValidationError(_("This name is for networks of one's own."), code="private_name")
    if target.port not in _ALLOWED_PORTS:
        raise ValidationError(
            _("Only the ports %(ports)s are called."),
            code="port",
            params={"ports": ", ".join(map(str, _ALLOWED_PORTS))},
        )


def validate_endpoint_url(url: str) -> None:
    """`parse_endpoint_url` as a validator of a field."""
    parse_endpoint_url(url)


def resolve_public(target: EndpointTarget) -> list[tuple]:
    """The socket addresses of the host, as ``(family, address)``. Raises NotPublicAddress if any is not public.

    Connect to these and do not resolve the name again: it may lead elsewhere the next time (DNS rebinding).
    """
    try:
        infos = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotPublicAddress(target.host) from error
    addresses = [(family, address) for family, _kind, _protocol, _name, address in infos]
    if not settings.WEBHOOKS_INSECURE and not all(is_public_ip(address[0]) for _family, address in addresses):
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
