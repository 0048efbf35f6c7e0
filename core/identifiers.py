"""Identifiers of other registers: normalization, check digits, and URLs.

Sources of the rules: ROR identifiers end in a checksum by ISO 7064 MOD 97-10 over Crockford base 32;
ISNI and ORCID use ISO 7064 MOD 11-2; LEI uses ISO 17442 (MOD 97-10).
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_CROCKFORD_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"

_PATTERNS = {
    "ror": re.compile(r"^0[0-9a-hj-km-np-tv-z]{6}\d{2}$"),
    "wikidata": re.compile(r"^Q[1-9]\d*$"),
    "isni": re.compile(r"^\d{15}[\dX]$"),
    "orcid": re.compile(r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$"),
    "lei": re.compile(r"^[0-9A-Z]{18}\d{2}$"),
    "grid": re.compile(r"^grid\.\d+\.[0-9a-f]+$"),
    "funder": re.compile(r"^10\.13039/\d+$"),
}
URL_TEMPLATES = {
    "ror": "https://ror.org/{}",
    "wikidata": "http://www.wikidata.org/entity/{}",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "lei": "https://search.gleif.org/#/record/{}",
    "funder": "https://doi.org/{}",
}


def normalize_identifier(scheme: str, value: str) -> str:
    """Bare value of an identifier, given as a URL, with spaces, or bare. Raises ValidationError if it is not valid."""
    value = value.strip()
    prefix = URL_TEMPLATES.get(scheme, "").partition("{}")[0]
    if prefix:
        value = re.sub(r"^https?://(www\.)?", "", value).removeprefix(
            re.sub(r"^https?://(www\.)?", "", prefix)
        )
    if scheme == "wikidata":
        value = value.removeprefix("wikidata.org/wiki/").upper()
    elif scheme in {"isni", "lei"}:
        value = re.sub(r"[\s-]", "", value).upper()
    elif scheme == "orcid":
        digits = re.sub(r"[\s-]", "", value).upper()
        value = "-".join(digits[i : i + 4] for i in range(0, len(digits), 4))
    elif scheme in {"ror", "grid"}:
        value = value.lower()
    if scheme in _PATTERNS and not (
        _PATTERNS[scheme].match(value) and _has_valid_check_digits(scheme, value)
    ):
        raise ValidationError(
            _("%(value)s is not a valid %(scheme)s identifier: its form or its check digits are wrong."),
            params={"value": value, "scheme": scheme.upper()},
        )
    return value


def clean_identifier(identifier) -> None:
    """Write the value of a stored identifier in normal form. Raises ValidationError at this field."""
    try:
        identifier.value = normalize_identifier(identifier.scheme, identifier.value)
    except ValidationError as error:
        raise ValidationError({"value": error}) from error


def _has_valid_check_digits(scheme: str, value: str) -> bool:
    """True if the check digits of a well-formed identifier are right, or its scheme has none."""
    if scheme == "ror":
        number = 0
        for letter in value[:7]:
            number = number * 32 + _CROCKFORD_BASE32.index(letter)
        return 98 - (number * 100) % 97 == int(value[7:])
    if scheme in {"isni", "orcid"}:
        digits = value.replace("-", "")
        total = 0
        for digit in digits[:-1]:
            total = (total + int(digit)) * 2
        return "0123456789X"[(12 - total % 11) % 11] == digits[-1]
    if scheme == "lei":
        return int("".join(str(int(letter, 36)) for letter in value)) % 97 == 1
    return True


def identifier_url(scheme: str, value: str) -> str:
    """URL at which an identifier resolves; an empty string for a scheme without one."""
    return URL_TEMPLATES[scheme].format(value) if scheme in URL_TEMPLATES else ""
