"""Dates as other languages and calendars write them, in the forms that ``core.edtf.parse_natural`` reads."""

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import product

from babel.dates import get_day_names, get_month_names

from core.edtf.words import MONTH_NAMES
from core.text import fold
from spreadsheets.parsing.calendars import BUDDHIST, in_our_years, plain_text
from spreadsheets.parsing.date_forms import ERA_YEARS, ROMAN_MONTHS, in_one_of_two_months, plain_form

_ENGLISH_MONTHS = tuple(map(str.lower, MONTH_NAMES))
_LANGUAGES = [
    "af", "ar", "az", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "de_AT", "el", "es", "es_MX", "et", "eu",
    "fa", "fi", "fil", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "km",
    "kn", "ky", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb", "ne", "nl", "nn", "pa", "pl", "pt",
    "pt_PT", "ro", "ru", "sk", "sl", "sq", "sr", "sr_Latn", "sv", "sw", "ta", "te", "th", "tr", "uk", "ur",
    "uz", "vi",
]  # fmt: skip
_TIME_OF_DAY = re.compile(
    r"(?<=\d)[.,]?(?:t| )\s*(?:(?:오전|오후|am|pm)\s*)?\d{1,2}[:시]\d{2}분?(?::\d{2}(?:\.\d+)?)?\s*"
    r"(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|kst|[+-]\d{2}:?\d{2})?$|^\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?[ ,]+(?=\d)"
)
_ERA = re.compile(
    r"(?P<era>令和|平成|昭和|大正|(?:中華)?民[國国])\s*(?P<year>\d{1,3}|元)\s*年|"
    r"(?P<sign>[rhs])\s?(?P<number>\d{1,2})(?=[./-]\d{1,2}(?:[./-]\d{1,2})?$)"
)
_THAI = re.compile("[\u0e00-\u0e7f]")
# Words round the parts of a date that say nothing: “5 de marzo de 2019”, “5. března 2019 r.”, “1er mars 2019”
_CONNECTIVES = re.compile(
    r"(?<![^\W\d_])(?:day of|day|de|del|den|der|do|el|le|la|em|am|di|a|ngay|года|год|году|року|г|р|"
    r"r|roku|rok|ar|พ\.ศ|ค\.ศ|วันที่)(?![^\W\d_])\.?"
)
_ORDINAL_ENDINGS = re.compile(r"(?<=\d)(?:er|ere|ero|o|º|°|ª|ste|de|e|-?го|-?е|일자)(?![^\W\d_])\.?")
_VIETNAMESE = re.compile(r"(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2}) nam (?P<year>\d{4})")
_ORDINAL_DAY = re.compile(
    r"(?P<day>\d{1,2}) ?(?:o|º|°)[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})"
)  # 1º/03/2012
# The part of a year or month that is left out: “early 2015”, “2012년초”
_PART_OF_YEAR = re.compile(
    r"^(?:early|mid|late|beginning of|start of|end of|anfang|mitte|ende|debut|fin|inicios?|principios|finales|fim|"
    r"inizio|fine|начало|середина|конец|begin|medio|eind|awal|pertengahan|akhir|poczatek|koniec)"
    r"[ -]+(?:de )?(?=.*\d{4})|(?<=[\d년年월月]) ?(?:초|중순|중반|말|초반|후반|初|末|底|上旬|中旬|下旬)$"
)
_YEAR_WITH_WORD = re.compile(r"\D{0,8}\d{4} ?\D{0,5}")
_ACADEMIC_YEAR = re.compile(r"(?P<first>(?:19|20)\d\d) ?[/-] ?(?P<second>\d\d)")
_WEEKDAY_BEFORE = re.compile(r"^(?:le |el |am |den )?[^\W\d_]{2,}(?:['’][^\W\d_]+|-feira)?,\s+(?=\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")
# After numbers, between brackets: 20.3.5.(목), 2020/03/05 (Thu)
_WEEKDAY_IN_BRACKETS = re.compile(
    r"(?<=[\d.])\s*\((?:[월화수목금토일](?:요일)?|mon|tue|wed|thu|fri|sat|sun)\.?\)", re.IGNORECASE
)


# Before a date, saying no more than that it is one: w.e.f. 1.4.2018
_DATED = re.compile(r"^(?:w\.? ?e\.? ?f\.?|with effect from|effective(?: from)?|dated|dt\.?)[\s:]+(?=\d)")


@dataclass(frozen=True)
class DateWords:
    """A date in plain words, and what was changed in it: a time of day left out, a month that was misspelled."""

    text: str
    has_time: bool = False
    misspelled: str = ""


@cache
def _months_by_name() -> dict[str, str]:
    """English names of months by their folded names in other languages (CLDR), where these mean one month only.

    What is listopad to Poles is another month to Croats.
    """
    numbers: dict[str, set[int]] = defaultdict(set)
    for language in _LANGUAGES:
        for width, context in product(("wide", "abbreviated"), ("format", "stand-alone")):
            for number, name in get_month_names(width, context, language).items():
                numbers[fold(name).strip(" .")].add(number)
    return {
        name: _ENGLISH_MONTHS[number - 1]
        for name, (number, *others) in numbers.items()
        if not others and len(name) >= 3 and not re.search(r"[\d\s]", name)
    }


