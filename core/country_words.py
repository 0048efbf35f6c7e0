"""Words for countries in searches: names, adjectives and abbreviations in English and Korean, with their codes.

Names are those of ISO 3166 in the languages of the site. `country_words.json` adds the short names, long names and
adjectives of the CIA World Factbook (public domain, 2024) with a few more in daily use. Of one syllable are the
abbreviations that Korean puts side by side, as in 한영 and 韓美, after the list “나라 이름의 약칭” of the Korean
Wikipedia; those that are more often something else (이, 서, 가) are left out.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, override
from django_countries import countries

from core.text import normalize_name

ABBREVIATIONS = {
    sign: code
    for code, signs in {
        "KR": "한韓", "US": "미美", "CN": "중中", "JP": "일日", "GB": "영英", "DE": "독獨", "FR": "불프佛",
        "AU": "호濠", "IN": "인印", "TH": "태泰", "RU": "러露", "MN": "몽蒙", "VN": "베越", "CA": "캐加",
        "PH": "필比", "KP": "북",
    }.items()
    for sign in signs
}  # fmt: skip
_BRACKETS = re.compile(r"[(\[].*")


@cache
def codes_by_name() -> dict[str, frozenset[str]]:
    """Codes (ISO 3166-1 alpha-2) of the countries that a name or adjective may mean, by its normalized form."""
    codes: dict[str, set[str]] = {}
    for code, word in _names():
        word = word.removeprefix("The ")
        codes.setdefault(normalize_name(word), set()).add(code)
        if word.isascii() and word.isalpha() and word.isupper():
            codes.setdefault(" ".join(word.lower()), set()).add(code)  # written with points, U.K.
    codes.pop("", None)
    return {word: frozenset(of_word) for word, of_word in codes.items()}


def country_named(name: str) -> str:
    """Code of the one country of this name or code; "" for none or several."""
    if name.upper() in dict(countries):
        return name.upper()
    codes = codes_by_name().get(normalize_name(name.removeprefix("the ")), frozenset())
    return next(iter(codes)) if len(codes) == 1 else ""


def typed_country(code: str) -> str:
    """Text from which `country_named` makes this code: the name in the active language where it is of one country."""
    return _typed_country(code, get_language())


@cache  # of each language: a staff page offers all names to each field for a country
def _typed_country(code: str, language: str | None) -> str:
    name = str(countries.name(code))
    return name if country_named(name) == code else code


def _names() -> Iterator[tuple[str, str]]:
    for language, _label in settings.LANGUAGES:
        with override(language):
            for code, name in countries:
                yield code, str(name)
                yield code, _BRACKETS.sub("", str(name))
    further = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    for code, words in further.items():
        for word in words:
            yield code, word
