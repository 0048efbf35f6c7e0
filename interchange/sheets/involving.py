"""Who takes part, as a list tells it: parties, their countries and identifiers, our own side."""

import re

from django.utils.translation import gettext as _

from interchange.sheets import cells
from interchange.sheets.cells import NotUnderstood
from interchange.sheets.parties import Found, name_key, read_identifier
from interchange.sheets.rows import Cell, Draft


def parties(draft: Draft) -> None:
    names = ("party", "party_country", "party_identifier")
    if not draft.is_told(*names):
        for named in named_parties(draft):
            involve(draft, "party", *named)
    ours(draft)


def named_parties(draft: Draft) -> list[tuple[Cell, str, str, str]]:
    """The cell, name, country and identifier of each party; countries and identifiers stand in the order of names."""
    named = [(cell, text) for cell in draft.row.told("party") for text in cells.split(cell[1])]
    countries = beside(draft, "party_country", len(named), cells.read_country)
    identifiers = beside(draft, "party_identifier", len(named), checked_identifier)
    return [
        (cell, text, country, identifier)
        for (cell, text), country, identifier in zip(named, countries, identifiers, strict=True)
    ]


def checked_identifier(text: str) -> str:
    read_identifier(text, is_sure=True)
    return text


def beside(draft: Draft, name: str, count: int, understand) -> list[str]:
    """What a column says of each of so many parties or signatories: one value each, or one country for all."""
    found = []
    for header, text in draft.row.cells.get(name, []):
        for one in cells.split(text) or [""]:
            try:
                found.append("" if cells.says_nothing(one) else understand(one))
            except NotUnderstood as error:
                draft.problem(error, header, one)
                found.append("")
    if not any(found):
        return [""] * count
    if len(found) == 1 and name == "party_country":
        return found * count
    if len(found) != count:
        draft.problem(
            NotUnderstood(
                _("There are %(found)s values for %(count)s names.") % {"found": len(found), "count": count},
                _("Write as many as there are names, in their order; “-” where there is none."),
            ),
            draft.row.header(name),
            draft.row.text(name),
        )
        return [""] * count
    return found


def involve(
    draft: Draft, column: str, cell: Cell, name: str, country: str = "", identifier: str = ""
) -> None:
    """Make an organization a party, unless it is one."""
    if is_party(draft, name, country):
        return
    found = find(draft, cell, name, country=country, identifier=identifier, is_own=column == "our_side")
    organization = found and (found.known.id if found.known else found.new)
    involved = [one for one in draft.members.get("involvements", []) if one.get("role", "party") == "party"]
    if not organization or organization in {one.get("organization") for one in involved}:
        return
    members = {"organization": organization, "name_as_written": written_name(found, name)}
    draft.part("involvements", f"party-{len(involved) + 1}", members, column)


def is_party(draft: Draft, name: str, country: str) -> bool:
    """Whether the record names this party so already."""
    for one in draft.members.get("involvements", []):
        known = draft.desk.organization(one.get("organization", ""))
        is_there = country in ("", known[1]) or not known[1]
        if is_there and name_key(one.get("name_as_written", "")) == name_key(name):
            return True
    return False


def find(draft: Draft, cell: Cell, name: str, **asked) -> Found | None:
    """The organization that a name means, of the desk or new. None: that is to be decided, a problem."""
    try:
        found = draft.desk.matcher.find(name, **asked)
    except NotUnderstood as error:
        draft.problem(error, *cell)
        return None
    if found.candidates:
        draft.candidates.append(found.candidates)
        error = NotUnderstood(
            _("“%(name)s” is like %(other)s.") % {"name": name, "other": found.candidates.options[0][1]},
            _("Choose which organization is meant, or that it is a new one."),
        )
        draft.problem(error, cell[0], name)
        return None
    if found.new:
        draft.new_organizations.add(found.new)
    return found


def written_name(found: Found, name: str) -> str:
    """The name as the list has it; today's where the list has only an identifier."""
    is_identifier = found.known and re.fullmatch(r"(https?://.*|Q\d+|0[a-z0-9]{8}|grid\..*)", name)
    return found.known.name if found.known and is_identifier else name


def ours(draft: Draft) -> None:
    """Our own side: what the list names, or our one institution where a new record would be without it."""
    for cell in draft.row.told("our_side"):
        for name in cells.split(cell[1]):
            involve(draft, "our_side", cell, name)
    own = draft.desk.matcher.own()
    if own and draft.is_new and not our_parties(draft) and not draft.row.text("our_side"):
        members = {"organization": own.id, "name_as_written": own.name}
        draft.part("involvements", "our-side", members, "our_side")
    unit = draft.read("our_unit", str)
    if unit and (involved := our_parties(draft)):
        involved[0]["unit"] = unit
        draft.came_from("our_unit", "involvements", involved[0], "unit")
    elif unit:
        draft.row.kept.append((draft.row.header("our_unit"), unit))


def our_parties(draft: Draft) -> list[dict]:
    own = {one.id for one in draft.desk.matcher.known.values() if one.is_own}
    own |= {one["id"] for one in draft.desk.matcher.added.values() if one.get("is_own")}
    return [one for one in draft.members.get("involvements", []) if one.get("organization") in own]
