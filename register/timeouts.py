"""How long the database may work for one request of the public: what takes longer is broken off, and said so."""

from collections.abc import Callable

from django.db import OperationalError, connections
from psycopg.errors import QueryCanceled

from register.routers import REGISTER_ALIAS

# Milliseconds. A page has a reader waiting; a program can wait for more.
PAGE_TIMEOUT_MS, API_TIMEOUT_MS = 1000, 5000


def set_statement_timeout(milliseconds: int) -> None:
    """From now on, no statement on the register's connection takes longer.

    Where the desk shares the connection, as in tests, nothing is limited: an import may take its time.
    """
    connection = connections[REGISTER_ALIAS]
    if connection is connections["default"]:
        return
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if getattr(connection.connection, "milliseconds", None) != milliseconds:
        # not through a cursor of Django's: it is no query of the page
        connection.connection.execute(f"SET statement_timeout = {milliseconds:d}")
        connection.connection.milliseconds = milliseconds


def none_on_timeout[Answer](ask: Callable[[], Answer]) -> Answer | None:
    """What the register answers; None where that was broken off, for a page that says something without it."""
    try:
        return ask()
    except OperationalError as error:
        if not is_statement_timeout(error):
            raise
        return None


def is_statement_timeout(error: BaseException) -> bool:
    """Whether a statement was broken off for taking too long."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled)
