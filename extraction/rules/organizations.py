"""Organizations as suggestions: full names for acronyms, with country, kind and language as far as words tell."""

from collections.abc import Iterable, Mapping
from typing import Any

from extraction.rules.gazetteer import country_of_adjective
from extraction.rules.name_kinds import COUNTRY, Mention, is_acronym_like
from spreadsheets.matching.country_guesses import country_in_name
from spreadsheets.matching.organizations import guess_organization_kind


class Aliases:
    """Full names by acronym, and acronyms by full name, as brackets in a text give them."""

    def __init__(self, mentions: Iterable[Mention]):
        self.names: dict[str, str] = {}
        for mention in mentions:
            if mention.other:
                short, long = sorted((mention.text, mention.other), key=lambda name: (" " in name, len(name)))
                self.names.setdefault(short, long)
        self.acronyms = {long: short for short, long in self.names.items()}

    def full(self, name: str) -> str:
        """The full name where a name is an acronym that the text explains; otherwise the name."""
        return self.names.get(name, name)


def organization_details(mention: Mention, aliases: Aliases) -> tuple[str, Mapping[str, Any]]:
    """Name and details of an organization or country that is mentioned."""
    name = aliases.full(mention.text)
    details: dict[str, Any] = {"language": "en"}
    if acronym := aliases.acronyms.get(name):
        details["acronym"] = acronym
    if mention.kind == COUNTRY:
        return name, details | {"country": mention.country, "kind": "state"}
    kind = guess_organization_kind(name)
    country = mention.country or country_in_name(name) or _country_within(name)
    if kind != "other":
        details["kind"] = kind
    if country:
        details["country"] = country
    if is_acronym_like(name) and " " not in name:
        details["acronym"] = name
    return name, details


def _country_within(name: str) -> str:
    codes = {code for word in name.split() if (code := country_of_adjective(word))}
    return codes.pop() if len(codes) == 1 else ""
