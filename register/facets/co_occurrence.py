"""Co-occurrence counts: values of a fact among the records with given keys, by the main fact of these records.

They count records of the principal kind (`register.kinds.principal_kind`), for the pages of all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby

from register.facets.bitmaps import ALL_RECORDS_KEY, FOUND_BY_KEYS_SQL
from register.kinds import Kind, principal_kind
from register.sql import fetch_rows, parsed_json

_CO_OCCURRENCE_SQL = """
WITH {results}, by_main_fact AS MATERIALIZED (
    SELECT value AS main_value, chunk, main.bits & found.bits AS bits
    FROM register_factbits AS main JOIN found USING (chunk) WHERE kind = %(kind)s AND fact = %(main_fact)s
)
SELECT name, key, title, of_name, {counts}
FROM (
    SELECT counted.*, title, count(*) OVER (PARTITION BY name) AS of_name,
           row_number() OVER (PARTITION BY name ORDER BY together DESC, key) AS place
    FROM (
        SELECT fact AS name, value AS key,
               {sums},
               sum(bit_count(kept.bits & by_main_fact.bits)::int) AS together
        FROM register_factbits AS kept JOIN by_main_fact USING (chunk)
        WHERE kind = %(kind)s AND fact = ANY(%(names)s) AND NOT fact || ':' || value = ANY(%(keys)s)
        GROUP BY 1, 2
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
    """The most frequent values of one fact, the most frequent first, and the number of all."""

    values: list[ValueCount] = field(default_factory=list)
    total: int = 0


def co_occurring_values(*facts: str, keys: Sequence[str] = (), most: int = 1000) -> dict[str, TopValues]:
    """Values of each fact among the records with all these keys, at most ``most`` of each; not the keys themselves."""
    kind = principal_kind()
    rows = fetch_rows(
        _co_occurrence_sql(kind), names=list(facts), keys=list(keys) or [ALL_RECORDS_KEY], most=most,
        kind=kind.name, main_fact=kind.main_fact,
        **{f"value_{number}": value for number, value in enumerate(kind.main_fact_values)},
    )  # fmt: skip
    top = {fact: TopValues() for fact in facts}
    for fact, rows_of_fact in groupby(rows, key=lambda row: row[0]):
        ranked = list(rows_of_fact)
        top[fact] = TopValues([_value_count(kind, row) for row in ranked], ranked[0][3])
    return top


@cache
def _co_occurrence_sql(kind: Kind) -> str:
    numbers = range(len(kind.main_fact_values))
    return _CO_OCCURRENCE_SQL.format(
        results=FOUND_BY_KEYS_SQL,
        counts=", ".join(f"coalesce(count_{number}, 0)" for number in numbers),
        sums=", ".join(
            f"sum(bit_count(kept.bits & by_main_fact.bits)::int) FILTER (WHERE main_value = %(value_{number})s)"
            f" AS count_{number}"
            for number in numbers
        ),
    )


def _value_count(kind: Kind, row: tuple) -> ValueCount:
    _fact, key, title, _number_of_values, *counts = row
    return ValueCount(key, dict(zip(kind.main_fact_values, counts, strict=True)), parsed_json(title) or {})


@lru_cache(maxsize=1)
def country_counts(revision: int) -> list[ValueCount]:
    """Countries of all records, at one revision of the register."""
    return co_occurring_values("country")["country"].values
