"""Keyset pagination over entries."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.http import urlencode

from register.addresses import api_url
from register.facets.bitmaps import FEW_REFS, BitmapSQL, is_marked_sql, serials_sql
from register.filterset import RegisterFilterSet
from register.kinds import kind_named
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


# References that can be on one page of the records of a bitmap: those of few, in any order; of many, the first after a
# position in an order, by its index alone.
_REFS_OF_PAGE_SQL = f"""register_entry.ref = ANY(ARRAY(
    WITH found AS MATERIALIZED ({{bitmap}}), counted AS MATERIALIZED (
        SELECT coalesce(sum(bit_count(bits)), 0) <= {FEW_REFS} AS are_few FROM found
    )
    (SELECT '{{letter}}' || serial FROM ({serials_sql("found")}) AS few WHERE (SELECT are_few FROM counted))
    UNION ALL
    (SELECT '{{letter}}' || serial FROM register_entry
     WHERE kind = '{{kind}}' AND {{after}} AND NOT (SELECT are_few FROM counted)
         AND CASE WHEN kind = '{{kind}}' THEN {is_marked_sql("found", "'{kind}'")} END
     ORDER BY {{order}} LIMIT {{limit}})
))"""


def fetch_page(
    filterset: RegisterFilterSet, columns: dict[str, RawSQL], *, start: PagePosition | None, limit: int
) -> tuple[list[tuple], PagePosition | None]:
    """``(rows of the columns, position of the next page)`` of one page of a list; None where this is the last."""
    ordering = filterset.ordering
    sign = "DESC" if ordering.is_descending else "ASC"
    order = f"{ordering.column} {sign}, serial {sign}"
    after = [_after_position(start, ordering)] if start else []
    try:
        if bitmap := None if filterset.reads_periods else filterset.quick_bitmap():
            entries = filterset.queryset.filter(
                _is_on_page(filterset.of_kind, bitmap, after, order, limit + 1)
            )
        else:
            entries = filterset.entries()
    except EmptyResultSet:  # the search has no word that can match
        return [], None
    end = f"ORDER BY {order} LIMIT {limit + 1:d}"
    rows = select_rows(entries.filter(*after), columns, [ordering.column, "serial"], end)
    page = [row[:-2] for row in rows[:limit]]
    if len(rows) <= limit:
        return page, None
    *_columns, value, serial = rows[limit - 1]
    return page, PagePosition(_sort_value_text(value), serial)


def _is_on_page(kind_name: str, bitmap: BitmapSQL, after: list[RawSQL], order: str, limit: int) -> RawSQL:
    """Condition of entries of a kind: those of a bitmap that one page can need."""
    sql, parameters = bitmap
    pieces = {"letter": kind_named(kind_name).letter, "kind": kind_name, "order": order, "limit": limit}
    text = _REFS_OF_PAGE_SQL.format(bitmap=sql, after=after[0].sql if after else "true", **pieces)
    position = after[0].params if after else ()
    return RawSQL(text, [*parameters, *position], output_field=BooleanField())


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
