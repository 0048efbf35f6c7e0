"""Bitmaps and counts of facts, kept up to date as entries are written and removed.

Call these under the publishing lock, so that no two transactions change a number at once.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from register.facets.bitmaps import ALL_RECORDS_KEY, BITMAP_SQL, CHUNK_SQL
from register.kinds import kinds
from register.models import FactBits, Tally

# Rows of kind, fact, value and serial number of entries. Each record also has the key ALL_RECORDS_KEY: an empty fact,
# whose count is the number of records of the kind.
_KEYS_SQL = f"""
SELECT kind, split_part(key, ':', 1) AS fact, substr(key, strpos(key, ':') + 1) AS value, serial
FROM register_entry, unnest(keys || '{ALL_RECORDS_KEY}'::varchar) AS key
WHERE ref = ANY(%(refs)s) AND kind || ':' || split_part(key, ':', 1) = ANY(%(counted)s)
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
    """Takes them off, and deletes what no record has left."""
    with connection.cursor() as cursor:
        cursor.execute(_DECREMENT_SQL.format(rows=rows), parameters)


def clear_facets() -> None:
    """Deletes all bitmaps and counts."""
    for table in (Tally, FactBits):
        table.objects.all()._raw_delete("default")


def _counted_facts() -> list[str]:
    """Facts that are kept, as ``kind:fact``."""
    return [f"{kind.name}:{fact}" for kind in kinds() for fact in ("", *kind.facet_names)]
