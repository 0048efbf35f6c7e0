"""Values of properties: how they are read so that they can be compared, whoever writes them down."""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import override
from django_countries import countries
from django_countries.data import COUNTRIES

from core import identifiers, text
from register.search.identifiers import URL_PREFIX_PATTERN
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
    """Codes by what countries are called: codes of two and three letters, short and formal names."""
    codes = {_name_key(str(name)): code for code, name in COUNTRIES.items()} | {"uk": "GB"}
    for language, _name in settings.LANGUAGES:
        with override(language):
            codes |= {_name_key(name): code for code, name in countries}
    for code, _name in countries:
        codes |= {_name_key(one): code for one in (code, countries.alpha3(code)) if one}
    return codes


def _name_key(name: str) -> str:
    """A name in whatever order its words are written, without those that are often left out."""
    return " ".join(sorted({*text.tokens(name)} - {"the", "of"}))


def normalize_country(said: str) -> str:
    """The code of a country that is given by its code or its name."""
    return _country_codes_by_name().get(_name_key(said), "")


def country_index_keys(code: str) -> list[str]:
    return [f"country:{code}"]


def normalize_year(said: str) -> str:
    found = _YEAR.search(said)
    return found[1] if found else ""


def year_index_keys(number: str) -> list[str]:
    return [f"year:{number}"]


def normalize_date(said: str) -> str:
    """A date in EDTF, as far as it is written."""
    return said.strip()


def is_date_within(one: str, other: str) -> bool:
    """Whether one of two dates is the other, known better: 2020-05-13 and 2020-05."""
    return one.startswith(other) or other.startswith(one)


def normalize_host(said: str) -> str:
    """The name of the host of a web address."""
    address = said.strip().lower()
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    return host.removeprefix("www.") if "." in host else ""


def normalize_code(said: str) -> str:
    """A word of a vocabulary as it is written in records."""
    return text.normalize_name(said).replace(" ", "_")


def normalize_identifier(said: str) -> str:
    """Any identifier: its letters and digits, without the address that it may stand in."""
    return text.alphanumeric(URL_PREFIX_PATTERN.sub("", said.strip()))


def identifier_index_keys(bare: str) -> list[str]:
    return [f"id:{bare}"] if is_distinctive(bare) else []


def identifier_values(found: list[dict]) -> list[str]:
    """The values of identifiers, alone and with their scheme before them."""
    return [told for one in found for told in (one["value"], f"{one['scheme']} {one['value']}")]


def normalize_scheme_identifier(scheme: str, said: str) -> str:
    """The bare value of an identifier of this scheme; empty where it cannot be one."""
    try:
        return identifiers.normalize_identifier(scheme, said)
    except ValidationError:
        return ""
