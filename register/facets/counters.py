"""Which records have each fact that lists count, and how many, kept as records come and go: nobody counts them all.

Whoever writes or removes entries does it in the turn that publishing takes, so that no two change a number at once.
"""

from collections.abc import Sequence

from django.db import connection

from register.facets.bitmaps import ALL_RECORDS_KEY, BITMAP_SQL, CHUNK_SQL
from register.kinds import kinds
from register.models import FactBits, Tally

# `register.facets.bitmaps.ALL_RECORDS_KEY` is a key of all: an empty fact, which says how many records there are of a kind.
_KEYS_SQL = f"""
SELECT kind, split_part(key, ':', 1) AS fact, substr(key, strpos(key, ':') + 1) AS value, serial
FROM register_entry, unnest(keys || '{ALL_RECORDS_KEY}'::varchar) AS key
WHERE ref = ANY(%(refs)s) AND kind || ':' || split_part(key, ':', 1) = ANY(%(counted)s)
"""
_COUNTS_SQL = f"SELECT kind, fact, value, count(*) AS records FROM ({_KEYS_SQL}) AS keys GROUP BY 1, 2, 3"
_BITMAPS_SQL = f"SELECT kind, fact, value, {CHUNK_SQL} AS chunk, {BITMAP_SQL} AS bits FROM ({_KEYS_SQL}) AS keys GROUP BY 1, 2, 3, 4"
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
    """Count entries that have just been written."""
    _execute(_INCREMENT_SQL, refs)


def decrement_facets(refs: Sequence[str]) -> None:
    """Count entries no more, just before they are removed; a fact that none has left is forgotten."""
    _execute(_DECREMENT_SQL, refs)


def clear_facets() -> None:
    for table in (Tally, FactBits):
        table.objects.all()._raw_delete("default")


def _counted_facts() -> list[str]:
    """The facts that are kept, each after its kind: ``agreement:form``."""
    return [f"{kind.name}:{fact}" for kind in kinds() for fact in ("", *kind.facet_names)]


def _execute(statements: Sequence[str], refs: Sequence[str]) -> None:
    if not refs:
        return
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, {"refs": list(refs), "counted": _counted_facts()})
