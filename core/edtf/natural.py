"""Parser of dates in natural language, English and Korean, to EDTF.

Conventions, each shown back in words so that whoever typed can see it:

- "by", "until", "on or before", 이전, 까지 include the day: ``[..d]``; so do "since", "on or after"
  and 이후: ``[d..]``. "before", "after", 전 and 후 do not: "before 2023" is ``[..2022-12-31]``.
- "from 2019", "2019-", "2019 to present" and 2019년부터 are an interval with an open end.
- "from 2019 to 2021" and "2019-2021" are an interval, "between 2019 and 2021" one day in it.
- What is already EDTF is taken as EDTF: 2021-22 is summer 2021, 2002~ is about 2002.
- 03/04/2014 is an error that asks for the order, 29/09/2014 is not: there is no month 29.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core.edtf.grammar import EDTF, EDTFError, EDTFSyntaxError, abbreviate, out_of_range_error, parse

_MAX_LENGTH = 100  # characters; longer is prose


class AmbiguousDate(EDTFError):
    """A text with two meanings, ``candidates``; the message asks for one of them in EDTF."""

    def __init__(self, text: str, first_edtf: str, second_edtf: str):
        self.candidates = parse(first_edtf), parse(second_edtf)
        first, second = self.candidates
        message = _("“%(text)s” can be %(one)s or %(other)s: please write %(one_edtf)s or %(other_edtf)s.")
        values = {"one": first.words(), "other": second.words(), "one_edtf": first, "other_edtf": second}
        super().__init__(message % {"text": abbreviate(text), **values})


def parse_natural(text: str, *, day_first: bool | None = None, today: date | None = None) -> EDTF:
    """Date from typed text, in EDTF or in natural language.

    ``day_first`` is the order of 03/04/2014 where the caller knows it; ``today`` is for "yesterday".
    Raises AmbiguousDate where it has two meanings and EDTFError where it has none.
    """
    normalized = _normalize(text)
    try:
        return parse(normalized.replace(" ", "").upper())
    except EDTFSyntaxError:
        pass
    normalized = normalized.strip(" .")
    parser = _Parser(day_first, today)
    parsers = (parser.point, parser.bound, parser.span)
    results = (parse_as(normalized) for parse_as in parsers) if len(normalized) <= _MAX_LENGTH else ()
    edtf_text = next(filter(None, results), "")
    if not edtf_text:
        message = _(
            "“%(text)s” is not a date we understand: "
            "write for example 2023-08, Aug 2023, about 2002 or before 3 Dec 2024."
        )
        raise EDTFSyntaxError(message % {"text": abbreviate(text)})
    return parse(edtf_text)


def _normalize(text: str) -> str:
    """Lower case, single spaces, one kind of hyphen and of tilde, no commas and no day of the week."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub("[‐-―−]", "-", text)
    text = re.sub("[〜∼]", "~", text).replace(",", " ")
    text = re.sub(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", " ", text)
    text = re.sub(r"\([월화수목금토일](?:요일)?\)|[월화수목금토일]요일", " ", text)
    return " ".join(text.split())


MONTH_NUMBERS = {  # “01” to “12” by English names and their short forms
    name: f"{number:02}"
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DIVISION_CODES = {
    name: code
    for code, names in {
        "21": "spring, 봄", "22": "summer, 여름", "23": "autumn, fall, 가을", "24": "winter, 겨울",
        "33": "q1, 1q, first quarter, 1st quarter, 1분기, 제1분기, 1/4분기",
        "34": "q2, 2q, second quarter, 2nd quarter, 2분기, 제2분기, 2/4분기",
        "35": "q3, 3q, third quarter, 3rd quarter, 3분기, 제3분기, 3/4분기",
        "36": "q4, 4q, fourth quarter, 4th quarter, 4분기, 제4분기, 4/4분기",
        "40": "h1, 1h, first half, 1st half, 상반기", "41": "h2, 2h, second half, 2nd half, 하반기",
    }.items()
    for name in names.split(", ")
}  # fmt: skip

_YEAR, _MONTH, _DAY = "(?P<year>[0-9]{4})", "(?P<month>[0-9]{1,2})", "(?P<day>[0-9]{1,2})"
_NTH = rf"{_DAY}(?:st|nd|rd|th)"
_NAME = rf"(?P<name>{'|'.join(MONTH_NUMBERS)})\.?"
_PART = rf"(?P<part>{'|'.join(map(re.escape, _DIVISION_CODES))})"
_BETWEEN = " ?[-./] ?"
_DATE_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}",
        rf"{_YEAR}{_BETWEEN}{_MONTH}(?:{_BETWEEN}{_DAY})?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})t[0-9:.]+(?:z|[+-][0-9:]+)?",
        rf"{_MONTH}{_BETWEEN}{_YEAR}",
        rf"(?:the )?(?:{_DAY}|{_NTH.replace('day', 'nth')})(?: of)?[- ]?{_NAME}(?:[- ]?{_YEAR})?",
        rf"{_NAME}[- ]?{_DAY}(?:st|nd|rd|th)?[- ]{_YEAR}",
        rf"{_NAME}(?: the)? {_NTH}",
        rf"{_NAME}(?:(?: of)?[- ]?{_YEAR})?",
        rf"{_YEAR}[- ]?{_NAME}(?:[- ]{_DAY}(?:st|nd|rd|th)?)?",
        rf"(?:the )?{_NTH}",
        rf"(?:the )?{_PART}(?: of)?[-/ ]?{_YEAR}",
        rf"{_YEAR} ?년?[-/ ]?{_PART}",
        r"(?:the )?(?P<decade>[0-9]{3})0'?s",
        r"(?P<decade>[0-9]{3})0 ?년대",
        rf"(?:지난 ?)?(?=.)(?:{_YEAR} ?년)? ?(?:{_MONTH} ?월)? ?(?:{_DAY} ?일)?",
    )
]
_NUMERIC = re.compile(
    rf"(?P<first>[0-9]{{1,2}}) ?(?P<sign>[-./]) ?(?P<second>[0-9]{{1,2}}) ?(?P=sign) ?{_YEAR}"
)
_NAME_AND_NUMBER = re.compile(rf"{_NAME} '?(?P<number>[0-9]{{1,2}})")
_BARE_DAY = re.compile("[0-9]{1,2}")
_DAYS_FROM_TODAY = {"today": 0, "오늘": 0, "yesterday": -1, "어제": -1, "tomorrow": 1, "내일": 1}

