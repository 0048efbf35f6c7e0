"""Backups from before a redaction: rows that are put back, and a whole database that is restored beside this one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from devtools import binaries
from redaction import log
from register.entries import rebuild_index
from register.models import Version


def backup(*models) -> dict:
    """Rows of the versions and of these models."""
    return {model: list(model._base_manager.values()) for model in (Version, *models)}


def restore(before: dict) -> None:
    """Puts back bodies, notes and desk texts, and forgets the redactions and what was withdrawn since."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DELETE FROM redaction_redactionrule")
        cursor.execute("DELETE FROM redaction_redaction")
        cursor.execute("ALTER TABLE register_version DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM register_version WHERE action IN ('redacted', 'withdrawn')")
    for model, rows in before.items():
        for row in rows:
            values = {name: value for name, value in row.items() if name != "id"}
            model._base_manager.filter(pk=row["id"]).update(**values)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE register_version ENABLE TRIGGER USER")
    list(rebuild_index())


def roll_back_but_for_redactions(savepoint: str) -> None:
    """The database as it was at a savepoint, and the log of redactions taken in, as if it had been kept apart."""
    kept = log.log_as_json()
    transaction.savepoint_rollback(savepoint)
    log.read_log(kept)


# Whole databases


def dump_database(path: Path) -> None:
    """Writes the whole database to a file, as a backup does. Only what is committed is in it."""
    _run("pg_dump", "--format=custom", f"--file={path}", f"--dbname={_address()}", copies=path.parent)


@contextmanager
def restored_database(path: Path) -> Iterator[None]:
    """Inside, everything is asked of another database, restored from this file."""
    here = connection.settings_dict["NAME"]
    there = f"{here}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{there}" TEMPLATE template0')
    try:
        _use_database(there)
        _run("pg_restore", "--exit-on-error", f"--dbname={_address()}", path, copies=path.parent)
        yield
    finally:
        _use_database(here)
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{there}" WITH (FORCE)')


def _use_database(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _address() -> str:
    """Connection string of the database that is in use."""
    settings = connection.settings_dict
    given = {
        "host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"],
        "password": settings["PASSWORD"], "dbname": settings["NAME"],
    }  # fmt: skip
    return make_conninfo(**{name: str(value) for name, value in given.items() if value})


def _run(program: str, *args: str | Path, copies: Path) -> None:
    directory, _version = binaries.find(copies, None)
    code, output = binaries.run(directory / program, *args, user=None)
    assert code == 0, output
