"""Our answers without the network: through WSGI and every middleware, as the server asks for them."""

import io
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, connections

from register.routers import REGISTER_ALIAS


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def answer(path: str, **headers: str) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body of an address, in the bytes of a request line."""
    path, _mark, query = path.partition("?")
    started: list = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path.encode().decode("latin-1"), "QUERY_STRING": query,
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), **headers,
    }  # fmt: skip
    response = _handler()(environ, lambda status, headers: started.extend([status, dict(headers)]))
    content = b"".join(response)
    response.close()
    return started[0][:3], started[1], content


def body(path: str, status: str = "200", **headers: str) -> bytes:
    """Body of an address, which answers with this status."""
    actual, _headers, content = answer(path, **headers)
    assert actual == status, f"{path} answered {actual}"
    return content


def page_of(path: str) -> str:
    """The address of a page that another one leads to."""
    status, headers, _content = answer(path)
    return headers["Location"].removeprefix("http://localhost") if status in {"301", "302"} else path


def statements(path: str) -> float:
    """Milliseconds of the statements that an address asks the register, without the rest, when no page is kept."""
    with no_kept_pages(), watched() as spent:
        body(path)
    assert not math.isnan(sum(spent)), f"{path} left out what ran into the timeout"
    return sum(spent)


@contextmanager
def no_kept_pages() -> Iterator[None]:
    """Each page is made meanwhile; those that were kept stay for later."""
    kept, caches["pages"] = caches["pages"], DummyCache("", {})
    try:
        yield
    finally:
        caches["pages"] = kept


@contextmanager
def watched() -> Iterator[list[float]]:
    """Milliseconds of each statement that the register is asked meanwhile; of one that fails, not a number."""
    spent: list[float] = []

    def watch(execute, sql, params, many, context):
        started = time.perf_counter()
        try:
            result = execute(sql, params, many, context)
        except DatabaseError:
            spent.append(math.nan)
            raise
        spent.append((time.perf_counter() - started) * 1000)
        return result

    with connections[REGISTER_ALIAS].execute_wrapper(watch):
        yield spent
