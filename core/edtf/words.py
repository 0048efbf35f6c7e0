"""EDTF dates in words, in English and Korean.

Not in the message catalogs: the two languages build a date differently, and the words must not depend on what has been
compiled.
"""

import re
from typing import Protocol

from django.utils.translation import get_language


class _Point(Protocol):
    """The parts of a `core.edtf.grammar.Point` that words need; the grammar imports this module."""

    @property
    def year(self) -> str: ...
    @property
    def month(self) -> str: ...
    @property
    def day(self) -> str: ...
    @property
    def mark(self) -> str: ...
    @property
    def marked(self) -> str: ...


class _Date(Protocol):
    """The parts of a `core.edtf.grammar.EDTF` that words need."""

    @property
    def shape(self) -> str: ...
    @property
    def start(self) -> _Point | str: ...
    @property
    def end(self) -> _Point | str: ...


MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {
    "21": ("spring", "봄"),
    "22": ("summer", "여름"),
    "23": ("autumn", "가을"),
    "24": ("winter", "겨울"),
}
# Code: its months and its name in English, its name and its months in Korean.
_DIVISIONS = {
    "33": ("January to March", "first quarter", "1분기", "1~3월"),
    "34": ("April to June", "second quarter", "2분기", "4~6월"),
    "35": ("July to September", "third quarter", "3분기", "7~9월"),
    "36": ("October to December", "fourth quarter", "4분기", "10~12월"),
    "40": ("January to June", "first half", "상반기", "1~6월"),
    "41": ("July to December", "second half", "하반기", "7~12월"),
}
_ENGLISH_MARKS = {"?": "uncertain", "~": "approximate", "%": "approximate and uncertain"}
_KOREAN_MARKS = {"?": "불확실", "~": "대략", "%": "대략, 불확실"}

_ENGLISH_DATE = re.compile(rf"(?P<day>\d+)?(?P<month> ?(?:{'|'.join(MONTH_NAMES)}))(?P<year> \d{{4}})")
_KOREAN_DATE = re.compile(r"(?P<year>\d{4}년 )(?P<month>\d+월 ?)(?P<day>\d+일)?")

# Shape, start, end: an end is a "date", ".." (open, none is set) or "" (unknown).
_ENGLISH_SPANS = {
    ("interval", "date", "date"): "{start} to {end}",
    ("interval", "date", ".."): "from {start} onwards (no end set)",
    ("interval", "date", ""): "from {start} (end not known)",
    ("interval", "..", "date"): "until {end} (no beginning set)",
    ("interval", "", "date"): "until {end} (beginning not known)",
    ("one of", "..", "date"): "{on} or before {end}",
    ("one of", "date", ".."): "{on} or after {start}",
    ("one of", "date", "date"): "between {start} and {end}",
}
_KOREAN_SPANS = {
    ("interval", "date", "date"): "{start}부터 {end}까지",
    ("interval", "date", ".."): "{start}부터(끝을 정하지 않음)",
    ("interval", "date", ""): "{start}부터(끝은 알 수 없음)",
    ("interval", "..", "date"): "{end}까지(시작을 정하지 않음)",
    ("interval", "", "date"): "{end}까지(시작은 알 수 없음)",
    ("one of", "..", "date"): "{end} 또는 그 이전",
    ("one of", "date", ".."): "{start} 또는 그 이후",
    ("one of", "date", "date"): "{start}~{end} 사이",
}


def describe_edtf(edtf: _Date, language: str | None = None) -> str:
    """A date in words: Korean for a language that begins with ``ko``, English for every other."""
    is_korean = (language or get_language() or "en").startswith("ko")
    describe = _korean if is_korean else _english
    points = [end for end in (edtf.start, edtf.end) if not isinstance(end, str)]
    if edtf.shape == "date":
        return describe(points[0])
    start, end = (
        "" if isinstance(end, str) else describe(end, in_span=True) for end in (edtf.start, edtf.end)
    )
    if start and end:
        start, end = _without_repetition(start, end, is_korean)
    on = "on" if points[0].day not in ("", "XX") else "in"
    spans = _KOREAN_SPANS if is_korean else _ENGLISH_SPANS
    return spans[edtf.shape, _kind(edtf.start), _kind(edtf.end)].format(start=start, end=end, on=on)


