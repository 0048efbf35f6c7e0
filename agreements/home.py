"""Agreements on the home page: what falls due soon, and the map of the countries that have any."""

from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from agreements import deadlines
from api.problems import InvalidParameters
from lifecycle.deadlines import DEADLINE_KINDS, END, NOTICE, REVIEW
from pages.pictures.world_map import world_map
from register.facets import co_occurrence
from register.models import Entry
from register.sql import parsed_json
from register.versions import revision

_WITHIN = timedelta(days=365)
_MAX_DUE = 8
_LABELS = {END: _("last day"), NOTICE: _("last day for notice"), REVIEW: _("review due")}


def home_context(day: date) -> dict:
    """Template context of the home page."""
    now = revision()
    return {
        "ending": [{**row, "label": _LABELS[row["kind"]]} for row in due_soon(now, day)],
        "world": world_map(co_occurrence.country_counts(now)),
    }


@lru_cache(maxsize=1)
def due_soon(revision: int, day: date) -> list[dict]:
    """Deadlines within a year, the soonest first, in one state of the register; ends only where it holds many."""
    for kinds in (list(DEADLINE_KINDS), [END]):
        try:
            due = [*deadlines.find_deadlines(Entry.public.of_kind("agreement"), day, day + _WITHIN, kinds)]
            break
        except InvalidParameters:  # too many come into question
            due = []
    due = [row for row in due if row.due.span.latest_known_day <= day + _WITHIN]
    due.sort(key=lambda row: (row.due.span.latest_known_day, row.place))
    return [
        {"ref": row.ref, "title": parsed_json(row.titles), "kind": row.due.kind, "edtf": row.due.span.edtf}
        for row in due[:_MAX_DUE]
    ]
