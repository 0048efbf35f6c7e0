"""Deadlines of all records: the last day, days for a notice, reviews; written with the periods, found by day.

No row depends on today: a life gives its last day and every round of its cycles, and a range of days is looked up.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import cast

from django.db.models import BooleanField, F, Q, QuerySet, Subquery, TextField
from django.db.models.expressions import RawSQL

from lifecycle.deadlines import DEADLINE_KINDS, all_deadlines, deadline_reasons
from lifecycle.periods import StatePeriod
from lifecycle.spans import Span, span_of_bounds
from register.models import Deadline, Period, possible_days
from register.periods import period_from_json, periods_json
from register.routers import REGISTER_ALIAS
from register.sql import parsed_json

LAST_ROUND = date(2099, 12, 31)  # of a cycle: later ones are not written

_ORDER = ("day", "entry__serial", "position")
_AFTER_SQL = "(register_deadline.day, register_entry.serial, register_deadline.position) > (%s::date, %s, %s)"
_COLUMNS = (*_ORDER, "entry_id", "kind", "number", "earliest", "latest", "qualifier", "titles", "life")

Place = tuple[str, int, int]  # in the order of a list: the day, the number of the record, the position in it


@dataclass(frozen=True)
class DueRecord:
    """A deadline of a record, with the title of the record."""

    place: Place
    ref: str
    title: dict[str, str]
    kind: str
    number: int  # of the round
    span: Span
    periods: str  # JSON text

    @property
    def reasons(self) -> list[dict]:
        """The terms and acts that it follows from."""
        return deadline_reasons([*map(period_from_json, parsed_json(self.periods))], self.kind)


def find_deadlines(
    entries: QuerySet,
    first: date,
    last: date,
    kinds: Sequence[str] = DEADLINE_KINDS,
    *,
    start: Place | None = None,
    limit: int,
) -> list[DueRecord]:
    """The first deadlines of these entries that may fall from ``first`` to ``last``, after the place ``start``.

    Each half is read along an index, so a page costs the same however many come after it.
    """
    refs = Subquery(entries.order_by().values("ref"))
    rows = Deadline.objects.using(REGISTER_ALIAS).alias(possible_days=possible_days())
    rows = rows.filter(entry__in=refs, kind__in=kinds)
    if start:
        rows = rows.filter(RawSQL(_AFTER_SQL, start, output_field=BooleanField()))
    rows = rows.annotate(
        life=periods_json(with_reasons=True),
        titles=RawSQL("register_entry.title::text", [], output_field=TextField()),
    )
    begun, coming = (rows.filter(half).values(*_COLUMNS) for half in _halves(first, last))
    # of those that have begun the day is the earliest; ordered by it, they are not looked for along the index of days
    begun = begun.order_by("earliest", *_ORDER[1:])[:limit]
    coming = coming.order_by(*_ORDER)[:limit]
    return [_due_record(row) for row in begun.union(coming, all=True).order_by(*_ORDER)[:limit]]


def due_between(deadlines: QuerySet, first: date, last: date) -> QuerySet:
    """Deadlines that may fall from ``first`` to ``last``, both included; in no order."""
    begun, coming = _halves(first, last)
    return deadlines.alias(possible_days=possible_days()).filter(begun | coming)


def overdue_on(day: date) -> Q:
    """Deadlines before this day that stay due until something is done of which nothing is recorded."""
    return Q(Q(latest__lt=day) | Q(latest=None, earliest__lt=day), overdue_until__gte=day)


def _halves(first: date, last: date) -> tuple[Q, Q]:
    """Those that may fall on ``first`` or have been before it, and those that cannot have been before it."""
    begun = Q(earliest__lt=F("latest")) & Q(earliest__lt=first, possible_days__contains=first)
    return begun, Q(day__range=(first, last))


def _due_record(row: dict) -> DueRecord:
    return DueRecord(
        (row["day"].isoformat(), row["entry__serial"], row["position"]),
        row["entry_id"],
        parsed_json(row["titles"]),
        row["kind"],
        row["number"],
        span_of_bounds(row["earliest"], row["latest"], row["qualifier"]),
        row["life"],
    )


def deadline_rows(periods: Iterable[Period]) -> Iterator[Deadline]:
    """Rows for the deadlines of records, from their periods, which come together and in order."""
    for ref, rows in groupby(periods, key=lambda period: period.entry_id):
        life = cast(list[StatePeriod], [*rows])  # a row has the members of what it stores
        for position, due in enumerate(all_deadlines(life, LAST_ROUND)):
            earliest, latest = due.span.bounds
            if day := earliest or latest:  # else it is past the calendar
                yield Deadline(
                    entry_id=ref, position=position, kind=due.kind, number=due.number, day=day, earliest=earliest,
                    latest=latest, qualifier=due.span.qualifier, overdue_until=due.overdue_until,
                )  # fmt: skip