def _without_repetition(start: str, end: str, is_korean: bool) -> tuple[str, str]:
    """The two ends of a span in words with the year, and the month of two days, once: 3 and 6 May 2019."""
    pattern = _KOREAN_DATE if is_korean else _ENGLISH_DATE
    first, last = pattern.fullmatch(start), pattern.fullmatch(end)
    if not (first and last) or first["year"] != last["year"] or bool(first["day"]) != bool(last["day"]):
        return start, end
    is_same_month = bool(first["day"]) and first["month"] == last["month"]
    if is_korean:
        return start, end.removeprefix(last["year"] + (last["month"] if is_same_month else ""))
    return start.removesuffix((first["month"] if is_same_month else "") + first["year"]), end


def _kind(end: _Point | str) -> str:
    return end if isinstance(end, str) else "date"


def _missing_units(point: _Point) -> list[str]:
    units = (("day", point.day == "XX"), ("month", point.month == "XX"), ("year", point.year == "XXXX"))
    return [unit for unit, is_missing in units if is_missing]


def _english(point: _Point, in_span: bool = False) -> str:
    missing = _missing_units(point)
    unstated = " and ".join(filter(None, (", ".join(missing[:-1]), *missing[-1:])))
    text = ", ".join(filter(None, (_english_known(point, in_span), unstated and f"{unstated} not stated")))
    if point.marked:
        covered = "year" if point.marked == "year" else "month and year"
        return f"{text} ({covered} {_ENGLISH_MARKS[point.mark]})"
    about = "about " if point.mark in ("~", "%") else ""
    return f"{about}{text} (uncertain)" if point.mark in ("?", "%") else f"{about}{text}"


def _english_known(point: _Point, in_span: bool) -> str:
    if point.year == "XXXX":
        year = of_year = ""
    elif point.year.endswith("XX"):
        year = f"the years {point.year[:2]}00 to {point.year[:2]}99"
        of_year = f" in {year}"
    elif point.year.endswith("X"):
        year = f"the {point.year[:3]}0s"
        of_year = f" in {year}"
    else:
        year, of_year = point.year, f" {point.year}"
    if point.month in _SEASONS:
        if point.month == "24" and point.year.isdigit():
            of_year = f" {point.year}–{int(point.year) + 1}"
        return _SEASONS[point.month][0] + of_year
    if point.month in _DIVISIONS:
        months, name, *_korean_names = _DIVISIONS[point.month]
        if in_span:
            return f"the {name} of {year}" if year else f"the {name}"
        return f"{months}{of_year} ({name})"
    has_month, has_day = point.month not in ("", "XX"), point.day not in ("", "XX")
    if has_month:
        day = f"{int(point.day)} " if has_day else ""
        return f"{day}{MONTH_NAMES[int(point.month) - 1]}{of_year}"
    if has_day:
        return f"the {_ordinal(int(point.day))}" + (f" in {year}" if year else "")
    return year


def _ordinal(number: int) -> str:
    suffix = "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _korean(point: _Point, in_span: bool = False) -> str:
    known, notes = _korean_known(point), []
    if point.month in _DIVISIONS and not in_span:
        notes.append(_DIVISIONS[point.month][3])
    missing = _missing_units(point)[::-1]
    if missing:
        units = {"year": "연도", "month": "월", "day": "일"}
        notes.append(f"{'·'.join(units[unit] for unit in missing)} 미상")
    if point.marked:
        covered = "연도는" if point.marked == "year" else "연도와 월은"
        notes.append(f"{covered} {_KOREAN_MARKS[point.mark]}")
    elif point.mark in ("?", "%"):
        notes.append("불확실")
    if known and point.mark in ("~", "%") and not point.marked:
        known += "경"
    if not known:
        return ", ".join(notes)
    return f"{known}({', '.join(notes)})" if notes else known


def _korean_known(point: _Point) -> str:
    if point.year == "XXXX":
        year = ""
    elif point.year.endswith("XX"):
        year = f"{point.year[:2]}00~{point.year[:2]}99년"
    elif point.year.endswith("X"):
        year = f"{point.year[:3]}0년대"
    else:
        year = f"{point.year}년"
    if point.month == "24" and point.year.isdigit():
        year = f"{point.year}~{int(point.year) + 1}년"
    parts = []
    if point.month in _SEASONS:
        parts.append(_SEASONS[point.month][1])
    elif point.month in _DIVISIONS:
        parts.append(_DIVISIONS[point.month][2])
    elif point.month not in ("", "XX"):
        parts.append(f"{int(point.month)}월")
    if point.day not in ("", "XX"):
        parts.append(f"{int(point.day)}일")
    among = ["중"] if parts and "X" in point.year and year else []
    return " ".join(filter(None, (year, *among, *parts)))
