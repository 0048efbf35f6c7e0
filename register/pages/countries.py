"""Names of countries in the language of the page.

django_countries keeps its Korean names under ``ko_KR``, where Django does not look for ``ko``, and lacks a few.
"""

import gettext
from functools import cache
from pathlib import Path

import django_countries
from django.utils.translation import get_language, override
from django_countries import countries

KOREAN_TOO = {
    "BS": "바하마",
    "CD": "콩고민주공화국",
    "FM": "미크로네시아",
    "GS": "사우스조지아 사우스샌드위치 제도",
    "NR": "나우루",
    "PS": "팔레스타인",
    "SH": "세인트헬레나",
    "VA": "바티칸 시국",
}


def name(code: str) -> str:
    """The name of a country (ISO 3166) in the active language; an unknown code stays as it is."""
    return names(get_language() or "en").get(code, code)


def choices() -> list[tuple[str, str]]:
    """``(code, name)`` of every country, in the order of the names."""
    return sorted(names(get_language() or "en").items(), key=lambda one: one[1])


@cache
def names(language: str) -> dict[str, str]:
    with override("en"):
        english = {code: str(words) for code, words in countries}
    if not language.startswith("ko"):
        return english
    catalog = gettext.translation("django", Path(django_countries.__file__).parent / "locale", ["ko_KR"])
    return {code: catalog.gettext(words) for code, words in english.items()} | KOREAN_TOO
