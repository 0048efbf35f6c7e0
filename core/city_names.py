"""Names of cities in English and Korean, for places that are recorded in one of the two.

`city_names.json` holds the exemplar cities of time zones in Unicode CLDR as in Babel 2.19 (Unicode License v3), and
capitals and Korean cities besides. A city that is not there is shown as it is recorded.
"""

import json
from functools import cache
from pathlib import Path

from django.utils.translation import get_language


@cache
def city_names() -> dict[str, str]:
    """Korean names by the English ones."""
    names: dict[str, str] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return names


@cache
def _names_in(language: str) -> dict[str, str]:
    """Names in a language of the site by the names in the other one."""
    korean = city_names()
    if language == "ko":
        return korean
    return {name: english for english, name in reversed(korean.items())} if language == "en" else {}


def city_in_language(city: str) -> str:
    """A city in the active language, where its name is known; parts between commas one by one."""
    names = _names_in(get_language() or "en")
    return names.get(city) or ", ".join(names.get(part, part) for part in city.split(", "))
