"""Rows of records of several kinds: on the search page, and where a page lists what it contains."""

import json
from collections.abc import Mapping, Sequence
from typing import cast

from pages.matched_names import MatchedName
from pages.views import RecordDetailView
from register.index import first_values
from register.kinds import kind_named
from register.models import Entry
from register.ordering import UNDATED
from register.sql import DATE_IN_BODY, LAST_DAY_IN_BODY

# What a query of entries adds for their rows: the days of activities.
ROW_DAYS = {"on": DATE_IN_BODY, "until": LAST_DAY_IN_BODY}


class SearchRow:
    """One record as the template of its kind shows it: state, parties, day; and by what a search found it."""

    # an Entry, with `ROW_DAYS`
    def __init__(
        self, entry, facts: Mapping, found_by: Sequence[MatchedName] = (), found_in: str = ""
    ) -> None:
        self.found_by, self.found_in, self.facts = found_by, found_in, facts
        self.ref, self.kind, self.title = entry.ref, entry.kind, entry.title
        self.template = kind_named(entry.kind).search_row_template
        self.year = entry.sort_on.year if entry.sort_on > UNDATED else None
        self.on, self.until = entry.on, entry.until
        self.keys = first_values(entry.keys)


def row_facts(entries: Sequence[Entry], bodies: Mapping[str, dict]) -> dict[str, Mapping]:
    """Facts that the pages of the kinds add to rows, by reference."""
    by_kind: dict[str, dict[str, dict]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, {})[entry.ref] = bodies[entry.ref]
    facts: dict[str, Mapping] = {}
    for kind, of_kind in by_kind.items():
        facts |= cast(type[RecordDetailView], kind_named(kind).page_class).search_rows(of_kind)
    return facts


def rows_by_ref(refs: Sequence[str]) -> dict[str, SearchRow]:
    """Rows of the public ones among these records, by reference; at most two statements for each kind."""
    entries = list(Entry.public.filter(ref__in=refs).annotate(**ROW_DAYS)) if refs else []
    facts = row_facts(entries, {entry.ref: json.loads(entry.body) for entry in entries})
    return {entry.ref: SearchRow(entry, facts.get(entry.ref, {})) for entry in entries}
