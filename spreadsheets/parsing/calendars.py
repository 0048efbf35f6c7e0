"""Calendars of lists whose years are not ours: of Thailand (Buddhist), of Taiwan (Minguo), of Korea until 1961 (Dangi).

A year that is written in full proves its calendar: no list means the year 2560, or 108. Those of two digits, beside a
year of ours as well, prove nothing.
"""

import re
from collections.abc import Iterable

from core.text import fold

OURS, BUDDHIST, MINGUO, DANGI = "", "buddhist", "minguo", "dangi"
CALENDARS = (BUDDHIST, MINGUO, DANGI)

_YEARS_AHEAD = {OURS: 0, BUDDHIST: 543, MINGUO: -1911, DANGI: 2333}  # of ours
_BUDDHIST_YEAR = re.compile(
    r"(?<!\d)2[456]\d\d(?=\D|(?:0\d|1[0-2])[0-3]\d(?!\d)|$)|(?<=[0-3]\d[01]\d)2[456]\d\d(?!\d)"
)
_DANGI_WORDS = re.compile(r"(?:단기|檀紀)\s*(?=\d)")
_DANGI_YEAR = re.compile(r"(?<!\d)4[23]\d\d(?=\D|(?:0\d|1[0-2])[0-3]\d(?!\d)|$)")
_OUR_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_THAI_DAY = re.compile("[\u0e00-\u0e7f].*\\d|\\d.*[\u0e00-\u0e7f]|\\bb\\.?e\\.? ?2[456]\\d\\d")
_OUR_ERA = re.compile(r"ค\.?ศ|\ba\.?d\b|\bce\b")
_MINGUO_WORDS = re.compile("民[國国]")
_MINGUO_DAY = re.compile(r"(?P<year>[01]\d{2})(?P<rest>\s*[./-]\s*\d{1,2}(?:\s*[./-]\s*\d{1,2})?)")
_MINGUO_RUN = re.compile(r"(?P<year>[01]\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)")
_MINGUO_WORD_YEAR = re.compile(r"(?<!\d)(?P<year>\d{2,3})(?= ?[年년] ?\d)")


# Years of Iran, of the Hijri and the Ethiopian calendar, and those of Nepal, some 57 ahead of ours: not converted
_ETHIOPIAN = re.compile(r"[\u1200-\u137f]|(?<![a-z])e\.? ?c\b\.?|ethiopian")
_NUMBERS_ONLY = re.compile(r"[\d\s./-]*\d[\d\s./-]*")
_GREGORIAN_WORDS = re.compile(r"(?<![a-z])(?:g\.? ?c|a\.? ?d|c\.? ?e)\b\.?|gregorian")
_UNCONVERTED_YEAR = re.compile(r"(?<!\d)1[34]\d\d(?!\d)|(?<!\d)1[34]\d\d(?=(?:0\d|1[0-2])[0-3]\d(?!\d))")
_NEPALI_YEAR = re.compile(r"(?<!\d)20[4-9]\d(?!\d)")
_SEPARATED_NUMBERS = re.compile(r"\D*\d{1,2}\D+\d{1,2}(?:\D+\d{1,2})?\D*")


def plain_text(text: str) -> str:
    """The text folded, with digits of any script as ours."""
    return " ".join(fold("".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)).split())


def calendar_in_words(text: str) -> str:
    """The calendar that the words of a date name: Thai ones, 民國."""
    if _MINGUO_WORDS.search(text):
        return MINGUO
    if _DANGI_WORDS.search(text):
        return DANGI
    return BUDDHIST if _THAI_DAY.search(text) and not _OUR_ERA.search(text) else OURS


def calendar_of_year(text: str) -> str:
    """The calendar that a year written in full proves; OURS where there is none such."""
    if _BUDDHIST_YEAR.search(text):
        return BUDDHIST
    if _DANGI_YEAR.search(text):
        return DANGI
    is_minguo = _MINGUO_DAY.fullmatch(text.strip(" .")) or _MINGUO_RUN.fullmatch(text)
    is_minguo = is_minguo or re.match(r"1\d\d ?[年년] ?\d", text)
    return MINGUO if is_minguo else OURS


def calendars_of(texts: Iterable[str]) -> tuple[set[str], bool]:
    """The calendars that a column shows by its years or words, and whether it has years of ours too."""
    shown, has_ours = set(), False
    for text in map(plain_text, texts):
        if calendar := calendar_of_year(text) or calendar_in_words(text):
            shown.add(calendar)
        has_ours = has_ours or (bool(_OUR_YEAR.search(text)) and not calendar_of_year(text))
    return shown, has_ours


def in_our_years(text: str, calendar: str) -> str:
    """A plain text with the years of this calendar that are written in full as ours."""
    if calendar == BUDDHIST:
        return _BUDDHIST_YEAR.sub(lambda year: str(int(year[0]) - _YEARS_AHEAD[BUDDHIST]), text)
    if calendar == DANGI:
        plain = _DANGI_WORDS.sub("", text)
        return _DANGI_YEAR.sub(lambda year: str(int(year[0]) - _YEARS_AHEAD[DANGI]), plain)
    if calendar != MINGUO or _MINGUO_WORDS.search(text):
        return text
    if day := _MINGUO_RUN.fullmatch(text):
        return f"{_of_minguo(day['year'])}-{day['month']}-{day['day']}"
    if day := _MINGUO_DAY.fullmatch(text.strip(" .")):
        return _of_minguo(day["year"]) + day["rest"]
    return _MINGUO_WORD_YEAR.sub(lambda year: _of_minguo(year["year"]), text)


def _of_minguo(year: str) -> str:
    return str(int(year) - _YEARS_AHEAD[MINGUO])


def last_year(two_digits: int, latest_year: int, calendar: str) -> int:
    """The last of our years up to this one that ends so in a calendar."""
    latest = latest_year + _YEARS_AHEAD[calendar]
    return latest - (latest - two_digits) % 100 - _YEARS_AHEAD[calendar]


def has_unconverted_year(text: str) -> bool:
    """True for a text with a full year of Iran or of the Hijri calendar, or words of the Ethiopian one."""
    plain = plain_text(text)
    return bool(_UNCONVERTED_YEAR.search(plain)) or is_ethiopian(plain)


def is_ethiopian(text: str) -> bool:
    """True for a plain text whose words or letters are of the Ethiopian calendar, which is some seven years behind."""
    return bool(_ETHIOPIAN.search(text)) and not _GREGORIAN_WORDS.search(text)


def may_be_ethiopian(text: str) -> bool:
    """True for a day of numbers only, which does not say of which calendar it is."""
    return bool(_NUMBERS_ONLY.fullmatch(plain_text(text)))


def may_be_nepali(text: str) -> bool:
    """True for a text with a year from 2040 on: of Nepal, where it is that of an act that has been."""
    return bool(_NEPALI_YEAR.search(plain_text(text)))


def has_year_of_two_digits(text: str) -> bool:
    """True for numbers of which none is a full year."""
    return bool(_SEPARATED_NUMBERS.fullmatch(plain_text(text)))
