"""Candidate search for a whole batch of queries, in a few statements."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connections, transaction
from django.db.models import TextField
from django.db.models.expressions import RawSQL
from django.utils import timezone

from api import record_json
from core.text import normalize_name, tokens
from exports.rows import linked_titles_sql
from reconcile import values
from reconcile.identifiers import ref_pattern
from reconcile.matchers import MatchRecord, record_matchers, record_properties
from reconcile.queries import ReconcileQuery
from register.models import Entry
from register.routers import REGISTER_ALIAS
from register.search import query as search_query

_MAX_CANDIDATES = 15  # of a query by each of the three searches; the closest come first
_SIMILARITY_THRESHOLD = 0.5  # word similarity in trigrams, from which on a name is a candidate
# Comparing names costs much more than PostgreSQL estimates: use the indexes, of small tables too.
_STATEMENT_SETTINGS = """
SELECT set_config('pg_trgm.word_similarity_threshold', %s, true), set_config('enable_seqscan', 'off', true)
"""
_MAX_TITLE_WORDS = 24
_MAX_TITLES = 1500  # that share a word or a party, and are ranked
# Words of any title: alone they lead to nothing.
_STOP_WORDS = {
    "a", "agreement", "agreements", "an", "and", "arrangement", "between", "by", "cooperation", "for", "government",
    "in", "memorandum", "mou", "of", "on", "republic", "regarding", "relating", "the", "to", "understanding", "with",
    "관한", "간", "및", "과", "와", "위한", "의", "협약", "업무협약", "양해각서", "협정", "협력",
}  # fmt: skip
_SEPARATOR = "\x1f"
_MATCHING_KEYS = f"""
    (SELECT count(*) FROM unnest(string_to_array(query.supporting, e'{_SEPARATOR}')) k WHERE k = ANY(entry.keys))
