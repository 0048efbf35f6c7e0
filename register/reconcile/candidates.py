"""Records that may be meant by queries, found for a whole batch in a few statements."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connections, transaction
from django.db.models import TextField
from django.db.models.expressions import RawSQL

from core import text
from register.api import reading
from register.models import Entry
from register.querysets import REGISTER
from register.reconcile import values
from register.reconcile.queries import Query
from register.reconcile.subjects import Record, properties, subjects
from register.search import grammar
from register.search.identifiers import REF

MOST = 15  # candidates of a query by each way of finding them; what fits best comes first
# So much of its pieces of three letters must a name share with what it was called to be looked at.
ALIKE = 0.5
# Comparing names costs much more than PostgreSQL believes: it is to look into the indexes, also of small tables.
SETTINGS = """
SELECT set_config('pg_trgm.word_similarity_threshold', %s, true), set_config('enable_seqscan', 'off', true)
"""
MOST_WORDS = 24
# Of titles that share a word, or a party, so many are looked at.
MOST_TITLES = 1500
# Words of any title: by themselves they lead to nothing.
COMMON = {
    "a", "agreement", "agreements", "an", "and", "arrangement", "between", "by", "cooperation", "for", "government",
    "in", "memorandum", "mou", "of", "on", "republic", "regarding", "relating", "the", "to", "understanding", "with",
    "관한", "간", "및", "과", "와", "위한", "의", "협약", "업무협약", "양해각서", "협정", "협력",
}  # fmt: skip
BETWEEN = "\x1f"
FITTING = f"""
    (SELECT count(*) FROM unnest(string_to_array(asked.fitting, e'{BETWEEN}')) k WHERE k = ANY(entry.keys))
