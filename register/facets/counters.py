"""Bitmaps and counts of facts, kept up to date as entries are written and removed.

Call these under the publishing lock, so that no two transactions change a number at once.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from core.locks import PUBLISHING_LOCK, lock_for_transaction
from register.facets.bitmaps import ALL_RECORDS_KEY, BITMAP_SQL, CHUNK_SQL, IS_SET_SQL
from register.kinds import Kind, kinds

# Rows of kind, fact, value and serial number of entries. Each record also has the key ALL_RECORDS_KEY: an empty fact,
# whose count is the number of records of the kind.
_KEYS_SQL = f"""
SELECT kind, split_part(key, ':', 1) AS fact, substr(key, strpos(key, ':') + 1) AS value, serial
FROM register_entry, unnest(keys || '{ALL_RECORDS_KEY}'::varchar) AS key
WHERE ref = ANY(%(refs)s) AND kind || ':' || split_part(key, ':', 1) = ANY(%(counted)s)
"""
# The same rows of the facts that are kept of records, whatever their entries say.
_KEPT_SQL = f"""
SELECT kind, fact, value, serial FROM register_factbits JOIN unnest(%(serials)s::int[]) AS serial ON chunk = {CHUNK_SQL}
WHERE kind = %(kind)s AND {IS_SET_SQL}
"""
# The rows of a change: how many there are of each fact, and their bitmaps.
_CHANGE_SQL = f"""
WITH rows AS MATERIALIZED ({{rows}}), counted AS MATERIALIZED (
    SELECT kind, fact, value, count(*) AS records FROM rows GROUP BY 1, 2, 3
), bitmap AS MATERIALIZED (
    SELECT kind, fact, value, {CHUNK_SQL} AS chunk, {BITMAP_SQL} AS bits FROM rows GROUP BY 1, 2, 3, 4
)"""
_INCREMENT_SQL = f"""{_CHANGE_SQL}, tallies AS (
    INSERT INTO register_tally (kind, fact, value, records) SELECT * FROM counted
    ON CONFLICT (kind, fact, value) DO UPDATE SET records = register_tally.records + excluded.records
)
INSERT INTO register_factbits (kind, fact, value, chunk, bits) SELECT * FROM bitmap
ON CONFLICT (kind, fact, chunk, value) DO UPDATE SET bits = register_factbits.bits | excluded.bits
"""
# Of these rows those whose bit is set: a count is the number of bits, whatever is taken off.
_SET_SQL = f"""
SELECT kind, fact, value, serial FROM ({{rows}}) AS record JOIN register_factbits USING (kind, fact, value)
WHERE chunk = {CHUNK_SQL} AND {IS_SET_SQL}
"""
_TALLIES_SQL = """
INSERT INTO register_tally (kind, fact, value, records)
SELECT kind, fact, value, sum(bit_count(bits)) FROM register_factbits GROUP BY 1, 2, 3
"""
_OF_TALLY = "(tally.kind, tally.fact, tally.value) = (counted.kind, counted.fact, counted.value)"
_OF_BITS = (
    "(kept.kind, kept.fact, kept.value, kept.chunk) = (bitmap.kind, bitmap.fact, bitmap.value, bitmap.chunk)"
)
_DECREMENT_SQL = f"""{_CHANGE_SQL}, gone AS (
    DELETE FROM register_tally AS tally USING counted WHERE {_OF_TALLY} AND tally.records = counted.records
), fewer AS (
    UPDATE register_tally AS tally SET records = tally.records - counted.records FROM counted
    WHERE {_OF_TALLY} AND tally.records <> counted.records
), empty AS (
    DELETE FROM register_factbits AS kept USING bitmap WHERE {_OF_BITS} AND bit_count(kept.bits & ~bitmap.bits) = 0
)
UPDATE register_factbits AS kept SET bits = kept.bits & ~bitmap.bits FROM bitmap
WHERE {_OF_BITS} AND bit_count(kept.bits & ~bitmap.bits) > 0
"""

DAY_FACT = "on"  # its one value is the day for which the facts of a kind are kept that depend on one


def increment_facets(refs: Sequence[str]) -> None:
    """Adds entries that have just been written."""
    if refs:
        increment(_KEYS_SQL, refs=list(refs), counted=_counted_facts())


def decrement_facets(refs: Sequence[str]) -> None:
    """Takes off entries that are about to be removed, and deletes facts that no entry has left."""
    if refs:
        decrement(_KEYS_SQL, refs=list(refs), counted=_counted_facts())


def increment(rows: str, **parameters: Any) -> None:
    """Adds the rows (kind, fact, value, serial) of this SQL, each once."""
    with connection.cursor() as cursor:
        cursor.execute(_INCREMENT_SQL.format(rows=rows), parameters)


def decrement(rows: str, **parameters: Any) -> None:
    """Takes off those of them that are kept, and deletes what no record has left."""
    with connection.cursor() as cursor:
        cursor.execute(_DECREMENT_SQL.format(rows=_SET_SQL.format(rows=rows)), parameters)


def clear_facets(kind: Kind, serials: Sequence[int]) -> None:
    """Takes off all that is kept of these records of a kind."""
    decrement(_KEPT_SQL, kind=kind.name, serials=list(serials))


@transaction.atomic
def recount_tallies() -> None:
    """Writes the counts anew from the bitmaps, which have one bit for each. Takes the publishing lock itself."""
    lock_for_transaction(PUBLISHING_LOCK)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM register_tally WHERE fact <> %s", [DAY_FACT])
        cursor.execute(_TALLIES_SQL)


def _counted_facts() -> list[str]:
    """Facts that are kept, as ``kind:fact``."""
    return [f"{kind.name}:{fact}" for kind in kinds() for fact in ("", *kind.facet_names)]
