"""SQL of facet counts that depend on a day (states) or on pairs of facts (party and role)."""

from register.facets.bitmaps import BITMAP_SQL, CHUNK_SIZE, CHUNK_SQL, FEW_RECORDS
from register.possible_periods import (
    certainty_on_sql,
    evidence_age_sql,
    only_possible_on_sql,
    state_on_sql,
    status_row_sql,
)

# Rows of state and agreement on a day: by the rule of `EntryQuerySet.in_state`, or of `only_possibly_in_state`.
PERIODS_AND_DAY = "register_period, (SELECT %s::date AS day) AS asked"
STATES_SQL = f"""
SELECT {state_on_sql("day")} AS state, entry_id, substr(entry_id, 2)::int AS serial FROM {PERIODS_AND_DAY}
WHERE {status_row_sql("day")} AND {certainty_on_sql("day")} = ANY(%s)
"""
POSSIBLE_STATES_SQL = f"""
SELECT state, entry_id, substr(entry_id, 2)::int AS serial FROM {PERIODS_AND_DAY}
WHERE {only_possible_on_sql("day")} AND certainty = ANY(%s)
"""


EVIDENCE_SQL = f"""
SELECT state, entry_id, serial FROM (
    SELECT {evidence_age_sql("day")} AS state, entry_id, substr(entry_id, 2)::int AS serial FROM {PERIODS_AND_DAY}
    WHERE {status_row_sql("day")} AND {certainty_on_sql("day")} = ANY(%s)
) AS ages WHERE state IS NOT NULL
"""


def state_counts_sql(fact: str, states: str) -> str:
    """SQL of the number of agreements by state; ``states`` is one of the statements above."""
    return f"""
SELECT '{fact}' AS fact, state AS value, sum(bit_count(bits)::int) AS records
FROM ({_bitmaps_sql(states)}) AS states GROUP BY 2
"""


def state_counts_among_results_sql(fact: str, states: str) -> str:
    """SQL of the same among the results of a search: a few are looked up one by one."""
    return f"""
SELECT '{fact}' AS fact, state AS value, count(DISTINCT entry_id) AS records
FROM (
    SELECT 'A' || chunk * {CHUNK_SIZE} + place AS ref FROM {{results}}, generate_series(0, {CHUNK_SIZE - 1}) AS place
    WHERE get_bit(bits, place) = 1 AND (SELECT sum(bit_count(bits)) FROM {{results}}) <= {FEW_RECORDS}
) AS few JOIN LATERAL ({states} AND entry_id = ref) AS states ON true GROUP BY 2
UNION ALL
SELECT '{fact}', state, sum(bit_count(states.bits & found.bits)::int)
FROM ({_bitmaps_sql(states)}) AS states JOIN {{results}} AS found USING (chunk)
WHERE (SELECT sum(bit_count(bits)) FROM {{results}}) > {FEW_RECORDS}
GROUP BY 2 HAVING sum(bit_count(states.bits & found.bits)::int) > 0
"""


def _bitmaps_sql(states: str) -> str:
    return f"SELECT state, {CHUNK_SQL} AS chunk, {BITMAP_SQL} AS bits FROM ({states}) AS states GROUP BY 1, 2"


# Organizations that hold the selected roles, and roles that the selected organizations hold.
PARTY_ROLE_COUNTS_SQL = {
    "party": """
SELECT 'party' AS fact, value, count(*) AS records FROM (
    SELECT entry_id, value FROM (
        SELECT entry_id, to_ref AS value, kind AS held FROM register_link JOIN ({entries}) AS entries ON ref = entry_id
        WHERE kind = ANY(%s) AND to_ref LIKE 'O%%'
    ) AS links GROUP BY entry_id, value HAVING {fits}
) AS pairs GROUP BY value
""",
    "role": """
SELECT 'role' AS fact, value, count(*) AS records FROM (
    SELECT entry_id, value FROM (
        SELECT entry_id, kind AS value, to_ref AS held FROM register_link JOIN ({entries}) AS entries ON ref = entry_id
        WHERE to_ref = ANY(%s) AND kind = ANY(%s)
    ) AS links GROUP BY entry_id, value HAVING {fits}
) AS pairs GROUP BY value
""",
}
