"""What people type for a date, in English or Korean, understood as EDTF.

Conventions, each shown back in words so that whoever typed can see it:

- "by", "until", "on or before", 이전, 까지 include the day: ``[..d]``; so do "since", "on or after"
  and 이후: ``[d..]``. "before", "after", 전 and 후 do not: "before 2023" is ``[..2022-12-31]``.
- "from 2019", "2019-", "2019 to present" and 2019년부터 are an interval with an open end.
- "from 2019 to 2021" and "2019-2021" are an interval, "between 2019 and 2021" one day in it.
- What is already EDTF is taken as EDTF: 2021-22 is summer 2021, 2002~ is about 2002.
- 03/04/2014 is asked back, 29/09/2014 is not: there is no month 29.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core.edtf.grammar import EDTF, EDTFError, Unreadable, outside, parse, quoted

LONGEST = 100  # characters; longer is prose


class AmbiguousDate(EDTFError):
    """Several readings are equally good: ``candidates`` are they, the text asks which is meant."""

    def __init__(self, text: str, one_reading: str, other_reading: str):
        self.candidates = parse(one_reading), parse(other_reading)
        one, other = self.candidates
        message = _("“%(text)s” can be %(one)s or %(other)s: please write %(one_edtf)s or %(other_edtf)s.")
        names = {"one": one.words(), "other": other.words(), "one_edtf": one, "other_edtf": other}
        super().__init__(message % {"text": quoted(text), **names})


def understand(text: str, *, day_first: bool | None = None, today: date | None = None) -> EDTF:
    """The date that someone typed, in EDTF or in words.

    ``day_first`` says how 03/04/2014 is meant where the asker knows; ``today`` is for "yesterday".
    Raises AmbiguousDate where it has two meanings and EDTFError where it has none.
    """
    typed = _plain(text)
    try:
        return parse(typed.replace(" ", "").upper())
    except Unreadable:
        pass
    typed = typed.strip(" .")
    reader = _Reader(day_first, today)
    spelled = len(typed) <= LONGEST and (reader.point(typed) or reader.bound(typed) or reader.span(typed))
    if not spelled:
        message = _(
            "“%(text)s” is not a date we understand: "
            "write for example 2023-08, Aug 2023, about 2002 or before 3 Dec 2024."
        )
        raise Unreadable(message % {"text": quoted(text)})
    return parse(spelled)


def _plain(text: str) -> str:
    """Lower case, single spaces, one kind of hyphen and of tilde, no commas and no day of the week."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub("[‐-―−]", "-", text)
    text = re.sub("[〜∼]", "~", text).replace(",", " ")
    text = re.sub(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", " ", text)
    text = re.sub(r"\([월화수목금토일](?:요일)?\)|[월화수목금토일]요일", " ", text)
    return " ".join(text.split())


MONTHS = {
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
PARTS_OF_A_YEAR = {
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

YEAR, MONTH, DAY = "(?P<year>[0-9]{4})", "(?P<month>[0-9]{1,2})", "(?P<day>[0-9]{1,2})"
NTH = rf"{DAY}(?:st|nd|rd|th)"
NAME = rf"(?P<name>{'|'.join(MONTHS)})\.?"
PART = rf"(?P<part>{'|'.join(map(re.escape, PARTS_OF_A_YEAR))})"
BETWEEN = " ?[-./] ?"
DATES = [
    re.compile(pattern)
    for pattern in (
        rf"{YEAR}",
        rf"{YEAR}{BETWEEN}{MONTH}(?:{BETWEEN}{DAY})?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})t[0-9:.]+(?:z|[+-][0-9:]+)?",
        rf"{MONTH}{BETWEEN}{YEAR}",
        rf"(?:the )?(?:{DAY}|{NTH.replace('day', 'nth')})(?: of)?[- ]?{NAME}(?:[- ]?{YEAR})?",
        rf"{NAME}[- ]?{DAY}(?:st|nd|rd|th)?[- ]{YEAR}",
        rf"{NAME}(?: the)? {NTH}",
        rf"{NAME}(?:(?: of)?[- ]?{YEAR})?",
        rf"{YEAR}[- ]?{NAME}(?:[- ]{DAY}(?:st|nd|rd|th)?)?",
        rf"(?:the )?{NTH}",
        rf"(?:the )?{PART}(?: of)?[-/ ]?{YEAR}",
        rf"{YEAR} ?년?[-/ ]?{PART}",
        r"(?:the )?(?P<decade>[0-9]{3})0'?s",
        r"(?P<decade>[0-9]{3})0 ?년대",
        rf"(?:지난 ?)?(?=.)(?:{YEAR} ?년)? ?(?:{MONTH} ?월)? ?(?:{DAY} ?일)?",
    )
]
NUMERIC = re.compile(rf"(?P<one>[0-9]{{1,2}}) ?(?P<sign>[-./]) ?(?P<two>[0-9]{{1,2}}) ?(?P=sign) ?{YEAR}")
NAME_AND_NUMBER = re.compile(rf"{NAME} '?(?P<number>[0-9]{{1,2}})")
BARE_DAY = re.compile("[0-9]{1,2}")
DAYS_FROM_TODAY = {"today": 0, "오늘": 0, "yesterday": -1, "어제": -1, "tomorrow": 1, "내일": 1}

# What is written before or after a date, in the order in which it is peeled off.
QUALIFIERS = [
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
BOUNDS = [
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
SPANS = [
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
PRESENT = {"present", "the present", "date", "now", "ongoing", "현재", "지금"}
DAYS_AND_YEAR = re.compile(rf"{NAME} (?P<start>[0-9]{{1,2}}) ?(?:-|to) ?(?P<end>[0-9]{{1,2}}) {YEAR}")


@dataclass(frozen=True)
class _Reader:
    """Reads plain text; each method gives EDTF, or "" where the text is something else."""

    day_first: bool | None
    today: date | None

    def point(self, text: str) -> str:
        """One date, perhaps about or uncertain."""
        marks = set()
        for mark, pattern in QUALIFIERS:
            if found := pattern.fullmatch(text):
                marks.add(mark)
                text = found["date"]
        spelled = self.date(re.sub("^(?:in|on|during|dated?) ", "", text))
        mark = marks.pop() if len(marks) == 1 else "%" if marks else ""
        return spelled and spelled + mark

    def date(self, text: str) -> str:
        if text in DAYS_FROM_TODAY:
            return str((self.today or timezone.localdate()) + timedelta(days=DAYS_FROM_TODAY[text]))
        if found := NUMERIC.fullmatch(text):
            return self.numeric(text, found["one"], found["two"], found["year"])
        if found := NAME_AND_NUMBER.fullmatch(text):
            month, number = MONTHS[found["name"]], int(found["number"])
            raise AmbiguousDate(text, f"XXXX-{month}-{number:02}", f"{2000 + number}-{month}")
        for pattern in DATES:
            if found := pattern.fullmatch(text):
                return _spelled(text, {name: value for name, value in found.groupdict().items() if value})
        return ""

    def numeric(self, text: str, one: str, two: str, year: str) -> str:
        day_month, month_day = f"{year}-{two:0>2}-{one:0>2}", f"{year}-{one:0>2}-{two:0>2}"
        if int(two) > 12 or int(one) > 12 or one == two:
            return day_month if int(two) <= 12 else month_day
        if self.day_first is None:
            raise AmbiguousDate(text, day_month, month_day)
        return day_month if self.day_first else month_day

    def bound(self, text: str) -> str:
        """One day, on or before or after another."""
        for side, is_exclusive, pattern in BOUNDS:
            found = pattern.fullmatch(text)
            spelled = found and self.point(found["date"])
            if spelled:
                edge = _beyond(text, parse(spelled), side) if is_exclusive else spelled
                return f"[{side.replace('d', edge)}]"
        return ""

    def span(self, text: str) -> str:
        """An interval, or one day in a span."""
        if found := DAYS_AND_YEAR.fullmatch(text):
            text = f"{found['start']} - {found['end']} {found['name']} {found['year']}"
        for form, pattern in SPANS:
            if not (found := pattern.fullmatch(text)):
                continue
            ends = [self.end(end, has_year=re.search("[0-9]{4}", text)) for end in found.groups()]
            if all(ends) and not all(BARE_DAY.fullmatch(end) for end in found.groups()):
                return form.format(*_shared(*ends) if len(ends) == 2 else ends)
        return ""

    def end(self, text: str, *, has_year: object) -> str:
        """One end of a span; a day that its other end completes may stand as "2" or "Nov 2"."""
        if text in PRESENT:
            return ".."
        if has_year and (found := NAME_AND_NUMBER.fullmatch(text)):
            return f"XXXX-{MONTHS[found['name']]}-{found['number']:0>2}"
        return f"XXXX-XX-{text:0>2}" if BARE_DAY.fullmatch(text) else self.point(text)


def _spelled(text: str, given: dict[str, str]) -> str:
    if decade := given.get("decade"):
        if decade.endswith("0"):  # "the 1900s" may be ten years or a hundred
            raise AmbiguousDate(text, f"{decade}X", f"{decade[:2]}XX")
        return f"{decade}X"
    year, day = given.get("year", "XXXX"), given.get("day") or given.get("nth")
    name, part = given.get("name", ""), given.get("part", "")
    month = given.get("month") or MONTHS.get(name) or PARTS_OF_A_YEAR.get(part)
    if not month and not day:
        return year
    return "-".join(filter(None, (year, f"{month or 'XX':0>2}", day and f"{day:0>2}")))


def _beyond(text: str, point: EDTF, side: str) -> str:
    """The day before a date begins or after it ends, as approximate or uncertain as the date."""
    edge = point.earliest if side == "..d" else point.latest
    if edge is None:
        raise EDTFError(_("“%(text)s” needs a year to count from.") % {"text": quoted(text)})
    if edge == date.max:
        raise outside(text)
    mark = point.text[-1] if point.text[-1] in "?~%" else ""
    return f"{edge + timedelta(days=-1 if side == '..d' else 1)}{mark}"


def _shared(start: str, end: str) -> tuple[str, str]:
    """What one end leaves out the other says: "April to June 2023", "2 to 18 November 1998"."""
    return _completed(start, end), _completed(end, start)


def _completed(one: str, other: str) -> str:
    if ".." in (one, other):
        return one
    if one.startswith("XXXX"):
        one = other[:4] + one[4:]
    if one[4:8] == "-XX-" and other[4:5] == "-":
        one = one[:5] + other[5:7] + one[7:]
    return one
