"""Before any view of the API: who asks, and whether they have asked too much."""

import logging
from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from access.keys.authentication import authenticate
from access.keys.errors import KeyRefused
from access.keys.rate_limits import Allowance, RateLimiter, policy_for
from api.middleware import is_api_request
from api.problems import exception_response, problem_response

log = logging.getLogger(__name__)
_RETRY_AFTER_SECONDS = "30"  # seconds to wait where a key cannot be checked


class KeyAndRateLimitMiddleware:
    """Middleware: gives each request of the API its ``key`` (or None), and counts it.

    Writes and reads through the desk's connection, before the view, which has the register's alone. What asks for
    permission to ask (OPTIONS) is free.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.counters = RateLimiter()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_api_request(request):
            return self.get_response(request)
        if request.method == "OPTIONS":
            request.key = request.allowance = None
            return self.get_response(request)
        request.key, refused = self.identified(request)
        allowance = request.allowance = self.counters.count(policy_for(request, request.key))
        if allowance and allowance.is_exceeded:
            response = _too_many_requests(request, allowance)
        else:
            response = refused or self.get_response(request)
        if allowance:
            if response.status_code == 304:
                allowance = self.counters.give_back(allowance)
            for name, value in allowance.headers.items():
                response.headers[name] = value
        return _make_private(response) if request.key else response

    def identified(self, request: HttpRequest):
        """``(key, refusal)``, one of them None, or both. A key that cannot be checked is refused, not passed over."""
        try:
            return authenticate(request), None
        except KeyRefused as error:
            return None, exception_response(request, error)
        except Error as error:
            log.error("A key could not be checked: %s", error)
            response = problem_response(request, "unavailable", "The key cannot be checked at the moment.")
            response.headers["Retry-After"] = _RETRY_AFTER_SECONDS
            return None, response


def _too_many_requests(request: HttpRequest, allowance: Allowance) -> HttpResponse:
    detail = f"More than {allowance.policy.limit} requests in a minute: go on in {allowance.seconds} seconds."
    response = problem_response(request, "too_many_requests", detail)
    response.headers["Retry-After"] = str(allowance.seconds)
    return response


def _make_private(response: HttpResponseBase) -> HttpResponseBase:
    """The same answer as anybody's, but its headers tell how much this partner has left: no shared cache keeps it."""
    if control := response.headers.get("Cache-Control"):
        response.headers["Cache-Control"] = control.replace("public", "private")
    return response
