"""Dates in Korean text, as EDTF: whole, in part, or counted from the day of publication (“지난 9일”)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from extraction.rules.dates import DateMention, last_such_day
from extraction.rules.document import Document

_WHOLE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?(?:년|[.\-/])\s?(?P<month>\d{1,2})\s?(?:월|"
    r"[.\-/])\s?(?P<day>\d{1,2})(?:\s?일|\.)?(?!\d)"
)
_MONTH_OF_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s?년\s?(?P<month>\d{1,2})\s?월(?!\s?\d)")
_RELATIVE_YEAR = re.compile(
    r"(?P<which>지난해|작년|올해|금년|같은 ?해|재작년)\s?(?P<month>\d{1,2})\s?월(?:\s?(?P<day>\d{1,2})\s?일)?"
)
_MONTH_DAY = re.compile(r"(?<![\d년])\s?(?:지난\s)?(?P<month>\d{1,2})\s?월\s?(?P<day>\d{1,2})\s?일")
_DOTTED = re.compile(  # 4.17.(금)
    r"(?<![\d.])(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})\.?\s?\([월화수목금토일](?:요일)?\)"
)
_LAST_MONTH = re.compile(
    r"(?P<which>지난달|이달|오는|다음 ?달)\s?(?:\d{1,2}일?\s?[,·~∼-]\s?)*(?P<day>\d{1,2})\s?일"
)
_DAY = re.compile(
    r"(?<![\d월.])(?:지난\s?)?(?<!\d)(?P<day>\d{1,2})일(?!간|째|부터|까지|정|\s?(?:동안|이내|이상|이전)|\s?전(?:까지|에|\s))(?=[\s,(]|$)"
)
_LAST_WEEK = re.compile(r"지난\s?주(?=[\s,]|에)(?!말| ?[월화수목금토일]요일)")
_TODAY = re.compile(r"(?P<word>오늘|금일|어제|전날)(?=[\s,])")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s?년(?!\s?\d|간|도|\s?동안)")
_MONTH = re.compile(r"(?<!\d)(?:지난\s)(?P<month>\d{1,2})월(?!\s?\d)")
_BACK = {"지난해": 1, "작년": 1, "재작년": 2, "올해": 0, "금년": 0, "같은 해": 0, "같은해": 0}


def korean_dates(text: str, offset: int, document: Document) -> list[DateMention]:
    """The dates of a sentence, without those within another."""
    result: list[DateMention] = []
    for finder in (_written_whole, _of_relative_year, _without_a_year, _in_month, _day_alone, _wide):
        for start, end, value, is_counted in finder(text, document):
            if all(end <= other.start - offset or start >= other.end - offset for other in result):
                result.append(DateMention(start + offset, end + offset, value, is_counted))
    result = [_in_month_of_heading(mention, document) for mention in result]
    return _in_month_before(sorted(result, key=lambda mention: mention.start))


def _in_month_of_heading(mention: DateMention, document: Document) -> DateMention:
    """A day alone in the month that the heading gives in brackets: 27일 of “업무협약 체결(7.27)”."""
    if mention.value.startswith("XXXX-XX-"):
        match = re.search(rf"\((?P<month>\d{{1,2}})\.\s?0?{int(mention.value[8:])}\.?\)", document.text)
        if match and 1 <= int(match["month"]) <= 12:
            return replace(mention, value=f"XXXX-{int(match['month']):02}-{mention.value[8:]}")
    return mention


def _in_month_before(mentions: list[DateMention]) -> list[DateMention]:
    """The dates; a day alone after an earlier day of a month is of that month: “지난 6월 13일 …했다고 18일 밝혔다”."""
    result, month, day = [], "", ""
    for mention in mentions:
        if mention.value.startswith("XXXX-XX-") and month and mention.value[8:] > day:
            mention = replace(mention, value=f"{month}-{mention.value[8:]}")
        if re.fullmatch(r"XXXX-\d\d-\d\d", mention.value):
            month, day = mention.value[:7], mention.value[8:]
        result.append(mention)
    return result


_Matches = Iterator[tuple[int, int, str, bool]]


def _written_whole(text: str, _document: Document) -> _Matches:
    for match in _WHOLE.finditer(text):
        if value := _whole_day(match["year"], match["month"], match["day"]):
            yield match.start(), match.end(), value, False


def _whole_day(year: str | int, month: str | int, day: str | int) -> str:
    try:
        return str(date(int(year), int(month), int(day)))
    except ValueError:
        return ""


def _of_relative_year(text: str, document: Document) -> _Matches:
    if not re.match(r"\d{4}", document.published):
        return
    for match in _RELATIVE_YEAR.finditer(text):
        year = int(document.published[:4]) - _BACK.get(match["which"], 0)
        value = (
            _whole_day(year, match["month"], match["day"])
            if match["day"]
            else f"{year}-{int(match['month']):02}"
        )
        if value:
            yield match.start(), match.end(), value, True


def _without_a_year(text: str, document: Document) -> _Matches:
    for match in [*_MONTH_DAY.finditer(text), *_DOTTED.finditer(text)]:
        if not (1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31):
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if not document.day:
            yield start, match.end(), f"XXXX-{int(match['month']):02}-{int(match['day']):02}", False
            continue
        year = int(document.day[:4])
        year -= int(match["month"]) > int(document.day[5:7]) + 6
        if value := _whole_day(year, match["month"], match["day"]):
            yield start, match.end(), value, True


def _in_month(text: str, document: Document) -> _Matches:
    for match in _LAST_MONTH.finditer(text):
        if not document.day or match["which"] in ("오는", "다음 달", "다음달"):
            is_past = match["which"] in ("지난달", "이달")
            value = f"XXXX-XX-{int(match['day']):02}" if is_past else ""
            yield match.start(), match.end(), value, True
            continue
        year, month = int(document.day[:4]), int(document.day[5:7])
        if match["which"] == "지난달":
            year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        if value := _whole_day(year, month, match["day"]):
            yield match.start(), match.end(), value, True


def _day_alone(text: str, document: Document) -> _Matches:
    for match in _DAY.finditer(text):
        if 1 <= int(match["day"]) <= 31:
            yield match.start(), match.end(), last_such_day(int(match["day"]), document), bool(document.day)
    for match in _LAST_WEEK.finditer(text) if document.day else ():
        published = date.fromisoformat(document.day)
        monday = published - timedelta(days=published.weekday() + 7)
        yield match.start(), match.end(), f"{monday}/{monday + timedelta(days=6)}", True
    for match in _TODAY.finditer(text):
        if document.day:
            back = match["word"] in ("어제", "전날")
            day = date.fromordinal(date.fromisoformat(document.day).toordinal() - back)
            yield match.start(), match.end(), str(day), True


def _wide(text: str, document: Document) -> _Matches:
    for match in _MONTH_OF_YEAR.finditer(text):
        yield match.start(), match.end(), f"{match['year']}-{int(match['month']):02}", False
    for match in _YEAR.finditer(text):
        yield match.start(), match.end(), match["year"], False
    for match in _MONTH.finditer(text):
        if re.match(r"\d{4}-\d\d", document.published):
            year = int(document.published[:4]) - (int(match["month"]) > int(document.published[5:7]))
            yield match.start("month"), match.end(), f"{year}-{int(match['month']):02}", True
