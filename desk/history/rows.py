"""Writes rows as PostgreSQL wrote them into the history, whatever their types."""

import json
from typing import Any

from django.apps import apps
from django.db import connection
from psycopg import sql

from history.states import Row, RowKey

_INSERT = (
    "INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table}, %s::jsonb)"
)
_UPDATE = """UPDATE {table} SET ({columns}) = (SELECT {columns} FROM jsonb_populate_record(NULL::{table}, %s::jsonb))
WHERE {key} = %s"""


def insert_row(key: RowKey, row: Row) -> None:
    """Put a row back under its key."""
    _write_columns(_INSERT, key, row)


def update_row(key: RowKey, columns: Row) -> None:
    """Set these columns of a row."""
    _write_columns(_UPDATE, key, columns, key[1])


def delete_row(key: RowKey) -> None:
    """Delete a row. What refers to it is looked for once all are written."""
    meta = _model(key)._meta
    composed = sql.SQL("DELETE FROM {} WHERE {} = %s").format(
        sql.Identifier(meta.db_table), sql.Identifier(meta.pk.column)
    )
    with connection.cursor() as cursor:
        cursor.execute(composed, [key[1]])


def _write_columns(statement: str, key: RowKey, row: Row, *more: Any) -> None:
    """Write the columns of a row that there are still."""
    meta = _model(key)._meta
    names = [field.column for field in meta.concrete_fields if field.column in row and not field.generated]
    composed = sql.SQL(statement).format(
        table=sql.Identifier(meta.db_table),
        columns=sql.SQL(", ").join(map(sql.Identifier, names)),
        key=sql.Identifier(meta.pk.column),
    )
    with connection.cursor() as cursor:
        cursor.execute(composed, [json.dumps(row), *more])


def _model(key: RowKey):
    return apps.get_model(key[0])
