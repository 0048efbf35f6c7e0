"""Records that may be meant by queries, found for a whole batch in a few statements."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connections, transaction
from django.db.models import TextField
from django.db.models.expressions import RawSQL
from django.utils import timezone

from api import record_json
from core import text
from reconcile import values
from reconcile.matchers import MatchRecord, record_matchers, record_properties
from reconcile.queries import ReconcileQuery
from register.models import Entry
from register.routers import REGISTER_ALIAS
from register.search import query as search_query
from register.search.identifiers import REF_PATTERN

_MAX_CANDIDATES = 15  # candidates of a query by each way of finding them; what fits best comes first
# So much of its pieces of three letters must a name share with what it was called to be looked at.
_SIMILARITY_THRESHOLD = 0.5
# Comparing names costs much more than PostgreSQL believes: it is to look into the indexes, also of small tables.
_STATEMENT_SETTINGS = """
SELECT set_config('pg_trgm.word_similarity_threshold', %s, true), set_config('enable_seqscan', 'off', true)
"""
_MAX_TITLE_WORDS = 24
# Of titles that share a word, or a party, so many are looked at.
_MAX_TITLES = 1500
# Words of any title: by themselves they lead to nothing.
_STOP_WORDS = {
    "a", "agreement", "agreements", "an", "and", "arrangement", "between", "by", "cooperation", "for", "government",
    "in", "memorandum", "mou", "of", "on", "republic", "regarding", "relating", "the", "to", "understanding", "with",
    "관한", "간", "및", "과", "와", "위한", "의", "협약", "업무협약", "양해각서", "협정", "협력",
}  # fmt: skip
_SEPARATOR = "\x1f"
_MATCHING_KEYS = f"""
    (SELECT count(*) FROM unnest(string_to_array(asked.fitting, e'{_SEPARATOR}')) k WHERE k = ANY(entry.keys))
