"""Places beside names in a list: one name in rows with different places may be several organizations."""

from collections import defaultdict
from dataclasses import replace

from spreadsheets.matching.name_patterns import PartyName
from spreadsheets.matching.name_words import organization_name_key
from spreadsheets.parsing.cells import normalize_cell


class NamesakePlaces:
    """The places of the rows in which a name stands alone."""

    def __init__(self):
        self._places: dict[tuple[str, str], set[str]] = defaultdict(set)

    def note(self, named: PartyName, place: str) -> None:
        """Keep that a row with this place ("": none) names this party only."""
        if place:
            self._places[_key(named)].add(normalize_cell(place))

    def with_place(self, named: PartyName, place: str) -> PartyName | None:
        """“Loyola University (Chicago, IL)”, where the list has it in other places, too; else None."""
        is_one_of_several = place and len(self._places.get(_key(named), ())) > 1
        return replace(named, name=f"{named.name} ({place})", place=place) if is_one_of_several else None


def _key(named: PartyName) -> tuple[str, str]:
    return organization_name_key(named.name), named.country