"""
# An expression, so that the index of kinds does not come before that of keys.
_KIND_CONDITION = "entry.kind || '' = ANY(query.kinds)"

# A query of the batch: its position; name and title as folded text; tsqueries of all words of the title, and of any
# distinctive word; keys of which one is enough; keys that support a record; keys that a title is also searched by.
_CANDIDATES_SQL = f"""
WITH query AS (
    SELECT position, nullif(name, '') AS name, title, nullif(all_words, '') AS all_words,
           nullif(distinctive_words, '') AS distinctive_words, supporting,
           string_to_array(exact, e'{_SEPARATOR}')::varchar[] AS exact,
           string_to_array(nullif(narrow, ''), e'{_SEPARATOR}')::varchar[] AS narrow,
           string_to_array(kinds, ' ') AS kinds
    FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
                %s::text[])
        AS batch (position, name, title, all_words, distinctive_words, exact, supporting, narrow, kinds)
)
SELECT position, ref FROM query CROSS JOIN LATERAL (
    SELECT ref FROM register_entry entry WHERE entry.keys && query.exact AND {_KIND_CONDITION}
    ORDER BY {_MATCHING_KEYS} DESC, sort_on DESC, serial LIMIT {_MAX_CANDIDATES}
) by_key
UNION
SELECT position, ref FROM query CROSS JOIN LATERAL (
    SELECT entry.ref FROM register_entrytext JOIN register_entry entry ON entry.ref = entry_id
    WHERE query.name <%% names AND register_entrytext.kind = ANY(query.kinds)
    ORDER BY (SELECT max(similarity(query.name, line)) FROM string_to_table(names, e'\\n') line)
             + 0.1 * {_MATCHING_KEYS} DESC, ref LIMIT {_MAX_CANDIDATES}
) by_name
UNION
SELECT position, ref FROM query CROSS JOIN LATERAL (
    SELECT entry.ref FROM (
        (SELECT entry_id FROM register_entrytext
         WHERE vector @@ query.all_words::tsquery AND kind = ANY(query.kinds) LIMIT {_MAX_TITLES})
        UNION
        (SELECT entry_id FROM register_entrytext
         WHERE vector @@ query.distinctive_words::tsquery AND kind = ANY(query.kinds) LIMIT {_MAX_TITLES})
        UNION
        (SELECT ref FROM register_entry entry WHERE keys @> query.narrow AND {_KIND_CONDITION} LIMIT {_MAX_TITLES})
    ) titled JOIN register_entry entry ON entry.ref = titled.entry_id
    ORDER BY coalesce((SELECT max(similarity(query.title, value)) FROM jsonb_each_text(entry.title)), 0)
             + 0.1 * {_MATCHING_KEYS} DESC, sort_on DESC, serial LIMIT {_MAX_CANDIDATES}
) by_title
"""


@dataclass(frozen=True)
class ResolvedQuery:
    """A query with the references of the records that its conditions name, by the name in them."""

    query: ReconcileQuery
    refs: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def index_keys(self) -> dict[str, list[str]]:
        """The keys that an entry may have for a condition, by property; without properties that have no keys."""
        keys_by_property = {}
        for condition in self.query.conditions:
            property = record_properties()[condition.property]
            if property.index_keys:
                keys_by_property[property.id] = [
                    key
                    for value in condition.values
                    for comparable in self.comparable_values(property.id, value)
                    for key in property.index_keys(comparable)
                ]
        return keys_by_property

    def comparable_values(self, property_id: str, value: str) -> Iterable[str]:
        """The forms in which a value is compared: references where the property is of records."""
        property = record_properties()[property_id]
        if property.is_of_records:
            return self.refs.get(normalize_name(value), frozenset()) | _parse_ref(value)
        return filter(None, [property.normalize(value)])


def _parse_ref(text: str) -> frozenset[str]:
    """The reference that a text is; empty where it is none."""
    return frozenset([text.upper()]) if ref_pattern().fullmatch(text) else frozenset()


def resolve_queries(queries: Iterable[ReconcileQuery]) -> list[ResolvedQuery]:
    """The queries with the records that their conditions name, in one statement for all of them."""
    queries = list(queries)
    names = {
        normalize_name(value)
        for query in queries
        for condition in query.conditions
        if record_properties()[condition.property].is_of_records
        for value in condition.values
        if not ref_pattern().fullmatch(value)
    } - {""}
    refs = _refs_by_name(names)
    return [ResolvedQuery(query, refs) for query in queries]


def _refs_by_name(names: set[str]) -> dict[str, frozenset[str]]:
    """The references of the records with these names, by name."""
    refs: dict[str, set[str]] = {}
    if names:
        entries = Entry.public.with_any_key([f"name:{name}" for name in names])
        for ref, keys in entries.values_list("ref", "keys"):
            for name in names & {key.partition(":")[2] for key in keys if key.startswith("name:")}:
                refs.setdefault(name, set()).add(ref)
    return {name: frozenset(name_refs) for name, name_refs in refs.items()}


def find_candidates(batch: Sequence[ResolvedQuery]) -> list[list[MatchRecord]]:
    """The records that may be meant by each query, in no order."""
    refs: list[dict[str, None]] = [
        dict.fromkeys(_parse_ref(resolved.query.text.strip())) for resolved in batch
    ]
    columns = list(zip(*(_query_row(position, query) for position, query in enumerate(batch)), strict=True))
    with (
        transaction.atomic(using=REGISTER_ALIAS, savepoint=False),
        connections[REGISTER_ALIAS].cursor() as cursor,
    ):
        cursor.execute(_STATEMENT_SETTINGS, [str(_SIMILARITY_THRESHOLD)])
        cursor.execute(_CANDIDATES_SQL, [list(column) for column in columns])
        for position, ref in cursor.fetchall():
            refs[position][ref] = None
    records = matched_records({ref for query_refs in refs for ref in query_refs})
    kinds = [{matcher.kind for matcher in resolved.query.matchers} for resolved in batch]
    return [
        [records[ref] for ref in query_refs if ref in records and records[ref].kind in kinds[position]]
        for position, query_refs in enumerate(refs)
    ]


def _query_row(position: int, resolved: ResolvedQuery) -> tuple:
    """The row of a query for `_CANDIDATES_SQL`."""
    query, keys_by_property = resolved.query, resolved.index_keys()
    kinds_by_name = [matcher.kind for matcher in query.matchers if not matcher.is_found_by_title]
    kinds_by_title = [matcher.kind for matcher in query.matchers if matcher.is_found_by_title]
    all_words, distinctive_words = _title_tsqueries(query.text) if kinds_by_title else ("", "")
    supporting = [key for keys in keys_by_property.values() for key in keys]
    single = [keys[0] for keys in keys_by_property.values() if len(keys) == 1]
    narrow = single if kinds_by_title or not query.folded_text else []
    return (
        position, query.folded_text if kinds_by_name else "", query.folded_text, all_words, distinctive_words,
        *map(_SEPARATOR.join, (_exact_keys(query, keys_by_property), supporting, narrow)),
        " ".join(kinds_by_name + kinds_by_title),
    )  # fmt: skip


def _exact_keys(query: ReconcileQuery, keys_by_property: dict[str, list[str]]) -> list[str]:
    """Keys of which a single one makes a record a candidate: its name, its numbers, its decisive properties."""
    exact = []
    if query.text:
        exact.append(f"name:{normalize_name(query.text)}")
        exact += values.identifier_index_keys(values.bare_identifier(query.text))
    for property_id, keys in keys_by_property.items():
        if record_properties()[property_id].is_decisive:
            exact += keys
    return exact


def _title_tsqueries(title: str) -> tuple[str, str]:
    """The tsqueries of titles with every word, and of titles with any distinctive word."""
    words = list(dict.fromkeys(tokens(title)))[:_MAX_TITLE_WORDS]
    distinctive = [word for word in words if word not in _STOP_WORDS and len(word) > 1]
    return " & ".join(map(_token_tsquery, words)), " | ".join(map(_token_tsquery, distinctive))


def _token_tsquery(token: str) -> str:
    return search_query.phrase_literal([token])


def matched_records(refs: Iterable[str]) -> dict[str, MatchRecord]:
    """The public records of these references, of kinds that can be matched, with their status today."""
    status, parameters = record_json.status_sql(timezone.localdate())
    entries = Entry.public.filter(
        ref__in=list(refs), kind__in=[matcher.kind for matcher in record_matchers()]
    )
    linked_kinds = {name for matcher in record_matchers() for name in matcher.linked_kinds}
    rows = entries.annotate(
        status=RawSQL(status, parameters, output_field=TextField()),
        linked_titles=linked_titles_sql(linked_kinds),
    )
    return {
        ref: MatchRecord(
            ref, kind, titles, json.loads(body), keys, json.loads(status_json or "null"),
            json.loads(linked_titles or "{}"),
        )
        for ref, kind, titles, body, keys, status_json, linked_titles in rows.values_list(
            "ref", "kind", "title", "body", "keys", "status", "linked_titles"
        )
    }  # fmt: skip
