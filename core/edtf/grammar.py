"""Parser of EDTF (ISO 8601-2), the forms of levels 0 to 2 in use here, and the days each may mean.

=========================  ====================================================================
2014-09-29 2023-08 2023    a day, a month, a year (1000 to 9999)
2023? 2023~ 2023%          uncertain, approximate, both; also after a part: ``2023~-08``
201X 2014-XX XXXX-XX-09    digits the source does not give
2023-21 to 24              spring, summer, autumn, winter
2023-33 to 36, 40 and 41   quarters, halves of a year
2010/2015                  an interval; an end ``..`` is open (none is set), an empty one unknown
[..2014-09-29]             one day: on or before, ``[2014..]`` on or after, ``[a..b]`` in the span
=========================  ====================================================================

Bounds enclose every day that the words admit. ``?``, ``~`` and ``%`` do not widen them: nobody can
say by how much, and a filter asks what may overlap with what the source says. Without a year both
are None. Seasons are the northern meteorological ones; winter is December of its year to February
of the next.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from core.edtf.words import describe_edtf

_OPEN, _UNKNOWN = "..", ""

# The code in the month's place, and its first and last month (13 and 14 are of the next year).
_MONTHS_OF_DIVISIONS = {
    "21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14),
    "33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12),
    "40": (1, 6), "41": (7, 12),
}  # fmt: skip

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?P<year_mark>[?~%]?)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?P<month_mark>[?~%]?)(?:-(?P<day>[0-9]{2}|XX)(?P<day_mark>[?~%]?))?)?"
)
_INTERVAL = re.compile(r"(?P<start>[^/]*)/(?P<end>[^/]*)")
_ONE_OF = re.compile(r"\[(?P<start>[^.]*)\.\.(?P<end>[^.]*)\]")


class EDTFError(ValueError):
    """Not a valid date; the message is one sentence for the person who wrote it."""


class EDTFSyntaxError(EDTFError):
    """None of the forms. Unlike an impossible date, the text may still be a date in natural language."""


@dataclass(frozen=True, slots=True)
class Point:
    """One date as far as it is known; a season, quarter or half of a year has its code as the month."""

    text: str
    year: str = field(compare=False)
    month: str = field(compare=False)
    day: str = field(compare=False)
    mark: str = field(compare=False)
    marked: str = field(compare=False)  # "year" or "month" where the mark covers only so far, else ""
    earliest: date | None = field(compare=False)
    latest: date | None = field(compare=False)

    @property
    def is_part_of_year(self) -> bool:
        return self.month in _MONTHS_OF_DIVISIONS

    @property
    def precision(self) -> str:
        """The finest unit reached from the year down: "2014-XX-09" is known to the year."""
        if self.year == "XXXX":
            return "unknown"
        if "X" in self.year:
            return "century" if self.year.endswith("XX") else "decade"
        if self.is_part_of_year:
            return {"2": "season", "3": "quarter", "4": "half"}[self.month[0]]
        if self.month in ("", "XX"):
            return "year"
        return "month" if self.day in ("", "XX") else "day"


@dataclass(frozen=True, slots=True)
class EDTF:
    """A date in EDTF. Equal if the text is equal; ``str()`` gives the text that is stored."""

    text: str
    shape: str = field(compare=False)  # "date", "interval", "one of"
    start: Point | str = field(compare=False)  # for a date start and end are the same point;
    end: Point | str = field(compare=False)  # an end that is no point is OPEN or UNKNOWN

    def __str__(self) -> str:
        return self.text

    @property
    def earliest(self) -> date | None:
        """First day it can mean; None where unbounded or unknown."""
        return self.start.earliest if isinstance(self.start, Point) else None

    @property
    def latest(self) -> date | None:
        """Last day it can mean; None where unbounded or unknown."""
        return self.end.latest if isinstance(self.end, Point) else None

    @property
    def precision(self) -> str:
        """day, month, season, quarter, half, year, decade, century, unknown (no year), or span."""
        return self.start.precision if self.shape == "date" and isinstance(self.start, Point) else "span"

    @property
    def is_exact_day(self) -> bool:
        """It is one day of the calendar, neither approximate nor uncertain."""
        return self.precision == "day" and not (isinstance(self.start, Point) and self.start.mark)

    @property
    def mark(self) -> str:
        """The mark of its parts: uncertain ``?``, approximate ``~``, both ``%``, or none."""
        return joined_mark(end.mark for end in (self.start, self.end) if isinstance(end, Point))

    def words(self, language: str | None = None) -> str:
        """Words in Korean for ``ko``, else in English; the active language by default."""
        return describe_edtf(self, language)


@lru_cache(maxsize=8192)
def parse(text: str) -> EDTF:
    """Date from EDTF text, not natural language. Raises EDTFError with one sentence."""
    if whole := _INTERVAL.fullmatch(text):
        return _span(text, "interval", _end(text, whole["start"]), _end(text, whole["end"]))
    if whole := _ONE_OF.fullmatch(text):
        return _span(text, "one of", _end(text, whole["start"] or _OPEN), _end(text, whole["end"] or _OPEN))
    point = _point(text, text)
    return EDTF(text, "date", point, point)


def from_bounds(earliest: date | None, latest: date | None, mark: str = "") -> str:
    """Shortest EDTF for one day between two bounds: a day, a month, a year or a span. None is no bound.

    ``mark`` qualifies the whole: uncertain ``?``, approximate ``~``, both ``%``.
    """
    first, last = (day.isoformat() if day else "" for day in (earliest, latest))
    for whole in (first, first[:7], first[:4]):
        if whole and last and (parse(whole).earliest, parse(whole).latest) == (earliest, latest):
            return f"{whole}{mark}"
    return f"[{first}{first and mark}..{last}{last and mark}]" if first or last else ""


def joined_mark(marks: Iterable[str]) -> str:
    """The mark of several dates together: each that one of them has."""
    joined = "".join(marks)
    is_uncertain, is_approximate = (bool({mark, "%"} & {*joined}) for mark in "?~")
    return "%" if is_uncertain and is_approximate else "?" * is_uncertain + "~" * is_approximate


def abbreviate(text: str) -> str:
    """The text on one line, at most 40 characters, for an error message."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def out_of_range_error(text: str) -> EDTFError:
    """Error for a date outside the years that EDTF has four digits for."""
    return EDTFError(_("“%(text)s” is outside the years 1000 to 9999.") % {"text": abbreviate(text)})


