"""Statement timeouts of public requests, and the few places for those that need long ones."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import OperationalError, connections
from psycopg.errors import QueryCanceled

from core.locks import COSTLY_QUESTION_LOCK, try_lock_key, unlock_key
from register.routers import REGISTER_ALIAS

# Milliseconds. A page has a reader waiting; a program can wait for more, and a file for longer still.
PAGE_TIMEOUT_MS, API_TIMEOUT_MS, FILE_TIMEOUT_MS = 1000, 5000, 30_000
# Milliseconds of a statement that anybody may take at any time.
QUICK_TIMEOUT_MS = 250

_is_quick_try: ContextVar[bool] = ContextVar("is_quick_try", default=False)


def within_timeout[Response](build: Callable[[int], Response], milliseconds: int) -> Response:
    """The response of ``build``, which takes the statement timeout to set, of so many milliseconds at most.

    Statements are broken off early at first. What takes longer is costly: it begins again with its whole time, but
    only ``settings.COSTLY_QUESTIONS`` do so at once, in all processes together, so that nobody slows all others.
    Raises the error of the statement, at once where no place is free. ``build`` may run twice and must change nothing.
    """
    token = _is_quick_try.set(True)
    try:
        return build(min(QUICK_TIMEOUT_MS, milliseconds))
    except OperationalError as error:
        if not is_statement_timeout(error):
            raise
        broken_off = error
    finally:
        _is_quick_try.reset(token)
    with _costly_place() as is_free:
        if not is_free:
            raise broken_off
        return build(milliseconds)


@contextmanager
def _costly_place() -> Iterator[bool]:
    """Holds one of the places for costly questions inside the block. Yields whether one was free."""
    connection = connections[REGISTER_ALIAS]
    places = range(settings.COSTLY_QUESTIONS)
    place = next((key for key in places if try_lock_key(connection, COSTLY_QUESTION_LOCK, key)), None)
    try:
        yield place is not None
    finally:
        if place is not None:
            unlock_key(connection, COSTLY_QUESTION_LOCK, place)


def set_statement_timeout(milliseconds: int) -> None:
    """Sets the statement timeout of the register's connection.

    Does nothing where the desk shares the connection, as in tests: an import may take its time.
    """
    connection = connections[REGISTER_ALIAS]
    if connection is connections["default"]:
        return
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if getattr(connection.connection, "milliseconds", None) != milliseconds:
        # not through a cursor of Django's, which would count it as a query of the page
        connection.connection.execute(f"SET statement_timeout = {milliseconds:d}")
        connection.connection.milliseconds = milliseconds


def none_on_timeout[Result](query: Callable[[], Result]) -> Result | None:
    """Result of a query; None where it ran into the timeout, for a page that can do without it.

    Raises the timeout all the same where the whole request is going to be tried again with more time.
    """
    try:
        return query()
    except OperationalError as error:
        if is_quick_try() or not is_statement_timeout(error):
            raise
        return None


def is_quick_try() -> bool:
    """True while a statement that is broken off lets the whole request begin again with more time."""
    return _is_quick_try.get()


def is_statement_timeout(error: BaseException) -> bool:
    """True if the error is that of a statement that ran into the timeout."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled)
