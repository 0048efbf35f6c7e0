"""Spans: days that are known in part, as the earliest and the latest day that is possible."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from core import edtf

MIN_DATE, MAX_DATE = date.min, date.max  # stand for "unbounded"; dates in EDTF begin in the year 1000
ONE_DAY = timedelta(days=1)
_YEARS_FOR_NO_END = (2999, 9999)


class Span(NamedTuple):
    """One day, on or after ``earliest`` and on or before ``latest``; `MIN_DATE` and `MAX_DATE` where unbounded."""

    earliest: date = MIN_DATE
    latest: date = MAX_DATE

    def is_before(self, other: "Span") -> bool:
        """It comes first however the unknown parts turn out."""
        return self.latest < other.earliest

    def moved(self, move: Callable[[date], date]) -> "Span":
        """The span with both ends moved; an unbounded end stays unbounded."""
        earliest, latest = self
        moved = earliest if earliest in (MIN_DATE, MAX_DATE) else move(earliest)
        if latest == earliest:
            return Span(moved, moved)
        return Span(moved, latest if latest in (MIN_DATE, MAX_DATE) else move(latest))

    def no_later_than(self, other: "Span") -> "Span":
        """The same day, known to come no later than ``other``; as it is where that cannot be."""
        return self if other.is_before(self) else Span(self.earliest, min(self.latest, other.latest))

    @property
    def earliest_known_day(self) -> date:
        """The day that stands for the span, so that nobody is late: its earliest, else its latest."""
        return self.earliest if self.earliest > MIN_DATE else self.latest

    @property
    def latest_known_day(self) -> date:
        return self.latest if self.latest < MAX_DATE else self.earliest


UNKNOWN_SPAN = Span()


@lru_cache(maxsize=4096)
def parse_span(text: str, side: str = "both") -> Span:
    """The days that an EDTF text may mean; of an interval, all of it, or only its ``start`` or ``end``.

    A text that cannot be parsed is an unknown span: deriving a life never fails.
    """
    try:
        parsed = edtf.parse(text)
    except edtf.EDTFError:
        return UNKNOWN_SPAN
    bounds = getattr(parsed, side) if side != "both" and parsed.shape == "interval" else parsed
    return Span(getattr(bounds, "earliest", None) or MIN_DATE, getattr(bounds, "latest", None) or MAX_DATE)


def parse_last_day(text: str) -> Span:
    """The last day that an EDTF text names; unknown where it stands for “no end”, as 9999-12-31 does in tables."""
    span = parse_span(text, "end")
    return UNKNOWN_SPAN if span.earliest.year in _YEARS_FOR_NO_END else span


def is_closed_interval(text: str) -> bool:
    """An EDTF text is an interval with an end, such as 2010/2015."""
    return "/" in text and parse_last_day(text) != UNKNOWN_SPAN


def day_after(day: date) -> date:
    return day + ONE_DAY if day < MAX_DATE else MAX_DATE


def day_before(day: date) -> date:
    return day - ONE_DAY if day > MIN_DATE else MIN_DATE


def span_to_edtf(span: Span) -> str:
    """The span in EDTF; empty where nothing is known."""
    earliest, latest = ("" if day in (MIN_DATE, MAX_DATE) else day.isoformat() for day in span)
    if earliest == latest:
        return earliest
    return f"[{earliest}..{latest}]"


def enforce_sequence(spans: list[Span]) -> list[Span]:
    """The same spans, each no earlier than the span before it and no later than the span after it.

    Where they contradict each other, the later days of the list give way.
    """
    settled, earliest = [], MIN_DATE
    for span in spans:
        earliest = max(earliest, span.earliest)
        settled.append(Span(earliest, span.latest))
    latest = MAX_DATE
    for position in reversed(range(len(settled))):
        latest = min(latest, settled[position].latest)
        settled[position] = Span(settled[position].earliest, max(latest, settled[position].earliest))
    return settled
