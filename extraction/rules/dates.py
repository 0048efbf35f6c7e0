"""Dates in running text, as EDTF: whole, in part, or counted from the day of publication (“in August last year”)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core import edtf
from core.edtf.natural import MONTH_NUMBERS
from extraction.rules.document import Document

_MONTH = rf"(?:{'|'.join(sorted((name for name in MONTH_NUMBERS), key=len, reverse=True))})\b\.?"
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}
_YEAR = r"(?:1[89]|20|21)\d\d"
_UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEENS = [f"{stem}teenth" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")]
_ORDINALS = [
    *_UNITS,
    "tenth",
    "eleventh",
    "twelfth",
    *_TEENS,
    "twentieth",
    *(f"twenty-{unit}" for unit in _UNITS),
]
_ORDINALS += ["thirtieth", "thirty-first"]
_ORDINAL = re.compile(rf"\b(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\b", re.IGNORECASE)
_NTH = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL.pattern})"
_BEFORE_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)}),? )?"
_WHOLE = re.compile(
    rf"(?<![\w-])(?:{_BEFORE_WEEKDAY}(?:the )?{_NTH}(?: day)?(?: of|"
    rf"-)? ?{_MONTH},? ?{_YEAR}|{_BEFORE_WEEKDAY}{_MONTH} {_NTH}(?:,|,? ) ?{_YEAR}|"
    rf"{_YEAR}-\d\d-\d\d|{_YEAR}[./] ?\d{{1,2}}[./] ?\d{{1,2}}|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR})(?!\d)",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(
    rf"\b(?P<end>(?:the )?end of )?(?P<day>{_MONTH},?(?: of)? {_YEAR})(?!\d)", re.IGNORECASE
)
_YEAR_ALONE = re.compile(
    rf"(?<=\b[Ii]n )(?P<year>{_YEAR})\b(?![-–/]\d)|\((?P<in_brackets>{_YEAR})\)|(?<=\bof "
    rf")(?P<of>{_YEAR})\b(?![-–/]\d)|"
    rf"(?<=\bthrough )(?P<through>{_YEAR})\b|(?<=\buntil )(?P<until>{_YEAR})\b(?![-–/]\d)|"
    rf"(?<=\bsince )(?P<since>{_YEAR})\b|(?<=\bfrom )(?P<from>{_YEAR})\b|(?<=\bsigned "
    rf")(?P<signed>{_YEAR})\b|(?<=\brenewed )(?P<renewed>{_YEAR})\b|"
    rf"(?:(?<=\b[Tt]he )|(?<=\b[Ii]ts )|(?<=\b[Tt]heir ))(?P<attribute>{_YEAR})"
    r"(?= (?:[a-z-]+ ){0,3}(?:[Mm]emorandum|[Mm][Oo][Uu]|[Aa]greement|"
    rf"[Tt]reaty|[Aa]rrangement|[Dd]eclaration|[Pp]act|"
    rf"[Pp]rotocol|[Cc]onvention)\b)|(?P<apart>(?<=[,;] )(?:1[89]|20)\d\d)(?=[,;.)])"
)
_END_OF_YEAR = re.compile(rf"\b(?:the )?end of (?P<year>{_YEAR})\b")
_NO_YEAR = re.compile(
    rf"\b{_BEFORE_WEEKDAY}(?:(?:the )?(?P<day>\d{{1,2}}|{_ORDINAL.pattern}(?= of))(?:st|nd|rd|th)?(?: of)? "
    rf"(?P<month>{_MONTH})|"
    rf"(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)(?!\d|,? ?{_YEAR})\b",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(
    rf"\b(?P<month>{_MONTH}),? (?:of )?(?P<which>last year|this year|the year before|the same year|that year)|"
    rf"\b(?P<last>last|this) (?P<month2>{_MONTH})(?! \d)",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"(?<=\bin )(?P<month>{_MONTH})(?! \d|,? \d|,? (?:of|last|this|the))\b")
_DAY_OF_MONTH = re.compile(
    r"\b(?:on )?the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|century|anniversary|[a-z]+ (?:of|cent)|[A-Z]))"
)
_WEEKDAY = re.compile(
    rf"\b(?:(?P<last>last|this) |on |(?<=[a-z>] )(?<!every )(?<!each )(?<!next )(?<!coming )(?<!by )(?<!until )"
    rf"(?<!before )(?<!for )(?<!of )(?<!to )(?<!this )(?<!last )(?=[A-Z]))"
    rf"(?P<name>{'|'.join(WEEKDAYS)})(?!,? (?:the )?\(?\d|,? {_MONTH})\b",
    re.IGNORECASE,
)
_WEEKEND = re.compile(r"\b(?:(?:over|during) )?(?:the |this )?(?:last|past) weekend\b", re.IGNORECASE)
_DATELINE = re.compile(
    rf"(?:[^.;\n]|\.(?=[, ])){{0,60}}?(?P<day>{_WHOLE.pattern})"
    rf"(?: /\w+/| \([A-Z/ ]{{2,14}}\))?(?:[^\w<>]{{0,3}}[–—-]|:)",
    re.IGNORECASE,
)
_MOST_DAYS_BETWEEN = 10  # a dateline and the publication
_TODAY = re.compile(  # not “Today, Monday (6/5/2024)”, which says what day that is
    rf"\b(?P<word>today|yesterday)\b(?!,? (?:{'|'.join(WEEKDAYS)})?,? ?\(?\d{{1,2}}[./]\d)", re.IGNORECASE
)
_QUARTER = re.compile(
    rf"\b(?:the )?(?P<which>first|second|third|fourth|last) quarter of (?P<year>{_YEAR}|the same year|last "
    rf"year|this year)"
)
_QUARTERS = {"first": "33", "second": "34", "third": "35", "fourth": "36", "last": "36"}


_WHOLE_DAY = 10  # letters of a date that is one


@dataclass(frozen=True)
class DateMention:
    """A date in the text by its offsets; ``is_counted``: it is worked out from the day of publication."""

    start: int
    end: int
    value: str
    is_counted: bool = False


def date_mentions(text: str, offset: int, document: Document, year_before: str = "") -> list[DateMention]:
    """The dates of a sentence, without those within another. ``year_before``: the year that was last named."""
    result: list[DateMention] = []
    for finder in (_whole, _of_month, _quarters, _without_year, _relative_month, _relative_day, _years_alone):
        for mention in finder(text, document, year_before):
            if finder is _relative_day and _is_told_beside(text, mention, result):
                continue  # “on Friday (June 7)”: the day is told beside it
            if all(mention.end <= other.start or mention.start >= other.end for other in result):
                result.append(mention)
    shifted = (
        DateMention(mention.start + offset, mention.end + offset, mention.value, mention.is_counted)
        for mention in result
    )
    return sorted(shifted, key=lambda mention: mention.start)


def _is_told_beside(text: str, mention: DateMention, known: list[DateMention]) -> bool:
    """True for a weekday with its day in brackets or after a comma."""
    is_weekday = text[mention.start : mention.end].split()[-1].lower() in WEEKDAYS
    after = (text[mention.end : each.start] for each in known if len(each.value) == _WHOLE_DAY)
    return is_weekday and any(words in (" (", ", ") for words in after)


def _in_digits(text: str) -> str:
    """A text with “twenty-first” as 21."""
    return _ORDINAL.sub(lambda word: str(_ORDINALS.index(word[0].lower()) + 1), text)


def _parsed(text: str) -> str:
    try:
        return str(edtf.parse_natural(_in_digits(text).replace(",", " "), day_first=None))
    except edtf.EDTFError:
        return ""


def _whole(text: str, _document, _year) -> Iterator[DateMention]:
    for match in _WHOLE.finditer(text):
        if value := _parsed(re.sub(r"(?<=\d)[./] ", ".", match[0].replace(" day of ", " "))):
            yield DateMention(match.start(), match.end(), value)


def _of_month(text: str, _document, _year) -> Iterator[DateMention]:
    for match in _MONTH_AND_YEAR.finditer(text):
        if value := _parsed(match["day"].replace(" of ", " ")):
            if match["end"] and (last := edtf.parse(value).latest):
                value = str(last)
            yield DateMention(match.start(), match.end(), value)


def _quarters(text: str, document: Document, year_before: str) -> Iterator[DateMention]:
    for match in _QUARTER.finditer(text):
        year = match["year"] if match["year"].isdigit() else _year_of(match["year"], document, year_before)
        if year:
            yield DateMention(
                match.start(), match.end(), f"{year}-{_QUARTERS[match['which']]}", not match["year"].isdigit()
            )


def _year_of(words: str, document: Document, year_before: str) -> str:
    """The year of “last year”, “the same year”; "" where it cannot be told."""
    if words in ("the same year", "that year"):
        return year_before
    if not re.match(r"\d{4}", document.published):
        return ""
    return str(int(document.published[:4]) - (words in ("last year", "the year before")))


def _without_year(text: str, document: Document, year_before: str) -> Iterator[DateMention]:
    for match in _NO_YEAR.finditer(text):
        month = MONTH_NUMBERS[(match["month"] or match["month2"]).lower().rstrip(".")]
        day = int(_in_digits(match["day"] or match["day2"]))
        if not document.day and re.fullmatch(r"\d{4}-\d\d", document.published) and 1 <= day <= 31:
            value = f"{_nearest_year(int(month), document.published)}-{month}-{day:02}"
        elif not document.day or not 1 <= day <= 31:
            value = f"XXXX-{month}-{day:02}"
        else:
            year = int(document.day[:4])
            year -= f"{year}-{month}-{day:02}" > _plus_half_a_year(document.day)
            value = f"{year}-{month}-{day:02}"
        if _parsed(value):
            yield DateMention(match.start(), match.end(), value, is_counted=bool(document.day))


def _nearest_year(month: int, published: str) -> int:
    """The year in which a month is nearest to that of publication."""
    year, months = int(published[:4]), month - int(published[5:7])
    return year - (months > 6) + (months < -6)


def _plus_half_a_year(day: str) -> str:
    return str(date.fromisoformat(day) + timedelta(days=183))


def _relative_month(text: str, document: Document, year_before: str) -> Iterator[DateMention]:
    for match in _LAST_YEAR.finditer(text):
        month = MONTH_NUMBERS[(match["month"] or match["month2"]).lower().rstrip(".")]
        year = _year_of((match["which"] or "").lower(), document, year_before) if match["which"] else ""
        if match["last"] and re.match(r"\d{4}-\d\d", document.published):
            year, published = document.published[:4], document.published[5:7]
            year = str(int(year) - (month >= published and match["last"].lower() == "last"))
        if year:
            yield DateMention(match.start(), match.end(), f"{year}-{month}", is_counted=True)
    for match in _MONTH_ALONE.finditer(text):
        month = MONTH_NUMBERS[match["month"].lower().rstrip(".")]
        if not document.published:
            yield DateMention(match.start("month"), match.end("month"), f"XXXX-{month}")
        if re.match(r"\d{4}-\d\d", document.published):
            year = int(document.published[:4]) - (month > document.published[5:7])
            yield DateMention(match.start("month"), match.end("month"), f"{year}-{month}", is_counted=True)


def _relative_day(text: str, document: Document, _year) -> Iterator[DateMention]:
    for match in _DAY_OF_MONTH.finditer(text):
        day = int(match["day"])
        if 1 <= day <= 31:
            yield DateMention(match.start(), match.end(), last_such_day(day, document), bool(document.day))
    if not document.day:
        return
    published = date.fromisoformat(_day_of_writing(document))
    for match in _TODAY.finditer(text):
        value = published - timedelta(days=match["word"].lower() == "yesterday")
        yield DateMention(match.start(), match.end(), str(value), is_counted=True)
    for match in _WEEKEND.finditer(text):
        back = (published.weekday() - WEEKDAYS["sunday"]) % 7 or 7
        sunday = published - timedelta(days=back)
        yield DateMention(
            match.start(), match.end(), f"{sunday - timedelta(days=1)}/{sunday}", is_counted=True
        )
    for match in _WEEKDAY.finditer(text):
        back = (published.weekday() - WEEKDAYS[match["name"].lower()]) % 7
        back += 7 if not back and match["last"] else 0
        yield DateMention(match.start(), match.end(), str(published - timedelta(days=back)), is_counted=True)


def _day_of_writing(document: Document) -> str:
    """The day from which “today” counts: that of a dateline shortly before publication, “OSLO, 12 May 2024 –”."""
    match = _DATELINE.match(document.plain.lstrip())
    day = _parsed(match["day"]) if match else ""
    is_near = len(day) == len(document.day) and "" <= day <= document.day
    if is_near and (date.fromisoformat(document.day) - date.fromisoformat(day)).days <= _MOST_DAYS_BETWEEN:
        return day
    return document.day


def last_such_day(day: int, document: Document) -> str:
    """The last such day of a month up to the day of publication; of no month where that is unknown."""
    if not document.day:
        return f"XXXX-XX-{day:02}"
    published = date.fromisoformat(document.day)
    for back in range(62):
        candidate = published - timedelta(days=back)
        if candidate.day == day:
            return str(candidate)
    return ""


def _years_alone(text: str, _document, _year) -> Iterator[DateMention]:
    for match in _END_OF_YEAR.finditer(text):
        yield DateMention(match.start(), match.end(), f"{match['year']}-12-31")
    for match in _YEAR_ALONE.finditer(text):
        group = match.lastgroup
        yield DateMention(match.start(group), match.end(group), match[group])


def names_day_before(days: Iterable[str], known: str) -> bool:
    """True where one of these days lies in the year up to ``known``, that of a publication: it may be the signing's."""
    earliest = f"{int(known[:4]) - 1}{known[4:]}"
    return any(len(day) == len(known) and earliest < day < known for day in days)
