"""SQL of facet counts that depend on a day (states) or on pairs of facts (party and role)."""

from register.facets.bitmaps import BITMAP_SQL, CHUNK_SIZE, CHUNK_SQL, FEW_RECORDS
from register.possible_periods import possible_on_sql

_MAY_BE_IN_STATE = f"""
{possible_on_sql()} AND certainty = ANY(%s)
"""


# States that agreements may be in on a day, by the rule of `EntryQuerySet.in_state`.
POSSIBLE_STATES_SQL = (
    f"SELECT state, substr(entry_id, 2)::int AS serial FROM register_period WHERE {_MAY_BE_IN_STATE}"
)


_STATE_BITMAPS_SQL = f"""
SELECT state, {CHUNK_SQL} AS chunk, {BITMAP_SQL} AS bits FROM ({POSSIBLE_STATES_SQL}) AS states GROUP BY 1, 2
"""


STATE_COUNTS_SQL = f"""
SELECT 'state' AS fact, state AS value, sum(bit_count(bits)::int) AS records
FROM ({_STATE_BITMAPS_SQL}) AS states GROUP BY 2
"""


# The same among the results of a search: a few are looked up one by one.
STATE_COUNTS_AMONG_RESULTS_SQL = f"""
SELECT 'state' AS fact, state AS value, count(DISTINCT entry_id) AS records
FROM (
    SELECT 'A' || chunk * {CHUNK_SIZE} + place AS ref FROM {{results}}, generate_series(0, {CHUNK_SIZE - 1}) AS place
    WHERE get_bit(bits, place) = 1 AND (SELECT sum(bit_count(bits)) FROM {{results}}) <= {FEW_RECORDS}
) AS few JOIN register_period ON entry_id = ref
WHERE {_MAY_BE_IN_STATE} GROUP BY 2
UNION ALL
SELECT 'state', state, sum(bit_count(states.bits & found.bits)::int)
FROM ({_STATE_BITMAPS_SQL}) AS states JOIN {{results}} AS found USING (chunk)
WHERE (SELECT sum(bit_count(bits)) FROM {{results}}) > {FEW_RECORDS}
GROUP BY 2 HAVING sum(bit_count(states.bits & found.bits)::int) > 0
"""


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
