"""First look at the names of a whole list, before its rows are drafted: countries, addresses, names that are alike."""

from collections.abc import Iterable

from spreadsheets.drafts.country_cells import row_countries
from spreadsheets.drafts.draft import SheetRow
from spreadsheets.drafts.party_cells import row_parties
from spreadsheets.lookups import DeskLookups
from spreadsheets.matching.country_guesses import countries_of_addresses


def note_list_names(desk: DeskLookups, rows: Iterable[SheetRow]) -> None:
    """Note the names of the parties of all rows with the countries that the list has for them."""
    matcher = desk.matcher
    home = {known.country for known in matcher.organizations.values() if known.is_own}
    for row in rows:
        codes = row_countries(row, desk.findings.answers)
        parties = row_parties(row, desk.party_names, codes) or []
        addresses = (
            frozenset(countries_of_addresses(_cell_texts(row)) - home) if len(parties) == 1 else frozenset()
        )
        for party in parties:
            country = party.named.country or matcher.countries.get(party.named.name, "")
            matcher.list_names.note(party.named.name, country, addresses)
            choice = matcher.choices.get(party.named.name)
            if isinstance(choice, list) and len(choice) == 1 and choice[0] != party.named.name:
                matcher.list_names.note(choice[0], party.named.country, addresses)


def _cell_texts(row: SheetRow) -> list[str]:
    cells = [cell for of_column in row.cells.values() for cell in of_column]
    return [text for _header, text in [*cells, *row.unmapped_cells]]
