"""Parties of a draft: the other side, and our own side."""

import re

from django_countries import countries

from spreadsheets.drafts.draft import AgreementDraft, SheetCell
from spreadsheets.drafts.party_cells import CellParty, add_count_problem, named_parties
from spreadsheets.exports.flat_row import party_involvements
from spreadsheets.matching.matches import KnownOrganization, OrganizationMatch
from spreadsheets.matching.name_words import organization_name_key
from spreadsheets.matching.party_names import PartyName
from spreadsheets.messages import Message
from spreadsheets.messages import message as _
from spreadsheets.parsing import cells
from spreadsheets.parsing.cells import CellError
from spreadsheets.parsing.countries import is_unknown_country
from spreadsheets.plan import ListQuestion

OUR_SIDE_QUESTION = "our_side"  # asks whose list it is, where several institutions are ours
_NONE_OF_OURS = "none"


def fill_parties(draft: AgreementDraft) -> None:
    """Add the parties that the row names and the record has not, and our own side."""
    if not draft.is_unchanged("party", "party_country", "party_identifier"):
        parties = named_parties(draft)
        _note_splits(draft, parties)
        for party in parties:
            _add_party(draft, "party", party)
    _fill_own_side(draft)
    _note_missing_side(draft)


def _note_splits(draft: AgreementDraft, parties: list[CellParty]) -> None:
    """Note the cells that hold other names than themselves."""
    for text in dict.fromkeys(party.text for party in parties):
        names = [party.named for party in parties if party.text == text]
        if [name.name for name in names] != [text]:
            draft.desk.organizations_in_list.note_split(text, list(map(str, names)), draft.row.number)


def parallel_values(draft: AgreementDraft, name: str, count: int) -> list[str]:
    """Values of a column for so many signatories, one each in their order."""
    values = []
    for _header, text in draft.row.cells.get(name, []):
        values += ["" if cells.is_blank_cell(value) else value for value in cells.split_values(text) or [""]]
    if not any(values):
        return [""] * count
    if len(values) != count:
        add_count_problem(draft, name, len(values), count)
        return [""] * count
    return values


def _add_party(draft: AgreementDraft, column: str, party: CellParty) -> None:
    """Make an organization a party, unless it is one."""
    name, country = party.named.name, party.named.country
    if organization := _party_of_record(draft, name, country):
        draft.named_organizations.add(organization)
        if known := draft.desk.organizations.get(organization):
            draft.desk.organizations_in_list.note_existing(name, known, draft.row.number)
        return
    match = match_organization(
        draft, party.cell, name, country=country, identifier=party.identifier, is_own=column == "our_side"
    )
    if match is None:
        return
    _warn_of_other_country(draft, match, country)
    organization = match.organization.id if match.organization else match.new_id
    draft.named_organizations.add(organization)
    parties = party_involvements(draft.members)
    if organization in {party.get("organization") for party in parties}:
        return
    members = {"organization": organization, "name_as_written": _name_as_written(match, name)}
    members |= {"unit": party.named.unit} if party.named.unit else {}
    draft.add_part("involvements", f"party-{len(parties) + 1}", members, column)


def _warn_of_other_country(draft: AgreementDraft, match: OrganizationMatch, country: str) -> None:
    """Say where a row has another country than the organization that was chosen, or found by its identifier."""
    known = match.organization
    if known and known.country and country not in ("", known.country) and not is_unknown_country(country):
        values = {"country": Message(lambda: str(countries.name(country))), "organization": known.label}
        reason = _(
            "The list says %(country)s, and the organization here is %(organization)s: it is kept as it is here."
        )
        draft.add_warning("party_country", reason % values)


def _party_of_record(draft: AgreementDraft, name: str, country: str) -> str:
    """Id of the organization that is a party of the record by this name, unless it has another country; "" for none."""
    key = organization_name_key(name)
    for involvement in draft.members.get("involvements", []):
        organization = involvement.get("organization", "")
        _name, known_country = draft.desk.name_and_country(organization)
        is_same_country = country in ("", known_country) or not known_country
        if is_same_country and organization_name_key(involvement.get("name_as_written", "")) == key:
            return organization
    return ""


def match_organization(
    draft: AgreementDraft, cell: SheetCell, name: str, **options
) -> OrganizationMatch | None:
    """The organization of this name, of the desk or new. None: somebody has to decide, which is a problem.

    ``options`` as for ``OrganizationNameMatcher.match``.
    """
    matcher = draft.desk.matcher
    try:
        match = matcher.match(name, **options)
    except CellError as error:
        draft.add_problem(error, *cell)
        return None
    new = matcher.new_organizations.get(match.new_id, {})
    draft.desk.organizations_in_list.note_match(name, match, new, draft.row.number)
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
    """Add our own side: the organizations of the column, or the institution of ours whose list it is."""
    for cell in draft.row.filled_cells("our_side"):
        for name in filter(draft.desk.party_names.is_named, cells.split_values(cell[1])):
            _add_party(draft, "our_side", CellParty(cell, name, PartyName(name)))
    is_missing = draft.is_new and not _own_parties(draft) and not draft.row.text("our_side")
    if is_missing and (own := _own_institution(draft)):
        members = {"organization": own.id, "name_as_written": own.name}
        draft.add_part("involvements", "our-side", members, "our_side")
    unit = draft.parse("our_unit", str)
    if unit and (parties := _own_parties(draft)):
        parties[0]["unit"] = unit
        draft.note_origin("our_unit", "involvements", parties[0], "unit")
    elif unit:
        draft.row.unmapped_cells.append((draft.row.header_of("our_unit"), unit))


def _own_institution(draft: AgreementDraft) -> KnownOrganization | None:
    """The institution of ours whose list it is: the only one, or that which somebody named for the whole list."""
    own = {str(known.pk): known for known in draft.desk.matcher.own_organizations}
    if len(own) < 2:
        return next(iter(own.values()), None)
    question = ListQuestion(
        OUR_SIDE_QUESTION,
        _("Several institutions here are ours. Which is the own side of this list?"),
        [
            *((pk, known.label) for pk, known in own.items()),
            (_NONE_OF_OURS, _("None: the list names all parties")),
        ],
    )
    answer = draft.desk.findings.answer_to(question, draft.row.number, "")
    if not answer:
        advice = _("Answer the question about the list, or name our side in a column.")
        draft.add_problem(CellError(question.text, advice, question=question.key), "", "")
    return own.get(answer)


def _note_missing_side(draft: AgreementDraft) -> None:
    """Say once for the list that new agreements would have one party, the other side; see also ``counterpart``."""
    parties = [party.get("organization", "") for party in party_involvements(draft.members)]
    if draft.is_new and not draft.problems and len(parties) == 1 and not draft.desk.is_own(parties[0]):
        reason = _("These agreements have fewer than two parties: is a column of the list the other side?")
        draft.desk.findings.notice(
            draft.row.header_of("party"), reason, draft.row.number, draft.row.text("party")
        )


def _own_parties(draft: AgreementDraft) -> list[dict]:
    involvements = draft.members.get("involvements", [])
    return [party for party in involvements if draft.desk.is_own(party.get("organization", ""))]
