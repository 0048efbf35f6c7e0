"""Yearly changes in the number of agreements in force."""

from datetime import date
from functools import lru_cache

from agreements.bitmaps import FEW_AGREEMENTS_SQL, FOUND_AGREEMENTS_SQL, PERIODS_SQL
from lifecycle.choices import State
from register.facets.bitmaps import ALL_RECORDS_KEY
from register.possible_periods import has_begun_sql
from register.sql import fetch_rows


def _last_year_sql(end: str) -> str:
    """SQL of the last year on whose 31 December, this year today, the first day after it has not come."""
    year = f"extract(year FROM {end}) - 1"
    return f"""(CASE WHEN {end} IS NULL THEN 9999 WHEN {end} > %(today)s
                    THEN greatest({year}, extract(year FROM %(today)s::date)) ELSE {year} END)::int"""


# How many agreements more are in force in a year than in the year before: those that hold on its 31 December, this
# year today. From the day on which a period may be over it counts as presumed. Periods alike are counted first.
CHANGES_AMONG_FOUND_SQL = f"""
WITH {{found}}, {FEW_AGREEMENTS_SQL}, {PERIODS_SQL}, dated AS MATERIALIZED (
    SELECT certainty, coalesce(extract(year FROM coalesce(start_latest, start_earliest)), 0)::int AS first,
           {_last_year_sql("coalesce(end_latest, end_earliest)")} AS last,
           {_last_year_sql("may_end_on")} AS last_sure, count(*) AS periods
    FROM periods WHERE state = '{State.IN_FORCE}' AND {has_begun_sql("%(today)s")} GROUP BY 1, 2, 3, 4
)
SELECT year, is_presumed, sum(change * periods)
FROM (
    SELECT certainty = 'presumed' AS is_presumed, first, least(last, last_sure) AS last, periods FROM dated
    UNION ALL
    SELECT true, greatest(first, last_sure + 1), last, periods FROM dated
) counted, LATERAL (VALUES (first, 1), (last + 1, -1)) at(year, change)
WHERE first <= last
GROUP BY year, is_presumed
ORDER BY year, is_presumed
"""
CHANGES_BY_YEAR = CHANGES_AMONG_FOUND_SQL.replace("{found}", FOUND_AGREEMENTS_SQL)


@lru_cache(maxsize=1)
def instruments_in_force_by_year(revision: int, today: date) -> list[tuple[int, bool, int]]:
    """The changes by year of all instruments, in one state of the register and on one day."""
    return in_force_changes_by_year("nature:instrument", today=today)


def in_force_changes_by_year(*keys: str, today: date) -> list[tuple[int, bool, int]]:
    """``(year, whether presumed, how many more)`` of the agreements in force that have all these keys."""
    return [(year, is_presumed, int(change)) for year, is_presumed, change in
            fetch_rows(CHANGES_BY_YEAR, keys=list(keys) or [ALL_RECORDS_KEY], today=today)]  # fmt: skip
