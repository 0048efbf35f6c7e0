"""How long the database may work for one request of the public: what takes longer is broken off, and said so."""

from collections.abc import Callable

from django.db import OperationalError, connections
from psycopg.errors import QueryCanceled

from register.querysets import REGISTER

# Milliseconds. A page has a reader waiting; a program can wait for more.
OF_A_PAGE, OF_THE_API = 1000, 5000


def limit(milliseconds: int) -> None:
    """From now on, no statement on the register's connection takes longer.

    Where the desk shares the connection, as in tests, nothing is limited: an import may take its time.
    """
    connection = connections[REGISTER]
    if connection is connections["default"]:
        return
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if getattr(connection.connection, "milliseconds", None) != milliseconds:
        # not through a cursor of Django's: it is no query of the page
        connection.connection.execute(f"SET statement_timeout = {milliseconds:d}")
        connection.connection.milliseconds = milliseconds


def unless_too_slow[Answer](ask: Callable[[], Answer]) -> Answer | None:
    """What the register answers; None where that was broken off, for a page that says something without it."""
    try:
        return ask()
    except OperationalError as error:
        if not was_too_slow(error):
            raise
        return None


def was_too_slow(error: BaseException) -> bool:
    """Whether a statement was broken off for taking too long."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled)
