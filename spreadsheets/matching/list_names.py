"""Names of organizations in a list: how often each stands in it, with which countries and addresses."""

from collections import defaultdict
from dataclasses import dataclass, field

from spreadsheets.matching.brackets import BracketedName, is_acronym, split_brackets
from spreadsheets.matching.name_words import organization_name_key
from spreadsheets.parsing.countries import is_unknown_country


@dataclass
class ListName:
    """A name of the list: as first written, without its brackets, its rows, countries and those of addresses."""

    text: str
    name: str
    place: int  # among the names of the list
    count: int = 0
    countries: dict[str, int] = field(default_factory=dict)  # rows by code; of those rows that have one
    address_countries: set[str] = field(default_factory=set)


class ListNames:
    """The names of a list by key, noted before the first is matched, so that each can be compared with the others."""

    def __init__(self):
        self.by_key: dict[str, ListName] = {}
        # Said to be organizations of their own, whatever in the list they resemble: name and place of each
        self.apart: dict[str, tuple[str, str]] = {}
        self._by_acronym: dict[str, set[str]] = defaultdict(set)

    def note(self, text: str, country: str = "", address_countries: frozenset[str] = frozenset()) -> None:
        """Keep that a row has this name, with the country that it has for it ("": none)."""
        country = "" if is_unknown_country(country) else country
        named = split_brackets(text, country)
        key = organization_name_key(named.name)
        name = self.by_key.setdefault(key, ListName(text, named.name, len(self.by_key)))
        name.count += 1
        if len(text) < len(name.text):
            name.text = text
        if code := country or named.country:
            name.countries[code] = name.countries.get(code, 0) + 1
        name.address_countries |= address_countries
        if is_acronym(named.other):
            self._by_acronym[organization_name_key(named.other)].add(key)

    def _of(self, name: str) -> ListName | None:
        return self.by_key.get(organization_name_key(name))

    def country_elsewhere(self, name: str) -> str:
        """The only country that any row has for a name, "" where there are several or none."""
        noted = self._of(name)
        return next(iter(noted.countries)) if noted and len(noted.countries) == 1 else ""

    def country_of_addresses(self, name: str) -> str:
        """The only country of the addresses on the web in the rows of a name."""
        noted = self._of(name)
        return min(noted.address_countries) if noted and len(noted.address_countries) == 1 else ""

    def of_acronym(self, named: BracketedName) -> list[tuple[str, float]]:
        """Keys of the names that have a name, which is an acronym, in brackets."""
        return [(key, 1.0) for key in sorted(self._by_acronym.get(organization_name_key(named.name), ()))]

    def before(self, key: str, name: str, country: str) -> ListName | None:
        """The name of this key where it may be the same organization as ``name`` and goes before it.

        An acronym goes last, the name of more rows first, of these the shorter, of these the one that stands above.
        """
        twin, own = self.by_key.get(key), self._of(name)
        if twin is None or twin is own:
            return None
        if country and twin.countries and country not in twin.countries:
            return None
        return twin if own is None or _order(twin) < _order(own) else None

    def elsewhere(self, name: str, country: str) -> list[str]:
        """The name with each country that more rows of the list have for it than have this one."""
        noted = self._of(name)
        if not noted or not set(noted.countries) - {country} or (not country and len(noted.countries) < 2):
            return []
        own = (-noted.countries.get(country, 0), country)
        return [
            f"{noted.name} ({code})"
            for code, count in noted.countries.items()
            if code != country and (not country or (-count, code) < own)
        ]


def _order(name: ListName) -> tuple[bool, int, int, int]:
    return is_acronym(name.name), -name.count, len(name.text), name.place