@cache
def _month_pattern() -> re.Pattern:
    names = sorted(map(re.escape, _months_by_name()), key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(names)})(?![^\W\d_])\.?")


def strip_time_of_day(text: str) -> DateWords:
    """The date without its time of day and weekday: “2019-03-05 14:30”, “14:30, 5 March 2019”, “19.3.5.(화)”."""
    folded = plain_text(text).replace("上午", "am").replace("下午", "pm")
    dated = _WEEKDAY_IN_BRACKETS.sub("", _DATED.sub("", folded.strip(" ,")))
    without = _TIME_OF_DAY.sub("", dated).strip(" ,")
    return DateWords(without, has_time=without != dated)


def plain_date_words(text: str) -> DateWords:
    """A folded date with its months in English and its year in our calendar, as far as they are known."""
    text = _PART_OF_YEAR.sub("", in_years_of_ours(plain_form(text)))
    text = _ORDINAL_DAY.sub(r"\g<year>-\g<month>-\g<day>", text)
    text = re.sub("年", "년 ", re.sub("月", "월 ", re.sub("[日号]", "일", text)))
    text = _VIETNAMESE.sub(r"\g<year>년 \g<month>월 \g<day>일", text)
    text = re.sub(r"(?<=\d)\. ?(?=\d{1,2} ?월)", "년 ", text)  # 2019. 3월
    text = re.sub(r"(?<=\d)[ ./-]+(?P<roman>[ivx]+)[ ./-]+(?=\d)", _english_month_of_roman, text)
    text = _ACADEMIC_YEAR.sub(_two_years, text)
    translated = _month_pattern().sub(lambda name: f" {_months_by_name()[name[0].rstrip('.')]} ", text)
    translated = _weekday_pattern().sub("", in_one_of_two_months(translated))
    misspelled = ""
    if not any(month in translated for month in _ENGLISH_MONTHS):
        misspelled, translated = _nearest_month(translated)
    is_date = re.search(rf"{'|'.join(_ENGLISH_MONTHS)}|년|\d[/.-]\d", translated)
    if is_date or _YEAR_WITH_WORD.fullmatch(translated):
        translated = _WEEKDAY_BEFORE.sub("", translated)
        translated = _CONNECTIVES.sub(" ", _ORDINAL_ENDINGS.sub("", translated))
        translated = re.sub(r"(?<=\d)\.(?= )|(?<=[a-z])\.", "", translated)
        translated = re.sub(r"\s*([-/])\s*(?=[a-z])|(?<=[a-z])\s*[-/]\s*", " ", translated)
    return DateWords(" ".join(translated.split()).strip(" .,"), misspelled=misspelled)


def in_years_of_ours(text: str) -> str:
    """The text with years of Japanese eras, of the Republic of China and of Thai words as ours."""

    def our_year(match: re.Match) -> str:
        era = match["era"] or match["sign"]
        year = 1 if match["year"] == "元" else int(match["year"] or match["number"])
        return f"{ERA_YEARS[era.removeprefix('中華')] + year}{'年' if match['era'] else ''}"

    text = _ERA.sub(our_year, text)
    return in_our_years(text, BUDDHIST) if _THAI.search(text) else text


@cache
def _weekday_pattern() -> re.Pattern:
    """Names of weekdays in other languages (CLDR) before or after a date."""
    names = {
        fold(name)
        for language in [*_LANGUAGES, "en"]
        for name in get_day_names("wide", locale=language).values()
    } - set(_months_by_name())
    words = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"^\s*(?:{words})[.,]?\s+(?=\d)|(?<=\d)[\s,(]+(?:{words})[\s).]*$")


def _english_month_of_roman(match: re.Match) -> str:
    number = match["roman"]
    return f" {_ENGLISH_MONTHS[ROMAN_MONTHS.index(number)]} " if number in ROMAN_MONTHS else match[0]


def _two_years(match: re.Match) -> str:
    """“2019/20” as a day in one of two years, where the second follows the first."""
    is_next = int(match["second"]) == (int(match["first"]) + 1) % 100
    return f"between {match['first']} and {int(match['first']) + 1}" if is_next else match[0]


def _nearest_month(text: str) -> tuple[str, str]:
    """A misspelled month and the text with its nearest name, where one word alone is near one: “Febrary 2019”."""
    near = [(word, get_close_matches(word, _ENGLISH_MONTHS, cutoff=0.8)) for word in _WORD.findall(text)]
    near = [(word, months[0]) for word, months in near if len(months) == 1 and word != months[0][:3]]
    if len(near) != 1 or not re.search(r"\d", text):
        return "", text
    word, month = near[0]
    return word, text.replace(word, month, 1)
