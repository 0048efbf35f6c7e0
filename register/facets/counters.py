"""Bitmaps and counts of facts, kept up to date as entries are written and removed.

Call these under the publishing lock, so that no two transactions change a number at once.
"""

from collections.abc import Sequence

from django.db import connection

from register.facets.bitmaps import ALL_RECORDS_KEY, BITMAP_SQL, CHUNK_SQL
from register.kinds import kinds
from register.models import FactBits, Tally

# Each record also has the key ALL_RECORDS_KEY: an empty fact, whose count is the number of records of the kind.
_KEYS_SQL = f"""
SELECT kind, split_part(key, ':', 1) AS fact, substr(key, strpos(key, ':') + 1) AS value, serial
FROM register_entry, unnest(keys || '{ALL_RECORDS_KEY}'::varchar) AS key
WHERE ref = ANY(%(refs)s) AND kind || ':' || split_part(key, ':', 1) = ANY(%(counted)s)
"""
_COUNTS_SQL = f"SELECT kind, fact, value, count(*) AS records FROM ({_KEYS_SQL}) AS keys GROUP BY 1, 2, 3"
_BITMAPS_SQL = f"""
SELECT kind, fact, value, {CHUNK_SQL} AS chunk, {BITMAP_SQL} AS bits FROM ({_KEYS_SQL}) AS keys GROUP BY 1, 2, 3, 4
"""
_INCREMENT_SQL = (
    f"""
INSERT INTO register_tally (kind, fact, value, records) {_COUNTS_SQL}
ON CONFLICT (kind, fact, value) DO UPDATE SET records = register_tally.records + excluded.records
""",
    f"""
INSERT INTO register_factbits (kind, fact, value, chunk, bits) {_BITMAPS_SQL}
ON CONFLICT (kind, fact, chunk, value) DO UPDATE SET bits = register_factbits.bits | excluded.bits
""",
)
_DECREMENT_SQL = (
    f"""
UPDATE register_tally AS tally SET records = tally.records - gone.records FROM ({_COUNTS_SQL}) AS gone
WHERE (tally.kind, tally.fact, tally.value) = (gone.kind, gone.fact, gone.value)
""",
    f"""
DELETE FROM register_tally AS tally USING ({_COUNTS_SQL}) AS gone
WHERE (tally.kind, tally.fact, tally.value) = (gone.kind, gone.fact, gone.value) AND tally.records = 0
""",
    f"""
UPDATE register_factbits AS kept SET bits = kept.bits & ~gone.bits FROM ({_BITMAPS_SQL}) AS gone
WHERE (kept.kind, kept.fact, kept.value, kept.chunk) = (gone.kind, gone.fact, gone.value, gone.chunk)
""",
    f"""
DELETE FROM register_factbits AS kept USING ({_BITMAPS_SQL}) AS gone
WHERE (kept.kind, kept.fact, kept.value, kept.chunk) = (gone.kind, gone.fact, gone.value, gone.chunk)
    AND bit_count(kept.bits) = 0
""",
)


def increment_facets(refs: Sequence[str]) -> None:
    """Adds entries that have just been written."""
    _execute(_INCREMENT_SQL, refs)


def decrement_facets(refs: Sequence[str]) -> None:
    """Takes off entries that are about to be removed, and deletes facts that no entry has left."""
    _execute(_DECREMENT_SQL, refs)


def clear_facets() -> None:
    """Deletes all bitmaps and counts."""
    for table in (Tally, FactBits):
        table.objects.all()._raw_delete("default")


def _counted_facts() -> list[str]:
    """Facts that are kept, as ``kind:fact``."""
    return [f"{kind.name}:{fact}" for kind in kinds() for fact in ("", *kind.facet_names)]


def _execute(statements: Sequence[str], refs: Sequence[str]) -> None:
    if not refs:
        return
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, {"refs": list(refs), "counted": _counted_facts()})
