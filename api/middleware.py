"""Middleware of /api/: problem responses for every error, limit on content length."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.problems import PROBLEM_MEDIA_TYPE, code_of_status, problem_response, server_error_response

_MAX_CONTENT_BYTES = 64 * 1024  # no valid request comes near
_CONTENT_HEADERS = {"Content-Encoding", "Content-Length", "Content-Type", "ETag"}


class ProblemDetailsMiddleware:
    """Middleware: turns every error response under /api/ into a problem response (RFC 9457).

    Also those of other middleware, and where DEBUG is on: programs read no debug page, and the log has the traceback.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_api_request(request):
            return self.get_response(request)
        response = self.get_response(request)
        if response.status_code < 400 or response.headers.get("Content-Type") == PROBLEM_MEDIA_TYPE:
            return response
        problem = (
            server_error_response(request)
            if response.status_code == 500
            else problem_response(request, code_of_status(response.status_code))
        )
        for name in {*response.headers} - _CONTENT_HEADERS:
            problem.headers.setdefault(name, response.headers[name])
        return problem


class ContentLengthMiddleware:
    """Middleware: refuses content that is too long, before anything reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_api_request(request) and _content_length(request) > _MAX_CONTENT_BYTES:
            return problem_response(request, "content_too_large")
        return self.get_response(request)


def is_api_request(request: HttpRequest) -> bool:
    """True for a path under /api/."""
    return request.path_info == "/api" or request.path_info.startswith("/api/")


def _content_length(request: HttpRequest) -> int:
    """The Content-Length header in bytes; 0 where it is no number, as Django takes it."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
