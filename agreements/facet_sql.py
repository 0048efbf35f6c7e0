"""SQL of facet counts that depend on a day (states) or on pairs of facts (party and role)."""

from lifecycle.choices import Certainty
from register.facets.bitmaps import BITMAP_SQL, CHUNK_SQL, are_few_sql, serials_sql
from register.possible_periods import (
    certainty_on_sql,
    evidence_age_sql,
    only_possible_on_sql,
    state_on_sql,
    status_row_sql,
)

# By fact that depends on a day: its value, which periods have it, and how that is known. `EntryQuerySet.in_state`,
# `only_possibly_in_state` and `with_evidence_of_age` have the same rules.
_STATUS = status_row_sql("day")
_FACTS_OF_DAY = {
    "state": (state_on_sql("day"), _STATUS, certainty_on_sql("day")),
    "possible": ("state", only_possible_on_sql("day"), "certainty"),
    "evidence": (
        evidence_age_sql("day"),
        f"{_STATUS} AND {evidence_age_sql('day')} IS NOT NULL",
        certainty_on_sql("day"),
    ),
}

DAY_FACTS = list(_FACTS_OF_DAY)


def state_rows_sql(fact: str, *, day: str = "%s", certainties: str = "%s") -> str:
    """SQL of rows of state, agreement and serial number on a day, known in one of these ways."""
    value, condition, certainty = _FACTS_OF_DAY[fact]
    return f"""
SELECT {value} AS state, entry_id, substr(entry_id, 2)::int AS serial
FROM register_period, (SELECT {day}::date AS day) AS asked
WHERE {condition} AND {certainty} = ANY({certainties})
"""


def day_facts_sql() -> str:
    """SQL of rows (fact, value, entry_id, serial) of all facts of agreements that depend on a ``{day}``."""
    every = f"ARRAY{Certainty.values}"
    rows = {fact: state_rows_sql(fact, day="{day}", certainties=every) for fact in DAY_FACTS}
    return " UNION ".join(
        f"SELECT '{fact}' AS fact, state AS value, entry_id, serial FROM ({sql}) AS {fact}_rows"
        for fact, sql in rows.items()
    )


def state_counts_sql(fact: str) -> str:
    """SQL of the number of agreements by state."""
    return f"""
SELECT '{fact}' AS fact, state AS value, sum(bit_count(bits)::int) AS records
FROM ({_bitmaps_sql(state_rows_sql(fact))}) AS states GROUP BY 2
"""


def state_counts_among_results_sql(fact: str) -> str:
    """SQL of the same among the results of a search: a few are looked up one by one."""
    return f"""
SELECT '{fact}' AS fact, state AS value, count(DISTINCT entry_id) AS records
FROM ({serials_sql("{results}")}) AS few
JOIN LATERAL ({state_rows_sql(fact)} AND entry_id = 'A' || few.serial) AS states ON {are_few_sql("{results}")}
GROUP BY 2
UNION ALL
SELECT '{fact}', state, sum(common) FROM (
    SELECT state, bit_count(states.bits & found.bits)::int AS common
    FROM ({_bitmaps_sql(state_rows_sql(fact))}) AS states JOIN {{results}} AS found USING (chunk)
    WHERE NOT {are_few_sql("{results}")} OFFSET 0
) AS counted WHERE common > 0 GROUP BY 2
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
