"""How long an answer holds, and how a cache asks whether it still does."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import cache

from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import parse_etags

from register.api.addresses import absolute
from register.api.reading import revision

LONGEST = 60  # seconds that an answer may be taken from a cache unasked


@cache
def release() -> str:
    """A digest of the code that makes answers: another release may answer otherwise from the same register."""
    digest = hashlib.sha256()
    for app in apps.get_app_configs():
        if app.path.startswith(str(settings.BASE_DIR)):
            for file in sorted(settings.BASE_DIR.glob(f"{app.label}/*.py")):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def seconds_left() -> int:
    """Seconds until a new day begins, and with it perhaps another state of an agreement."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=now.tzinfo)
    return max(int((midnight.astimezone(UTC) - now.astimezone(UTC)).total_seconds()), 0)


def weak_etag(request) -> str:
    """What the answer depends on: what is published, the day, the release, the address."""
    facts = [revision(), timezone.localdate(), release(), absolute(request, request.get_full_path())]
    return f'W/"{hashlib.sha256("|".join(map(str, facts)).encode()).hexdigest()[:32]}"'


def is_fresh(request, etag: str) -> bool:
    """Whether the asker already holds this answer (RFC 9110, 13.1.2: weak comparison)."""
    held = parse_etags(request.headers.get("If-None-Match", ""))
    return etag.removeprefix("W/") in {one.removeprefix("W/") for one in held}


def conditional(request, make: Callable[[], HttpResponse], etag: str = "") -> HttpResponse:
    """The answer that ``make`` gives; if the asker holds it already, 304 without making it."""
    etag = etag or weak_etag(request)
    response = HttpResponse(status=304) if is_fresh(request, etag) else make()
    if response.status_code in {200, 304}:
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = f"public, max-age={min(LONGEST, seconds_left())}"
    return response
