"""Queries of the country pages: one statement each, through the ``register`` alias."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.utils.translation import get_language

from agreements.bitmaps import ARE_MANY_SQL, FEW_AGREEMENTS_SQL, FOUND_AGREEMENTS_SQL, PERIODS_SQL
from agreements.choices import Nature
from core.collation import collation_key
from core.localized import in_language
from lifecycle.choices import STATE_GROUPS
from register import addresses
from register.facets.bitmaps import CHUNK_SQL, FEW_REFS, LARGEST, is_marked_sql, serials_sql
from register.facets.day_facts import kept_day
from register.fields import CHUNK_SIZE
from register.ordering import UNDATED
from register.possible_periods import state_on_sql, status_row_sql
from register.sql import fetch_rows, parsed_json

# Organizations on the page of a country, with a link to all of them; activities on the page of a pair.
_MAX_ORGANIZATIONS, _MAX_ACTIVITIES = 15, 10


def _group_sql(state: str) -> str:
    """SQL of the group of a state; NULL of none."""
    lists = {group: ", ".join(f"'{each}'" for each in states) for group, states in STATE_GROUPS.items()}
    cases = " ".join(f"WHEN {state} IN ({states}) THEN '{group}'" for group, states in lists.items())
    return f"CASE {cases} END"


# Agreements with all these keys, by nature and by the group of their status on a day. Agreements that cannot have begun
# by that day are left out. The newest of each group, with results.
AGREEMENTS_BY_STATUS = f"""
WITH {FOUND_AGREEMENTS_SQL}, {FEW_AGREEMENTS_SQL}, {PERIODS_SQL}, dated AS (
    SELECT ref, serial, sort_on FROM few JOIN register_entry USING (ref)
    UNION ALL
    SELECT 'A' || serial, serial, sort_on FROM register_entry JOIN found ON chunk = {CHUNK_SQL}
    WHERE kind = 'agreement' AND get_bit(bits, mod(serial, {CHUNK_SIZE})) = 1 AND {ARE_MANY_SQL}
), lives AS (
    -- no group where no period gives a status
    SELECT entry_id AS ref, max(
        CASE WHEN {status_row_sql("%(on)s")} THEN {_group_sql(state_on_sql("%(on)s"))} END
    ) AS status FROM periods GROUP BY entry_id
), grouped AS (
    SELECT dated.*, coalesce(lives.status, 'unknown') AS status,
           CASE WHEN get_bit(programme.bits, mod(serial, {CHUNK_SIZE})) = 1 THEN 'programme'
                WHEN get_bit(dialogue.bits, mod(serial, {CHUNK_SIZE})) = 1 THEN 'dialogue'
                ELSE 'instrument' END AS nature
    FROM dated LEFT JOIN lives USING (ref)
    LEFT JOIN register_factbits programme
        ON (programme.kind, programme.fact, programme.value) = ('agreement', 'nature', 'programme')
        AND programme.chunk = {CHUNK_SQL}
    LEFT JOIN register_factbits dialogue
        ON (dialogue.kind, dialogue.fact, dialogue.value) = ('agreement', 'nature', 'dialogue')
        AND dialogue.chunk = {CHUNK_SQL}
    WHERE lives.status IS NOT NULL OR lives.ref IS NULL
)
SELECT nature, status, in_group, placed.ref, entry.title, entry.keys, entry.signed_earliest, entry.signed_latest,
       entry.signed_qualifier, body::json -> 'results'
FROM (
    SELECT grouped.*, count(*) OVER (PARTITION BY nature, status) AS in_group,
           row_number() OVER (PARTITION BY nature, status ORDER BY sort_on DESC, serial DESC) AS place
    FROM grouped
) placed JOIN register_entry entry ON entry.ref = placed.ref
WHERE place <= %(shown)s
ORDER BY nature, status, place
"""

# The same on the day for which states are kept as bits; of those without a period nothing is known. The newest of few
# are looked up by their serial numbers, those of many in the order of an index, at the end of which those without a
# date stand: apart, so that nobody goes there through all others.
AGREEMENTS_BY_KEPT_STATUS = f"""
WITH {FOUND_AGREEMENTS_SQL}, of_state AS MATERIALIZED (
    SELECT chunk, {_group_sql("value")} AS status, bit_or(bits) AS bits
    FROM register_factbits WHERE kind = 'agreement' AND fact = 'state' GROUP BY 1, 2
), known AS MATERIALIZED (
    SELECT chunk, bits, bits & ~coalesce((
        SELECT bit_or(bits) FROM register_factbits AS year WHERE kind = 'agreement' AND fact = 'year'
            AND year.chunk = found.chunk AND value = ANY(ARRAY(
                SELECT value FROM register_tally WHERE kind = 'agreement' AND fact = 'year' AND value LIKE '%%s'
            ))
    ), 0::bit({CHUNK_SIZE})) AS undated, bits & ~coalesce((
        SELECT bit_or(bits) FROM register_factbits AS of_day
        WHERE kind = 'agreement' AND fact IN ('state', 'life') AND of_day.chunk = found.chunk
    ), 0::bit({CHUNK_SIZE})) AS without_life FROM found
), grouped AS (
    SELECT nature.value AS nature, status, chunk, known.bits & nature.bits & of_status.bits AS bits,
           known.undated & nature.bits & of_status.bits AS undated
    FROM known JOIN (
        SELECT chunk, status, bit_or(bits) AS bits FROM (
            SELECT * FROM of_state UNION ALL SELECT chunk, 'unknown', without_life FROM known
        ) AS both_unknown GROUP BY 1, 2
    ) AS of_status USING (chunk)
    JOIN register_factbits AS nature USING (chunk) WHERE nature.kind = 'agreement' AND nature.fact = 'nature'
), counted AS MATERIALIZED (
    SELECT nature, status, sum(bit_count(bits))::int AS in_group, sum(bit_count(undated))::int AS without_date,
           array_agg(chunk) AS chunks, array_agg(bits) AS each
    FROM grouped GROUP BY 1, 2
)
SELECT nature, status, in_group, ref, title, keys, signed_earliest, signed_latest, signed_qualifier,
       body::json -> 'results'
