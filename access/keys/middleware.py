"""Middleware: API key authentication and rate limiting."""

import logging
from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from access.keys import actions, authentication
from access.keys.errors import KeyInAddress, KeyRefused
from access.keys.rate_limits import Allowance, RateLimiter, network_policy, policy_for
from access.keys.tokens import Credentials
from access.models import Key
from api.middleware import is_api_request
from api.problems import exception_response, problem_response
from api.rate_limited import RateLimitedView
from api.views import ApiView

log = logging.getLogger(__name__)
_RETRY_AFTER_SECONDS = "30"  # seconds to wait where a key cannot be checked


class KeyAndRateLimitMiddleware:
    """Middleware: sets ``request.key`` and ``request.allowance`` of each API request, each perhaps None.

    Elsewhere it counts the requests of each `RateLimitedView`. It uses the desk's connection, before the view, which
    has the register's alone. A preflight request (OPTIONS), a 304 and a page that was kept count for nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.limiter = RateLimiter()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_api_request(request):
            return self._free_or_counted(request, self.get_response(request))
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
            if getattr(response, "is_free", False):
                allowance = self.limiter.refund(allowance)
            for name, value in allowance.headers.items():
                response.headers[name] = value
        return _make_private(response) if request.key else response

    def process_view(self, request: HttpRequest, view: Callable, args, kwargs) -> HttpResponse | None:
        """The refusal of a request outside of /api/ that goes beyond the limit of its view."""
        view_class = getattr(view, "view_class", type(None))
        if (
            is_api_request(request)
            or not issubclass(view_class, RateLimitedView)
            or request.method == "OPTIONS"
        ):
            return None
        if not (cost := view_class.rate_cost(request)):
            return None
        allowance = self.limiter.count(network_policy(request, view_class.rate_limit), cost)
        if allowance and allowance.is_exceeded:
            is_for_programs = issubclass(view_class, ApiView)
            return (_too_many_requests if is_for_programs else _too_many_requests_page)(request, allowance)
        request.page_allowance = allowance
        return None

    def _free_or_counted(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response outside of /api/; what it cost is given back where it is free."""
        allowance = getattr(request, "page_allowance", None)
        if allowance and getattr(response, "is_free", False):
            self.limiter.refund(allowance)
        return response


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
    unit = "queries" if allowance.policy.name == "reconcile" else "requests"
    detail = f"More than {allowance.policy.limit} {unit} in a minute: go on in {allowance.seconds} seconds."
    response = problem_response(request, "too_many_requests", detail)
    response.headers["Retry-After"] = str(allowance.seconds)
    return response


def _too_many_requests_page(request: HttpRequest, allowance: Allowance) -> HttpResponse:
    response = render(request, "pages/too_many_requests.html", {"seconds": allowance.seconds}, status=429)
    response.headers["Cache-Control"], response.headers["Retry-After"] = "no-store", str(allowance.seconds)
    return response


def _make_private(response: HttpResponseBase) -> HttpResponseBase:
    """Keep a response out of shared caches: its headers tell how much this partner has left."""
    if control := response.headers.get("Cache-Control"):
        response.headers["Cache-Control"] = control.replace("public", "private")
    return response
