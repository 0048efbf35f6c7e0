"""Normalization of property values, of records and of queries, for comparison; and their index keys."""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import override
from django_countries import countries
from django_countries.data import COUNTRIES

from core.identifiers import normalize_identifier, without_address
from core.text import alphanumeric, normalize_name, tokens
from register.search.vectors import is_distinctive

_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


@dataclass(frozen=True)
class EntityValue:
    """A value that is a record; the reference is empty where only its name is known."""

    ref: str
    name: str


PropertyValue = str | int | EntityValue


@cache
def _country_codes_by_name() -> dict[str, str]:
    """Country codes by normalized name: short and formal names, codes of two and three letters."""
    codes = {_name_key(str(name)): code for code, name in COUNTRIES.items()} | {"uk": "GB"}
    for language, _name in settings.LANGUAGES:
        with override(language):
            codes |= {_name_key(name): code for code, name in countries}
    for code, _name in countries:
        codes |= {_name_key(name): code for name in (code, countries.alpha3(code)) if name}
    return codes


def _name_key(name: str) -> str:
    """The words of a name in alphabetical order, without words that are often left out."""
    return " ".join(sorted({*tokens(name)} - {"the", "of"}))


def normalize_country(text: str) -> str:
    """The code of a country that is given by its code or its name."""
    return _country_codes_by_name().get(_name_key(text), "")


def country_index_keys(code: str) -> list[str]:
    return [f"country:{code}"]


def normalize_year(text: str) -> str:
    match = _YEAR.search(text)
    return match[1] if match else ""


def year_index_keys(year: str) -> list[str]:
    return [f"year:{year}"]


def normalize_date(text: str) -> str:
    """A date in EDTF, as it is written."""
    return text.strip()


def is_date_within(date: str, other: str) -> bool:
    """One of two dates is the other in more detail: 2020-05-13 and 2020-05."""
    return date.startswith(other) or other.startswith(date)


def normalize_host(text: str) -> str:
    """The host name of a web address."""
    address = text.strip().lower()
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    return host.removeprefix("www.") if "." in host else ""


def normalize_code(text: str) -> str:
    """A code of a vocabulary as it is written in records."""
    return normalize_name(text).replace(" ", "_")


def bare_identifier(text: str) -> str:
    """The letters and digits of any identifier, without the web address that it may stand in."""
    return alphanumeric(without_address(text))


def identifier_index_keys(bare: str) -> list[str]:
    return [f"id:{bare}"] if is_distinctive(bare) else []


def identifier_values(identifiers: list[dict]) -> list[str]:
    """The values of identifiers, alone and with their scheme before them."""
    return [
        value
        for identifier in identifiers
        for value in (identifier["value"], f"{identifier['scheme']} {identifier['value']}")
    ]


def normalize_scheme_identifier(scheme: str, text: str) -> str:
    """The bare value of an identifier of this scheme; empty where it cannot be one."""
    try:
        return normalize_identifier(scheme, text)
    except ValidationError:
        return ""
