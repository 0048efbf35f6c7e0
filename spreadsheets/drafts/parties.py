"""Parties of a draft: names, countries and identifiers of the other side, and our own side."""

import re

from django.utils.translation import gettext as _

from spreadsheets.drafts.draft import AgreementDraft, SheetCell
from spreadsheets.exports.flat_row import party_involvements
from spreadsheets.matching.organizations import OrganizationMatch, parse_identifier
from spreadsheets.matching.similarity import organization_name_key
from spreadsheets.parsing import cells
from spreadsheets.parsing.cells import CellError
from spreadsheets.parsing.countries import parse_country_cell


def fill_parties(draft: AgreementDraft) -> None:
    """Add the parties that the row names and the record has not, and our own side."""
    names = ("party", "party_country", "party_identifier")
    if not draft.is_unchanged(*names):
        for named in _named_parties(draft):
            _add_party(draft, "party", *named)
    _fill_own_side(draft)


def _named_parties(draft: AgreementDraft) -> list[tuple[SheetCell, str, str, str]]:
    """The cell, name, country and identifier of each party; countries and identifiers stand in the order of names."""
    named = [(cell, text) for cell in draft.row.filled_cells("party") for text in cells.split_values(cell[1])]
    countries = parallel_values(draft, "party_country", len(named), parse_country_cell)
    identifiers = parallel_values(draft, "party_identifier", len(named), _checked_identifier)
    return [
        (cell, text, country, identifier)
        for (cell, text), country, identifier in zip(named, countries, identifiers, strict=True)
    ]


def _checked_identifier(text: str) -> str:
    parse_identifier(text, is_sure=True)
    return text


def parallel_values(draft: AgreementDraft, name: str, count: int, parser) -> list[str]:
    """Values of a column for so many parties or signatories: one each in their order, or one country for all."""
    values = []
    for header, text in draft.row.cells.get(name, []):
        for value in cells.split_values(text) or [""]:
            try:
                values.append("" if cells.is_blank_cell(value) else parser(value))
            except CellError as error:
                draft.add_problem(error, header, value)
                values.append("")
    if not any(values):
        return [""] * count
    if len(values) == 1 and name == "party_country":
        return values * count
    if len(values) != count:
        draft.add_problem(
            CellError(
                _("There are %(found)s values for %(count)s names.") % {"found": len(values), "count": count},
                _("Write as many as there are names, in their order; “-” where there is none."),
            ),
            draft.row.header_of(name),
            draft.row.text(name),
        )
        return [""] * count
    return values


def _add_party(
    draft: AgreementDraft, column: str, cell: SheetCell, name: str, country: str = "", identifier: str = ""
) -> None:
    """Make an organization a party, unless it is one."""
    if _has_party(draft, name, country):
        return
    match = match_organization(
        draft, cell, name, country=country, identifier=identifier, is_own=column == "our_side"
    )
    if match is None:
        return
    organization = match.organization.id if match.organization else match.new_id
    parties = party_involvements(draft.members)
    if organization in {party.get("organization") for party in parties}:
        return
    members = {"organization": organization, "name_as_written": _name_as_written(match, name)}
    draft.add_part("involvements", f"party-{len(parties) + 1}", members, column)


def _has_party(draft: AgreementDraft, name: str, country: str) -> bool:
    """True where the record has a party of this name, and no other country for it."""
    key = organization_name_key(name)
    for involvement in draft.members.get("involvements", []):
        _name, known_country = draft.desk.name_and_country(involvement.get("organization", ""))
        is_same_country = country in ("", known_country) or not known_country
        if is_same_country and organization_name_key(involvement.get("name_as_written", "")) == key:
            return True
    return False


def match_organization(
    draft: AgreementDraft, cell: SheetCell, name: str, **options
) -> OrganizationMatch | None:
    """The organization of this name, of the desk or new. None: somebody has to decide, which is a problem.

    ``options`` as for ``OrganizationNameMatcher.match``.
    """
    try:
        match = draft.desk.matcher.match(name, **options)
    except CellError as error:
        draft.add_problem(error, *cell)
        return None
    if match.candidates:
        draft.candidates.append(match.candidates)
        error = CellError(
            _("“%(name)s” is like %(other)s.") % {"name": name, "other": match.candidates.options[0][1]},
            _("Choose which organization is meant, or that it is a new one."),
        )
        draft.add_problem(error, cell[0], name)
        return None
    if match.new_id:
        draft.new_organizations.add(match.new_id)
    return match


def _name_as_written(match: OrganizationMatch, name: str) -> str:
    """The name as the list has it; today's where the list has only an identifier."""
    is_identifier = re.fullmatch(r"(https?://.*|Q\d+|0[a-z0-9]{8}|grid\..*)", name)
    return match.organization.name if match.organization and is_identifier else name


def _fill_own_side(draft: AgreementDraft) -> None:
    """Add our own side: the organizations of the column, or our only institution where a new record has none."""
    for cell in draft.row.filled_cells("our_side"):
        for name in cells.split_values(cell[1]):
            _add_party(draft, "our_side", cell, name)
    own = draft.desk.matcher.own_organization()
    if own and draft.is_new and not _own_parties(draft) and not draft.row.text("our_side"):
        members = {"organization": own.id, "name_as_written": own.name}
        draft.add_part("involvements", "our-side", members, "our_side")
    unit = draft.parse("our_unit", str)
    if unit and (parties := _own_parties(draft)):
        parties[0]["unit"] = unit
        draft.note_origin("our_unit", "involvements", parties[0], "unit")
    elif unit:
        draft.row.unmapped_cells.append((draft.row.header_of("our_unit"), unit))


def _own_parties(draft: AgreementDraft) -> list[dict]:
    matcher = draft.desk.matcher
    own = {known.id for known in matcher.organizations.values() if known.is_own}
    own |= {members["id"] for members in matcher.new_organizations.values() if members.get("is_own")}
    return [party for party in draft.members.get("involvements", []) if party.get("organization") in own]
