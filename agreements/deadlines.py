"""API list of deadlines between two days: last days, last days to give notice, reviews; the earliest first."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

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
from lifecycle.deadlines import DEADLINE_KINDS
from lifecycle.spans import MAX_DATE
from register import bodies
from register.addresses import RecordUrls
from register.deadlines import DueRecord, Place, find_deadlines
from register.filterset import RegisterFilterSet
from register.kinds import kind_named
from register.parameters import DayParameter, ListParameter, Parameter

_DEFAULT_RANGE, _MAX_RANGE = timedelta(days=365), timedelta(days=5 * 366)


@cache
def _deadline_parameters() -> dict[str, Parameter]:
    """Parameters beside those of the filter set."""
    return {
        "after": DayParameter(example="2026-01-01", help_text="The first day; today when not given."),
        "before": DayParameter(
            example="2026-12-31", help_text="The last day; a year after the first when not given."
        ),
        "kind": ListParameter(
            choices=DEADLINE_KINDS,
            help_text="`end`: the last day on which it holds; `notice`: the last day on which a notice keeps it "
            "from renewing itself; `review`: the day on which it is to be reviewed. Notices and reviews that come "
            "round again are listed until the end of 2099.",
        ),
        "limit": limit_parameter(),
        "cursor": cursor_parameter(),
    }


class DeadlineSerializer(serializers.Serializer):
    """Something that falls due, on one day that may be known in part."""

    kind = serializers.ChoiceField(DEADLINE_KINDS)
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
        kinds = [name for [name] in params.get("kind", [])] or list(DEADLINE_KINDS)
        rows = find_deadlines(
            filterset.entries(), query.first, query.last, kinds, start=query.start, limit=limit + 1
        )
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
    start: Place | None


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


def _deadline_json(addresses: RecordUrls, deadline: DueRecord) -> dict:
    earliest, latest = (day and day.isoformat() for day in deadline.span.bounds)
    return {
        "kind": deadline.kind,
        "earliest": earliest,
        "latest": latest,
        "qualifier": deadline.span.qualifier,
        "round": deadline.number,
        "reasons": deadline.reasons,
        "ref": deadline.ref,
        "url": f"{addresses.api}{deadline.ref}",
        "html_url": f"{addresses.page}{deadline.ref}",
        "title": deadline.title,
    }
