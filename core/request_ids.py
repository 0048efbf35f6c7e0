"""A name for every request: in its answer, in the words of a problem, and on every line of the log about it."""

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

_HEADER = "X-Request-ID"
# What a proxy in front may have given: nothing that could break a line of a log or of a header.
_VALID_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
# Stays after the answer until the next request: lines are written while an answer streams, and once it is sent.
_current: ContextVar[str] = ContextVar("request_id", default="")


class RequestIDMiddleware:
    """Middleware, the outermost: takes over the name that the proxy gave, or makes one (a UUID)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(_HEADER, "")
        _current.set(given if _VALID_ID.fullmatch(given) else str(uuid.uuid4()))
        response = self.get_response(request)
        response.headers[_HEADER] = current_request_id()
        return response


def current_request_id() -> str:
    """The name of the request that is being answered; outside of one, empty."""
    return _current.get()


class RequestIDFilter(logging.Filter):
    """Lets every line pass and gives it ``request_id``: a dash where there is no request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id() or "-"
        return True
