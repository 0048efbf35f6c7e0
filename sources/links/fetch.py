"""Looks at the address of a source: HEAD, then GET, a few redirects, within a time and a size."""

import ssl
import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from django.conf import settings

from core.pinned_http import HttpRequest, open_response
from core.public_hosts import PRIVATE_TLDS, HttpTarget, NotPublicAddress, UnknownHost
from sources.choices import LinkResult

SECONDS = 20.0  # for one address, without the look-up of names
MOST_BYTES = 8 * 1024 * 1024  # of a page whose text is compared
_MOST_REDIRECTS = 5
_MOST_ROBOTS_BYTES = 512 * 1024  # RFC 9309, 2.5
_PORTS = {80, 443, 8080, 8443}
_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {404, 410}
_AGENT = "EntenteLinkCheck"
_KEPT_SIGNS = "/%:@!$&'()*+,;=~?[]"  # of an address, as they stand


@dataclass(frozen=True)
class LinkAnswer:
    """Response of an address: ``status`` of HTTP, where it led to, and its content where that was asked for."""

    result: LinkResult
    status: int | None = None
    final_address: str = ""
    content: bytes = b""


class _TooManyRedirects(Exception):
    """An address leads on and on."""


class _Disallowed(Exception):
    """The host asks programs not to look at this address (RFC 9309)."""


class LinkVisitor:
    """Looks at addresses one after the other, and remembers what their hosts allow to programs."""

    def __init__(self) -> None:
        self._context = ssl.create_default_context()
        self._rules: dict[tuple[str, int], RobotFileParser] = {}
        self._end = 0.0

    def look_at(self, address: str, *, wants_content: bool) -> LinkAnswer:
        """The answer of an address. Never raises for what happens on the way or there."""
        self._end = time.perf_counter() + SECONDS
        try:
            return self._answer(address, wants_content)
        except _Disallowed:
            return LinkAnswer(LinkResult.DISALLOWED)
        except _TooManyRedirects:
            return LinkAnswer(LinkResult.REFUSED)
        except UnknownHost:
            return LinkAnswer(LinkResult.NO_ANSWER)
        except NotPublicAddress:
            return LinkAnswer(LinkResult.NOT_PUBLIC)
        except ssl.SSLError:
            return LinkAnswer(LinkResult.NOT_TRUSTED)
        except (OSError, HTTPException, ValueError):
            return LinkAnswer(LinkResult.NO_ANSWER)

    def _answer(self, address: str, wants_content: bool) -> LinkAnswer:
        try:
            status, final, _content = self._follow("HEAD", address, 0)
        except (HTTPException, ConnectionError):
            status, final = 0, address
        if wants_content or not 200 <= status < 300:  # some do not take HEAD, and say anything or hang up
            status, final, content = self._follow("GET", address, MOST_BYTES if wants_content else 0)
            if wants_content and 200 <= status < 300:
                return LinkAnswer(_result_of(status, address, final), status, final, content)
        return LinkAnswer(_result_of(status, address, final), status, final)

    def _follow(self, method: str, address: str, most: int) -> tuple[int, str, bytes]:
        """Status, last address and content after redirects."""
        for _number in range(_MOST_REDIRECTS + 1):
            target = parse_target(address)
            if not self._rules_of(target).can_fetch(_AGENT, target.path):
                raise _Disallowed
            status, location, content = self._request(method, target, most)
            if status not in _REDIRECTS or not location:
                return status, address, content
            address = urljoin(address, location)
        raise _TooManyRedirects

    def _request(self, method: str, target: HttpTarget, most: int) -> tuple[int, str, bytes]:
        headers = {"User-Agent": f"{_AGENT} (+{settings.SITE_URL})", "Accept": "*/*", "Connection": "close"}
        with open_response(target, HttpRequest(method, headers), self._end, self._context) as response:
            location = (
                response.headers.get("Location", "").encode("latin-1", "ignore").decode("utf-8", "ignore")
            )
            content = _first_bytes(response, most, self._end) if most and method == "GET" else b""
            return response.status, location.strip()[:2000], content

    def _rules_of(self, target: HttpTarget) -> RobotFileParser:
        """Rules of a host for programs (RFC 9309); all of it where it says nothing, or cannot be reached."""
        key = (target.host, target.port)
        if key not in self._rules:
            rules = self._rules[key] = RobotFileParser()
            rules.parse([])
            try:
                place = HttpTarget(target.is_secure, target.host, target.port, "/robots.txt")
                status, _location, content = self._request("GET", place, _MOST_ROBOTS_BYTES)
            except (NotPublicAddress, ssl.SSLError, TimeoutError):
                raise
            except (OSError, HTTPException, ValueError):
                return rules
            if status == 200:
                rules.parse(content.decode("utf-8", "ignore").splitlines())
        return self._rules[key]


def parse_target(address: str) -> HttpTarget:
    """The parts of an address. Raises NotPublicAddress for one that is not of a page in public, ValueError for none."""
    parts = urlsplit(address.strip())
    host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii").lower()
    is_secure = parts.scheme.lower() == "https"
    port = parts.port or (443 if is_secure else 80)
    is_of_web = (
        parts.scheme.lower() in {"http", "https"} and host and "@" not in parts.netloc and ":" not in host
    )
    is_named = "." in host and host.rpartition(".")[2] not in PRIVATE_TLDS and port in _PORTS
    if not is_of_web or not (is_named or settings.OUTBOUND_INSECURE):
        raise NotPublicAddress(host)
    path = quote(parts.path or "/", safe=_KEPT_SIGNS)
    return HttpTarget(
        is_secure, host, port, f"{path}?{quote(parts.query, safe=_KEPT_SIGNS)}" if parts.query else path
    )


def _first_bytes(response: HTTPResponse, most: int, end: float) -> bytes:
    """The beginning of the content. Raises TimeoutError where it was cut off."""
    content = response.read(most)
    if time.perf_counter() >= end:
        raise TimeoutError
    return content


def _result_of(status: int, address: str, final: str) -> LinkResult:
    if status in _GONE:
        return LinkResult.GONE
    if not 200 <= status < 300:
        return LinkResult.REFUSED
    return LinkResult.FRONT_PAGE if _is_front(final) and not _is_front(address) else LinkResult.ANSWERS


def _is_front(address: str) -> bool:
    """True of the front page of a site, as ``/``, ``/en/`` or ``/index.html``."""
    parts = urlsplit(address)
    steps = [step for step in parts.path.lower().split("/") if step]
    is_short = all(len(step) <= 3 or step.partition(".")[0] in {"index", "main", "home"} for step in steps)
    return is_short and len(steps) < 3 and not parts.query
