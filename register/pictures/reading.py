"""What pictures show, asked of the register: one statement for each picture, through the ``register`` alias."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db import connections

from register.bits import AGREEMENTS, EVERY, FEW_AGREEMENTS, PERIODS
from register.pages.reading import decoded
from register.querysets import REGISTER

NATURES = ("instrument", "programme", "dialogue")
# How many steps a lineage is followed, away from the agreement whose picture it is.
STEPS = 6

# The agreements that this one stands on and those that stand on it, step by step and never back: the older of the
# older, the newer of the newer. A key date that names its instrument points from the older one to the newer.
LINEAGE = """
WITH RECURSIVE line(ref, way, step) AS (
    SELECT %(ref)s::text, '', 0
    UNION
    SELECT found.ref, found.way, step + 1
    FROM line, LATERAL (
        SELECT to_ref::text, 'older' FROM register_link
        WHERE entry_id = line.ref AND kind <> 'instrument' AND to_ref LIKE 'A%%' AND way <> 'newer'
        UNION ALL
        SELECT entry_id::text, 'older' FROM register_link
        WHERE to_ref = line.ref AND kind = 'instrument' AND entry_id LIKE 'A%%' AND way <> 'newer'
        UNION ALL
        SELECT entry_id::text, 'newer' FROM register_link
        WHERE to_ref = line.ref AND kind <> 'instrument' AND entry_id LIKE 'A%%' AND way <> 'older'
        UNION ALL
        SELECT to_ref::text, 'newer' FROM register_link
        WHERE entry_id = line.ref AND kind = 'instrument' AND to_ref LIKE 'A%%' AND way <> 'older'
    ) found(ref, way)
    WHERE step < %(steps)s
)
SELECT entry.ref, title, body, array_agg(entry.ref) OVER (ORDER BY near.step, entry.sort_on DESC, entry.serial DESC
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
FROM (SELECT ref, min(step) AS step FROM line GROUP BY ref) near
JOIN register_entry entry ON entry.ref = near.ref
WHERE near.step > 0
ORDER BY near.step, entry.sort_on DESC, entry.serial DESC
LIMIT %(most)s
"""

# What the agreements with all these keys carry under some names, and how many of each nature carry it.
SHARED = f"""
WITH {AGREEMENTS}, told AS MATERIALIZED (
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

# How many agreements more are in force in a year than in the year before. They count from the year in which they may
# first be, up to the last on whose 31 December they may still be; this year, if they may be today. A stretch that
# begins in a year in which the one before may still run counts from the next, so that none is counted twice.
BY_YEAR = f"""
WITH {AGREEMENTS}, {FEW_AGREEMENTS}, {PERIODS}
SELECT year, is_presumed, sum(change)
FROM (
    SELECT is_presumed, first, last
    FROM (
        SELECT certainty = 'presumed' AS is_presumed, last,
               greatest(first, 1 + max(last) OVER (PARTITION BY entry_id ORDER BY position
                                                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS first
        FROM (
            SELECT entry_id, position, certainty, coalesce(extract(year FROM start_earliest), 0)::int AS first,
                   CASE WHEN end_latest > %(today)s
                        THEN greatest(extract(year FROM end_latest) - 1, extract(year FROM %(today)s::date))
                        ELSE coalesce(extract(year FROM end_latest) - 1, 9999) END::int AS last
            FROM periods
            WHERE state = 'in_force'
              AND (start_earliest IS NULL OR start_earliest <= %(today)s)
        ) dated
    ) apart
    WHERE first <= last
) counted, LATERAL (VALUES (first, 1), (last + 1, -1)) at(year, change)
GROUP BY year, is_presumed
ORDER BY year
"""


@dataclass(frozen=True)
class Relative:
    """An agreement of the lineage."""

    ref: str
    title: dict[str, str]
    body: dict


@dataclass(frozen=True)
class Counted:
    """A country, an organization or a topic, and how many agreements have to do with it, by nature."""

    key: str
    counts: dict[str, int]
    title: dict[str, str]

    @property
    def together(self) -> int:
        return sum(self.counts.values())


def lineage(ref: str, *, most: int) -> tuple[list[Relative], list[str]]:
    """At most so many relatives of an agreement, the nearest first, and the references of all of them."""
    rows = ask(LINEAGE, ref=ref, steps=STEPS, most=most)
    return [Relative(row[0], decoded(row[1]), json.loads(row[2])) for row in rows], rows[0][3] if rows else []


@dataclass(frozen=True)
class Shared:
    """What was found under one name: the most frequent first, and how many there are."""

    found: list[Counted] = field(default_factory=list)
    total: int = 0


def shared(*names: str, keys: Sequence[str] = (), most: int = 1000) -> dict[str, Shared]:
    """What agreements with these keys have under each name (country, party, topic), at most so many of each.

    The keys themselves are not among them.
    """
    rows = ask(SHARED, names=list(names), keys=list(keys) or [EVERY], most=most)
    answers = {name: Shared() for name in names}
    for name, of_name in groupby(rows, key=lambda row: row[0]):
        several = list(of_name)
        answers[name] = Shared([counted(row) for row in several], several[0][5])
    return answers


def counted(row: tuple) -> Counted:
    return Counted(row[1], dict(zip(NATURES, row[2:5], strict=True)), decoded(row[6]) or {})


# What has to count everything is kept until the next publication: the front page shows it.


@lru_cache(maxsize=1)
def every_country(revision: int) -> list[Counted]:
    """The countries of all agreements, in one state of the register."""
    return shared("country")["country"].found


@lru_cache(maxsize=1)
def every_year(revision: int, today: date) -> list[tuple[int, bool, int]]:
    """The changes by year of all instruments, in one state of the register and on one day."""
    return changes_by_year("nature:instrument", today=today)


def changes_by_year(*keys: str, today: date) -> list[tuple[int, bool, int]]:
    """``(year, whether presumed, how many more)`` of the agreements in force that have all these keys."""
    return [(year, is_presumed, int(change)) for year, is_presumed, change in
            ask(BY_YEAR, keys=list(keys) or [EVERY], today=today)]  # fmt: skip


def ask(statement: str, **parameters: Any) -> Sequence[tuple]:
    with connections[REGISTER].cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()
