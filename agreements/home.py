"""Agreements on the home page: what falls due soon, and the map of the countries that have any."""

from datetime import date, timedelta
from functools import lru_cache

from agreements.key_facts import DEADLINE_LABELS
from pages import co_occurrence
from pages.pictures.world_map import world_map
from register.deadlines import find_deadlines
from register.models import Entry

_WITHIN = timedelta(days=365)
_MAX_DUE = 8


def home_context(day: date, revision: int) -> dict:
    """Template context of the home page."""
    return {
        "ending": [{**row, "label": DEADLINE_LABELS[row["kind"]]} for row in due_soon(revision, day)],
        "world": world_map(co_occurrence.country_counts(revision)),
    }


@lru_cache(maxsize=1)
def due_soon(revision: int, day: date) -> list[dict]:
    """Deadlines within a year, the soonest first, in one state of the register."""
    due = find_deadlines(Entry.public.of_kind("agreement"), day, day + _WITHIN, limit=_MAX_DUE)
    return [{"ref": row.ref, "title": row.title, "kind": row.kind, "edtf": row.span.edtf} for row in due]
