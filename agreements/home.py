"""Agreements on the home page: what happened last, what falls due soon, and the map of the countries that have any."""

import json
from datetime import date, timedelta
from functools import lru_cache

from agreements.key_facts import DEADLINE_LABELS
from agreements.page_context import list_row
from pages import co_occurrence
from pages.mentions import CurrentNames
from pages.pictures.world_map import world_map
from register.deadlines import find_deadlines
from register.models import Entry
from register.ordering import UNDATED

_WITHIN = timedelta(days=365)
_MAX_DUE, _MAX_LATEST = 5, 5


def home_context(day: date, revision: int) -> dict:
    """Template context of the home page."""
    return {
        "latest": _latest_rows(day),
        "ending": [{**row, "label": DEADLINE_LABELS[row["kind"]]} for row in due_soon(revision, day)],
        "world": world_map(co_occurrence.country_counts(revision)),
    }


def _latest_rows(day: date) -> list[dict]:
    """The agreements whose main date, such as the signature, has passed last."""
    entries = Entry.public.of_kind("agreement").filter(sort_on__lte=day, sort_on__gt=UNDATED)
    return [
        {
            "ref": entry.ref,
            "title": entry.title,
            "sort_on": entry.sort_on,
            **list_row(json.loads(entry.body), CurrentNames({})),
        }
        for entry in entries.order_by("-sort_on", "-serial")[:_MAX_LATEST]
    ]


@lru_cache(maxsize=1)
def due_soon(revision: int, day: date) -> list[dict]:
    """Deadlines within a year, the soonest first, in one state of the register."""
    due = find_deadlines(Entry.public.of_kind("agreement"), day, day + _WITHIN, limit=_MAX_DUE)
    return [{"ref": row.ref, "title": row.title, "kind": row.kind, "edtf": row.span.edtf} for row in due]
