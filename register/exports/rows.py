"""Records of a search one after another: one statement through a cursor on the server, no model instances."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Case, JSONField, QuerySet, Subquery, TextField, When
from django.db.models.expressions import OuterRef, RawSQL
from django.db.models.functions import Cast, JSONObject

from register.lifecycle import Period
from register.models import Version
from register.querysets import REGISTER

CHUNK = 500  # rows that are held at a time, here and by the driver

LIFE = """(
    SELECT json_agg(json_build_array(state, certainty, start_earliest, start_latest, end_earliest, end_latest, REASONS)
                    ORDER BY position)::text
    FROM register_period WHERE entry_id = register_entry.ref
)"""


@dataclass(frozen=True, slots=True)
class Row:
    """One record as a list tells it: from this its columns and dates are read."""

    ref: str
    titles: dict[str, str]
    body: dict
    number: int
    published_at: datetime
    life: tuple[Period, ...] = ()
    before: dict | None = None  # schema and body of the version before, where it was asked for


def rows(
    entries: QuerySet, *, with_reasons: bool = False, changed_since: datetime | None = None
) -> Iterator[Row]:
    """The records of ``entries``, in its order.

    ``with_reasons``: lives with their reasons. ``changed_since``: those published since then come with the version
    before the current one.
    """
    found = entries.annotate(life=life(with_reasons=with_reasons))
    names = ["ref", "title", "body", "number", "published_at", "life"]
    if changed_since:
        found = found.annotate(before=version_before(changed_since))
        names.append("before")
    for ref, titles, body, number, published_at, told, *before in streamed(found.values_list(*names)):
        yield Row(
            ref, titles, json.loads(body), number, published_at,
            life=tuple(map(period, json.loads(told or "[]"))), before=before[0] if before else None,
        )  # fmt: skip


def streamed(values: QuerySet) -> Iterator:
    """The rows of a ``values_list`` in flat memory: the server keeps the result while the transaction lasts."""
    with transaction.atomic(using=REGISTER):
        yield from values.iterator(chunk_size=CHUNK)


def life(*, with_reasons: bool) -> RawSQL:
    return RawSQL(
        LIFE.replace("REASONS", "reasons" if with_reasons else "NULL"), [], output_field=TextField()
    )


def period(told: list) -> Period:
    """A period as `LIFE` tells it."""
    state, certainty, *days, reasons = told
    first, second, third, fourth = (day and date.fromisoformat(day) for day in days)
    return Period(state, certainty, first, second, third, fourth, tuple(reasons or ()))


def version_before(changed_since: datetime) -> Case:
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
