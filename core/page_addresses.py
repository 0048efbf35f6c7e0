"""Addresses of web pages as they are compared: spellings of one address are alike."""

import re
import unicodedata
from contextlib import suppress
from urllib.parse import SplitResult, unquote, urlsplit

# From where a reader came, which newsletter, which session
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|jsessionid|phpsessid)(?:=|$)",
    re.IGNORECASE,
)
_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/;]*", re.IGNORECASE)
_PORTS = {"80", "443"}


def comparable_address(address: str) -> str:
    """The address without what tells no pages apart.

    Scheme, "www.", the usual port, capitals, escapes, the fragment, slashes at the end, the order of the query and what
    it says of where a reader came from and of their session. It may name two pages alike that differ in capitals only.
    """
    text = unicodedata.normalize("NFC", address.strip())
    try:
        parts = urlsplit(text)
    except ValueError:  # no host that an address may have
        return text.casefold()
    path = re.sub("/+", "/", unquote(_SESSION.sub("", parts.path))).rstrip("/")
    members = (unquote(member) for member in parts.query.replace("+", " ").split("&"))
    query = "&".join(sorted(member for member in members if member and not _TRACKING.match(member)))
    whole = f"{_comparable_host(parts)}{path}{'?' if query else ''}{query}"
    return unicodedata.normalize("NFC", whole).casefold()


def host_of(address: str) -> str:
    """The host of an address as it is compared, with a port that is not the usual one; "" for none."""
    try:
        return _comparable_host(urlsplit(address.strip()))
    except ValueError:
        return ""


def _comparable_host(parts: SplitResult) -> str:
    """Host, and port where it is not the usual one; a name in other letters than ASCII as it is read."""
    host, _colon, port = parts.netloc.rpartition("@")[2].casefold().partition(":")
    host = host.rstrip(".").removeprefix("www.")
    with suppress(UnicodeError):  # in its own letters already, or no such name
        host = host.encode("ascii").decode("idna")
    return host if not port or port in _PORTS else f"{host}:{port}"
