"""ETags, Cache-Control and conditional requests (RFC 9110)."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import cache, wraps
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from core.clock import seconds_until_midnight
from register.addresses import absolute_url
from site_profile.current import profile_moment, read_revision

_MAX_AGE_SECONDS = 60  # a cache may use a response for so long without asking again


class NotModified(HttpResponse):
    """304 without a media type: a cache would write it over that of the response it holds (RFC 9111, 3.2)."""

    status_code = 304
    is_free = True  # of the rate limit

    def __init__(self) -> None:
        super().__init__()
        del self.headers["Content-Type"]


class BuiltNotModified(NotModified):
    """304 whose response had to be built first: it saves the wire, but is not free of the rate limit."""

    is_free = False


def conditional(parse: Callable):
    """Decorator of a view's method: 304 instead of calling it where the client holds the current response.

    ``parse`` is a method of the view. It takes what the address holds, raises for a request that has no answer (400,
    404), and its result is the method's second argument. It runs first, so that such a request costs no query; the
    ETag is made next and the data are read last, so that an ETag is never newer than the data it stands for.
    """

    def decorator(method: Callable[..., HttpResponseBase]):
        @wraps(method)
        def conditional_method(view, request, **kwargs):
            parsed = parse(view, request, **kwargs)
            return conditional_response(request, lambda: method(view, request, parsed, **kwargs))

        return conditional_method

    return decorator


def conditional_response(
    request,
    build: Callable[[], HttpResponseBase],
    etag: str = "",
    *,
    max_age: int = _MAX_AGE_SECONDS,
    modified_at: datetime | None = None,
) -> HttpResponseBase:
    """The response of ``build`` with its ETag; 304 without building it where the client holds it already.

    ``etag`` is the strong one of bytes that are known to exist, or a `weak_etag`, which there is whatever the response
    is; without it that of the present revision is made.
    ``modified_at`` is there for bytes of which it is known: what depends on the day or the release has no such date.
    ``If-None-Match: *`` means any representation (RFC 9110, 13.1.2): so there, the response is built first, and only
    a 200 becomes a 304, a `BuiltNotModified`.
    """
    etag = etag or weak_etag(request, read_revision(request))
    must_build = etag.startswith("W/") and request.headers.get("If-None-Match", "").strip() == "*"
    is_held = _is_not_modified(request, etag, modified_at)
    response = NotModified() if is_held and not must_build else build()
    if is_held and response.status_code == 200:
        response = BuiltNotModified()
    if response.status_code in {200, 206, 304}:
        response.headers["ETag"] = etag
        if modified_at:
            response.headers["Last-Modified"] = http_date(modified_at.timestamp())
        response.headers["Cache-Control"] = f"public, max-age={min(max_age, seconds_until_midnight())}"
    return response


def _is_not_modified(request, etag: str, modified_at: datetime | None) -> bool:
    """True where `If-None-Match` names this ETag, by weak comparison, or any; or `If-Modified-Since` this moment.

    A request with `If-Match` or `If-Unmodified-Since` is answered in full: these guard changes, and Django would
    refuse it with 412, as no weak ETag ever matches them.
    """
    if "If-Match" in request.headers or "If-Unmodified-Since" in request.headers:
        return False
    last_modified = int(modified_at.timestamp()) if modified_at else None
    return get_conditional_response(request, etag=etag, last_modified=last_modified) is not None


def weak_etag(request, at_revision: int | str) -> str:
    """Digest of all that a response depends on: the revision, the site's profile, the day, the release, the address."""
    facts = [
        at_revision,
        profile_moment(request),
        timezone.localdate(),
        _release_digest(),
        absolute_url(request, request.get_full_path()),
    ]
    return f'W/"{hashlib.sha256("|".join(map(str, facts)).encode()).hexdigest()[:32]}"'


@cache
def _release_digest() -> str:
    """Digest of code, templates, texts and settings: another release may answer differently from the same register."""
    digest = hashlib.sha256(settings.TIME_ZONE.encode())
    for file in source_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()


def source_files() -> list[Path]:
    """Every Python file of the product's own apps and the packages in them, templates, translations, static files."""
    own = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
    other = [settings.BASE_DIR / name for name in ("templates", "locale", "static")]
    files = [file for folder in sorted(own) for file in sorted(folder.rglob("*.py"))]
    return files + [file for folder in other for file in sorted(folder.rglob("*")) if file.is_file()]
