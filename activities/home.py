"""Activities on the home page: planned ones, those that were held last, and one of these as an example of evidence."""

import json
from datetime import date

from django.db.models import F, TextField, Value

from activities.choices import ActivityState
from activities.state_words import is_overdue
from lifecycle.phrases import parse_date_or_none
from register.index import first_values
from register.models import Entry
from register.ordering import UNDATED
from register.sql import DATE_IN_BODY, LAST_DAY_IN_BODY

_MAX_PLANNED, _MAX_HELD, _MAX_OUTCOMES = 4, 12, 2
_MAX_BEGUN = 60  # planned ones whose first possible day has passed: some of these are over, see `_is_ahead`


def home_context(day: date) -> dict:
    """Template context of the home page, from one statement."""
    activities = Entry.public.of_kind("activity").defer("body")
    activities = activities.annotate(on=DATE_IN_BODY, until=LAST_DAY_IN_BODY)
    planned = activities.with_keys(f"state:{ActivityState.PLANNED}").annotate(
        held_body=Value("", TextField())
    )
    held = activities.with_keys(f"state:{ActivityState.HELD}").annotate(held_body=F("body"))
    begun = planned.filter(sort_on__lt=day, sort_on__gt=UNDATED)
    latest = held.filter(sort_on__lte=day, sort_on__gt=UNDATED)
    rows = list(
        latest.order_by("-sort_on", "-serial")[:_MAX_HELD].union(
            _soonest(planned.filter(sort_on__gte=day)),
            _soonest(planned.filter(sort_on=UNDATED)),
            begun.order_by("-sort_on", "-serial")[:_MAX_BEGUN],
            all=True,
        )
    )
    coming = [row for row in rows if _is_ahead(row, day)]
    bodies = [(row, json.loads(row.held_body)) for row in rows if row.held_body]
    return {
        "planned": sorted(coming, key=lambda row: _place(row, day))[:_MAX_PLANNED],
        "latest": [
            {"ref": row.ref, "title": row.title, "sort_on": row.sort_on, "activity": body}
            for row, body in bodies
        ],
        "example": _example_of_evidence(bodies),
    }


def _example_of_evidence(held: list[tuple[Entry, dict]]) -> dict | None:
    """The activity, of these, with most facts that rest on a source, some outcomes among them; None without any."""
    candidates = [(entry, body) for entry, body in held if _sourced_outcomes(body)]
    if not candidates:
        return None
    entry, body = max(candidates, key=lambda pair: len(_sourced_facts(pair[1])))
    return {
        "ref": entry.ref,
        "title": entry.title,
        "body": body,
        "outcomes": _sourced_outcomes(body)[:_MAX_OUTCOMES],
        "facts": len(_sourced_facts(body)),
        "sources": body["sources"],
    }


def _sourced_facts(body: dict) -> set[str]:
    return {fact for citation in body["citations"] for fact in citation["facts"]}


def _sourced_outcomes(body: dict) -> list[dict]:
    """The outcomes that rest on a source, without what their page adds."""
    facts = _sourced_facts(body)
    return [
        {"strength": outcome["strength"], "text": outcome["text"]}
        for outcome in body["outcomes"]
        if any(fact.startswith(f"outcomes/{outcome['key']}") for fact in facts)
    ]


def _soonest(activities):
    return activities.order_by("sort_on", "serial")[:_MAX_PLANNED]


def _state(row: Entry) -> str:
    return first_values(row.keys)["state"]


def _is_ahead(row: Entry, day: date) -> bool:
    """It is planned, and its last day may still come; so is what goes on now."""
    return _state(row) == ActivityState.PLANNED and not is_overdue(_state(row), row.on, row.until, day)


def _place(row: Entry, day: date) -> tuple:
    """By the day on which it may begin, at the soonest now; then by its last day, and by how exactly it is known.

    Those without a date come last.
    """
    last_day = parse_date_or_none(row.until or row.on or "")
    last = last_day.latest if last_day else None
    begun_days = max(0, (day - row.sort_on).days)
    return row.sort_on == UNDATED, max(row.sort_on, day), last or date.max, begun_days, row.serial
