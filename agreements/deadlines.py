"""API list of deadlines between two days: last days, last days to give notice, reviews; the earliest first."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from rest_framework import serializers

from api import cursors
from api.caching import conditional
from api.pagination import next_page_url
from api.parameters import DEFAULT_PAGE_SIZE, cursor_parameter, limit_parameter
from api.problems import InvalidParameters, invalid_form
from api.record_serializers import ReasonSerializer
from api.responses import link_header, raw_json_response
from api.views import ApiView
from lifecycle import deadlines
from lifecycle.spans import MAX_DATE, ONE_DAY
from register import bodies
from register.addresses import RecordUrls
from register.filterset import RegisterFilterSet
from register.kinds import kind_named
from register.parameters import DayParameter, ListParameter, Parameter
from register.periods import period_from_json, periods_json
from register.possible_periods import IN_EFFECT_SQL, ends_between_sql

_DEFAULT_RANGE, _MAX_RANGE = timedelta(days=365), timedelta(days=5 * 366)
# Dates of cycles are reckoned for each request, so only so many agreements are looked at for one.
MAX_CANDIDATES = 20_000

# The agreements that may have an end between two days, and those that have something in cycles.
_CANDIDATES = f"""(
    SELECT entry_id FROM register_period
    WHERE %s AND {IN_EFFECT_SQL}
        AND {ends_between_sql()}
    UNION ALL
    SELECT ref FROM register_entry WHERE keys && %s::varchar[]
)"""


@cache
def _deadline_parameters() -> dict[str, Parameter]:
    """Parameters beside those of the filter set."""
    return {
        "after": DayParameter(example="2026-01-01", help_text="The first day; today when not given."),
        "before": DayParameter(
            example="2026-12-31", help_text="The last day; a year after the first when not given."
        ),
        "kind": ListParameter(
            choices=deadlines.DEADLINE_KINDS,
            help_text="`end`: the last day on which it holds; `notice`: the last day on which a notice keeps it "
            "from renewing itself; `review`: the day on which it is to be reviewed.",
        ),
        "limit": limit_parameter(),
        "cursor": cursor_parameter(),
    }


@dataclass(frozen=True)
class _Deadline:
    """One thing that falls due, and of which record. Ordered by ``place``."""

    ref: str
    serial: int
    titles: str  # JSON text
    due: deadlines.Deadline

    @property
    def place(self) -> tuple[str, int, int, int]:
        day = self.due.span.earliest_known_day.isoformat()
        return day, self.serial, deadlines.DEADLINE_KINDS.index(self.due.kind), self.due.number


class DeadlineSerializer(serializers.Serializer):
    """Something that falls due, on one day that may be known in part."""

    kind = serializers.ChoiceField(deadlines.DEADLINE_KINDS)
    earliest = serializers.DateField(allow_null=True)
    latest = serializers.DateField(allow_null=True)
    qualifier = serializers.CharField(
        allow_blank=True,
        help_text="As in EDTF: `?` uncertain, `~` approximate, `%` both; empty: neither. It qualifies both bounds.",
    )
    round = serializers.IntegerField(help_text="Of a cycle: which round, from 0.")
    reasons = ReasonSerializer(many=True, help_text="The terms and acts that it follows from.")
    ref = serializers.CharField()
    url = serializers.URLField()
    html_url = serializers.URLField()
    title = serializers.DictField(child=serializers.CharField(), help_text="By language.")


class DeadlinesSerializer(serializers.Serializer):
    """One page of what falls due between two days, the earliest first."""

    after = serializers.DateField(help_text="The first day.")
    before = serializers.DateField(help_text="The last day.")
    results = DeadlineSerializer(many=True)
    next = serializers.URLField(allow_null=True, help_text="The next page; null on the last.")
    limit = serializers.IntegerField()


class DeadlinesView(ApiView):
    """What ends, needs a notice or is to be reviewed between two days, the earliest first."""

    operation, response = "listDeadlines", DeadlinesSerializer
    tag = "agreements"
    filterset: type[RegisterFilterSet]

    def __init_subclass__(cls):
        filters = {name: declared.field for name, declared in cls.filterset.base_filters.items()}
        cls.parameters = {**filters, **_deadline_parameters()}

    def parse_deadlines(self, request) -> "_DeadlineQuery":
        filterset = self.filterset(request.GET, extra_parameters=_deadline_parameters())
        if not filterset.is_valid():
            raise invalid_form(filterset.form)
        first, last = _date_range(filterset.values)
        digest = cursors.query_digest("deadlines", request.GET, self.parameters.keys() - {"limit", "cursor"})
        start = None
        if cursor := filterset.values.get("cursor"):
            start = tuple(cursors.decode_cursor(cursor, digest))
        return _DeadlineQuery(filterset, first, last, digest, start)

    @conditional(parse_deadlines)
    def get(self, request, query):
        filterset, params = query.filterset, query.filterset.values
        limit = params.get("limit", DEFAULT_PAGE_SIZE)
        kinds = [name for [name] in params.get("kind", [])] or list(deadlines.DEADLINE_KINDS)
        rows = find_deadlines(filterset.entries(), query.first, query.last, kinds)
        rows = sorted(rows, key=lambda row: row.place)
        if query.start:
            rows = [row for row in rows if row.place > query.start]
        next_url = None
        if len(rows) > limit:
            cursor = cursors.encode_cursor(rows[limit - 1].place, query.digest)
            next_url = next_page_url(request, "deadlines/", cursor)
        addresses = RecordUrls.of(request, kind_named(filterset.of_kind))
        content = {
            "after": query.first.isoformat(), "before": query.last.isoformat(),
            "results": [_deadline_json(addresses, row) for row in rows[:limit]], "next": next_url, "limit": limit,
        }  # fmt: skip
        return raw_json_response(bodies.body_to_json(content), link_header(request, next_url=next_url))


@dataclass(frozen=True)
class _DeadlineQuery:
    """A parsed query for deadlines: the agreements, the days, and where the page starts."""

    filterset: RegisterFilterSet
    first: date
    last: date
    digest: str
    start: tuple | None


def _date_range(values: dict) -> tuple[date, date]:
    """First and last day. Raises InvalidParameters if they are in the wrong order, or too far apart."""
    first = values.get("after") or timezone.localdate()
    last = values.get("before") or (first + _DEFAULT_RANGE if first < MAX_DATE - _DEFAULT_RANGE else MAX_DATE)
    name = "before" if "before" in values else "after"
    if last < first:
        raise InvalidParameters([(name, "out_of_range", f"{last} comes before {first}.")])
    if last - first > _MAX_RANGE:
        raise InvalidParameters([(name, "out_of_range", "Ask for five years at most at a time.")])
    return first, last


def find_deadlines(entries: QuerySet, first: date, last: date, kinds: list[str]) -> Iterator[_Deadline]:
    """Deadlines of these agreements, in no order. Raises InvalidParameters if the agreements are too many."""
    cycles = [f"due:{name}" for name in kinds if name != deadlines.END]
    end = last + ONE_DAY if last < MAX_DATE else MAX_DATE
    candidates = RawSQL(_CANDIDATES, [deadlines.END in kinds, end, first, cycles])
    rows = (
        entries.filter(ref__in=candidates)
        .order_by()
        .annotate(life=periods_json(with_reasons=True), titles=RawSQL("title::text", []))
        .values_list("ref", "serial", "titles", "life")[: MAX_CANDIDATES + 1]
    )
    for number, (ref, serial, titles, told_life) in enumerate(rows):
        if number == MAX_CANDIDATES:
            message = f"More than {MAX_CANDIDATES:,} agreements come into question: ask for some of them."
            raise InvalidParameters([("kind", "too_many", message)])
        for deadline in deadlines.deadlines_between(
            [period_from_json(period) for period in json.loads(told_life or "[]")], first, last
        ):
            if deadline.kind in kinds:
                yield _Deadline(ref, serial, titles, deadline)


def _deadline_json(addresses: RecordUrls, deadline: _Deadline) -> dict:
    earliest, latest = (day and day.isoformat() for day in deadline.due.span.bounds)
    return {
        "kind": deadline.due.kind,
        "earliest": earliest,
        "latest": latest,
        "qualifier": deadline.due.span.qualifier,
        "round": deadline.due.number,
        "reasons": list(deadline.due.reasons),
        "ref": deadline.ref,
        "url": f"{addresses.api}{deadline.ref}",
        "html_url": f"{addresses.page}{deadline.ref}",
        "title": json.loads(deadline.titles),
    }
