"""Cells of the parties of a row: names, countries and identifiers, matched with each other by their order."""

from collections import Counter
from dataclasses import dataclass, replace

from spreadsheets.drafts.country_cells import note_unknown_countries, open_country_question, row_countries
from spreadsheets.drafts.draft import AgreementDraft, SheetCell, SheetRow
from spreadsheets.drafts.party_questions import answer_about, keep_left_lines, note_lines
from spreadsheets.exports.flat_row import party_involvements
from spreadsheets.lookups import DeskLookups
from spreadsheets.matching.identifiers import parse_identifier
from spreadsheets.matching.name_patterns import PLACES_PATTERN, YES, PartyName
from spreadsheets.matching.name_words import organization_name_key
from spreadsheets.matching.party_names import PartyNameReader
from spreadsheets.messages import message as _
from spreadsheets.parsing import cells
from spreadsheets.parsing.cells import CellError


@dataclass(frozen=True)
class CellParty:
    """A party as the cells of a row have it; ``text`` is the value that names it, perhaps with others."""

    cell: SheetCell
    text: str
    named: PartyName
    identifier: str = ""


def row_parties(
    row: SheetRow, reader: PartyNameReader, countries_of_row: list[str]
) -> list[CellParty] | None:
    """The parties of a row with their countries, as far as the answers allow; None where there are others than names.

    ``countries_of_row`` are codes: one for all, or as many as values of the cell, or as names when it is taken apart.
    """
    values = _party_values(row, reader, countries_of_row)
    parties = [
        CellParty(cell, text, replace(named, country=named.country or country))
        for cell, text, country in values
        for named in reader.parse(text, country).names
    ]
    count = len(countries_of_row)
    if count in (0, 1, len(_texts_of_parties(row, reader))):
        return parties
    if count != len(parties):
        return None
    return [
        replace(party, named=replace(party.named, country=country or party.named.country))
        for party, country in zip(parties, countries_of_row, strict=True)
    ]


def named_parties(draft: AgreementDraft) -> list[CellParty]:
    """The parties that a row names. What is open or does not fit is a problem of the row."""
    reader = _reader(draft)
    codes = _countries(draft, reader)
    is_open = note_lines(draft, reader) or _note_patterns(draft, reader, codes)
    keep_left_lines(draft, reader)
    parties = row_parties(draft.row, reader, codes)
    if parties is None or (draft.is_exported and len(codes) == 1 < len(parties)):
        if not is_open:
            add_count_problem(draft, "party_country", len(codes), len(_texts_of_parties(draft.row, reader)))
        parties = row_parties(draft.row, reader, []) or []
    identifiers = _identifiers(draft, parties)
    is_open |= _note_open_countries(draft, parties)
    settled = [
        replace(party, identifier=identifier)
        for party, identifier in zip(parties, identifiers, strict=True)
        if party.text not in is_open
    ]
    return _in_its_place(draft, settled)


def _in_its_place(draft: AgreementDraft, parties: list[CellParty]) -> list[CellParty]:
    """The only party of a row with its place, where the list has the name in other places, too; none while asked."""
    named = None if draft.is_exported else name_with_place(draft.row, parties, draft.desk)
    if not named:
        return parties
    [party] = parties
    example = f"{party.named.name} → {named.name}"
    answer = answer_about(draft, PLACES_PATTERN, party.cell[0], party.text, example)
    return [replace(party, named=named) if answer == YES else party] if answer else []


def name_with_place(row: SheetRow, parties: list[CellParty], desk: DeskLookups) -> PartyName | None:
    """The name of the only party of a row with its place; None where that does not matter, or the name is settled."""
    if len(parties) != 1 or parties[0].text in desk.matcher.choices:
        return None
    return desk.places.with_place(parties[0].named, row.place)


