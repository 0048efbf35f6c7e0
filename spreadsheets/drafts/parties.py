"""Who takes part, as a list tells it: parties, their countries and identifiers, our own side."""

import re

from django.utils.translation import gettext as _

from spreadsheets.drafts.draft import AgreementDraft, SheetCell
from spreadsheets.matching.organizations import OrganizationMatch, parse_identifier
from spreadsheets.matching.similarity import organization_name_key
from spreadsheets.parsing import cells
from spreadsheets.parsing.cells import CellError


def fill_parties(draft: AgreementDraft) -> None:
    names = ("party", "party_country", "party_identifier")
    if not draft.is_told(*names):
        for named in _named_parties(draft):
            _add_party(draft, "party", *named)
    _fill_own_side(draft)


def _named_parties(draft: AgreementDraft) -> list[tuple[SheetCell, str, str, str]]:
    """The cell, name, country and identifier of each party; countries and identifiers stand in the order of names."""
    named = [(cell, text) for cell in draft.row.told("party") for text in cells.split_values(cell[1])]
    countries = parallel_values(draft, "party_country", len(named), cells.parse_country_cell)
    identifiers = parallel_values(draft, "party_identifier", len(named), _checked_identifier)
    return [
        (cell, text, country, identifier)
        for (cell, text), country, identifier in zip(named, countries, identifiers, strict=True)
    ]


def _checked_identifier(text: str) -> str:
    parse_identifier(text, is_sure=True)
    return text


def parallel_values(draft: AgreementDraft, name: str, count: int, understand) -> list[str]:
    """What a column says of each of so many parties or signatories: one value each, or one country for all."""
    found = []
    for header, text in draft.row.cells.get(name, []):
        for one in cells.split_values(text) or [""]:
            try:
                found.append("" if cells.is_blank_cell(one) else understand(one))
            except CellError as error:
                draft.problem(error, header, one)
                found.append("")
    if not any(found):
        return [""] * count
    if len(found) == 1 and name == "party_country":
        return found * count
    if len(found) != count:
        draft.problem(
            CellError(
                _("There are %(found)s values for %(count)s names.") % {"found": len(found), "count": count},
                _("Write as many as there are names, in their order; “-” where there is none."),
            ),
            draft.row.header(name),
            draft.row.text(name),
        )
        return [""] * count
    return found


def _add_party(
    draft: AgreementDraft, column: str, cell: SheetCell, name: str, country: str = "", identifier: str = ""
) -> None:
    """Make an organization a party, unless it is one."""
    if _has_party(draft, name, country):
        return
    found = match_organization(
        draft, cell, name, country=country, identifier=identifier, is_own=column == "our_side"
    )
    organization = found and (found.known.id if found.known else found.new)
    involved = [one for one in draft.members.get("involvements", []) if one.get("role", "party") == "party"]
    if not organization or organization in {one.get("organization") for one in involved}:
        return
    members = {"organization": organization, "name_as_written": _name_as_written(found, name)}
    draft.part("involvements", f"party-{len(involved) + 1}", members, column)


def _has_party(draft: AgreementDraft, name: str, country: str) -> bool:
    """Whether the record names this party so already."""
    for one in draft.members.get("involvements", []):
        known = draft.desk.organization(one.get("organization", ""))
        is_there = country in ("", known[1]) or not known[1]
        if is_there and organization_name_key(one.get("name_as_written", "")) == organization_name_key(name):
            return True
    return False


def match_organization(
    draft: AgreementDraft, cell: SheetCell, name: str, **asked
) -> OrganizationMatch | None:
    """The organization that a name means, of the desk or new. None: that is to be decided, a problem."""
    try:
        found = draft.desk.matcher.find(name, **asked)
    except CellError as error:
        draft.problem(error, *cell)
        return None
    if found.candidates:
        draft.candidates.append(found.candidates)
        error = CellError(
            _("“%(name)s” is like %(other)s.") % {"name": name, "other": found.candidates.options[0][1]},
            _("Choose which organization is meant, or that it is a new one."),
        )
        draft.problem(error, cell[0], name)
        return None
    if found.new:
        draft.new_organizations.add(found.new)
    return found


def _name_as_written(found: OrganizationMatch, name: str) -> str:
    """The name as the list has it; today's where the list has only an identifier."""
    is_identifier = found.known and re.fullmatch(r"(https?://.*|Q\d+|0[a-z0-9]{8}|grid\..*)", name)
    return found.known.name if found.known and is_identifier else name


def _fill_own_side(draft: AgreementDraft) -> None:
    """Our own side: what the list names, or our one institution where a new record would be without it."""
    for cell in draft.row.told("our_side"):
        for name in cells.split_values(cell[1]):
            _add_party(draft, "our_side", cell, name)
    own = draft.desk.matcher.own()
    if own and draft.is_new and not _own_parties(draft) and not draft.row.text("our_side"):
        members = {"organization": own.id, "name_as_written": own.name}
        draft.part("involvements", "our-side", members, "our_side")
    unit = draft.read("our_unit", str)
    if unit and (involved := _own_parties(draft)):
        involved[0]["unit"] = unit
        draft.came_from("our_unit", "involvements", involved[0], "unit")
    elif unit:
        draft.row.kept.append((draft.row.header("our_unit"), unit))


def _own_parties(draft: AgreementDraft) -> list[dict]:
    own = {one.id for one in draft.desk.matcher.known.values() if one.is_own}
    own |= {one["id"] for one in draft.desk.matcher.added.values() if one.get("is_own")}
    return [one for one in draft.members.get("involvements", []) if one.get("organization") in own]
