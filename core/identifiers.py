"""Identifiers of other registers: normalization, check digits, and URLs.

Sources of the rules: ROR identifiers end in a checksum by ISO 7064 MOD 97-10 over Crockford base 32;
ISNI and ORCID use ISO 7064 MOD 11-2; LEI uses ISO 17442 (MOD 97-10).
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_CROCKFORD_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"

_PATTERNS = {
    "ror": re.compile("0[0-9a-hj-km-np-tv-z]{6}[0-9]{2}"),
    "wikidata": re.compile("Q[1-9][0-9]*"),
    "isni": re.compile("[0-9]{15}[0-9X]"),
    "orcid": re.compile("[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"),
    "lei": re.compile("[0-9A-Z]{18}[0-9]{2}"),
    "grid": re.compile("grid[.][0-9]+[.][0-9a-f]+"),
    "funder": re.compile("10[.]13039/[0-9]+"),
}
# Pages of identifiers, as they are copied from browsers, papers and older lists: the identifier follows.
_ADDRESSES = {
    "ror": "ror[.]org/",
    "wikidata": "(?:m[.])?wikidata[.]org/(?:wiki|entity)/",
    "isni": "isni[.]org/(?:isni/|page/)?",
    "orcid": "orcid[.]org/",
    "lei": "search[.]gleif[.]org/#/record/",
    "grid": "grid[.]ac/institutes/",
    "funder": "(?:dx[.])?doi[.]org/",
}
_LABELS = {"orcid": "orcid(?: id)?", "funder": "doi"}  # in other schemes the label is the scheme's name
_PREFIXES = {
    scheme: re.compile(
        rf"(?:{_LABELS.get(scheme, scheme)}(?::\s*|\s+))?(?:(?:https?://)?(?:www[.])?{address})?",
        re.IGNORECASE,
    )
    for scheme, address in _ADDRESSES.items()
}
_ANY_ADDRESS = re.compile(rf"^(?:https?://)?(?:www[.])?(?:{'|'.join(_ADDRESSES.values())})", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s\u2010-\u2015\u2212-]")  # blanks, and hyphens as printed
# Letters, digits and signs of the width of Hangul, and their blank.
_HALFWIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
URL_TEMPLATES = {
    "ror": "https://ror.org/{}",
    "wikidata": "http://www.wikidata.org/entity/{}",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "lei": "https://search.gleif.org/#/record/{}",
    "funder": "https://doi.org/{}",
}


def normalize_identifier(scheme: str, value: str) -> str:
    """Bare value of an identifier, given as a URL, with a label, with spaces, in full-width digits, or bare.

    Raises ValidationError if it is not valid.
    """
    value = to_halfwidth(value).strip()
    if scheme in _PREFIXES:
        value = _PREFIXES[scheme].sub("", value, count=1).strip().rstrip("/")
    if scheme == "wikidata":
        value = value.upper()
    elif scheme in {"isni", "lei"}:
        value = _SEPARATORS.sub("", value).upper()
    elif scheme == "orcid":
        digits = _SEPARATORS.sub("", value).upper()
        value = "-".join(digits[i : i + 4] for i in range(0, len(digits), 4))
    elif scheme in {"ror", "grid"}:
        value = value.lower()
    if scheme in _PATTERNS and not (
        _PATTERNS[scheme].fullmatch(value) and _has_valid_check_digits(scheme, value)
    ):
        raise ValidationError(
            _("%(value)s is not a valid %(scheme)s identifier: its form or its check digits are wrong."),
            params={"value": value, "scheme": scheme.upper()},
        )
    return value


def to_halfwidth(text: str) -> str:
    """The text with full-width letters, digits and signs as their usual forms."""
    return text.translate(_HALFWIDTH)


def without_address(text: str) -> str:
    """An identifier of any scheme without the address of the page that it may be written as."""
    return _ANY_ADDRESS.sub("", to_halfwidth(text).strip())


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
