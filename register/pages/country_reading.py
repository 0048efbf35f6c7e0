"""What the pages of countries ask of the register: one statement each, through the ``register`` alias."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.utils.translation import get_language

from core.collation import sort_key
from core.localized import in_language
from register.pages import addresses
from register.pages.reading import decoded
from register.pictures.reading import NATURES, ask

# How many organizations a page of a country shows before it leads to the list, and how many meetings that of a pair.
ORGANIZATIONS, MEETINGS = 15, 10

# Agreements with all these keys, by nature and by how they stand on a day: of the states that the day may fall into,
# the first. What had not begun by that day is left out. The newest of each group, with what is recorded as its results.
GROUPED = """
WITH dated AS MATERIALIZED (
    SELECT ref, serial, title, keys, sort_on, signed_earliest, signed_latest,
           CASE WHEN keys @> '{nature:programme}' THEN 'programme'
                WHEN keys @> '{nature:dialogue}' THEN 'dialogue' ELSE 'instrument' END AS nature,
           (SELECT CASE WHEN state IN ('in_force', 'suspended') THEN 'holds'
                        WHEN state IN ('under_negotiation', 'planned', 'signed') THEN 'coming'
                        WHEN state = 'unknown' THEN 'unknown' ELSE 'ended' END
            FROM register_period WHERE entry_id = entry.ref
             AND (start_earliest IS NULL OR start_earliest <= %(on)s) AND (end_latest IS NULL OR end_latest > %(on)s)
            ORDER BY position LIMIT 1) AS standing
    FROM register_entry entry WHERE kind = 'agreement' AND keys @> %(keys)s::varchar[]
), standing AS (
    SELECT dated.*, coalesce(standing, 'unknown') AS stands FROM dated
    WHERE standing IS NOT NULL OR NOT EXISTS (SELECT FROM register_period WHERE entry_id = dated.ref)
)
SELECT nature, stands, in_group, placed.ref, placed.title, placed.keys, placed.signed_earliest, placed.signed_latest,
       body::json -> 'results'
FROM (
    SELECT standing.*, count(*) OVER (PARTITION BY nature, stands) AS in_group,
           row_number() OVER (PARTITION BY nature, stands ORDER BY sort_on DESC, serial DESC) AS place
    FROM standing
) placed JOIN register_entry entry ON entry.ref = placed.ref
WHERE place <= %(shown)s
ORDER BY nature, stands, place
"""

# The organizations of a country, those with the most agreements first.
OF_COUNTRY = """
SELECT ref, title, coalesce(instrument, 0), coalesce(programme, 0), coalesce(dialogue, 0), count(*) OVER ()
FROM register_entry entry
LEFT JOIN (
    SELECT to_ref, count(*) AS together, count(*) FILTER (WHERE NOT is_programme AND NOT is_dialogue) AS instrument,
           count(*) FILTER (WHERE is_programme) AS programme, count(*) FILTER (WHERE is_dialogue) AS dialogue
    FROM (
        SELECT DISTINCT to_ref, entry_id FROM register_link
        WHERE entry_id LIKE 'A%%' AND kind <> 'decided_by'
          AND to_ref IN (SELECT ref FROM register_entry WHERE kind = 'organization' AND keys @> %(keys)s::varchar[])
    ) link JOIN (
        SELECT ref, keys @> '{nature:programme}' AS is_programme, keys @> '{nature:dialogue}' AS is_dialogue
        FROM register_entry WHERE kind = 'agreement' AND keys @> %(keys)s::varchar[]
    ) agreement ON agreement.ref = link.entry_id
    GROUP BY to_ref
) counted ON counted.to_ref = entry.ref
WHERE kind = 'organization' AND keys @> %(keys)s::varchar[]
ORDER BY together DESC NULLS LAST, sort_title, serial
LIMIT %(most)s
"""

# Activities that have to do with all these keys themselves, or that happened under an agreement that has; held by then.
HAPPENED = """
SELECT ref, title, body, count(*) OVER ()
FROM register_entry
WHERE kind = 'activity' AND sort_on <= %(on)s AND (keys @> %(keys)s::varchar[] OR keys && ARRAY(
    SELECT 'agreement:' || ref FROM register_entry WHERE kind = 'agreement' AND keys @> %(keys)s::varchar[]
)::varchar[])
ORDER BY sort_on DESC, serial DESC
LIMIT %(most)s
"""


@dataclass(frozen=True)
class Row:
    """An agreement in a list."""

    ref: str
    title: dict[str, str]
    keys: list[str]
    signed: tuple[date | None, date | None]
    results: list[dict] = field(repr=False)

    @property
    def address(self) -> str:
        return addresses.page(self.ref, self.title)

    @property
    def bindingness(self) -> str:
        return self.key("bindingness")

    @property
    def form(self) -> str:
        return self.key("form")

    @property
    def countries(self) -> int:
        """How many countries it has to do with."""
        return sum(key.startswith("country:") for key in self.keys)

    def key(self, name: str) -> str:
        return next((key.partition(":")[2] for key in self.keys if key.startswith(f"{name}:")), "")


@dataclass(frozen=True)
class Standing:
    """The agreements of one nature that stand alike on the day: holds, coming, ended or unknown."""

    stands: str
    count: int
    rows: list[Row]


@dataclass(frozen=True)
class Happened:
    """An activity, with its body."""

    title: dict[str, str]
    address: str
    body: dict = field(repr=False)


def agreements(keys: Sequence[str], on: date, *, shown: int) -> dict[str, list[Standing]]:
    """The agreements with all these keys by nature, and of each nature by how they stand on a day: so many of each."""
    natures: dict[str, list[Standing]] = {}
    rows = ask(GROUPED, keys=list(keys), on=on, shown=shown)
    for (nature, stands, count), several in groupby(rows, key=lambda row: row[:3]):
        found = [Row(row[3], decoded(row[4]), row[5], row[6:8], decoded(row[8]) or []) for row in several]
        natures.setdefault(nature, []).append(Standing(stands, count, found))
    return natures


def organizations(*keys: str) -> tuple[list[dict], int]:
    """Organizations with these keys, in how many agreements they take part by nature; and how many there are."""
    rows = ask(OF_COUNTRY, keys=list(keys), most=ORGANIZATIONS)
    found = [organization(row[0], decoded(row[1]), dict(zip(NATURES, row[2:5], strict=True))) for row in rows]
    found.sort(key=lambda one: (-sum(one["counts"].values()), sort_key(one["name"], get_language())))
    return found, rows[0][5] if rows else 0


def organization(ref: str, titles: dict, counts: dict[str, int]) -> dict:
    name, language = in_language(titles)
    return {"name": name, "language": language, "address": addresses.page(ref, titles), "counts": counts}


def activities(keys: Sequence[str], on: date) -> tuple[list[Happened], int]:
    """What happened between or under them by that day, the newest first; and how much."""
    rows = ask(HAPPENED, keys=list(keys), on=on, most=MEETINGS)
    found = [
        Happened(decoded(row[1]), addresses.page(row[0], decoded(row[1])), json.loads(row[2])) for row in rows
    ]
    return found, rows[0][3] if rows else 0
