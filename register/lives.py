"""Periods of legal state and deadlines: derived from current versions, anew when a record changes that a life reads.

The kinds declare what depends on what, see "Lives" in `register.kinds.Kind`. A life is a function of the current
versions alone, in whatever order they were published; so nothing needs to be repeated until it comes to rest.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import batched, groupby
from typing import Any

from django.db import connection
from django.utils import timezone

from register.deadlines import deadline_rows
from register.facets import day_facts
from register.index import Index
from register.kinds import Kind, kind_named, kinds, kinds_with_periods
from register.models import Deadline, Entry, Period
from register.sql import parsed_json

_BATCH_SIZE = 500
_CURRENT_SQL = """
SELECT ref, kind, body, ARRAY(
    SELECT kind || ' ' || to_ref FROM register_link WHERE entry_id = ref AND kind = ANY(%(link_kinds)s)
) FROM register_entry WHERE ref = ANY(%(refs)s) AND kind = ANY(%(kinds)s)
"""

_DELETE_SQL = """
WITH due AS (DELETE FROM register_deadline WHERE entry_id = ANY(%(refs)s))
DELETE FROM register_period WHERE entry_id = ANY(%(refs)s)
"""


@dataclass(frozen=True)
class LifeFacts:
    """What the lives of other records read of one: its facts, and the records that it concerns, by kind of link."""

    facts: Any
    links: frozenset[tuple[str, str]]


_NOTHING = LifeFacts(None, frozenset())


def life_facts(kind: Kind, body: dict, index: Index) -> LifeFacts:
    """What other lives read of a record that is about to be written."""
    links = {(link.kind, link.ref) for link in index.references if link.kind in kind.life_links}
    return LifeFacts(kind.life_facts(body), frozenset(links))


def current_life_facts(refs: Iterable[str]) -> dict[str, LifeFacts]:
    """What other lives read of these records as they are in the index, by reference."""
    concerning = [kind for kind in kinds() if kind.is_read_by_lives]
    link_kinds = sorted({link_kind for kind in concerning for link_kind in kind.life_links})
    parameters = {"refs": list(refs), "kinds": [kind.name for kind in concerning], "link_kinds": link_kinds}
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT_SQL, parameters)
        return {
            ref: LifeFacts(
                kind_named(kind).life_facts(parsed_json(body)),
                frozenset(tuple(link.split(" ", 1)) for link in links),
            )
            for ref, kind, body, links in cursor.fetchall()
        }


def changed_refs(before: Mapping[str, LifeFacts], after: Mapping[str, LifeFacts]) -> set[str]:
    """References of records of which lives read something else now, and of those that they concern."""
    changed = {
        ref for ref in before.keys() | after.keys() if before.get(ref, _NOTHING) != after.get(ref, _NOTHING)
    }
    concerned = {
        ref
        for life_facts_by_ref in (before, after)
        for changed_ref in changed & life_facts_by_ref.keys()
        for _kind, ref in life_facts_by_ref[changed_ref].links
    }
    return changed | concerned


def refresh_lives(refs: Iterable[str], changed: Iterable[str]) -> None:
    """Writes the periods of these records, and of all whose lives read one that changed."""
    touched, changed = set(refs), list(changed)
    for kind in kinds_with_periods() if changed else ():
        touched |= kind.lives_reading(changed)
    write_lives(sorted(touched))
    day_facts.keep_day(timezone.localdate())


def delete_lives(refs: Collection[str]) -> None:
    """Deletes the periods and deadlines of these records, and takes them off the facts of the kept day."""
    day_facts.remove_day_facts(refs)
    with connection.cursor() as cursor:
        cursor.execute(_DELETE_SQL, {"refs": list(refs)})


def write_lives(refs: Iterable[str]) -> None:
    """Writes the periods and deadlines of these records, in a constant number of statements for each batch."""
    for batch in batched(refs, _BATCH_SIZE):
        delete_lives(batch)
        periods = period_rows(batch)
        Period.objects.bulk_create(periods, batch_size=_BATCH_SIZE * 4)
        Deadline.objects.bulk_create(deadline_rows(periods), batch_size=_BATCH_SIZE * 20)
        day_facts.add_day_facts(batch)


def period_rows(refs: Collection[str]) -> list[Period]:
    """Works out the periods of these records from the current versions, record by record. Stores nothing."""
    entries = Entry.objects.filter(ref__in=refs).order_by("kind", "serial")
    rows = entries.values_list("kind", "ref", "body", "published_at")
    periods: list[Period] = []
    for name, of_kind in groupby(rows, key=lambda row: row[0]):
        if (kind := kind_named(name)).has_periods:
            current = list(of_kind)
            published = {row[1]: timezone.localdate(row[3]) for row in current}
            periods += _periods(kind, {row[1]: parsed_json(row[2]) for row in current}, published)
    return periods


def _periods(kind: Kind, bodies: Mapping[str, dict], published: Mapping[str, date]) -> Iterator[Period]:
    related = kind.related_facts(bodies)
    for ref, body in bodies.items():
        for position, period in enumerate(kind.periods(body, related.get(ref), published[ref])):
            yield Period(entry_id=ref, position=position, **{**vars(period), "reasons": list(period.reasons)})
