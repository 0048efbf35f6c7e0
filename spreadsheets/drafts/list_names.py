"""First look at the names of a whole list, before its rows are drafted: countries, addresses, names that are alike."""

from collections.abc import Iterable
from dataclasses import replace

from spreadsheets.drafts.country_cells import row_countries
from spreadsheets.drafts.draft import SheetRow
from spreadsheets.drafts.party_cells import CellParty, row_parties
from spreadsheets.lookups import DeskLookups
from spreadsheets.matching.country_guesses import countries_of_addresses
from spreadsheets.matching.name_patterns import PLACES_PATTERN, YES


def note_list_names(desk: DeskLookups, rows: Iterable[SheetRow]) -> None:
    """Note the names of the parties of all rows with the countries that the list has for them."""
    matcher = desk.matcher
    home = {known.country for known in matcher.organizations.values() if known.is_own}
    answers = desk.findings.answers
    named = [(row, row_parties(row, desk.party_names, row_countries(row, answers)) or []) for row in rows]
    for row, parties in named:
        if len(parties) == 1:
            desk.places.note(parties[0].named, row.place)
    for row, parties in named:
        addresses = (
            frozenset(countries_of_addresses(_cell_texts(row)) - home) if len(parties) == 1 else frozenset()
        )
        if answers.questions.get(PLACES_PATTERN.key) == YES and len(parties) == 1:
            parties = [_in_its_place(desk, row, parties[0])]
        for party in parties:
            country = party.named.country or matcher.countries.get(party.named.name, "")
            matcher.list_names.note(party.named.name, country, addresses)
            choice = matcher.choices.get(party.named.name)
            if isinstance(choice, list) and len(choice) == 1 and choice[0] != party.named.name:
                matcher.list_names.note(choice[0], party.named.country, addresses)


def _in_its_place(desk: DeskLookups, row: SheetRow, party: CellParty) -> CellParty:
    """The party with its place, which tells it from all others of this list."""
    named = desk.places.with_place(party.named, row.place)
    if not named or party.text in desk.matcher.choices:
        return party
    desk.matcher.list_names.apart.add(named.name)
    return replace(party, named=named)


def _cell_texts(row: SheetRow) -> list[str]:
    cells = [cell for of_column in row.cells.values() for cell in of_column]
    return [text for _header, text in [*cells, *row.unmapped_cells]]
