"""Protection against server-side request forgery: the URLs that endpoints may have.

Whoever holds a key names a URL that our server then calls. So URLs are parsed by one strict rule instead of a tolerant
parser; what their hosts resolve to is looked at by `core.public_hosts`.
"""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.public_hosts import PRIVATE_TLDS, HttpTarget

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


def parse_endpoint_url(url: str) -> HttpTarget:
    """The parts of a URL. Raises ValidationError for one that no endpoint may have."""
    pattern = _ANY_URL if settings.OUTBOUND_INSECURE else _PUBLIC_URL
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
    if not settings.OUTBOUND_INSECURE:
        _refuse_private_target(target)
    return target


def _target_of_match(match: re.Match) -> HttpTarget:
    is_secure, path = match["scheme"].lower() == "https", match["path"] or "/"
    port = int(match["port"] or (443 if is_secure else 80))
    return HttpTarget(is_secure, match["host"].lower(), port, path if path[0] == "/" else f"/{path}")


def _refuse_private_target(target: HttpTarget) -> None:
    """Raises ValidationError for a name of local networks, or another port."""
    if target.host.rpartition(".")[2] in PRIVATE_TLDS:
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