def _span(text: str, shape: str, start: Point | str, end: Point | str) -> EDTF:
    if not isinstance(start, Point) and not isinstance(end, Point):
        raise _syntax_error(text)
    edtf = EDTF(text, shape, start, end)
    if edtf.earliest and edtf.latest and edtf.latest < edtf.earliest:
        raise EDTFError(_("“%(text)s” ends before it begins.") % {"text": abbreviate(text)})
    return edtf


def _end(text: str, end: str) -> Point | str:
    return end if end in (_OPEN, _UNKNOWN) else _point(end, text)


def _point(text: str, whole: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise _syntax_error(whole)
    year, month, day = match["year"], match["month"] or "", match["day"] or ""
    marks = [(match[f"{unit}_mark"] or "", unit) for unit in ("year", "month", "day") if match[unit]]
    set_marks = [(mark, unit) for mark, unit in marks if mark]
    if len(set_marks) > 1:
        raise _syntax_error(whole)
    mark, unit = set_marks[0] if set_marks else ("", "")
    covers_all = not mark or unit == marks[-1][1]
    return Point(text, year, month, day, mark, "" if covers_all else unit, *_bounds(text, year, month, day))


def _syntax_error(text: str) -> EDTFSyntaxError:
    message = _(
        "“%(text)s” is not a date in EDTF: write for example 2023-08, 2002~, 2019/2021 or [..2014-09-29]."
    )
    return EDTFSyntaxError(message % {"text": abbreviate(text)})


def _bounds(text: str, year: str, month: str, day: str) -> tuple[date | None, date | None]:
    if year.startswith("0"):
        raise out_of_range_error(text)
    if month in _MONTHS_OF_DIVISIONS and not day:
        first_month, last_month = _MONTHS_OF_DIVISIONS[month]
    elif month in ("", "XX"):
        first_month, last_month = 1, 12
    elif "01" <= month <= "12":
        first_month = last_month = int(month)
    else:
        raise EDTFError(
            _("“%(text)s” has no month, season or quarter that exists.") % {"text": abbreviate(text)}
        )
    # Without a year, any leap year decides whether the day exists at all.
    known = "2000" if year == "XXXX" else year
    lowest, highest = int(known.replace("X", "0")), int(known.replace("X", "9"))
    if day in ("", "XX"):
        bounds = date(lowest, first_month, 1), _last_day(highest, last_month)
    else:
        bounds = (
            _first_that_exists(text, range(lowest, highest + 1), first_month, int(day)),
            _first_that_exists(text, range(highest, lowest - 1, -1), last_month, int(day)),
        )
    return (None, None) if year == "XXXX" else bounds


def _first_that_exists(text: str, years: range, month: int, day: int) -> date:
    for year in years:
        try:
            return date(year, month, day)
        except ValueError:  # 29 February: perhaps in another year
            continue
    raise EDTFError(_("“%(text)s” is not a day in the calendar.") % {"text": abbreviate(text)})


def _last_day(year: int, month: int) -> date:
    year_after, month_after = year + month // 12, month % 12 + 1
    return date(year_after, month_after, 1) - timedelta(days=1) if year_after <= 9999 else date.max
