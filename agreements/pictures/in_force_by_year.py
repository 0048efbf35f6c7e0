"""Yearly changes in the number of agreements in force."""

from datetime import date
from functools import lru_cache

from agreements.bitmaps import FEW_AGREEMENTS_SQL, FOUND_AGREEMENTS_SQL, PERIODS_SQL
from register.facets.bitmaps import ALL_RECORDS_KEY
from register.possible_periods import may_have_begun_sql
from register.sql import fetch_rows

# How many agreements more are in force in a year than in the year before. They count from the year in which they may
# first be, up to the last on whose 31 December they may still be; this year, if they may be today. A stretch that
# begins in a year in which the one before may still run counts from the next, so that none is counted twice.
CHANGES_BY_YEAR = f"""
WITH {FOUND_AGREEMENTS_SQL}, {FEW_AGREEMENTS_SQL}, {PERIODS_SQL}
SELECT year, is_presumed, sum(change)
FROM (
    SELECT is_presumed, first, last
    FROM (
        SELECT certainty = 'presumed' AS is_presumed, last,
               greatest(first, 1 + max(last) OVER (PARTITION BY entry_id ORDER BY position
                                                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS first
        FROM (
            SELECT entry_id, position, certainty, coalesce(extract(year FROM start_earliest), 0)::int AS first,
                   CASE WHEN ending > %(today)s
                        THEN greatest(extract(year FROM ending) - 1, extract(year FROM %(today)s::date))
                        ELSE coalesce(extract(year FROM ending) - 1, 9999) END::int AS last
            FROM periods, LATERAL (SELECT coalesce(end_latest, end_earliest) AS ending) AS ends
            WHERE state = 'in_force'
              AND {may_have_begun_sql("%(today)s")}
        ) dated
    ) apart
    WHERE first <= last
) counted, LATERAL (VALUES (first, 1), (last + 1, -1)) at(year, change)
GROUP BY year, is_presumed
ORDER BY year
"""


@lru_cache(maxsize=1)
def instruments_in_force_by_year(revision: int, today: date) -> list[tuple[int, bool, int]]:
    """The changes by year of all instruments, in one state of the register and on one day."""
    return in_force_changes_by_year("nature:instrument", today=today)


def in_force_changes_by_year(*keys: str, today: date) -> list[tuple[int, bool, int]]:
    """``(year, whether presumed, how many more)`` of the agreements in force that have all these keys."""
    return [(year, is_presumed, int(change)) for year, is_presumed, change in
            fetch_rows(CHANGES_BY_YEAR, keys=list(keys) or [ALL_RECORDS_KEY], today=today)]  # fmt: skip
