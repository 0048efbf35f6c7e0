"""Suggestions while somebody types: records, types and properties, and what can be told of the records of a type."""

from collections.abc import Iterable

from django.db import connections

from core import text
from register.querysets import REGISTER
from register.reconcile import candidates
from register.reconcile.subjects import Record, properties, subject_of, types
from register.search import grammar
from register.search.identifiers import exactly

SUGGESTED, MOST_SKIPPED = 10, 1000
SHORTEST_PREFIX = 2
# Of those whose words begin so, so many are put in order.
LOOKED_AT = 2000

BEGINNING = f"""
SELECT ref FROM (
    SELECT entry_id FROM register_entrytext WHERE vector @@ %s::tsquery AND kind = ANY(%s) LIMIT {LOOKED_AT}
) found JOIN register_entry ON ref = entry_id
ORDER BY NOT starts_with(sort_title, %s), sort_title, serial LIMIT {SUGGESTED} OFFSET %s
"""


def proposed(type_id: str) -> list[dict]:
    """What can be told of records of a type; of any, where it is not known."""
    known = types().get(type_id)
    of_type = subject_of(known.id.partition(":")[0]).properties if known else properties().values()
    return [one.told() for one in of_type]


def named_like(prefix: str, among: Iterable[dict]) -> list[dict]:
    """Those of these whose name or id holds the prefix; those that begin with it first."""
    said = text.fold(prefix).strip()
    found = [one for one in among if said in text.fold(one["name"]) or said in one["id"]]
    return sorted(found, key=lambda one: not text.fold(one["name"]).startswith(said))


def suggested(prefix: str, skipped: int, kinds: Iterable[str]) -> list[dict]:
    """Records whose words begin so; one whose reference or number it is, alone."""
    kinds = list(kinds)
    exact = exactly(prefix)
    refs = [exact[0]] if exact and exact[1] else refs_beginning(prefix, skipped, kinds)
    records = candidates.by_ref(refs)
    return [suggestion(records[ref]) for ref in refs if ref in records and records[ref].kind in kinds]


def refs_beginning(prefix: str, skipped: int, kinds: list[str]) -> list[str]:
    """References of the records found by every word of the prefix, the last of which may go on."""
    tokens = text.tokens(prefix)
    if sum(map(len, tokens)) < SHORTEST_PREFIX:
        return []
    *whole, last = tokens
    words = " & ".join([*(grammar.phrase([one]) for one in whole), begins(last)])
    with connections[REGISTER].cursor() as cursor:
        cursor.execute(BEGINNING, [words, kinds, text.fold(prefix).strip(), skipped])
        return [ref for [ref] in cursor.fetchall()]


def begins(token: str) -> str:
    return grammar.phrase([token], is_open=True) if text.is_run(token) else f"'{token}':*"


def suggestion(record: Record) -> dict:
    subject = subject_of(record.kind)
    return {
        "id": record.ref,
        "name": record.name,
        "description": subject.description(record),
        "notable": [{"id": type.id, "name": type.name} for type in subject.types_of(record)],
    }
