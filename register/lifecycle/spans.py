"""Arithmetic of days that are only partly known: the first and last day something may fall on."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from core import edtf

FIRST, LAST = date.min, date.max  # stand for "unbounded"; dates in EDTF begin in the year 1000
ONE_DAY = timedelta(days=1)
DURATION = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?")


class Span(NamedTuple):
    """One day, on or after ``earliest`` and on or before ``latest``."""

    earliest: date = FIRST
    latest: date = LAST

    def is_before(self, other: "Span") -> bool:
        """Whether it comes first however the unknown parts turn out."""
        return self.latest < other.earliest

    def moved(self, move: Callable[[date], date]) -> "Span":
        """Both ends moved; an unbounded end stays unbounded."""
        earliest, latest = self
        moved = earliest if earliest in (FIRST, LAST) else move(earliest)
        if latest == earliest:
            return Span(moved, moved)
        return Span(moved, latest if latest in (FIRST, LAST) else move(latest))

    def no_later_than(self, other: "Span") -> "Span":
        """The same day, known to come no later than ``other``; as it is where that cannot be."""
        return self if other.is_before(self) else Span(self.earliest, min(self.latest, other.latest))


UNKNOWN = Span()


@lru_cache(maxsize=4096)
def read(text: str, end: str = "both") -> Span:
    """The days that an EDTF text may mean; of an interval, all of it, or only its ``start`` or ``end``.

    What cannot be read is unknown: a life is told from what there is, and never fails.
    """
    try:
        read_text = edtf.parse(text)
    except edtf.EDTFError:
        return UNKNOWN
    side = getattr(read_text, end) if end != "both" and read_text.shape == "interval" else read_text
    return Span(getattr(side, "earliest", None) or FIRST, getattr(side, "latest", None) or LAST)


def has_end(text: str) -> bool:
    """Whether an EDTF text is an interval with an end, such as 2010/2015."""
    return "/" in text and read(text, "end") != UNKNOWN


def day_after(day: date) -> date:
    return day + ONE_DAY if day < LAST else LAST


def day_before(day: date) -> date:
    return day - ONE_DAY if day > FIRST else FIRST


@lru_cache(maxsize=256)
def parts(duration: str) -> tuple[int, int, int, int] | None:
    """Years, months, weeks and days of an ISO 8601 duration; None where it is none."""
    found = DURATION.fullmatch(duration)
    if not found:
        return None
    years, months, weeks, days = (int(number or 0) for number in found.groups())
    return years, months, weeks, days


def first_day_after(start: date, duration: str) -> date:
    """The first day after a term that begins with ``start``: three years from 13 May 2020 end on 12 May 2023.

    Where the last month lacks the day, the term ends with that month: one month from 31 January ends on the
    last of February (so the Korean Civil Act, article 160, paragraph 3).
    """
    years, months, weeks, days = parts(duration) or (0, 0, 0, 0)
    month_number = start.year * 12 + start.month - 1 + years * 12 + months
    year, month = month_number // 12, month_number % 12 + 1
    try:
        try:
            day = start.replace(year=year, month=month)
        except ValueError:
            day = date(year + month // 12, month % 12 + 1, 1)
        return day + timedelta(weeks=weeks, days=days)
    except (ValueError, OverflowError):  # after the year 9999
        return LAST


def written(span: Span) -> str:
    """The span in EDTF; empty where nothing is known."""
    earliest, latest = ("" if day in (FIRST, LAST) else day.isoformat() for day in span)
    if earliest == latest:
        return earliest
    return f"[{earliest}..{latest}]"


def in_sequence(spans: list[Span]) -> list[Span]:
    """The same days, each known to come no earlier than the one before and no later than the one after.

    Where they contradict each other, the later days of the list give way.
    """
    settled, earliest = [], FIRST
    for span in spans:
        earliest = max(earliest, span.earliest)
        settled.append(Span(earliest, span.latest))
    latest = LAST
    for position in reversed(range(len(settled))):
        latest = min(latest, settled[position].latest)
        settled[position] = Span(settled[position].earliest, max(latest, settled[position].earliest))
    return settled