# Qualifiers before or after a date, in the order in which they are removed.
_QUALIFIER_PATTERNS = [
    (mark, re.compile(pattern))
    for mark, pattern in (
        ("%", "(?P<date>.+?) ?%"),
        ("?", r"(?P<date>.+?) ?(?:\?|\(\?\)|\(uncertain\)|\(불확실\))"),
        ("?", "(?:perhaps|maybe|possibly|probably|아마) (?P<date>.+)"),
        ("~", r"(?:about|around|approximately|approx\.?|circa|roughly|ca?\.?|약|대략) ?(?P<date>.+)"),
        ("~", "~ ?(?P<date>[^년월일]+)"),  # ~2021년 is until 2021
        ("~", "(?P<date>.+?) ?(?:경|쯤|무렵|즈음)"),
        ("~", "(?P<date>.*[^년월일 ]) ?~"),  # 2019년~ is an open interval
    )
]
_BOUND_PATTERNS = [
    (side, is_exclusive, re.compile(pattern))
    for side, is_exclusive, pattern in (
        ("..d", False, "(?:(?:on|in) or before|by|until|till|up to|through) (?P<date>.+)"),
        ("..d", False, "(?:no|not) later than (?P<date>.+)"),
        ("..d", False, "(?P<date>.+) (?:or before|or earlier|at the latest)"),
        ("..d", False, "(?P<date>.+?) ?(?:또는 그 이전|이전|까지)"),
        ("..d", True, "(?:before|prior to|earlier than) (?P<date>.+)"),
        ("..d", True, "(?P<date>.+?) ?전"),
        ("d..", False, "(?:(?:on|in) or after|since|not before|(?:no|not) earlier than) (?P<date>.+)"),
        ("d..", False, "(?P<date>.+) (?:or after|or later|at the earliest)"),
        ("d..", False, "(?P<date>.+?) ?(?:또는 그 이후|이후)"),
        ("d..", True, "(?:after|later than) (?P<date>.+)"),
        ("d..", True, "(?P<date>.+?) ?후"),
    )
]
_SPAN_PATTERNS = [
    (form, re.compile(pattern))
    for form, pattern in (
        ("{}/{}", "(?:from )?(?P<start>.+?) (?:to|until|till|through) (?P<end>.+)"),
        ("[{}..{}]", "(?:some time )?between (?P<start>.+?) and (?P<end>.+)"),
        ("[{}..{}]", "(?P<start>.+?) ?(?:에서|부터|과|와) ?(?P<end>.+?) ?사이"),
        ("{}/{}", "(?P<start>.+?) ?(?:부터|에서) ?(?P<end>.+?) ?까지"),
        ("{}/{}", "(?P<start>.+?) - (?P<end>.+)"),
        ("{}/{}", "(?P<start>.+?) ?~ ?(?P<end>.+)"),
        ("{}/{}", "(?P<start>[^-]+)-(?P<end>[^-]+)"),
        ("{}/..", "from (?P<start>.+?)(?: on| onwards?)?"),
        ("{}/..", "(?P<start>.+?)(?: onwards?| ?부터(?: 계속)?| ?[-~])"),
        ("[..{}]", "~ ?(?P<end>.+)"),
    )
]
_PRESENT_WORDS = {"present", "the present", "date", "now", "ongoing", "현재", "지금"}
_DAYS_AND_YEAR = re.compile(rf"{_NAME} (?P<start>[0-9]{{1,2}}) ?(?:-|to) ?(?P<end>[0-9]{{1,2}}) {_YEAR}")


