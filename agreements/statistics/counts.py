"""Counts behind the charts, of the agreements that a list's filters find: three statements, by the bits and periods."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import EmptyResultSet

from agreements.bitmaps import FEW_AGREEMENTS_SQL, PERIODS_SQL
from agreements.filters import AgreementFilter
from agreements.pictures.in_force_by_year import CHANGES_AMONG_FOUND_SQL
from api.timeouts import none_on_timeout
from lifecycle.choices import ENDED_STATES, Certainty, State
from lifecycle.reasons import ReasonCode
from pages.co_occurrence import TopValues, co_occurring_values, found_by_bitmap
from register.facets.bitmaps import ALL_RECORDS_KEY, BitmapSQL, bitmap_of_keys
from register.possible_periods import certainty_on_sql, evidence_age_sql, state_on_sql, status_row_sql
from register.sql import fetch_rows

_PRESUMED = " || ".join(f'@ == "{code}"' for code in (ReasonCode.EFFECT_NOT_STATED, ReasonCode.SHOWN_BY_ACT))
_ENDED = ", ".join(f"'{state}'" for state in ENDED_STATES)

# Rows (name, value, number). Of those in effect on the day, the age of the last evidence; of those that have ended, the
# state, with a mark where no act is recorded; of those whose days of signing and of first effect are both known to the
# day, and the effect by more than a presumption, how long one came after the other, and the median of these days.
_LIVES_SQL = f"""
WITH {{found}}, {FEW_AGREEMENTS_SQL}, {PERIODS_SQL}, now AS (
    SELECT {state_on_sql("day")} AS state, {certainty_on_sql("day")} AS certainty, {evidence_age_sql("day")} AS age
    FROM periods, (SELECT %(day)s::date AS day) AS asked WHERE {status_row_sql("day")}
), first_effect AS (
    SELECT DISTINCT ON (entry_id) entry_id, start_earliest, start_latest, start_qualifier, reasons
    FROM periods WHERE state = '{State.IN_FORCE}' ORDER BY entry_id, position
), lags AS (
    SELECT start_earliest - signed_earliest AS days FROM first_effect JOIN register_entry ON ref = entry_id
    WHERE start_earliest = start_latest AND signed_earliest = signed_latest AND start_earliest <= %(day)s
        AND concat(start_qualifier, signed_qualifier) = ''
        AND NOT jsonb_path_exists(reasons, '$[*].code ? ({_PRESUMED})')
)
SELECT 'age', age, count(*) FROM now WHERE state = '{State.IN_FORCE}' GROUP BY 2
UNION ALL
SELECT 'ended', CASE WHEN state = '{State.EXPIRED}' AND certainty <> '{Certainty.RECORDED}' THEN 'silently'
                     ELSE state END, count(*) FROM now WHERE state IN ({_ENDED}) GROUP BY 2
UNION ALL
SELECT 'lag', CASE WHEN days < 0 THEN 'before' WHEN days = 0 THEN 'same_day' WHEN days <= 30 THEN 'month'
                   WHEN days <= 91 THEN 'quarter' WHEN days <= 366 THEN 'year' ELSE 'later' END, count(*)
FROM lags GROUP BY 2
UNION ALL
SELECT 'median', '', percentile_disc(0.5) WITHIN GROUP (ORDER BY days) FROM lags HAVING count(*) > 0
"""


@dataclass(frozen=True)
class StatisticsCounts:
    """Numbers of the agreements found. Periods are None where reading them took too long."""

    by_fact: dict[str, TopValues]
    changes: list[tuple[int, bool, int]] | None = None
    lives: dict[str, dict[str, int]] | None = field(default_factory=dict)


def count_statistics(filterset: AgreementFilter, day: date) -> StatisticsCounts:
    """All numbers of the page of statistics on a day, for the filters of a valid request."""
    try:
        bitmap = _bitmap(filterset)
    except EmptyResultSet:  # the search has no word that can match
        bitmap = bitmap_of_keys(filterset.of_kind, [["nature:"]])
    cte, parameters = found_by_bitmap(bitmap)
    return StatisticsCounts(
        by_fact=co_occurring_values("year", "country", "topic", "party", among=bitmap),
        changes=none_on_timeout(lambda: _yearly_changes(cte, parameters, day)),
        lives=none_on_timeout(lambda: _lives(cte, parameters, day)),
    )


def _bitmap(filterset: AgreementFilter) -> BitmapSQL:
    if filterset.is_narrowed():
        return filterset.bitmap()
    return bitmap_of_keys(filterset.of_kind, [[ALL_RECORDS_KEY]])


def _yearly_changes(cte: str, parameters: dict, day: date) -> list[tuple[int, bool, int]]:
    sql = CHANGES_AMONG_FOUND_SQL.replace("{found}", cte)
    return [(year, is_presumed, int(change)) for year, is_presumed, change in
            fetch_rows(sql, **parameters, today=day)]  # fmt: skip


def _lives(cte: str, parameters: dict, day: date) -> dict[str, dict[str, int]]:
    lives: dict[str, dict[str, int]] = {}
    for name, value, number in fetch_rows(_LIVES_SQL.replace("{found}", cte), **parameters, day=day):
        lives.setdefault(name, {})[value] = int(number)
    return lives
