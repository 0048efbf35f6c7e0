"""What every request under ``/api/`` passes first, whatever its address."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.problems import PROBLEM_MEDIA_TYPE, code_of_status, problem_response, server_error_response

_MAX_CONTENT_BYTES = 64 * 1024  # bytes of a request; nothing that the API takes comes near
_CONTENT_HEADERS = {"Content-Encoding", "Content-Length", "Content-Type", "ETag"}


class ProblemDetailsMiddleware:
    """Middleware: whatever refuses a request under ``/api/``, and however early, does so with a problem.

    Also where DEBUG is on: programs read no debug page, and the log has the traceback.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_api_request(request):
            return self.get_response(request)
        response = self.get_response(request)
        if response.status_code < 400 or response.headers.get("Content-Type") == PROBLEM_MEDIA_TYPE:
            return response
        told = (
            server_error_response(request)
            if response.status_code == 500
            else problem_response(request, code_of_status(response.status_code))
        )
        for name in {*response.headers} - _CONTENT_HEADERS:
            told.headers.setdefault(name, response.headers[name])
        return told


class ContentLengthMiddleware:
    """Middleware: content that nobody could mean is refused before anything reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_api_request(request) and _content_length(request) > _MAX_CONTENT_BYTES:
            return problem_response(request, "content_too_large")
        return self.get_response(request)


def is_api_request(request: HttpRequest) -> bool:
    return request.path_info == "/api" or request.path_info.startswith("/api/")


def _content_length(request: HttpRequest) -> int:
    """How much the request says it holds; what is no number is nothing, as Django reads it."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
