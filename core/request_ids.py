"""Request IDs: in the response, in problem details, and on every line of the log about a request."""

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

_HEADER = "X-Request-ID"
# IDs accepted from a proxy: nothing that could break a line of a log or of a header.
_VALID_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
# Kept after the response until the next request: lines are logged while a response streams, and once it is sent.
_current: ContextVar[str] = ContextVar("request_id", default="")


class RequestIDMiddleware:
    """Outermost middleware: takes over the ID that the proxy gave, or makes one (a UUID)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(_HEADER, "")
        _current.set(given if _VALID_ID.fullmatch(given) else str(uuid.uuid4()))
        response = self.get_response(request)
        response.headers[_HEADER] = current_request_id()
        return response


def current_request_id() -> str:
    """ID of the current request; empty outside of one."""
    return _current.get()


class RequestIDFilter(logging.Filter):
    """Logging filter that adds ``request_id`` to every record: a dash outside of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id() or "-"
        return True
