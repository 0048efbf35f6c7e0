"""Records of a search one after another: one statement through a cursor on the server, no model instances."""

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
    """One record as a list tells it: from this its columns and dates are read."""

    ref: str
    titles: dict[str, str]
    body: dict
    number: int
    published_at: datetime
    life: tuple[StatePeriod, ...] = ()
    before: dict | None = None  # schema and body of the version before, where it was asked for


def stream_entries(
    entries: QuerySet, *, with_reasons: bool = False, changed_since: datetime | None = None
) -> Iterator[EntryRow]:
    """The records of ``entries``, in its order.

    ``with_reasons``: lives with their reasons. ``changed_since``: those published since then come with the version
    before the current one.
    """
    found = entries.annotate(life=periods_json(with_reasons=with_reasons))
    names = ["ref", "title", "body", "number", "published_at", "life"]
    if changed_since:
        found = found.annotate(before=previous_version(changed_since))
        names.append("before")
    for ref, titles, body, number, published_at, told, *before in stream_values(found.values_list(*names)):
        yield EntryRow(
            ref, titles, json.loads(body), number, published_at,
            life=tuple(map(period_from_json, json.loads(told or "[]"))), before=before[0] if before else None,
        )  # fmt: skip


def stream_values(values: QuerySet) -> Iterator:
    """The rows of a ``values_list`` in flat memory: the server keeps the result while the transaction lasts."""
    with transaction.atomic(using=REGISTER_ALIAS):
        yield from values.iterator(chunk_size=_CURSOR_CHUNK)


def previous_version(changed_since: datetime) -> Case:
    """The schema and body of the version before the current one, of records published since then."""
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