def _countries(draft: AgreementDraft, reader: PartyNameReader) -> list[str]:
    """The countries of the row; none where an exported cell keeps them and its parties are only fewer, or moved."""
    if draft.is_exported and draft.is_unchanged("party_country"):
        known = [
            organization_name_key(party.get("name_as_written", ""))
            for party in party_involvements(draft.members)
        ]
        names = [
            organization_name_key(text) for _cell, text, _country in _party_values(draft.row, reader, [])
        ]
        if not Counter(names) - Counter(known) and names != known:
            return []
    note_unknown_countries(draft)
    return row_countries(draft.row, draft.desk.findings.answers)


def _note_open_countries(draft: AgreementDraft, parties: list[CellParty]) -> set[str]:
    """Note the parties whose country is an open question; returns their texts."""
    still_open = set()
    for party in parties:
        if key := open_country_question(draft, party.named.country):
            example = f"{party.named.name} ({party.named.country})"
            draft.desk.organizations_in_list.note_open(party.text, draft.row.number, key, example)
            still_open.add(party.text)
    return still_open


def _texts_of_parties(row: SheetRow, reader: PartyNameReader) -> list[tuple[SheetCell, str]]:
    """The values of the cells of parties, each with its cell."""
    return [(cell, text) for cell in row.filled_cells("party") for text in reader.values(cell[1])]


def _party_values(
    row: SheetRow, reader: PartyNameReader, codes: list[str]
) -> list[tuple[SheetCell, str, str]]:
    """The values that name parties, each with its cell and country, of which one alone holds for all.

    What says that nothing is known (unbekannt, n/k) names none, unless an organization here is called so.
    """
    values = _texts_of_parties(row, reader)
    by_value = codes * len(values) if len(codes) == 1 else codes
    if len(by_value) != len(values):
        by_value = [""] * len(values)
    return [
        (cell, text, country)
        for (cell, text), country in zip(values, by_value, strict=True)
        if reader.is_named(text)
    ]


def _reader(draft: AgreementDraft) -> PartyNameReader:
    """The reader of names, to which those that the record has already are known as a whole."""
    written = {
        organization_name_key(party.get("name_as_written", ""))
        for party in draft.members.get("involvements", [])
    }
    desk = draft.desk
    if not written:
        return desk.party_names
    return PartyNameReader(
        desk.findings.answers,
        lambda name: desk.matcher.is_known(name) or organization_name_key(name) in written,
        one_a_line=desk.is_own_export,
    )


def _note_patterns(draft: AgreementDraft, reader: PartyNameReader, codes: list[str]) -> set[str]:
    """Note the patterns of the names; returns the texts of which one is open, each a problem of the row."""
    return {
        text
        for (header, _cell), text, country in _party_values(draft.row, reader, codes)
        for pattern, example in reader.parse(text, country).patterns
        if not answer_about(draft, pattern, header, text, example)
    }


def _identifiers(draft: AgreementDraft, parties: list[CellParty]) -> list[str]:
    """The identifier of each party, "" for none; an organization that a cell names with others has none."""
    values = []
    for header, text in draft.row.cells.get("party_identifier", []):
        for value in cells.split_values(text) or [""]:
            values.append("" if cells.is_blank_cell(value) else _checked_identifier(draft, header, value))
    if not any(values):
        return [""] * len(parties)
    if len(values) != len(parties):
        add_count_problem(draft, "party_identifier", len(values), len(parties))
        return [""] * len(parties)
    return values


def _checked_identifier(draft: AgreementDraft, header: str, value: str) -> str:
    try:
        parse_identifier(value, is_sure=True)
    except CellError as error:
        draft.add_problem(error, header, value)
        return ""
    return value


def add_count_problem(draft: AgreementDraft, name: str, values: int, names: int) -> None:
    """Object to a column that has not one value for each of so many names."""
    draft.add_problem(
        CellError(
            _("There are %(found)s values for %(count)s names.") % {"found": values, "count": names},
            _("Write as many as there are names, in their order; “-” where there is none."),
        ),
        draft.row.header_of(name),
        draft.row.text(name),
    )