"""
OF_KIND = (
    "entry.kind || '' = ANY(asked.kinds)"  # so that the index of kinds does not come before that of keys
)

# Each query: its place in the batch, a name, a title, the words of a title together and any, keys of which one is
# enough, keys that speak for a record, keys that a title is also found by, kinds.
CANDIDATES = f"""
WITH asked AS (
    SELECT place, nullif(name, '') AS name, title, nullif(all_words, '') AS all_words,
           nullif(telling, '') AS telling, fitting,
           string_to_array(exact, e'{BETWEEN}')::varchar[] AS exact,
           string_to_array(nullif(narrow, ''), e'{BETWEEN}')::varchar[] AS narrow, string_to_array(kinds, ' ') AS kinds
    FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
                %s::text[]) AS asked (place, name, title, all_words, telling, exact, fitting, narrow, kinds)
)
SELECT place, ref FROM asked CROSS JOIN LATERAL (
    SELECT ref FROM register_entry entry WHERE entry.keys && asked.exact AND {OF_KIND}
    ORDER BY {FITTING} DESC, sort_on DESC, serial LIMIT {MOST}
) by_key
UNION
SELECT place, ref FROM asked CROSS JOIN LATERAL (
    SELECT entry.ref FROM register_entrytext JOIN register_entry entry ON entry.ref = entry_id
    WHERE asked.name <%% names AND register_entrytext.kind = ANY(asked.kinds)
    ORDER BY (SELECT max(similarity(asked.name, line)) FROM string_to_table(names, e'\\n') line) + 0.1 * {FITTING} DESC,
             ref LIMIT {MOST}
) by_name
UNION
SELECT place, ref FROM asked CROSS JOIN LATERAL (
    SELECT entry.ref FROM (
        (SELECT entry_id FROM register_entrytext
         WHERE vector @@ asked.all_words::tsquery AND kind = ANY(asked.kinds) LIMIT {MOST_TITLES})
        UNION
        (SELECT entry_id FROM register_entrytext
         WHERE vector @@ asked.telling::tsquery AND kind = ANY(asked.kinds) LIMIT {MOST_TITLES})
        UNION
        (SELECT ref FROM register_entry entry WHERE keys @> asked.narrow AND {OF_KIND} LIMIT {MOST_TITLES})
    ) titled JOIN register_entry entry ON entry.ref = titled.entry_id
    ORDER BY coalesce((SELECT max(similarity(asked.title, value)) FROM jsonb_each_text(entry.title)), 0)
             + 0.1 * {FITTING} DESC, sort_on DESC, serial LIMIT {MOST}
) by_title
"""


@dataclass(frozen=True)
class Asked:
    """A query with what its conditions mean here: for values that are records, the references that they may have."""

    query: Query
    refs: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def keys(self) -> dict[str, list[str]]:
        """By property, the keys that an entry may have for it."""
        found = {}
        for condition in self.query.conditions:
            one = properties()[condition.property]
            if one.keys:
                told = [
                    read for value in condition.values for read in self.readings(condition.property, value)
                ]
                found[one.id] = [key for read in told for key in one.keys(read)]
        return found

    def readings(self, name: str, value: str) -> Iterable[str]:
        """The forms in which a value is compared."""
        one = properties()[name]
        if one.is_of_records:
            return self.refs.get(text.name(value), frozenset()) | ref_in(value)
        return filter(None, [one.read(value)])


def ref_in(value: str) -> frozenset[str]:
    return frozenset([value.upper()]) if REF.fullmatch(value) else frozenset()


def read(queries: Iterable[Query]) -> list[Asked]:
    """The queries with the records that their conditions name, looked up for all of them at once."""
    queries = list(queries)
    said = {
        text.name(value)
        for query in queries
        for condition in query.conditions
        if properties()[condition.property].is_of_records
        for value in condition.values
        if not REF.fullmatch(value)
    } - {""}
    refs = refs_named(said)
    return [Asked(query, refs) for query in queries]


def refs_named(names: set[str]) -> dict[str, frozenset[str]]:
    """The references of those who have these names, by name."""
    found: dict[str, set[str]] = {}
    if names:
        entries = Entry.public.with_any_key([f"name:{name}" for name in names])
        for ref, keys in entries.values_list("ref", "keys"):
            for name in names & {key.partition(":")[2] for key in keys if key.startswith("name:")}:
                found.setdefault(name, set()).add(ref)
    return {name: frozenset(some) for name, some in found.items()}


def candidates(batch: Sequence[Asked]) -> list[list[Record]]:
    """For each query the records that may be meant, in no order."""
    found: list[dict[str, None]] = [{} for _asked in batch]
    for place, asked in enumerate(batch):
        found[place] |= dict.fromkeys(ref_in(asked.query.said.strip()))
    columns = list(zip(*(row(place, asked) for place, asked in enumerate(batch)), strict=True))
    with transaction.atomic(using=REGISTER, savepoint=False), connections[REGISTER].cursor() as cursor:
        cursor.execute(SETTINGS, [str(ALIKE)])
        cursor.execute(CANDIDATES, [list(column) for column in columns])
        for place, ref in cursor.fetchall():
            found[place][ref] = None
    records = by_ref({ref for some in found for ref in some})
    kinds = [{one.kind for one in asked.query.subjects} for asked in batch]
    return [
        [records[ref] for ref in some if ref in records and records[ref].kind in kinds[place]]
        for place, some in enumerate(found)
    ]


def row(place: int, asked: Asked) -> tuple:
    """A query as `CANDIDATES` takes it."""
    query, keys = asked.query, asked.keys()
    named = [one.kind for one in query.subjects if not one.is_found_by_title]
    titled = [one.kind for one in query.subjects if one.is_found_by_title]
    all_words, telling = words(query.said) if titled else ("", "")
    fitting = [key for some_keys in keys.values() for key in some_keys]
    exact = (
        [f"name:{text.name(query.said)}", *values.number_keys(values.number(query.said))]
        if query.said
        else []
    )
    exact += [key for name, some_keys in keys.items() if properties()[name].is_decisive for key in some_keys]
    alone = [some_keys[0] for some_keys in keys.values() if len(some_keys) == 1]
    narrow = alone if titled or not query.name else []
    return (
        place, query.name if named else "", query.name, all_words, telling,
        *map(BETWEEN.join, (exact, fitting, narrow)),
        " ".join(named + titled),
    )  # fmt: skip


def words(said: str) -> tuple[str, str]:
    """The query for titles that hold every word, and for those that hold one of the telling ones."""
    found = list(dict.fromkeys(text.tokens(said)))[:MOST_WORDS]
    telling = [one for one in found if one not in COMMON and len(one) > 1]
    every, some = (list(map(phrase, words)) for words in (found, telling))
    return " & ".join(every), " | ".join(some)


def phrase(token: str) -> str:
    return grammar.phrase([token])


def by_ref(refs: Iterable[str]) -> dict[str, Record]:
    """The public records of these references, of kinds that can be matched, with their status today."""
    status, parameters = reading.status(reading.today())
    entries = Entry.public.filter(ref__in=list(refs), kind__in=[one.kind for one in subjects()])
    rows = entries.annotate(status=RawSQL(status, parameters, output_field=TextField()))
    return {
        ref: Record(ref, kind, titles, json.loads(body), keys, json.loads(told) if told else None)
        for ref, kind, titles, body, keys, told in rows.values_list(
            "ref", "kind", "title", "body", "keys", "status"
        )
    }