@dataclass(frozen=True)
class _Parser:
    """Parser of normalized text; each method gives EDTF, or "" for a text of another form."""

    day_first: bool | None
    today: date | None

    def point(self, text: str) -> str:
        """One date, perhaps approximate or uncertain."""
        marks = set()
        for mark, pattern in _QUALIFIER_PATTERNS:
            if match := pattern.fullmatch(text):
                marks.add(mark)
                text = match["date"]
        edtf_text = self.date(re.sub("^(?:in|on|during|dated?) ", "", text))
        mark = marks.pop() if len(marks) == 1 else "%" if marks else ""
        return edtf_text and edtf_text + mark

    def date(self, text: str) -> str:
        """One date without qualifiers. Raises AmbiguousDate."""
        if text in _DAYS_FROM_TODAY:
            return str((self.today or timezone.localdate()) + timedelta(days=_DAYS_FROM_TODAY[text]))
        if match := _NUMERIC.fullmatch(text):
            return self.numeric(text, match["first"], match["second"], match["year"])
        if match := _NAME_AND_NUMBER.fullmatch(text):
            month, number = MONTH_NUMBERS[match["name"]], int(match["number"])
            raise AmbiguousDate(text, f"XXXX-{month}-{number:02}", f"{2000 + number}-{month}")
        for pattern in _DATE_PATTERNS:
            if match := pattern.fullmatch(text):
                return _to_edtf(text, {name: value for name, value in match.groupdict().items() if value})
        return ""

    def numeric(self, text: str, first: str, second: str, year: str) -> str:
        """Day and month in either order, then the year. Raises AmbiguousDate."""
        day_month, month_day = f"{year}-{second:0>2}-{first:0>2}", f"{year}-{first:0>2}-{second:0>2}"
        if int(second) > 12 or int(first) > 12 or first == second:
            return day_month if int(second) <= 12 else month_day
        if self.day_first is None:
            raise AmbiguousDate(text, day_month, month_day)
        return day_month if self.day_first else month_day

    def bound(self, text: str) -> str:
        """One day, on or before or after another."""
        for side, is_exclusive, pattern in _BOUND_PATTERNS:
            match = pattern.fullmatch(text)
            edtf_text = match and self.point(match["date"])
            if edtf_text:
                edge = _day_beyond(text, parse(edtf_text), side) if is_exclusive else edtf_text
                return f"[{side.replace('d', edge)}]"
        return ""

    def span(self, text: str) -> str:
        """An interval, or one day in a span."""
        if match := _DAYS_AND_YEAR.fullmatch(text):
            text = f"{match['start']} - {match['end']} {match['name']} {match['year']}"
        for form, pattern in _SPAN_PATTERNS:
            if not (match := pattern.fullmatch(text)):
                continue
            ends = [self.end(end, has_year=re.search("[0-9]{4}", text)) for end in match.groups()]
            if all(ends) and not all(_BARE_DAY.fullmatch(end) for end in match.groups()):
                return form.format(*_complete_both(*ends) if len(ends) == 2 else ends)
        return ""

    def end(self, text: str, *, has_year: object) -> str:
        """One end of a span; a day that its other end completes may be "2" or "Nov 2"."""
        if text in _PRESENT_WORDS:
            return ".."
        if has_year and (match := _NAME_AND_NUMBER.fullmatch(text)):
            return f"XXXX-{MONTH_NUMBERS[match['name']]}-{match['number']:0>2}"
        return f"XXXX-XX-{text:0>2}" if _BARE_DAY.fullmatch(text) else self.point(text)


def _to_edtf(text: str, given: dict[str, str]) -> str:
    """EDTF from the groups of a date pattern that matched. Raises AmbiguousDate."""
    if decade := given.get("decade"):
        if decade.endswith("0"):  # "the 1900s" may be ten years or a hundred
            raise AmbiguousDate(text, f"{decade}X", f"{decade[:2]}XX")
        return f"{decade}X"
    year, day = given.get("year", "XXXX"), given.get("day") or given.get("nth")
    name, part = given.get("name", ""), given.get("part", "")
    month = given.get("month") or MONTH_NUMBERS.get(name) or _DIVISION_CODES.get(part)
    if not month and not day:
        return year
    return "-".join(filter(None, (year, f"{month or 'XX':0>2}", day and f"{day:0>2}")))


def _day_beyond(text: str, point: EDTF, side: str) -> str:
    """The day before a date begins or after it ends, as approximate or uncertain as the date."""
    edge = point.earliest if side == "..d" else point.latest
    if edge is None:
        raise EDTFError(_("“%(text)s” needs a year to count from.") % {"text": abbreviate(text)})
    if edge == date.max:
        raise out_of_range_error(text)
    mark = point.text[-1] if point.text[-1] in "?~%" else ""
    return f"{edge + timedelta(days=-1 if side == '..d' else 1)}{mark}"


def _complete_both(start: str, end: str) -> tuple[str, str]:
    """Both ends, each completed from the other: "April to June 2023", "2 to 18 November 1998"."""
    return _complete(start, end), _complete(end, start)


def _complete(end: str, other: str) -> str:
    if ".." in (end, other):
        return end
    if end.startswith("XXXX"):
        end = other[:4] + end[4:]
    if end[4:8] == "-XX-" and other[4:5] == "-":
        end = end[:5] + other[5:7] + end[7:]
    return end
