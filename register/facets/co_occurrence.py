"""."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from agreements.bitmaps import FOUND_AGREEMENTS_SQL
from pages.linked_records import parsed_json
from register.facets.bitmaps import ALL_RECORDS_KEY
from register.sql import fetch_rows

NATURES = ("instrument", "programme", "dialogue")


# What the agreements with all these keys carry under some names, and how many of each nature carry it.
_CO_OCCURRING_VALUES = f"""
WITH {FOUND_AGREEMENTS_SQL}, told AS MATERIALIZED (
    SELECT value AS nature, chunk, nature.bits & found.bits AS bits
    FROM register_factbits AS nature JOIN found USING (chunk) WHERE kind = 'agreement' AND fact = 'nature'
)
SELECT name, key, coalesce(instrument, 0), coalesce(programme, 0), coalesce(dialogue, 0), of_name, title
FROM (
    SELECT counted.*, title, count(*) OVER (PARTITION BY name) AS of_name,
           row_number() OVER (PARTITION BY name ORDER BY together DESC, key) AS place
    FROM (
        SELECT fact AS name, value AS key,
               sum(bit_count(kept.bits & told.bits)::int) FILTER (WHERE nature = 'instrument') AS instrument,
               sum(bit_count(kept.bits & told.bits)::int) FILTER (WHERE nature = 'programme') AS programme,
               sum(bit_count(kept.bits & told.bits)::int) FILTER (WHERE nature = 'dialogue') AS dialogue,
               sum(bit_count(kept.bits & told.bits)::int) AS together
        FROM register_factbits AS kept JOIN told USING (chunk)
        WHERE kind = 'agreement' AND fact = ANY(%(names)s) AND NOT fact || ':' || value = ANY(%(keys)s)
        GROUP BY 1, 2
    ) counted
    LEFT JOIN register_entry named ON named.ref = counted.key
    WHERE together > 0
) placed
WHERE place <= %(most)s
ORDER BY name, place
"""


@dataclass(frozen=True)
class ValueCount:
    """A country, an organization or a topic, and how many agreements have to do with it, by nature."""

    key: str
    counts: dict[str, int]
    title: dict[str, str]

    @property
    def together(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class TopValues:
    """What was found under one name: the most frequent first, and how many there are."""

    found: list[ValueCount] = field(default_factory=list)
    total: int = 0


def co_occurring_values(*names: str, keys: Sequence[str] = (), most: int = 1000) -> dict[str, TopValues]:
    """What agreements with these keys have under each name (country, party, topic), at most so many of each.

    The keys themselves are not among them.
    """
    rows = fetch_rows(
        _CO_OCCURRING_VALUES, names=list(names), keys=list(keys) or [ALL_RECORDS_KEY], most=most
    )
    answers = {name: TopValues() for name in names}
    for name, of_name in groupby(rows, key=lambda row: row[0]):
        several = list(of_name)
        answers[name] = TopValues([_value_count(row) for row in several], several[0][5])
    return answers


def _value_count(row: tuple) -> ValueCount:
    return ValueCount(row[1], dict(zip(NATURES, row[2:5], strict=True)), parsed_json(row[6]) or {})


@lru_cache(maxsize=1)
def country_counts(revision: int) -> list[ValueCount]:
    """The countries of all agreements, in one state of the register."""
    return co_occurring_values("country")["country"].found
