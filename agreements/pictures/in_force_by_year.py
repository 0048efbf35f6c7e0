"""Yearly changes in the number of agreements in force."""

from datetime import date
from functools import lru_cache

from agreements.bitmaps import (
    ARE_MANY_SQL,
    FEW_AGREEMENTS_SQL,
    FOUND_AGREEMENTS_SQL,
    is_kept_day_sql,
    periods_sql,
)
from agreements.facet_sql import YEARS_IN_FORCE_SQL, year_changes_sql
from register.facets.bitmaps import ALL_RECORDS_KEY
from register.sql import fetch_rows

_IS_KEPT_SQL = is_kept_day_sql("%(today)s")
# How many agreements more are in force in a year than in the year before, presumed or not. Of few from their periods,
# of which those alike are counted first; of many by the bits of the kept day, and of another day from periods too.
CHANGES_AMONG_FOUND_SQL = f"""
WITH {{found}}, {FEW_AGREEMENTS_SQL}, {periods_sql(f"NOT {_IS_KEPT_SQL}")}, dated AS MATERIALIZED (
    SELECT certainty, first, last, last_sure, count(*) AS periods
    FROM ({YEARS_IN_FORCE_SQL.format(periods="periods", day="%(today)s")}) AS each GROUP BY 1, 2, 3, 4
)
SELECT year, is_presumed, sum(change * records) FROM (
    {year_changes_sql("dated", "periods AS records")} UNION ALL
    SELECT split_part(value, ' ', 1)::int, split_part(value, ' ', 2)::bool, split_part(value, ' ', 3)::int, common
    FROM (
        SELECT value, bit_count(kept.bits & found.bits)::int AS common
        FROM register_factbits AS kept JOIN found USING (chunk)
        WHERE kind = 'agreement' AND fact = 'force' AND {ARE_MANY_SQL} AND {_IS_KEPT_SQL} OFFSET 0
    ) AS counted WHERE common > 0
) AS changes GROUP BY year, is_presumed ORDER BY year, is_presumed
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
