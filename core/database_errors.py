"""Errors of a database that cannot be reached, as against those of a statement."""

import psycopg

RETRY_AFTER_SECONDS = 30  # what a client is asked to wait; an orderly restart takes less

# SQLSTATE classes: connection exceptions, and a server without memory, disk or free connections
_CLASSES = {"08", "53"}
_STOPPING = {"57P01", "57P02", "57P03"}  # the server stops, crashes or starts


def is_database_away(error: BaseException | None) -> bool:
    """True if an error of Django or psycopg means that the database cannot be reached, for now."""
    cause = error if isinstance(error, psycopg.Error) else getattr(error, "__cause__", None)
    if not isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return False
    state = cause.sqlstate  # none where the server did not answer at all
    return state is None or state[:2] in _CLASSES or state in _STOPPING
