"""What every request under ``/api/`` passes first, whatever its address."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from register.api.problems import CONTENT_TYPE, of_status, problem, server_error

LONGEST_CONTENT = 64 * 1024  # bytes of a request; nothing that the API takes comes near
ABOUT_THE_CONTENT = {"Content-Encoding", "Content-Length", "Content-Type", "ETag"}


class EveryErrorIsAProblem:
    """Middleware: whatever refuses a request under ``/api/``, and however early, does so with a problem.

    Also where DEBUG is on: programs read no debug page, and the log has the traceback.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_in_api(request):
            return self.get_response(request)
        response = self.get_response(request)
        if response.status_code < 400 or response.headers.get("Content-Type") == CONTENT_TYPE:
            return response
        told = (
            server_error(request)
            if response.status_code == 500
            else problem(request, of_status(response.status_code))
        )
        for name in {*response.headers} - ABOUT_THE_CONTENT:
            told.headers.setdefault(name, response.headers[name])
        return told


class NothingTooLong:
    """Middleware: content that nobody could mean is refused before anything reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_in_api(request) and content_length(request) > LONGEST_CONTENT:
            return problem(request, "content_too_large")
        return self.get_response(request)


def is_in_api(request: HttpRequest) -> bool:
    return request.path_info == "/api" or request.path_info.startswith("/api/")


def content_length(request: HttpRequest) -> int:
    """How much the request says it holds; what is no number is nothing, as Django reads it."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
