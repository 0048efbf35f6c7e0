"""Middleware of the staff area: sessions end without the loss of a form, and second factors come first."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from access.accounts.kept_forms import has_had_session, kept_form
from access.accounts.people import needs_second_factor

_STARTED, _SEEN = "accounts.started", "accounts.seen"  # seconds since 1970
_SEEN_STEP_SECONDS = 60  # so that not every request writes the session
_OPEN_TO_ALL = {"login", "logout"}
_BACKGROUND = (
    "X-Background"  # heading of what a page asks for by itself: a page that lies open is no use of a session
)


def is_staff_area(path: str) -> bool:
    """True for the addresses of the staff area and of accounts, in every language. Public pages read no session."""
    first, _slash, rest = path.lstrip("/").partition("/")
    if first in {code for code, _name in settings.LANGUAGES}:
        first = rest.partition("/")[0]
    return first in {"admin", "accounts"}


class SessionLimitsMiddleware:
    """Ends sessions that nobody used for a while, and every session some hours after its login."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_staff_area(request.path_info) and request.user.is_authenticated:
            self._limit(request)
        return self.get_response(request)

    def _limit(self, request: HttpRequest) -> None:
        now, session = time.time(), request.session
        started, seen = session.get(_STARTED, now), session.get(_SEEN, now)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - started > settings.SESSION_COOKIE_AGE:
            logout(request)
            return
        if _STARTED not in session:
            session[_STARTED] = now
        is_use = _BACKGROUND not in request.headers
        if _SEEN not in session or (is_use and now - seen >= _SEEN_STEP_SECONDS):
            session[_SEEN] = now


class StaffAreaMiddleware:
    """Comes before the views of the staff area: forms that outlived their session are kept, second factors demanded."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponseBase | None:
        match = request.resolver_match
        if "admin" not in match.app_names or match.url_name in _OPEN_TO_ALL:
            return None
        if not request.user.is_authenticated:
            is_form = request.method == "POST" and _BACKGROUND not in request.headers
            return kept_form(request) if is_form and has_had_session(request) else None
        return HttpResponseRedirect(reverse("mfa_index")) if needs_second_factor(request) else None
