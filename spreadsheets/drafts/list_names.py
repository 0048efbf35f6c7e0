"""First look at the names of a whole list, before its rows are drafted: countries, addresses, names that are alike."""

from collections.abc import Iterable
from dataclasses import replace

from spreadsheets.drafts.country_cells import row_countries
from spreadsheets.drafts.draft import SheetRow
from spreadsheets.drafts.party_cells import name_with_place, row_parties
from spreadsheets.lookups import DeskLookups
from spreadsheets.matching.country_guesses import countries_of_addresses
from spreadsheets.matching.name_patterns import PLACES_PATTERN, YES


def note_list_names(desk: DeskLookups, rows: Iterable[SheetRow]) -> None:
    """Note the names of the parties of all rows with the countries that the list has for them."""
    matcher = desk.matcher
    home = {known.country for known in matcher.organizations.values() if known.is_own}
    answers = desk.findings.answers
    has_namesakes = answers.questions.get(PLACES_PATTERN.key) == YES
    named = [(row, row_parties(row, desk.party_names, row_countries(row, answers)) or []) for row in rows]
    for row, parties in named:
        if len(parties) == 1:
            desk.places.note(parties[0].named, row.place)
    for row, parties in named:
        addresses = (
            frozenset(countries_of_addresses(_cell_texts(row)) - home) if len(parties) == 1 else frozenset()
        )
        if has_namesakes and (with_place := name_with_place(row, parties, desk)):
            matcher.list_names.apart[with_place.name] = with_place.written, with_place.place
            parties = [replace(parties[0], named=with_place)]
        for party in parties:
            country = party.named.country or matcher.countries.get(party.named.name, "")
            matcher.list_names.note(party.named.name, country, addresses)
            choice = matcher.choices.get(party.named.name)
            if isinstance(choice, list) and len(choice) == 1 and choice[0] != party.named.name:
                matcher.list_names.note(choice[0], party.named.country, addresses)


def _cell_texts(row: SheetRow) -> list[str]:
    cells = [cell for of_column in row.cells.values() for cell in of_column]
    return [text for _header, text in [*cells, *row.unmapped_cells]]
