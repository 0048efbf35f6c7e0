"""Guesses of the country of a new organization, where no cell says it: by its name, or by addresses in its rows."""

import re
from collections.abc import Iterable

from spreadsheets.parsing.countries import find_country_code

_HOST = re.compile(r"(?:https?://|www\.|@)[^\s/;,]*?\.([a-z]{2})(?=[\s/;,:)>]|$)", re.I)
# Domains that are sold to everybody
_GENERIC_DOMAINS = {"ai", "am", "cc", "co", "eu", "fm", "gg", "im", "io", "ly", "me", "nu", "to", "tv", "ws"}
_OTHER_DOMAINS = {"uk": "GB", "ac": "", "su": ""}
# National University of Singapore, Bank of the Republic of Korea; in Korean the country stands first
_COUNTRY_AT_END = re.compile(r".*\b(?:of|in|de|do|da|del|du|von|für) (?:the |la |las |los )?(.+)", re.I)
_COUNTRY_FIRST = re.compile(r"([가-힣]{2,6})\s+[가-힣 ]+")
_AMBIGUOUS = {"GE"}  # University of Georgia
_ABROAD = re.compile(r"embassy|consulate|ambassade|botschaft|대사관|영사관", re.I)


def country_in_name(name: str) -> str:
    """The country that a name ends with (“National University of Singapore”) or, in Korean, begins with; or ""."""
    if _ABROAD.search(name):
        return ""
    for pattern in (_COUNTRY_AT_END, _COUNTRY_FIRST):
        if (match := pattern.fullmatch(name.strip())) and len(match[1]) > 2:
            code = find_country_code(match[1])
            if code and code not in _AMBIGUOUS:
                return code
    return ""


def countries_of_addresses(texts: Iterable[str]) -> set[str]:
    """The countries of the addresses on the web in these cells, by the ends of their hosts."""
    codes = set()
    for text in texts:
        for domain in _HOST.findall(text):
            domain = domain.lower()
            if domain not in _GENERIC_DOMAINS:
                codes.add(_OTHER_DOMAINS.get(domain, find_country_code(domain)))
    return codes - {""}
