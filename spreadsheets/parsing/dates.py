"""Dates in cells: in which ways each can be read.

A cell such as 03/04/2020, 26.12.13 or Mar-19 has several readings, each in one style: the order of day, month and year,
or whether the number beside a month is its year. What a column proves of them: date_columns.py.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone

from core import edtf
from core.edtf.natural import MONTH_NUMBERS
from spreadsheets.parsing.calendars import (
    MINGUO,
    OURS,
    calendar_in_words,
    in_our_years,
    last_year,
)
from spreadsheets.parsing.date_words import in_years_of_ours, plain_date_words, strip_time_of_day
from spreadsheets.parsing.year_parts import part_of_year

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "dmy", "mdy", "ymd"
NUMBER_IS_YEAR, NUMBER_IS_DAY, YEAR_AND_MONTH = "month-year", "month-day", "ym"
STYLES = (DAY_FIRST, MONTH_FIRST, YEAR_FIRST, NUMBER_IS_YEAR, NUMBER_IS_DAY, YEAR_AND_MONTH)

_EARLIEST_LIKELY_YEAR = 1945  # of an agreement in a list whose years have two digits
_SERIAL = re.compile(r"(?P<days>\d{5})(?:\.\d+)?")
_FIRST_SERIAL, _LAST_SERIAL = 18_264, 73_415  # 1950-01-01 to 2100-12-31
_SERIAL_EPOCH = date(1899, 12, 30)  # of spreadsheet programs, for days after February 1900
_NAME = rf"(?P<name>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?"
_GAP = r"(?: ?[-./,] ?| )"
_NUMBERS = re.compile(
    rf"(?P<mark>'?)(?P<first>\d{{1,4}})(?P<gap>{_GAP})(?P<second>\d{{1,2}})(?P<other>{_GAP})'?(?P<last>\d{{1,4}})"
)
_RUN_OF_DIGITS = re.compile(r"(?P<first>\d\d)(?P<second>\d\d)(?P<last>\d\d(?:\d\d)?)")
_SHORT_KOREAN_YEAR = re.compile(r"'?(?P<year>\d\d) ?년(?P<rest>.*월.*)?")
_MARKED_YEAR = re.compile(r"'(?P<year>\d\d)")  # '66
_DAY_NAME_YEAR = re.compile(rf"(?P<first>'?\d{{1,2}})[- ./]*{_NAME}[- ./]*(?P<last>'?\d{{2}})")
_NAME_DAY_YEAR = re.compile(rf"{_NAME}[- ./]*(?P<day>\d{{1,2}})[- ./,]+'?(?P<year>\d\d)")
_NAME_AND_NUMBER = re.compile(
    rf"{_NAME}[- ./]*(?P<mark>'?)(?P<number>\d{{1,2}})|"
    rf"(?P<mark2>'?)(?P<number2>\d{{1,2}})[- ./]*{_NAME.replace('name', 'name2')}"
)
_DAY_AND_MONTH = re.compile(r"(?<!\d)(\d{1,2}) ?[-./] ?(\d{1,2}) ?[-./] ?\d{4}")
_SPAN_SIGNS = (" to ", " bis ", " until ", " - ", "–", "—", "~", "-", "/")
_LATEST_YEARS_AHEAD = 50  # of last days
_YEARS_AHEAD = 10  # that a span may begin ahead of today
_MOST_YEARS = 60  # of a span
_MONTHS_BETWEEN = re.compile(r"[\dxX?~%-]+\.\.[\dxX?~%-]+")


class Years(NamedTuple):
    """Years of a column: the latest of ours, up to which those of two digits come, and its calendar."""

    latest: int
    calendar: str = OURS


@dataclass(frozen=True)
class DateReadings:
    """The readings of a cell: EDTF by style, "" being the only one; ``group`` are the cells that are written alike."""

    by_style: dict[str, str]
    group: str = ""
    has_time: bool = False
    is_serial: bool = False
    misspelled: str = ""
    part: str = ""  # the kind of a YearPart
    was_open: bool = False  # the cell alone has several

    @property
    def only(self) -> str:
        """The date, where all readings come to the same; otherwise ""."""
        dates = set(self.by_style.values())
        return dates.pop() if len(dates) == 1 else ""


def date_readings(text: str, *, latest_year: int, calendar: str = OURS) -> DateReadings:
    """The readings of a cell. Raises EDTFError where it has none.

    Years of two digits are the last ones up to ``latest_year``; a calendar is that of its words, or of its column.
    """
    words = strip_time_of_day(text)
    serial = _SERIAL.fullmatch(words.text)
    if serial and _FIRST_SERIAL <= int(serial["days"]) <= _LAST_SERIAL:
        day = _SERIAL_EPOCH + timedelta(days=int(serial["days"]))
        return DateReadings({"": str(day)}, is_serial=True)
    if part := part_of_year(in_years_of_ours(words.text), latest_year):
        return DateReadings({"": part.day}, part=part.kind)
    calendar = calendar_in_words(words.text) or calendar
    years, in_ours = Years(latest_year, calendar), in_our_years(words.text, calendar)
    readings = _readings(in_ours, years)
    misspelled = ""
    if readings is None:
        plain = plain_date_words(in_ours)
        readings, misspelled = _readings(plain.text, years), plain.misspelled
    if readings is None:
        edtf.parse_natural(text)  # says why it is none
        raise edtf.EDTFSyntaxError(text)
    by_style, group = readings
    return DateReadings(by_style, group, has_time=words.has_time, misspelled=misspelled)


def is_date(text: str) -> bool:
    """True for a text that is a date in some reading."""
    try:
        date_readings(text, latest_year=timezone.localdate().year + _LATEST_YEARS_AHEAD)
    except edtf.EDTFError:
        return False
    return True


def _readings(text: str, years: Years) -> tuple[dict[str, str], str] | None:
    """EDTF by style and the group of cells written alike; None for a text that is no date."""
    text = text.strip(" .")
    for pattern, parser in (
        (_NUMBERS, _numbers_readings),
        (_RUN_OF_DIGITS, _run_of_digits_readings),
        (_DAY_NAME_YEAR, _day_name_year_readings),
        (_NAME_DAY_YEAR, _name_day_year_readings),
        (_NAME_AND_NUMBER, _name_and_number_readings),
    ):
        if match := pattern.fullmatch(text):
            return parser(match, years)
    if year := _MARKED_YEAR.fullmatch(text):
        return {"": str(_full_year(year["year"], years))}, ""
    if span := _span_readings(text, years):
        return span
    if korean := _SHORT_KOREAN_YEAR.fullmatch(text):
        text = f"{_full_year(korean['year'], years)}년{korean['rest'] or ''}"
    if _MONTHS_BETWEEN.fullmatch(text):
        text = f"[{text}]"
    return _naturally_readings(text)


def _span_readings(text: str, years: Years) -> tuple[dict[str, str], str] | None:
    """1.9.19-31.8.24: two days of which one has a year of two digits; both are written in the same order."""
    for sign in _SPAN_SIGNS:
        first, _sign, last = text.partition(sign)
        start, end = _NUMBERS.fullmatch(first.strip(" .")), _NUMBERS.fullmatch(last.strip(" ."))
        if text.count(sign) == 1 and start and end:
            break
    else:
        return None
    latest = min(years.latest, timezone.localdate().year + _YEARS_AHEAD)
    starts, _group = _numbers_readings(start, years._replace(latest=latest)) or ({}, "")
    spans = {}
    for style, day in starts.items():  # the last day comes within sixty years
        ends, _group = _numbers_readings(end, years._replace(latest=int(day[:4]) + _MOST_YEARS)) or ({}, "")
        if (last_day := ends.get(style) or ends.get("", "")) > day:
            spans[style] = f"{day}/{last_day}"
    return (spans, "prose") if spans else None


def _naturally_readings(text: str) -> tuple[dict[str, str], str] | None:
    by_style = {}
    for style, day_first in ((DAY_FIRST, True), (MONTH_FIRST, False)):
        try:
            by_style[style] = str(edtf.parse_natural(text, day_first=day_first))
        except edtf.EDTFError:
            return None
    if len(set(by_style.values())) == 1:
        return {"": by_style[DAY_FIRST]}, ""
    numbers = [(int(first), int(second)) for first, second in _DAY_AND_MONTH.findall(text)]
    for style, place in ((DAY_FIRST, 0), (MONTH_FIRST, 1)):
        if any(pair[place] > 12 for pair in numbers):  # 01/03/2019 - 31/03/2024: one end shows the other
            return {style: by_style[style]}, "prose"
    return by_style, "prose"


def _numbers_readings(match: re.Match, years: Years) -> tuple[dict[str, str], str] | None:
    first, second, last = match["first"], match["second"], match["last"]
    group = match["gap"].strip() if match["gap"].strip() == match["other"].strip() else "mixed"
    if match["mark"] or len(first) == 4:  # '19.3.5, 2019-03-05: no other cell is written after it
        return _valid({"": (first, second, last)}, years, "")
    return _numeric_readings(first, second, last, years, group or "blank")


def _numeric_readings(first, second, last, years, group) -> tuple[dict[str, str], str] | None:
    """Three numbers in each order that they allow: a year has two digits or four, day and month at most two."""
    orders = {}
    if len(last) in (2, 4) and len(first) <= 2:
        orders = {DAY_FIRST: (last, second, first), MONTH_FIRST: (last, first, second)}
    if len(first) in (2, 4) and len(last) <= 2:
        orders[YEAR_FIRST] = (first, second, last)
    return _valid(orders, years, group)


def _run_of_digits_readings(match: re.Match, years: Years) -> tuple[dict[str, str], str] | None:
    """20190305, 05032019, 190305, 201903: digits without a sign between them."""
    digits = match[0]
    if len(digits) == 8:
        orders = {
            YEAR_FIRST: (digits[:4], digits[4:6], digits[6:]),
            DAY_FIRST: (digits[4:], digits[2:4], digits[:2]),
            MONTH_FIRST: (digits[4:], digits[:2], digits[2:4]),
        }
        return _valid(orders, years, "digits8")
    readings = _numeric_readings(*match.groups(), years, "digits6") or ({}, "digits6")
    month = f"{digits[:4]}-{digits[4:]}"
    if 1900 <= int(digits[:4]) <= years.latest and 1 <= int(digits[4:]) <= 12:
        readings[0][YEAR_AND_MONTH] = month
    return readings if readings[0] else None


def _day_name_year_readings(match: re.Match, years: Years) -> tuple[dict[str, str], str] | None:
    """5-Mar-19, and 19-Mar-05 where the column has the year first."""
    month, first, last = MONTH_NUMBERS[match["name"]], match["first"], match["last"]
    orders = {}
    if "'" not in first:
        orders[DAY_FIRST] = (last.strip("'"), month, first)
    if "'" not in last and len(first.strip("'")) == 2:
        orders[YEAR_FIRST] = (first.strip("'"), month, last)
    return _valid(orders, years, "name")


def _name_day_year_readings(match: re.Match, years: Years) -> tuple[dict[str, str], str] | None:
    return _valid({"": (match["year"], MONTH_NUMBERS[match["name"]], match["day"])}, years, "")


def _name_and_number_readings(match: re.Match, years: Years) -> tuple[dict[str, str], str] | None:
    """Mar-19, 19-Mar, Mar '19: a month of a year, or a day of a month whose year is not given."""
    number = match["number"] or match["number2"]
    month = MONTH_NUMBERS[match["name"] or match["name2"]]
    by_style = {}
    if len(number) == 2:
        by_style[NUMBER_IS_YEAR] = f"{_full_year(number, years)}-{month}"
    if not (match["mark"] or match["mark2"]) and _is_calendar_day(2000, int(month), int(number)):
        by_style[NUMBER_IS_DAY] = f"XXXX-{month}-{number:0>2}"
    return (by_style, "month") if by_style else None


def _valid(orders: dict, years: Years, group: str) -> tuple[dict[str, str], str] | None:
    """The orders that are days in the calendar, without years that no list means where others are left."""
    by_style, likely = {}, {}
    if years.calendar == MINGUO and YEAR_FIRST in orders:  # where the year stands first
        orders = {YEAR_FIRST: orders[YEAR_FIRST]}
    for style, (year, month, day) in orders.items():
        full = _full_year(year, years)
        is_slip = len(year) == 2 and full < _EARLIEST_LIKELY_YEAR  # 32.4.12: nobody means 1932
        if full and not is_slip and _is_calendar_day(full, int(month), int(day)):
            by_style[style] = f"{full}-{int(month):02}-{int(day):02}"
            if len(year) == 2 or full >= 1000:
                likely[style] = by_style[style]
    return (likely or by_style, group) if by_style else None


def _full_year(year: str, years: Years) -> int:
    """A year of four digits as ours; of two the last one of its calendar up to ``years.latest``."""
    if len(year) == 4:
        return int(in_our_years(year, years.calendar))
    return last_year(int(year), years.latest, years.calendar)


def _is_calendar_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
