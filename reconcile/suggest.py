"""Suggestions while somebody types: records, types and properties, and what can be told of the records of a type."""

from collections.abc import Iterable

from django.db import connections

from core import text
from reconcile import candidates
from reconcile.matchers import MatchRecord, entity_types, matcher_for, record_properties
from register.routers import REGISTER_ALIAS
from register.search import query
from register.search.identifiers import find_exact_record

_MAX_SUGGESTIONS, MAX_OFFSET = 10, 1000
_MIN_PREFIX = 2
# Of those whose words begin so, so many are put in order.
_MAX_SORTED = 2000

_PREFIX_SEARCH = f"""
SELECT ref FROM (
    SELECT entry_id FROM register_entrytext WHERE vector @@ %s::tsquery AND kind = ANY(%s) LIMIT {_MAX_SORTED}
) found JOIN register_entry ON ref = entry_id
ORDER BY NOT starts_with(sort_title, %s), sort_title, serial LIMIT {_MAX_SUGGESTIONS} OFFSET %s
"""


def propose_properties(type_id: str) -> list[dict]:
    """What can be told of records of a type; of any, where it is not known."""
    known = entity_types().get(type_id)
    of_type = matcher_for(known.id.partition(":")[0]).properties if known else record_properties().values()
    return [one.told() for one in of_type]


def filter_by_name(prefix: str, among: Iterable[dict]) -> list[dict]:
    """Those of these whose name or id holds the prefix; those that begin with it first."""
    said = text.fold(prefix).strip()
    found = [one for one in among if said in text.fold(one["name"]) or said in one["id"]]
    return sorted(found, key=lambda one: not text.fold(one["name"]).startswith(said))


def suggest_entities(prefix: str, skipped: int, kinds: Iterable[str]) -> list[dict]:
    """Records whose words begin so; one whose reference or number it is, alone."""
    kinds = list(kinds)
    exact = find_exact_record(prefix)
    refs = [exact[0]] if exact and exact[1] else _refs_by_prefix(prefix, skipped, kinds)
    records = candidates.matched_records(refs)
    return [_suggestion_json(records[ref]) for ref in refs if ref in records and records[ref].kind in kinds]


def _refs_by_prefix(prefix: str, skipped: int, kinds: list[str]) -> list[str]:
    """References of the records found by every word of the prefix, the last of which may go on."""
    tokens = text.tokens(prefix)
    if sum(map(len, tokens)) < _MIN_PREFIX:
        return []
    *whole, last = tokens
    words = " & ".join([*(query.phrase_literal([one]) for one in whole), _prefix_tsquery(last)])
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(_PREFIX_SEARCH, [words, kinds, text.fold(prefix).strip(), skipped])
        return [ref for [ref] in cursor.fetchall()]


def _prefix_tsquery(token: str) -> str:
    return query.phrase_literal([token], is_open=True) if text.is_cjk(token) else f"'{token}':*"


def _suggestion_json(record: MatchRecord) -> dict:
    subject = matcher_for(record.kind)
    return {
        "id": record.ref,
        "name": record.name,
        "description": subject.description(record),
        "notable": [{"id": type.id, "name": type.name} for type in subject.types_of(record)],
    }
