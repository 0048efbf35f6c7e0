"""Statement timeouts for public requests."""

from collections.abc import Callable

from django.db import OperationalError, connections
from psycopg.errors import QueryCanceled

from register.routers import REGISTER_ALIAS

# Milliseconds. A page has a reader waiting; a program can wait for more.
PAGE_TIMEOUT_MS, API_TIMEOUT_MS = 1000, 5000


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
    """Result of a query; None where it ran into the timeout, for a page that can do without it."""
    try:
        return query()
    except OperationalError as error:
        if not is_statement_timeout(error):
            raise
        return None


def is_statement_timeout(error: BaseException) -> bool:
    """True if the error is that of a statement that ran into the timeout."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled)
