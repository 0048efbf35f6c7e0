"""Rows that tests commit: taken away after each such test, and looked for after each file of tests."""

import threading

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

# What migrating fills and no test may change: Django remembers the ids of content types for as long as it runs.
MIGRATED = ("django_content_type", "auth_permission", "django_migrations")

_as_migrated: list[tuple] = []  # empty where no test has needed the database so far


def remember_what_was_migrated() -> None:
    _as_migrated.extend(content_types())


def content_types() -> list[tuple]:
    """The rows by which permissions and the desk's history name tables, with their ids."""
    return list(ContentType.objects.order_by("pk").values_list("pk", "app_label", "model"))


def let_tracked_tables_be_truncated(cursor) -> None:
    """Switch the triggers off that refuse it, for as long as this database lasts."""
    cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'history_truncate'")
    for (table,) in cursor.fetchall():
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER history_truncate")


def tables_with_rows() -> list[str]:
    """The tables that are not empty, but for those that migrating fills."""
    with connection.cursor() as cursor:
        names = sorted({*connection.introspection.table_names(cursor)} - {*MIGRATED})
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{one}' WHERE EXISTS (SELECT FROM {one})" for one in names)
        )
        return [name for (name,) in cursor]


PATIENCE = 30  # seconds for the last answer of the live server


def wait_for_requests() -> None:
    """Let the live server end its work: a page may leave a request behind that locks rows while the test is over."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:  # of socketserver: a thread for each connection
            thread.join(PATIENCE)


def take_away_rows() -> None:
    """Row by row: tests leave few, and to truncate a table takes new files for it and each of its indexes."""
    wait_for_requests()
    if tables := tables_with_rows():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SET LOCAL session_replication_role = replica"
            )  # nothing refuses it, nothing is noted
            cursor.execute("; ".join(f"DELETE FROM {table}" for table in tables))


def left_behind() -> list[str]:
    """What there is beyond a migrated database, in words; it is taken away, so that it is told once."""
    if not _as_migrated:
        return []
    if connection.in_atomic_block:
        return ["a transaction that nobody ended"]
    left = [f"rows of {table}" for table in tables_with_rows()]
    take_away_rows()
    return left + (["other content types"] if content_types() != _as_migrated else [])
