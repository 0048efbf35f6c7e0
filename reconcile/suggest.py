"""Suggest services: records, types and properties by prefix, and the properties of a type."""

from collections.abc import Iterable

from django.db import connections

from core.text import fold, is_cjk, tokens
from reconcile import candidates
from reconcile.identifiers import find_exact_record
from reconcile.matchers import MatchRecord, entity_types, matcher_for, record_properties
from register.routers import REGISTER_ALIAS
from register.search import query

_MAX_SUGGESTIONS, MAX_OFFSET = 10, 1000
_MIN_PREFIX = 2
# Records with the prefix that are sorted at most.
_MAX_SORTED = 2000

_PREFIX_SEARCH = f"""
SELECT ref FROM (
    SELECT entry_id FROM register_entrytext WHERE vector @@ %s::tsquery AND kind = ANY(%s) LIMIT {_MAX_SORTED}
) prefixed JOIN register_entry ON ref = entry_id
ORDER BY NOT starts_with(sort_title, %s), sort_title, serial LIMIT {_MAX_SUGGESTIONS} OFFSET %s
"""


def propose_properties(type_id: str) -> list[dict]:
    """The properties of a type; of an unknown type, those of all kinds. Section 6.2 of the specification."""
    type = entity_types().get(type_id)
    properties = matcher_for(type.id.partition(":")[0]).properties if type else record_properties().values()
    return [property.as_json() for property in properties]


def filter_by_name(prefix: str, items: Iterable[dict]) -> list[dict]:
    """The items whose name or id contains the prefix; names that begin with it first."""
    prefix = fold(prefix).strip()
    matches = [item for item in items if prefix in fold(item["name"]) or prefix in item["id"]]
    return sorted(matches, key=lambda item: not fold(item["name"]).startswith(prefix))


def suggest_entities(prefix: str, offset: int, kinds: Iterable[str]) -> list[dict]:
    """Records whose names or titles have words with the prefix; a record whose reference or number it is, alone."""
    kinds = list(kinds)
    exact = find_exact_record(prefix)
    refs = [exact[0]] if exact and exact[1] else _refs_by_prefix(prefix, offset, kinds)
    records = candidates.matched_records(refs)
    return [_suggestion_json(records[ref]) for ref in refs if ref in records and records[ref].kind in kinds]


def _refs_by_prefix(prefix: str, offset: int, kinds: list[str]) -> list[str]:
    """References of the records that have every word of the prefix, the last of which may be incomplete."""
    prefix_tokens = tokens(prefix)
    if sum(map(len, prefix_tokens)) < _MIN_PREFIX:
        return []
    *whole, last = prefix_tokens
    words = " & ".join([*(query.phrase_literal([token]) for token in whole), _prefix_tsquery(last)])
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(_PREFIX_SEARCH, [words, kinds, fold(prefix).strip(), offset])
        return [ref for [ref] in cursor.fetchall()]


def _prefix_tsquery(token: str) -> str:
    return query.phrase_literal([token], is_prefix=True) if is_cjk(token) else f"'{token}':*"


def _suggestion_json(record: MatchRecord) -> dict:
    matcher = matcher_for(record.kind)
    return {
        "id": record.ref,
        "name": record.name,
        "description": matcher.description(record),
        "notable": [{"id": type.id, "name": type.name} for type in matcher.types_of(record)],
    }
