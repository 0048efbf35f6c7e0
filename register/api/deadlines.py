"""What falls due between two days: last days, last days for a notice, reviews; the earliest first."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from register import bodies
from register.api import PublicView, cursors, envelopes, next_page, refusal
from register.api.addresses import Addresses
from register.api.answers import in_json, leading
from register.api.asking import PAGE, cursor_parameter, limit_parameter
from register.api.caching import conditional
from register.api.problems import InvalidParameters
from register.exports import due
from register.exports.rows import life, period
from register.filters import RegisterFilterSet
from register.kinds import kind_named
from register.lifecycle.spans import FIRST, LAST, ONE_DAY
from register.parameters import DayParameter, ListParameter, Parameter

YEAR, LONGEST = timedelta(days=365), timedelta(days=5 * 366)
# Dates of cycles are reckoned for each request, so only so many agreements are looked at for one.
MOST_LOOKED_AT = 20_000

# The agreements that may have an end between two days, and those that have something in cycles.
CANDIDATES = """(
    SELECT entry_id FROM register_period
    WHERE %s AND state IN ('in_force', 'suspended')
        AND (end_earliest IS NOT NULL OR end_latest IS NOT NULL)
        AND (end_earliest IS NULL OR end_earliest <= %s) AND (end_latest IS NULL OR end_latest > %s)
    UNION ALL
    SELECT ref FROM register_entry WHERE keys && %s::varchar[]
)"""


@cache
def own_parameters() -> dict[str, Parameter]:
    """What can be asked beside the questions of the filter set."""
    return {
        "after": DayParameter(example="2026-01-01", help_text="The first day; today when not given."),
        "before": DayParameter(
            example="2026-12-31", help_text="The last day; a year after the first when not given."
        ),
        "kind": ListParameter(
            choices=due.NAMES,
            help_text="`end`: the last day on which it holds; `notice`: the last day on which a notice keeps it "
            "from renewing itself; `review`: the day on which it is to be reviewed.",
        ),
        "limit": limit_parameter(),
        "cursor": cursor_parameter(),
    }


@dataclass(frozen=True)
class Deadline:
    """One thing that falls due, and of which record. Ordered by ``place``."""

    ref: str
    serial: int
    titles: str  # JSON text
    due: due.Due

    @property
    def place(self) -> tuple[str, int, int, int]:
        day = due.first_day(self.due.span).isoformat()
        return day, self.serial, due.NAMES.index(self.due.name), self.due.round


class Deadlines(PublicView):
    """What ends, needs a notice or is to be reviewed between two days, the earliest first."""

    operation, response = "listDeadlines", envelopes.DeadlinesSerializer
    tag = "agreements"
    filterset: type[RegisterFilterSet]

    def __init_subclass__(cls):
        filters = {name: one.field for name, one in cls.filterset.base_filters.items()}
        cls.parameters = {**filters, **own_parameters()}

    def get(self, request):
        filterset = self.filterset(request.GET, also=own_parameters())
        if not filterset.is_valid():
            raise refusal(filterset.form)
        first, last = asked_days(filterset.asked)
        search = cursors.search("deadlines", request.GET, self.parameters.keys() - {"limit", "cursor"})
        start = None
        if cursor := filterset.asked.get("cursor"):
            start = tuple(cursors.read(cursor, search))
        return conditional(request, lambda: self.page(request, filterset, (first, last), search, start))

    def page(self, request, filterset, days, search, start):
        limit = filterset.asked.get("limit", PAGE)
        kinds = [name for [name] in filterset.asked.get("kind", [])] or list(due.NAMES)
        found = sorted(deadlines(filterset.entries(), *days, kinds), key=lambda one: one.place)
        if start:
            found = [one for one in found if one.place > start]
        onward = None
        if len(found) > limit:
            onward = next_page(request, "deadlines/", cursors.write(found[limit - 1].place, search))
        addresses = Addresses.of(request, kind_named(filterset.of_kind))
        answer = {
            "after": days[0].isoformat(), "before": days[1].isoformat(),
            "results": [told(addresses, one) for one in found[:limit]], "next": onward, "limit": limit,
        }  # fmt: skip
        return in_json(bodies.write(answer), leading(request, onward=onward))


def asked_days(asked: dict) -> tuple[date, date]:
    """The first and the last day. Raises InvalidParameters where they lie the wrong way round, or too far apart."""
    first = asked.get("after") or timezone.localdate()
    last = asked.get("before") or (first + YEAR if first < LAST - YEAR else LAST)
    name = "before" if "before" in asked else "after"
    if last < first:
        raise InvalidParameters([(name, "out_of_range", f"{last} comes before {first}.")])
    if last - first > LONGEST:
        raise InvalidParameters([(name, "out_of_range", "Ask for five years at most at a time.")])
    return first, last


def deadlines(entries: QuerySet, first: date, last: date, kinds: list[str]) -> Iterator[Deadline]:
    """All that falls due in these agreements, in no order. Raises InvalidParameters where they are too many."""
    cycles = [f"due:{name}" for name in kinds if name != due.END]
    end = last + ONE_DAY if last < LAST else LAST
    candidates = RawSQL(CANDIDATES, [due.END in kinds, end, first, cycles])
    rows = (
        entries.filter(ref__in=candidates)
        .order_by()
        .annotate(life=life(with_reasons=True), titles=RawSQL("title::text", []))
        .values_list("ref", "serial", "titles", "life")[: MOST_LOOKED_AT + 1]
    )
    for number, (ref, serial, titles, told_life) in enumerate(rows):
        if number == MOST_LOOKED_AT:
            message = f"More than {MOST_LOOKED_AT:,} agreements come into question: ask for some of them."
            raise InvalidParameters([("kind", "too_many", message)])
        for one in due.due_between([period(told) for told in json.loads(told_life)], first, last):
            if one.name in kinds:
                yield Deadline(ref, serial, titles, one)


def told(addresses: Addresses, one: Deadline) -> dict:
    earliest, latest = (None if day in (FIRST, LAST) else day.isoformat() for day in one.due.span)
    return {
        "kind": one.due.name,
        "earliest": earliest,
        "latest": latest,
        "round": one.due.round,
        "reasons": list(one.due.reasons),
        "ref": one.ref,
        "url": f"{addresses.api}{one.ref}",
        "html_url": f"{addresses.page}{one.ref}",
        "title": json.loads(one.titles),
    }
