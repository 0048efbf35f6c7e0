"""."""

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
    """The address where the same search goes on."""
    asked = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
    return api_url(request, f"{path}?{urlencode([*asked, ('cursor', cursor)])}")


@dataclass(frozen=True)
class PagePosition:
    """A place in an ordered list: right after the entry that has this value and serial number."""

    value: str
    serial: int


def _after_position(place: PagePosition, ordering: Ordering) -> RawSQL:
    """Whether an entry comes after a place: one comparison of rows, which an index answers at any depth."""
    sign = "<" if ordering.is_descending else ">"
    kind = {"sort_on": "date", "published_at": "timestamptz", "sort_title": "text"}[ordering.column]
    sql = f"(register_entry.{ordering.column}, register_entry.serial) {sign} (%s::{kind}, %s)"
    return RawSQL(sql, [place.value, place.serial], output_field=BooleanField())


def fetch_page(
    entries: QuerySet, shown: dict[str, RawSQL], *, ordering: Ordering, start: PagePosition | None, limit: int
) -> tuple[list[tuple], PagePosition | None]:
    """What is ``shown`` of one page of entries, and the place where the next begins; None where this is the last."""
    if start:
        entries = entries.filter(_after_position(start, ordering))
    sign = "DESC" if ordering.is_descending else "ASC"
    rows = select_rows(
        entries, shown, [ordering.column, "serial"],
        f"ORDER BY {ordering.column} {sign}, serial {sign} LIMIT {limit + 1:d}",
    )  # fmt: skip
    told = [row[:-2] for row in rows[:limit]]
    if len(rows) <= limit:
        return told, None
    *_shown, value, serial = rows[limit - 1]
    return told, PagePosition(_sort_value_text(value), serial)


def select_rows(
    entries: QuerySet, shown: dict[str, RawSQL], columns: list[str], end: str = ""
) -> list[tuple]:
    """Rows of these entries: what is ``shown``, then plain columns.

    Only their conditions are the ORM's work: the rest is known, and to have it worked out takes longer than the rows.
    """
    try:
        where, params = entries.query.get_compiler(REGISTER_ALIAS).compile(entries.query.where)
    except EmptyResultSet:  # so contradictory that it need not be asked
        return []
    names = ", ".join(
        [*(f"({one.sql})" for one in shown.values()), *(f"register_entry.{name}" for name in columns)]
    )
    params = [*(param for one in shown.values() for param in one.params), *params]
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM register_entry WHERE {where} {end}", params)
        return cursor.fetchall()


def _sort_value_text(value: date | datetime | str) -> str:
    return value if isinstance(value, str) else value.isoformat()
