"""Streams register entries from a server-side cursor, in one statement and without model instances."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Case, JSONField, QuerySet, Subquery, When
from django.db.models.expressions import OuterRef
from django.db.models.functions import Cast, JSONObject

from lifecycle.periods import StatePeriod
from register.models import Version
from register.periods import period_from_json, periods_json
from register.routers import REGISTER_ALIAS

_CURSOR_CHUNK = 500  # rows that are held at a time, here and by the driver


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


def stream_entries(
    entries: QuerySet, *, with_reasons: bool = False, changed_since: datetime | None = None
) -> Iterator[EntryRow]:
    """Rows of ``entries``, in its order.

    ``with_reasons``: periods with their reasons. ``changed_since``: records published since then come with their
    previous version.
    """
    entries = entries.annotate(life=periods_json(with_reasons=with_reasons))
    columns = ["ref", "title", "body", "number", "published_at", "life"]
    if changed_since:
        entries = entries.annotate(before=previous_version(changed_since))
        columns.append("before")
    for ref, titles, body, number, published_at, periods, *previous in stream_values(
        entries.values_list(*columns)
    ):
        yield EntryRow(
            ref, titles, json.loads(body), number, published_at,
            periods=tuple(map(period_from_json, json.loads(periods or "[]"))),
            previous=previous[0] if previous else None,
        )  # fmt: skip


def stream_values(values: QuerySet) -> Iterator:
    """Rows of a ``values_list`` in flat memory: the server keeps the result while the transaction lasts."""
    with transaction.atomic(using=REGISTER_ALIAS):
        yield from values.iterator(chunk_size=_CURSOR_CHUNK)


def previous_version(changed_since: datetime) -> Case:
    """Schema and body of the version before the current one, of records published since then; else NULL."""
    earlier = (
        Version.public.readable()
        .filter(ref=OuterRef("ref"), number__lt=OuterRef("number"))
        .order_by("-number")
        .values(pair=JSONObject(schema="schema", body=Cast("body", JSONField())))[:1]
    )
    return Case(
        When(number__gt=1, published_at__gte=changed_since, then=Subquery(earlier)),
        output_field=JSONField(),
    )
