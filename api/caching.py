"""How long an answer holds, and how a cache asks whether it still does."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import parse_etags

from core.clock import seconds_until_midnight
from register.addresses import absolute_url
from register.versions import revision

_MAX_AGE_SECONDS = 60  # seconds that an answer may be taken from a cache unasked


@cache
def _release_digest() -> str:
    """A digest of the code that makes answers: another release may answer otherwise from the same register."""
    digest = hashlib.sha256()
    for file in source_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()


def source_files() -> list[Path]:
    """Every Python file of the project's own apps, their rooms included."""
    own = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
    return [file for folder in sorted(own) for file in sorted(folder.rglob("*.py"))]


def _weak_etag(request) -> str:
    """What the answer depends on: what is published, the day, the release, the address."""
    facts = [
        revision(),
        timezone.localdate(),
        _release_digest(),
        absolute_url(request, request.get_full_path()),
    ]
    return f'W/"{hashlib.sha256("|".join(map(str, facts)).encode()).hexdigest()[:32]}"'


def is_fresh(request, etag: str) -> bool:
    """Whether the asker already holds this answer (RFC 9110, 13.1.2: weak comparison)."""
    held = parse_etags(request.headers.get("If-None-Match", ""))
    return etag.removeprefix("W/") in {one.removeprefix("W/") for one in held}


def conditional_response(request, make: Callable[[], HttpResponseBase], etag: str = "") -> HttpResponseBase:
    """The answer that ``make`` gives; if the asker holds it already, 304 without making it."""
    etag = etag or _weak_etag(request)
    response = HttpResponse(status=304) if is_fresh(request, etag) else make()
    if response.status_code in {200, 304}:
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = (
            f"public, max-age={min(_MAX_AGE_SECONDS, seconds_until_midnight())}"
        )
    return response
