"""Calendar arithmetic with ISO 8601 durations: P3Y, P1Y6M, P2W.

`core.validators.validate_duration` accepts the same texts, but for those of no length.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from lifecycle.spans import MAX_DATE, MIN_DATE

_DURATION = re.compile(r"P(?=[0-9])(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?")


@lru_cache(maxsize=256)
def duration_parts(duration: str) -> tuple[int, int, int, int] | None:
    """Years, months, weeks and days of an ISO 8601 duration; None where the text is none."""
    match = _DURATION.fullmatch(duration)
    if not match:
        return None
    years, months, weeks, days = (int(number or 0) for number in match.groups())
    return years, months, weeks, days


def add_duration(start: date, duration: str) -> date:
    """The first day after a term that begins with ``start``: three years from 13 May 2020 end on 12 May 2023.

    Where the last month lacks the day, the term ends with that month: one month from 31 January ends on the
    last of February (so the Korean Civil Act, article 160, paragraph 3).
    """
    years, months, weeks, days = duration_parts(duration) or (0, 0, 0, 0)
    month_number = start.year * 12 + start.month - 1 + years * 12 + months
    year, month = month_number // 12, month_number % 12 + 1
    try:
        try:
            day = start.replace(year=year, month=month)
        except ValueError:
            day = date(year + month // 12, month % 12 + 1, 1)
        return day + timedelta(weeks=weeks, days=days)
    except (ValueError, OverflowError):  # after the year 9999
        return MAX_DATE


def subtract_duration(day: date, duration: str) -> date:
    """The day that lies a duration before; where the month lacks it, the first of the month after."""
    years, months, weeks, days = duration_parts(duration) or (0, 0, 0, 0)
    month_number = day.year * 12 + day.month - 1 - years * 12 - months
    try:
        year, month = month_number // 12, month_number % 12 + 1
        try:
            earlier = day.replace(year=year, month=month)
        except ValueError:
            earlier = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(earlier.toordinal() - weeks * 7 - days)
    except ValueError:  # before the first year
        return MIN_DATE


def multiply_duration(duration: str, count: int, after: str = "") -> str:
    """A multiple of a duration, so that months do not drift: twelve months from 31 January, not twelve times one.

    ``after``: a duration before it.
    """
    parts, before = (duration_parts(each) or (0, 0, 0, 0) for each in (duration, after))
    years, months, weeks, days = (a + b * count for a, b in zip(before, parts, strict=True))
    months += years * 12
    return f"P{months // 12}Y{months % 12}M{weeks}W{days}D"
