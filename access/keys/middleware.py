"""Middleware: API key authentication and rate limiting."""

import logging
from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from access.keys import actions, authentication
from access.keys.errors import KeyInAddress, KeyRefused
from access.keys.rate_limits import Allowance, RateLimiter, policy_for
from access.keys.tokens import Credentials
from access.models import Key
from api.caching import BuiltNotModified
from api.middleware import is_api_request
from api.problems import exception_response, problem_response

log = logging.getLogger(__name__)
_RETRY_AFTER_SECONDS = "30"  # seconds to wait where a key cannot be checked


class KeyAndRateLimitMiddleware:
    """Middleware: sets ``request.key`` and ``request.allowance`` of each API request, each perhaps None.

    It uses the desk's connection, before the view, which has the register's alone. A preflight request (OPTIONS) and
    a 304 count for nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.limiter = RateLimiter()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_api_request(request):
            return self.get_response(request)
        if request.method == "OPTIONS":
            request.key = request.allowance = None
            return self.get_response(request)
        request.key, refusal = _key_or_refusal(request)
        allowance = request.allowance = self.limiter.count(policy_for(request, request.key))
        if allowance and allowance.is_exceeded:
            response = _too_many_requests(request, allowance)
        else:
            response = refusal or self.get_response(request)
        if allowance:
            if response.status_code == 304 and not isinstance(response, BuiltNotModified):
                allowance = self.limiter.refund(allowance)
            for name, value in allowance.headers.items():
                response.headers[name] = value
        return _make_private(response) if request.key else response


def _key_or_refusal(request: HttpRequest) -> tuple[Key | None, HttpResponse | None]:
    """``(key, refusal)``, one of them None, or both. A key that cannot be checked is refused, not ignored."""
    try:
        return _authenticated_key(request), None
    except KeyRefused as error:
        return None, exception_response(request, error)
    except Error as error:
        log.error("A key could not be checked: %s", error)
        response = problem_response(request, "unavailable", "The key cannot be checked at the moment.")
        response.headers["Retry-After"] = _RETRY_AFTER_SECONDS
        return None, response


def _authenticated_key(request: HttpRequest) -> Key | None:
    """The key of a request, with its partner; its use is noted. None where it was sent without one.

    Raises InvalidKey, or KeyInAddress after the key was marked as exposed. An invalid key never counts as none.
    """
    if exposed := authentication.credentials_in_url(request):
        if key := authentication.find_key(exposed):
            actions.mark_exposed(key=key)
        _redact_path(request, exposed)
        raise KeyInAddress
    credentials = authentication.bearer_credentials(request)
    if credentials is None:
        return None
    key = authentication.authenticate(credentials)
    actions.record_use(key=key, secret=credentials.secret)
    return key


def _redact_path(request: HttpRequest, credentials: Credentials) -> None:
    """Take a key out of the path that Django's log quotes."""
    request.path = request.path.replace(str(credentials), "ent_…")


def _too_many_requests(request: HttpRequest, allowance: Allowance) -> HttpResponse:
    detail = f"More than {allowance.policy.limit} requests in a minute: go on in {allowance.seconds} seconds."
    response = problem_response(request, "too_many_requests", detail)
    response.headers["Retry-After"] = str(allowance.seconds)
    return response


def _make_private(response: HttpResponseBase) -> HttpResponseBase:
    """Keep a response out of shared caches: its headers tell how much this partner has left."""
    if control := response.headers.get("Cache-Control"):
        response.headers["Cache-Control"] = control.replace("public", "private")
    return response
