"""Streams register entries from a server-side cursor, in one statement and without model instances."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connections, transaction
from django.db.models import Case, JSONField, QuerySet, Subquery, TextField, When
from django.db.models.expressions import OuterRef, RawSQL
from django.db.models.functions import Cast, JSONObject

from core.localized import in_language, name_in_language
from lifecycle.periods import StatePeriod
from register.facets.bitmaps import refs_of_bitmap
from register.filterset import RegisterFilterSet
from register.kinds import kind_named
from register.models import PublicVersion
from register.periods import period_from_json, periods_json
from register.routers import REGISTER_ALIAS

_CURSOR_CHUNK = 500  # rows that are held at a time, here and by the driver

_LINKED_TITLES_SQL = """(
    SELECT json_object_agg(linked.ref, linked.title ORDER BY link.position)::text
    FROM register_link link JOIN register_entry linked ON linked.ref = link.to_ref
    WHERE link.entry_id = register_entry.ref AND left(link.to_ref, 1) = ANY(%s)
)"""

# Of more records, it is quicker to go through all of the kind in the order of the list, and nothing has to be sorted.
_IS_QUARTER_SQL = """
SELECT 4 * coalesce(sum(bit_count(bits)), 0) <= (SELECT records FROM register_tally WHERE (kind, fact) = (%s, ''))
FROM ({bitmap}) AS found
"""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One record of a list, for its table row or its calendar events."""

    ref: str
    titles: dict[str, str]
    body: dict
    number: int
    published_at: datetime
    periods: tuple[StatePeriod, ...] = ()
    previous: dict | None = (
        None  # schema and body of the previous version, if it was published since `changed_since`
    )
    linked_titles: dict[str, dict[str, str]] = field(default_factory=dict)

    def name_of(self, mention: dict) -> str:
        """Name of somebody whom the body mentions: in the active language, unless another is printed there."""
        return name_in_language(mention["name"], self.linked_titles.get(mention["ref"], {}))

    def title_of(self, mention: dict | None) -> str:
        """Title, in the active language, of a record that the body mentions; empty where it is not public."""
        return in_language(self.linked_titles.get(mention["ref"], {}))[0] if mention else ""


def entries_of(filterset: RegisterFilterSet) -> QuerySet:
    """Entries of a list, unordered, for all of them to be read: up to a quarter of a kind by numbers of a bitmap."""
    try:
        bitmap = filterset.quick_bitmap()
    except EmptyResultSet:  # the search has no word that can match
        return filterset.queryset.none()
    if bitmap is None:
        return filterset.entries()
    sql, parameters = bitmap
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(_IS_QUARTER_SQL.format(bitmap=sql), [filterset.of_kind, *parameters])
        [is_quarter] = cursor.fetchone()
    if not is_quarter:
        return filterset.entries()
    return filterset.queryset.filter(ref__in=refs_of_bitmap(kind_named(filterset.of_kind).letter, bitmap))


def stream_entries(
    entries: QuerySet,
    *,
    with_reasons: bool = False,
    changed_since: datetime | None = None,
    with_titles_of: Sequence[str] = (),
) -> Iterator[EntryRow]:
    """Rows of ``entries``, in its order.

    ``with_reasons``: periods with their reasons. ``changed_since``: records published since then come with their
    previous version. ``with_titles_of``: kinds of the linked records whose titles are needed.
    """
    before = previous_version(changed_since) if changed_since else RawSQL("NULL", [], JSONField())
    entries = entries.annotate(
        titles=Cast("title", TextField()),
        life=periods_json(with_reasons=with_reasons),
        before=before,
        linked_titles=linked_titles_sql(with_titles_of),
    )
    for ref, titles, body, number, published_at, periods, previous, linked_titles in stream_values(
        entries.values_list(
            "ref", "titles", "body", "number", "published_at", "life", "before", "linked_titles"
        )
    ):
        yield EntryRow(
            ref, orjson.loads(titles), orjson.loads(body), number, published_at,
            periods=tuple(map(period_from_json, orjson.loads(periods or "[]"))),
            previous=previous, linked_titles=orjson.loads(linked_titles or "{}"),
        )  # fmt: skip


def stream_values(values: QuerySet) -> Iterator:
    """Rows of a ``values_list`` in flat memory: the server keeps the result while the transaction lasts."""
    with transaction.atomic(using=REGISTER_ALIAS):
        yield from values.iterator(chunk_size=_CURSOR_CHUNK)


def previous_version(changed_since: datetime) -> Case:
    """Schema and body of the version before the current one, of records published since then; else NULL."""
    earlier = (
        PublicVersion.public.readable()
        .filter(ref=OuterRef("ref"), number__lt=OuterRef("number"))
        .order_by("-number")
        .values(pair=JSONObject(schema="schema", body=Cast("body", JSONField())))[:1]
    )
    return Case(
        When(number__gt=1, published_at__gte=changed_since, then=Subquery(earlier)),
        output_field=JSONField(),
    )


def linked_titles_sql(kind_names: Iterable[str]) -> RawSQL:
    """SQL of the titles, by reference, of the public records of these kinds that an entry links to; NULL for none."""
    letters = [kind_named(name).letter for name in kind_names]
    if not letters:
        return RawSQL("NULL", [], output_field=TextField())
    return RawSQL(_LINKED_TITLES_SQL, [letters], output_field=TextField())