"""
_KIND_CONDITION = (
    "entry.kind || '' = ANY(asked.kinds)"  # so that the index of kinds does not come before that of keys
)

# Each query: its place in the batch, a name, a title, the words of a title together and any, keys of which one is
# enough, keys that speak for a record, keys that a title is also found by, kinds.
_CANDIDATES = f"""
WITH asked AS (
    SELECT place, nullif(name, '') AS name, title, nullif(all_words, '') AS all_words,
           nullif(telling, '') AS telling, fitting,
           string_to_array(exact, e'{_SEPARATOR}')::varchar[] AS exact,
           string_to_array(nullif(narrow, ''), e'{_SEPARATOR}')::varchar[] AS narrow, string_to_array(kinds, ' ') AS kinds
    FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
                %s::text[]) AS asked (place, name, title, all_words, telling, exact, fitting, narrow, kinds)
)
SELECT place, ref FROM asked CROSS JOIN LATERAL (
    SELECT ref FROM register_entry entry WHERE entry.keys && asked.exact AND {_KIND_CONDITION}
    ORDER BY {_MATCHING_KEYS} DESC, sort_on DESC, serial LIMIT {_MAX_CANDIDATES}
) by_key
UNION
SELECT place, ref FROM asked CROSS JOIN LATERAL (
    SELECT entry.ref FROM register_entrytext JOIN register_entry entry ON entry.ref = entry_id
    WHERE asked.name <%% names AND register_entrytext.kind = ANY(asked.kinds)
    ORDER BY (SELECT max(similarity(asked.name, line)) FROM string_to_table(names, e'\\n') line) + 0.1 * {_MATCHING_KEYS} DESC,
             ref LIMIT {_MAX_CANDIDATES}
) by_name
UNION
SELECT place, ref FROM asked CROSS JOIN LATERAL (
    SELECT entry.ref FROM (
        (SELECT entry_id FROM register_entrytext
         WHERE vector @@ asked.all_words::tsquery AND kind = ANY(asked.kinds) LIMIT {_MAX_TITLES})
        UNION
        (SELECT entry_id FROM register_entrytext
         WHERE vector @@ asked.telling::tsquery AND kind = ANY(asked.kinds) LIMIT {_MAX_TITLES})
        UNION
        (SELECT ref FROM register_entry entry WHERE keys @> asked.narrow AND {_KIND_CONDITION} LIMIT {_MAX_TITLES})
    ) titled JOIN register_entry entry ON entry.ref = titled.entry_id
    ORDER BY coalesce((SELECT max(similarity(asked.title, value)) FROM jsonb_each_text(entry.title)), 0)
             + 0.1 * {_MATCHING_KEYS} DESC, sort_on DESC, serial LIMIT {_MAX_CANDIDATES}
) by_title
"""


@dataclass(frozen=True)
class ResolvedQuery:
    """A query with what its conditions mean here: for values that are records, the references that they may have."""

    query: ReconcileQuery
    refs: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def keys(self) -> dict[str, list[str]]:
        """By property, the keys that an entry may have for it."""
        found = {}
        for condition in self.query.conditions:
            one = record_properties()[condition.property]
            if one.keys:
                told = [
                    read for value in condition.values for read in self.readings(condition.property, value)
                ]
                found[one.id] = [key for read in told for key in one.keys(read)]
        return found

    def readings(self, name: str, value: str) -> Iterable[str]:
        """The forms in which a value is compared."""
        one = record_properties()[name]
        if one.is_of_records:
            return self.refs.get(text.normalize_name(value), frozenset()) | _parse_ref(value)
        return filter(None, [one.read(value)])


def _parse_ref(value: str) -> frozenset[str]:
    return frozenset([value.upper()]) if REF_PATTERN.fullmatch(value) else frozenset()


def resolve_queries(queries: Iterable[ReconcileQuery]) -> list[ResolvedQuery]:
    """The queries with the records that their conditions name, looked up for all of them at once."""
    queries = list(queries)
    said = {
        text.normalize_name(value)
        for query in queries
        for condition in query.conditions
        if record_properties()[condition.property].is_of_records
        for value in condition.values
        if not REF_PATTERN.fullmatch(value)
    } - {""}
    refs = _refs_by_name(said)
    return [ResolvedQuery(query, refs) for query in queries]


def _refs_by_name(names: set[str]) -> dict[str, frozenset[str]]:
    """The references of those who have these names, by name."""
    found: dict[str, set[str]] = {}
    if names:
        entries = Entry.public.with_any_key([f"name:{name}" for name in names])
        for ref, keys in entries.values_list("ref", "keys"):
            for name in names & {key.partition(":")[2] for key in keys if key.startswith("name:")}:
                found.setdefault(name, set()).add(ref)
    return {name: frozenset(some) for name, some in found.items()}


def find_candidates(batch: Sequence[ResolvedQuery]) -> list[list[MatchRecord]]:
    """For each query the records that may be meant, in no order."""
    found: list[dict[str, None]] = [{} for _asked in batch]
    for place, asked in enumerate(batch):
        found[place] |= dict.fromkeys(_parse_ref(asked.query.said.strip()))
    columns = list(zip(*(_query_row(place, asked) for place, asked in enumerate(batch)), strict=True))
    with (
        transaction.atomic(using=REGISTER_ALIAS, savepoint=False),
        connections[REGISTER_ALIAS].cursor() as cursor,
    ):
        cursor.execute(_STATEMENT_SETTINGS, [str(_SIMILARITY_THRESHOLD)])
        cursor.execute(_CANDIDATES, [list(column) for column in columns])
        for place, ref in cursor.fetchall():
            found[place][ref] = None
    records = matched_records({ref for some in found for ref in some})
    kinds = [{one.kind for one in asked.query.subjects} for asked in batch]
    return [
        [records[ref] for ref in some if ref in records and records[ref].kind in kinds[place]]
        for place, some in enumerate(found)
    ]


def _query_row(place: int, asked: ResolvedQuery) -> tuple:
    """A query as `CANDIDATES` takes it."""
    query, keys = asked.query, asked.keys()
    named = [one.kind for one in query.subjects if not one.is_found_by_title]
    titled = [one.kind for one in query.subjects if one.is_found_by_title]
    all_words, telling = _title_tsqueries(query.said) if titled else ("", "")
    fitting = [key for some_keys in keys.values() for key in some_keys]
    exact = (
        [
            f"name:{text.normalize_name(query.said)}",
            *values.identifier_index_keys(values.normalize_identifier(query.said)),
        ]
        if query.said
        else []
    )
    exact += [
        key for name, some_keys in keys.items() if record_properties()[name].is_decisive for key in some_keys
    ]
    alone = [some_keys[0] for some_keys in keys.values() if len(some_keys) == 1]
    narrow = alone if titled or not query.name else []
    return (
        place, query.name if named else "", query.name, all_words, telling,
        *map(_SEPARATOR.join, (exact, fitting, narrow)),
        " ".join(named + titled),
    )  # fmt: skip


def _title_tsqueries(said: str) -> tuple[str, str]:
    """The query for titles that hold every word, and for those that hold one of the telling ones."""
    found = list(dict.fromkeys(text.tokens(said)))[:_MAX_TITLE_WORDS]
    telling = [one for one in found if one not in _STOP_WORDS and len(one) > 1]
    every, some = (list(map(_token_tsquery, words)) for words in (found, telling))
    return " & ".join(every), " | ".join(some)


def _token_tsquery(token: str) -> str:
    return search_query.phrase_literal([token])


def matched_records(refs: Iterable[str]) -> dict[str, MatchRecord]:
    """The public records of these references, of kinds that can be matched, with their status today."""
    status, parameters = record_json.status_sql(timezone.localdate())
    entries = Entry.public.filter(ref__in=list(refs), kind__in=[one.kind for one in record_matchers()])
    rows = entries.annotate(status=RawSQL(status, parameters, output_field=TextField()))
    return {
        ref: MatchRecord(ref, kind, titles, json.loads(body), keys, json.loads(told) if told else None)
        for ref, kind, titles, body, keys, told in rows.values_list(
            "ref", "kind", "title", "body", "keys", "status"
        )
    }
