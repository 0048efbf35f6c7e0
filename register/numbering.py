"""References of records: allocation and storage."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from django.db import connection

from register.choices import EditorialState
from register.kinds import Kind, kind_of
from register.loading import record_identity
from register.models import Version
from register.records import Record


def store_refs(records: Sequence[Record]) -> None:
    """Stores references, and the state published, in a statement a kind; ``bulk_update`` has a condition for each row.

    A reference is given once: a row that has another one by now is not touched, and raises RuntimeError.
    """
    for kind in {kind_of(record): None for record in records}:
        of_kind = [record for record in records if kind_of(record) is kind]
        table = connection.ops.quote_name(kind.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET ref = given.ref, editorial_state = %s "
                f"FROM unnest(%s::bigint[], %s::text[]) AS given (id, ref) "
                f"WHERE {table}.id = given.id AND {table}.ref IN ('', given.ref)",
                [
                    EditorialState.PUBLISHED.value,
                    [record.pk for record in of_kind],
                    [record.ref for record in of_kind],
                ],
            )
            if cursor.rowcount != len(of_kind):
                raise RuntimeError("A record was given another reference meanwhile.")


def allocate_refs(records: Sequence[Record]) -> dict[tuple[str, int], str]:
    """The next reference of each record, by its identity: after all ever published, without those of other records.

    An import that publishes brings references along. One query for the last of all kinds, one for those taken.
    """
    counts = Counter(kind_of(record) for record in records)
    free: dict[Kind, list[str]] = {kind: [] for kind in counts}
    serials = _last_serials(counts)
    while missing := {
        kind: count - len(free[kind]) for kind, count in counts.items() if len(free[kind]) < count
    }:
        candidates = {
            kind: [f"{kind.letter}{serials[kind.name] + step}" for step in range(1, number + 1)]
            for kind, number in missing.items()
        }
        taken = _taken_refs(candidates)
        for kind, refs in candidates.items():
            serials[kind.name] += len(refs)
            free[kind] += [ref for ref in refs if ref not in taken]
    given = {kind: iter(refs) for kind, refs in free.items()}
    return {record_identity(record): next(given[kind_of(record)]) for record in records}


def _last_serials(of_kinds: Iterable[Kind]) -> Counter[str]:
    """Highest number of any version by kind. Versions are never deleted, so no number is given twice."""
    highest = [
        Version.objects.filter(kind=kind.name).order_by("-serial").values_list("kind", "serial")[:1]
        for kind in of_kinds
    ]
    several = len(highest) > 1
    return Counter(dict(highest[0].union(*highest[1:]).order_by() if several else chain(*highest)))


def _taken_refs(candidates: Mapping[Kind, list[str]]) -> set[str]:
    """Those of these references that records have."""
    taken = [
        kind.model._default_manager.filter(ref__in=refs).order_by().values_list("ref", flat=True)
        for kind, refs in candidates.items()
    ]
    return set(taken[0].union(*taken[1:]).order_by())