FROM counted CROSS JOIN LATERAL (
    WITH own AS MATERIALIZED (
        SELECT * FROM unnest(chunks, each) AS own (chunk, bits) WHERE bit_count(bits) > 0
    ), chosen AS (
        (SELECT ref FROM ({serials_sql("own")}) AS few JOIN register_entry entry ON ref = 'A' || few.serial
         WHERE in_group <= {FEW_REFS} ORDER BY sort_on DESC, entry.serial DESC LIMIT %(shown)s)
        UNION ALL
        (SELECT 'A' || serial FROM register_entry
         WHERE kind = 'agreement' AND sort_on > '{UNDATED}' AND in_group > {FEW_REFS} AND in_group > without_date
             AND CASE WHEN kind = 'agreement' THEN {is_marked_sql("own", "'agreement'")} END
         ORDER BY sort_on DESC, serial DESC LIMIT %(shown)s)
        UNION ALL
        (SELECT 'A' || serial FROM register_entry
         WHERE kind = 'agreement' AND sort_on = '{UNDATED}' AND in_group > {FEW_REFS} AND without_date > 0
             AND CASE WHEN kind = 'agreement' THEN {is_marked_sql("own", "'agreement'")} END
         ORDER BY serial DESC LIMIT %(shown)s)
    )
    SELECT register_entry.* FROM chosen JOIN register_entry USING (ref)
    ORDER BY sort_on DESC, serial DESC LIMIT %(shown)s
) AS newest
WHERE in_group > 0
ORDER BY nature, status, sort_on DESC, serial DESC
"""

_COUNTED_BY_NATURE = f"""
SELECT {
    ", ".join(f"coalesce(sum(bit_count(bits & {nature})::int), 0) AS {nature}" for nature in Nature.values)
}
FROM register_factbits AS party JOIN by_nature ON by_nature.chunk = party.chunk + 0  -- read together, by the value
WHERE kind = 'agreement' AND fact = 'party' AND value = ref
"""
_TOGETHER = " + ".join(Nature.values)
# The organizations of a country, those with the most agreements first: compared are those that take part most at all,
# as far as they take part often enough.
_ORGANIZATIONS_OF_COUNTRY = f"""
WITH {FOUND_AGREEMENTS_SQL}, of_country AS MATERIALIZED (
    SELECT ref, title, sort_title, serial, coalesce(records, 0) AS records, count(*) OVER () AS total,
           row_number() OVER (ORDER BY records DESC NULLS LAST, sort_title, serial) AS place
    FROM register_entry LEFT JOIN register_tally AS tally ON (tally.kind, fact, value) = ('agreement', 'party', ref)
    WHERE register_entry.kind = 'organization' AND keys @> %(keys)s::varchar[]
    ORDER BY place LIMIT {LARGEST}
), by_nature AS MATERIALIZED (
    SELECT chunk, {
    ", ".join(
        f"bit_or(found.bits & main.bits) FILTER (WHERE value = '{each}') AS {each}" for each in Nature.values
    )
}
    FROM register_factbits AS main JOIN found USING (chunk) WHERE kind = 'agreement' AND fact = 'nature' GROUP BY chunk
), first AS MATERIALIZED (
    SELECT * FROM of_country CROSS JOIN LATERAL ({_COUNTED_BY_NATURE}) AS counted WHERE place <= %(most)s
)
SELECT ref, title, {", ".join(Nature.values)}, total FROM (
    SELECT * FROM first UNION ALL
    SELECT * FROM of_country CROSS JOIN LATERAL ({_COUNTED_BY_NATURE}) AS counted
    WHERE place > %(most)s AND records >= (SELECT min({_TOGETHER}) FROM first)
) AS counted
ORDER BY {_TOGETHER} DESC, sort_title, serial
LIMIT %(most)s
"""

# Activities with all these keys, or under an agreement with all of them, held by a day.
ACTIVITIES_OF_COUNTRIES = f"""
WITH {FOUND_AGREEMENTS_SQL}, {FEW_AGREEMENTS_SQL}, candidates AS (
    SELECT ref FROM register_entry
    WHERE kind = 'activity' AND (
        keys @> %(keys)s::varchar[] OR keys && ARRAY(SELECT 'agreement:' || ref FROM few)::varchar[]
    )
    UNION
    SELECT entry_id FROM (
        SELECT entry_id, substr(to_ref, 2)::int AS serial FROM register_link
        WHERE to_ref >= 'A' AND to_ref < 'B' AND entry_id LIKE 'E%%' AND kind <> 'outcome'
    ) AS link JOIN found ON chunk = {CHUNK_SQL}
    WHERE get_bit(bits, mod(serial, {CHUNK_SIZE})) = 1 AND {ARE_MANY_SQL}
), newest AS MATERIALIZED (
    SELECT ref, count(*) OVER () AS total FROM candidates JOIN register_entry USING (ref)
    WHERE sort_on <= %(on)s AND NOT keys && '{{state:planned,state:cancelled}}'::varchar[]
    ORDER BY sort_on DESC, serial DESC LIMIT %(most)s
)
SELECT ref, title, body, total FROM newest JOIN register_entry USING (ref) ORDER BY sort_on DESC, serial DESC
"""


@dataclass(frozen=True)
class AgreementRow:
    """An agreement in a list."""

    ref: str
    title: dict[str, str]
    keys: list[str]
    signed: tuple[date | None, date | None, str]  # earliest, latest, EDTF mark
    results: list[dict] = field(repr=False)

    @property
    def address(self) -> str:
        return addresses.record_path(self.ref, self.title)

    @property
    def bindingness(self) -> str:
        return self._key("bindingness")

    @property
    def form(self) -> str:
        return self._key("form")

    @property
    def countries(self) -> int:
        """Number of countries of its participants."""
        return sum(key.startswith("country:") for key in self.keys)

    def _key(self, name: str) -> str:
        return next((key.partition(":")[2] for key in self.keys if key.startswith(f"{name}:")), "")


@dataclass(frozen=True)
class StatusGroup:
    """Agreements of one nature whose status on the day is alike, see `STATE_GROUPS`."""

    status: str
    count: int
    rows: list[AgreementRow]


@dataclass(frozen=True)
class ActivityRow:
    """An activity, with its body."""

    title: dict[str, str]
    address: str
    body: dict = field(repr=False)


def agreements_by_status(keys: Sequence[str], on: date, *, shown: int) -> dict[str, list[StatusGroup]]:
    """Agreements with all these keys by nature and status on a day, the newest ``shown`` of each group."""
    natures: dict[str, list[StatusGroup]] = {}
    is_kept = kept_day("agreement") == on
    statement = AGREEMENTS_BY_KEPT_STATUS if is_kept else AGREEMENTS_BY_STATUS
    rows = fetch_rows(statement, keys=list(keys), on=on, shown=shown)
    for (nature, status, count), group_rows in groupby(rows, key=lambda row: row[:3]):
        agreements = [
            AgreementRow(row[3], parsed_json(row[4]), row[5], row[6:9], parsed_json(row[9]) or [])
            for row in group_rows
        ]
        natures.setdefault(nature, []).append(StatusGroup(status, count, agreements))
    return natures


def organizations_of_country(*keys: str) -> tuple[list[dict], int]:
    """Organizations with these keys, with their numbers of agreements by nature; and the number of all of them."""
    rows = fetch_rows(_ORGANIZATIONS_OF_COUNTRY, keys=list(keys), most=_MAX_ORGANIZATIONS)
    organizations = [
        _organization_count_row(row[0], parsed_json(row[1]), dict(zip(Nature.values, row[2:5], strict=True)))
        for row in rows
    ]
    organizations.sort(
        key=lambda organization: (
            -sum(organization["counts"].values()),
            collation_key(organization["name"], get_language()),
        )
    )
    return organizations, rows[0][5] if rows else 0


def _organization_count_row(ref: str, titles: dict, counts: dict[str, int]) -> dict:
    name, language = in_language(titles)
    return {
        "name": name,
        "language": language,
        "address": addresses.record_path(ref, titles),
        "counts": counts,
    }


def activities_of_countries(keys: Sequence[str], on: date) -> tuple[list[ActivityRow], int]:
    """Activities between these countries or under their agreements until a day, the newest first; and their number."""
    rows = fetch_rows(ACTIVITIES_OF_COUNTRIES, keys=list(keys), on=on, most=_MAX_ACTIVITIES)
    activities = [
        ActivityRow(
            parsed_json(row[1]), addresses.record_path(row[0], parsed_json(row[1])), json.loads(row[2])
        )
        for row in rows
    ]
    return activities, rows[0][3] if rows else 0
