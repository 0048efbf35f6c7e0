"""Keyset pagination over entries."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.http import urlencode

from register.addresses import api_url
from register.ordering import Ordering
from register.routers import REGISTER_ALIAS


def next_page_url(request, path: str, cursor: str) -> str:
    """URL of the next page of the same list."""
    params = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
    return api_url(request, f"{path}?{urlencode([*params, ('cursor', cursor)])}")


@dataclass(frozen=True)
class PagePosition:
    """A position in an ordered list: right after the entry with this value and serial number."""

    value: str
    serial: int


def _after_position(position: PagePosition, ordering: Ordering) -> RawSQL:
    """SQL condition for entries after a position: one comparison of rows, which an index answers at any depth."""
    sign = "<" if ordering.is_descending else ">"
    kind = {"sort_on": "date", "published_at": "timestamptz", "sort_title": "text"}[ordering.column]
    sql = f"(register_entry.{ordering.column}, register_entry.serial) {sign} (%s::{kind}, %s)"
    return RawSQL(sql, [position.value, position.serial], output_field=BooleanField())


def fetch_page(
    entries: QuerySet,
    columns: dict[str, RawSQL],
    *,
    ordering: Ordering,
    start: PagePosition | None,
    limit: int,
) -> tuple[list[tuple], PagePosition | None]:
    """``(rows of the columns, position of the next page)`` of one page of entries; None where this is the last."""
    if start:
        entries = entries.filter(_after_position(start, ordering))
    sign = "DESC" if ordering.is_descending else "ASC"
    rows = select_rows(
        entries, columns, [ordering.column, "serial"],
        f"ORDER BY {ordering.column} {sign}, serial {sign} LIMIT {limit + 1:d}",
    )  # fmt: skip
    page = [row[:-2] for row in rows[:limit]]
    if len(rows) <= limit:
        return page, None
    *_columns, value, serial = rows[limit - 1]
    return page, PagePosition(_sort_value_text(value), serial)


def select_rows(
    entries: QuerySet, columns: dict[str, RawSQL], plain_columns: list[str], end: str = ""
) -> list[tuple]:
    """Rows of these entries: the columns made by SQL, then plain columns; ``end`` follows the conditions.

    Only the conditions are compiled by the ORM: to compile the rest takes longer than to fetch the rows.
    """
    try:
        where, params = entries.query.get_compiler(REGISTER_ALIAS).compile(entries.query.where)
    except EmptyResultSet:  # contradictory conditions
        return []
    names = ", ".join(
        [
            *(f"({column.sql})" for column in columns.values()),
            *(f"register_entry.{name}" for name in plain_columns),
        ]
    )
    params = [*(param for column in columns.values() for param in column.params), *params]
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM register_entry WHERE {where} {end}", params)
        return cursor.fetchall()


def _sort_value_text(value: date | datetime | str) -> str:
    return value if isinstance(value, str) else value.isoformat()
