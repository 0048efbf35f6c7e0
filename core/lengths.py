"""Parser of lengths of time as people write them, in English and Korean, to ISO 8601 durations: "5 years" is P5Y."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_ISO = re.compile(r"p(?=\d)(?:\d{1,4}y)?(?:\d{1,5}m)?(?:\d{1,6}w)?(?:\d{1,6}d)?")
_ENGLISH_NUMERALS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
"""
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_KOREAN_NUMERALS = """
한 하나 일, 두 둘 이, 세 석 셋 삼, 네 넉 넷 사, 다섯 오, 여섯 육, 일곱 칠, 여덟 팔, 아홉 구, 열 십, 열한 십일, 열두 십이
"""
_ONES = _ENGLISH_NUMERALS.split()
_ENGLISH = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_ENGLISH_TENS.split(), start=2)
}
_KOREAN = {
    word: number
    for number, words in enumerate(_KOREAN_NUMERALS.split(","), start=1)
    for word in words.split()
} | {
    "십오": 15,
    "열다섯": 15,
    "십팔": 18,
    "열여덟": 18,
    "이십": 20,
    "스무": 20,
    "삼십": 30,
    "육십": 60,
    "구십": 90,
}
_UNITS = {
    "Y": "years?|yrs?|y|개 ?년|년", "M": "months?|mos?|mths?|m|개 ?월|달|월", "W": "weeks?|wks?|w|주일?",
    "D": "days?|d|일",
}  # fmt: skip
_UNIT = "|".join(f"(?P<{sign}>{names})" for sign, names in _UNITS.items())
_NUMBER = "|".join(
    [
        r"\d{1,6}(?:\.5)?",
        f"(?:{'|'.join([*_ENGLISH, 'an?'])})(?:[- ](?:{'|'.join(_ONES[1:10])})\\b)?",
        *_KOREAN,
    ]
)
# 5 years, five (5) years, 5 (five) years, a five-year
_MEASURE = re.compile(
    rf"(?P<count>{_NUMBER})(?: and a (?P<half>half))?(?: ?\([^()]*\))?[ -]?(?:full |calendar |whole )?"
    rf"(?:{_UNIT})(?![a-z])(?: ?(?P<half_after>반))?"
)
_BETWEEN = re.compile(r"(?:[ ,]|and|및)*")
_BEFORE = re.compile(
    r"(?:(?:a |the )?(?:period|term|notice) of )?(?:at least |for |within |with |every |each |once |in )*"
    r"(?:an? (?=\w+-)|매|최소|약)? ?"
)
_AFTER = re.compile(
    r"['’]?s?['’]? ?(?:of )?(?:(?:prior|advance|written|in) )*"
    r"(?:notice|advance|before|term|period|from .*|long|each|in writing|마다|간|동안|전|전까지|이전|전에|이내)?"
    r"(?: ?(?:서면 ?)?(?:통보|통지))?"
)
_WORDS = {
    "P6M": "half a year|half year|six months|every half year|twice a year|반년|반 년|반기|반기마다",
    "P1Y": "year|yearly|annual|annually|every year|each year|once a year|매년|해마다|연 1회|1년에 한 번",
    "P2Y": "every other year|every second year|biennially|격년|2년에 한 번",
    "P1M": "monthly|every month|매월|매달",
    "P3M": "quarterly|every quarter|분기|분기마다|매분기",
}  # fmt: skip
_LENGTHS_OF_WORDS = {word: length for length, words in _WORDS.items() for word in words.split("|")}


def parse_length(text: str) -> str:
    """ISO 8601 duration of a text such as “5 years”, “six months' notice”, “1년 6개월” or “P5Y”.

    Raises ValidationError where it is no length, or says no unit.
    """
    normal = " ".join(unicodedata.normalize("NFKC", text).lower().replace("’", "'").split()).strip(" .")
    if _ISO.fullmatch(normal):
        return normal.upper()
    if normal in _LENGTHS_OF_WORDS:
        return _LENGTHS_OF_WORDS[normal]
    counts = _unit_counts(normal)
    if counts is None:
        raise ValidationError(
            _(
                "“%(text)s” is not a length of time we understand: write a number and a unit, such as %(examples)s."
            ),
            params={"text": text[:60], "examples": _("5 years, six months or 90 days")},
        )
    return (
        "P" + "".join(f"{count}{unit}" for unit, count in counts.items() if count)
        if any(counts.values())
        else "P0D"
    )


def _unit_counts(text: str) -> dict[str, int] | None:
    """Number of each unit, the units from the longest on; None where the text says anything else."""
    counts = dict.fromkeys(_UNITS, 0)
    start = match.end() if (match := _BEFORE.match(text)) else 0
    measure = _MEASURE.match(text, start)
    last = -1
    while measure:
        unit = next(sign for sign in _UNITS if measure[sign])
        if list(_UNITS).index(unit) <= last:
            return None
        last = list(_UNITS).index(unit)
        count, is_half = _parse_numeral(measure["count"])
        is_half = is_half or bool(measure["half"] or measure["half_after"])
        if is_half and unit != "Y":
            return None
        counts[unit] += count
        counts["M"] += 6 if is_half else 0
        end = measure.end()
        between = _BETWEEN.match(text, end)
        measure = _MEASURE.match(text, between.end() if between else end)
    return counts if last >= 0 and _AFTER.fullmatch(text[end:].strip(" ,")) else None


def _parse_numeral(text: str) -> tuple[int, bool]:
    """The number, and whether half of one comes on top."""
    if text[0].isdigit():
        whole, _point, half = text.partition(".")
        return int(whole), bool(half)
    if text in {"a", "an"}:
        return 1, False
    if text in _KOREAN:
        return _KOREAN[text], False
    return sum(_ENGLISH[word] for word in re.split("[- ]", text)), False
