"""SQL of facts that depend on a day, such as states, and of counts by them or by pairs of facts (party and role)."""

from lifecycle.choices import Certainty, State
from register.facets.bitmaps import BITMAP_SQL, CHUNK_SQL, are_few_sql, serials_sql
from register.possible_periods import (
    certainty_on_sql,
    evidence_age_sql,
    has_begun_sql,
    only_possible_on_sql,
    state_on_sql,
    status_row_sql,
)

# By fact that depends on a day and that lists are filtered by: its value, which periods have it, and how that is known.
# `EntryQuerySet.in_state`, `only_possibly_in_state` and `with_evidence_of_age` have the same rules.
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
# Two more, for pages: the agreements of which no period gives a status yet, and the years with which the number of
# those in force changes.
DAY_FACTS = [*_FACTS_OF_DAY, "life", "force"]

_NOT_BEGUN_SQL = f"""
SELECT 'life', 'ahead', entry_id, substr(entry_id, 2)::int
FROM register_period, (SELECT {{day}}::date AS day) AS asked GROUP BY entry_id HAVING NOT bool_or({_STATUS})
"""


def _last_year_sql(end: str) -> str:
    """SQL of the last year on whose 31 December, this year ``day``, the first day after it has not come."""
    year = f"extract(year FROM {end}) - 1"
    return f"""(CASE WHEN {end} IS NULL THEN 9999 WHEN {end} > day
                    THEN greatest({year}, extract(year FROM day)) ELSE {year} END)::int"""


# Periods in force on a ``day``: from the day on which one may be over it counts as presumed.
YEARS_IN_FORCE_SQL = f"""
SELECT entry_id, certainty, coalesce(extract(year FROM coalesce(start_latest, start_earliest)), 0)::int AS first,
       {_last_year_sql("coalesce(end_latest, end_earliest)")} AS last, {_last_year_sql("may_end_on")} AS last_sure
FROM {{periods}}, (SELECT {{day}}::date AS day) AS asked WHERE state = '{State.IN_FORCE}' AND {has_begun_sql("day")}
"""


def year_changes_sql(dated: str, columns: str) -> str:
    """SQL of (year, is_presumed, change) and these columns of a table like `YEARS_IN_FORCE_SQL`.

    That is how many are in force on the 31 December of a year more than on that of the year before, this year today.
    """
    return f"""
SELECT year, is_presumed, change, {columns} FROM {dated}, LATERAL (VALUES
    (certainty = 'presumed', first, CASE WHEN certainty = 'presumed' THEN last ELSE least(last, last_sure) END),
    (true, CASE WHEN certainty <> 'presumed' THEN greatest(first, last_sure + 1) END, last)
) AS span (is_presumed, first_year, last_year),
    LATERAL (VALUES (first_year, 1), (last_year + 1, -1)) AS at (year, change)
WHERE first_year <= last_year
"""


_IN_FORCE = YEARS_IN_FORCE_SQL.format(periods="register_period", day="{day}")
_YEAR_CHANGES_SQL = f"""
SELECT 'force', concat_ws(' ', year, is_presumed, change), entry_id, substr(entry_id, 2)::int
FROM ({year_changes_sql(f"({_IN_FORCE}) AS dated", "entry_id")}) AS changes
"""


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
    rows = {fact: state_rows_sql(fact, day="{day}", certainties=every) for fact in _FACTS_OF_DAY}
    each = [
        f"SELECT '{fact}' AS fact, state AS value, entry_id, serial FROM ({sql}) AS {fact}_rows"
        for fact, sql in rows.items()
    ]
    return " UNION ".join([*each, _NOT_BEGUN_SQL, _YEAR_CHANGES_SQL])


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
