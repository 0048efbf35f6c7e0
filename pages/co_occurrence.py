"""Co-occurrence counts: values of a fact among the records with given keys, by the main fact of these records.

They count records of the principal kind (`register.kinds.principal_kind`), for the pages of all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby

from register.facets.bitmaps import (
    ALL_RECORDS_KEY,
    LARGEST,
    BitmapSQL,
    are_few_sql,
    serials_sql,
)
from register.kinds import Kind, principal_kind
from register.sql import fetch_rows, parsed_json

# Common table expression ``found`` (chunk, bits): records of %(kind)s with all of %(keys)s.
FOUND_BY_KEYS_SQL = """
found AS MATERIALIZED (
    SELECT chunk, bit_and(bits) AS bits FROM register_factbits
    JOIN (SELECT split_part(key, ':', 1), substr(key, strpos(key, ':') + 1) FROM unnest(%(keys)s::text[]) AS key)
        AS wanted (fact, value) USING (fact, value)
    WHERE kind = %(kind)s GROUP BY chunk HAVING count(*) = cardinality(%(keys)s::text[])
)"""


def found_by_bitmap(bitmap: BitmapSQL) -> tuple[str, dict[str, object]]:
    """The same expression of the records of a bitmap, as of a list's filters, and its parameters, which have names."""
    first, *rest = bitmap[0].split("%s")
    text = first + "".join(f"%(found_{place})s{part}" for place, part in enumerate(rest))
    return f"found AS MATERIALIZED ({text})", {
        f"found_{place}": value for place, value in enumerate(bitmap[1])
    }


# Rows (name, key, and the number of records with each value of the main fact) by bits: counted before they are grouped,
# else the bits themselves are sorted.
_BY_BITS_SQL = """
SELECT name, key, {sums} FROM (
    SELECT fact AS name, value AS key, {common}
    FROM register_factbits AS kept JOIN by_main_fact AS main USING (chunk)
    WHERE kind = %(kind)s AND fact = ANY(%(names)s) OFFSET 0
) AS counted GROUP BY 1, 2
"""
# The same of a fact with very many values: from the keys of few records; of many, the values that most records have.
# The rows of a value are read together, by their index (``+ 0``: not each by its chunk).
_WIDE_SQL = f"""
SELECT %(wide)s, key, {{sums}} FROM (
    SELECT substr(key, length(%(wide)s) + 2) AS key, {{is_common}}
    FROM (
        SELECT keys, (SELECT split_part(key, ':', 2) FROM unnest(keys) AS key
                      WHERE starts_with(key, %(main_fact)s || ':')) AS main_value
        FROM ({serials_sql("found")}) AS few JOIN register_entry ON ref = %(letter)s || few.serial OFFSET 0
    ) AS few, unnest(keys) AS key
    WHERE {are_few_sql("found")} AND starts_with(key, %(wide)s || ':')
) AS of_few GROUP BY key
UNION ALL
SELECT %(wide)s, value, counted.* FROM (
    SELECT value FROM register_tally WHERE kind = %(kind)s AND fact = %(wide)s
    ORDER BY records DESC, value LIMIT {LARGEST}
) AS largest CROSS JOIN LATERAL (
    SELECT {{sums}} FROM (
        SELECT {{common}} FROM register_factbits AS kept JOIN by_main_fact AS main ON main.chunk = kept.chunk + 0
        WHERE kind = %(kind)s AND fact = %(wide)s AND kept.value = largest.value AND NOT {are_few_sql("found")}
    ) AS common
) AS counted
"""
_CO_OCCURRENCE_SQL = """
by_main_fact AS MATERIALIZED (
    SELECT chunk, {main_bits}
    FROM register_factbits AS main JOIN found USING (chunk)
    WHERE kind = %(kind)s AND fact = %(main_fact)s GROUP BY chunk
)
SELECT name, key, title, of_name, {counts}
FROM (
    SELECT counted.*, title, count(*) OVER (PARTITION BY name) AS of_name,
           row_number() OVER (PARTITION BY name ORDER BY together DESC, key) AS place
    FROM (
        SELECT *, {together} AS together FROM ({rows}) AS counted (name, key, {counts})
        WHERE NOT name || ':' || key = ANY(%(keys)s)
    ) counted
    LEFT JOIN register_entry named ON named.ref = counted.key
    WHERE together > 0 AND (named.ref IS NOT NULL OR key !~ '^[A-Z][0-9]+$')  -- no record that was withdrawn
) placed
WHERE place <= %(most)s
ORDER BY name, place
"""


