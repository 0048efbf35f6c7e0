"""Spans: days that are known in part, as the earliest and the latest day that is possible."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from core import edtf

MIN_DATE, MAX_DATE = date.min, date.max  # stand for "unbounded"
_FIRST_DAY_OF_EDTF = date(1000, 1, 1)
ONE_DAY = timedelta(days=1)
_YEARS_FOR_NO_END = (2999, 9999)


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """One day, on or after ``earliest`` and on or before ``latest``; `MIN_DATE` and `MAX_DATE` where unbounded.

    ``qualifier`` is the EDTF mark of a day that is uncertain ``?``, approximate ``~`` or both ``%``. It says how the
    bounds are known and takes no part in comparisons.
    """

    earliest: date = MIN_DATE
    latest: date = MAX_DATE
    qualifier: str = field(default="", compare=False)

    def is_before(self, other: "Span") -> bool:
        """It comes first however the unknown parts turn out."""
        return self.latest < other.earliest

    def moved(self, move: Callable[[date], date]) -> "Span":
        """The span with both ends moved; an unbounded end stays unbounded."""
        earliest, latest = self.earliest, self.latest
        moved = earliest if earliest in (MIN_DATE, MAX_DATE) else move(earliest)
        if latest == earliest:
            return replace(self, earliest=moved, latest=moved)
        return replace(
            self, earliest=moved, latest=latest if latest in (MIN_DATE, MAX_DATE) else move(latest)
        )

    def or_earlier(self) -> "Span":
        """A day no later than this one."""
        return replace(self, earliest=MIN_DATE)

    def no_later_than(self, other: "Span") -> "Span":
        """The same day, known to come no later than ``other``; as it is where that cannot be."""
        return self if other.is_before(self) else replace(self, latest=min(self.latest, other.latest))

    @property
    def is_exact(self) -> bool:
        """It is known to the day, neither approximate nor uncertain."""
        return self.earliest == self.latest and not self.qualifier

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """Earliest and latest day; None where unbounded, or past the calendar."""
        earliest, latest = (
            None if day in (MIN_DATE, MAX_DATE) else day for day in (self.earliest, self.latest)
        )
        return earliest, latest

    @property
    def edtf(self) -> str:
        """The shortest EDTF of these days, with the qualifier; empty where nothing is known."""
        earliest, latest = (day if day and day >= _FIRST_DAY_OF_EDTF else None for day in self.bounds)
        return edtf.from_bounds(earliest, latest, self.qualifier)

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
    return span_of_bounds(
        getattr(bounds, "earliest", None), getattr(bounds, "latest", None), getattr(bounds, "mark", "")
    )


def span_of_bounds(earliest: date | None, latest: date | None, qualifier: str = "") -> Span:
    """The span between two bounds; None is no bound."""
    return Span(earliest or MIN_DATE, latest or MAX_DATE, qualifier)


def parse_last_day(text: str) -> Span:
    """The last day that an EDTF text names; unknown where it stands for “no end”."""
    return UNKNOWN_SPAN if stands_for_no_end(text) else parse_span(text, "end")


def stands_for_no_end(text: str) -> bool:
    """A last day in EDTF that says that no end is stated, as 9999-12-31 and 2999 do in tables."""
    return parse_span(text, "end").earliest.year in _YEARS_FOR_NO_END


def day_in_interval(text: str) -> str:
    """One day in an interval, in EDTF: ``2012/2014`` as ``[2012..2014]``, ``/2012`` as ``[..2012]``; else the text."""
    start, is_interval, end = text.partition("/")
    return f"[{start.strip('.')}..{end.strip('.')}]" if is_interval else text


def first_day_of_interval(text: str) -> str:
    """The day on which an interval begins, in EDTF, no later than its end; another text as it is."""
    start, is_interval, end = text.partition("/")
    if not is_interval:
        return text
    return start if start.strip(".") else f"[..{end}]"


def is_closed_interval(text: str) -> bool:
    """An EDTF text is an interval with an end, such as 2010/2015."""
    return "/" in text and parse_last_day(text) != UNKNOWN_SPAN


def day_after(day: date) -> date:
    return day + ONE_DAY if day < MAX_DATE else MAX_DATE


def day_before(day: date) -> date:
    return day - ONE_DAY if day > MIN_DATE else MIN_DATE


def enforce_sequence(spans: list[Span]) -> list[Span]:
    """The same spans, each no earlier than the span before it and no later than the span after it.

    Where they contradict each other, the later days of the list give way. A day of which no latest is known comes
    after the span before it, so that the days on which each has come for certain are in order too.
    """
    settled, earliest = [], MIN_DATE
    for span in spans:
        earliest = max(earliest, span.earliest)
        settled.append(replace(span, earliest=earliest))
    latest = MAX_DATE
    for position in reversed(range(len(settled))):
        latest = min(latest, settled[position].latest)
        settled[position] = replace(settled[position], latest=max(latest, settled[position].earliest))
    last_bound = max((span.latest for span in settled if span.latest < MAX_DATE), default=MIN_DATE)
    return [
        replace(span, earliest=max(span.earliest, last_bound)) if span.latest == MAX_DATE else span
        for span in settled
    ]