@dataclass(frozen=True)
class ValueCount:
    """Number of records with one value of a fact, by the values of their main fact; its title if it is a record."""

    key: str
    counts: dict[str, int]
    title: dict[str, str]

    @property
    def together(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class TopValues:
    """The most frequent values of one fact, the most frequent first, and the number of all that were counted."""

    values: list[ValueCount] = field(default_factory=list)
    total: int = 0


def co_occurring_values(
    *facts: str, keys: Sequence[str] = (), among: BitmapSQL | None = None, most: int = 1000
) -> dict[str, TopValues]:
    """Values of each fact among the records with all these keys, at most ``most`` of each; not the keys themselves.

    ``among`` is a bitmap of the records in place of keys.

    At most one of them has very many values. Where many records have the keys, those of its values are counted that
    most records have at all.
    """
    kind = principal_kind()
    wide = next((fact for fact in facts if fact in kind.wide_facts), "")
    names = [fact for fact in facts if fact != wide]
    results, given = found_by_bitmap(among) if among else (FOUND_BY_KEYS_SQL, {})
    rows = fetch_rows(
        f"WITH {results}, {_co_occurrence_sql(kind, bool(wide), bool(names))}", **given, names=names, wide=wide,
        keys=list(keys) or [ALL_RECORDS_KEY], most=most,
        kind=kind.name, letter=kind.letter, main_fact=kind.main_fact,
        **{f"value_{number}": value for number, value in enumerate(kind.main_fact_values)},
    )  # fmt: skip
    top = {fact: TopValues() for fact in facts}
    for fact, rows_of_fact in groupby(rows, key=lambda row: row[0]):
        ranked = list(rows_of_fact)
        top[fact] = TopValues([_value_count(kind, row) for row in ranked], ranked[0][3])
    return top


@cache
def _co_occurrence_sql(kind: Kind, has_wide: bool, has_others: bool) -> str:
    numbers = range(len(kind.main_fact_values))
    pieces = {
        "main_bits": "bit_or(main.bits & found.bits) FILTER (WHERE value = %(value_{0})s) AS bits_{0}",
        "common": "bit_count(kept.bits & bits_{0})::int AS count_{0}",
        "is_common": "(main_value = %(value_{0})s)::int AS count_{0}",
        "sums": "coalesce(sum(count_{0}), 0) AS count_{0}",
        "counts": "count_{0}",
    }
    texts = {name: ", ".join(map(piece.format, numbers)) for name, piece in pieces.items()}
    rows = [_WIDE_SQL] if has_wide else []
    rows += [_BY_BITS_SQL] if has_others else []
    texts["rows"] = " UNION ALL ".join(f"({each.format(**texts)})" for each in rows)
    texts["together"] = texts["counts"].replace(", ", " + ")
    return _CO_OCCURRENCE_SQL.format(**texts)


def _value_count(kind: Kind, row: tuple) -> ValueCount:
    _fact, key, title, _number_of_values, *counts = row
    return ValueCount(key, dict(zip(kind.main_fact_values, counts, strict=True)), parsed_json(title) or {})


@lru_cache(maxsize=1)
def country_counts(revision: int) -> list[ValueCount]:
    """Countries of all records, at one revision of the register."""
    return co_occurring_values("country")["country"].values
