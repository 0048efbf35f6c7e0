"""Parties of a draft: the other side, and our own side."""

from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.drafts.own_units import fill_own_units, own_parties
from spreadsheets.drafts.party_cells import CellParty, named_parties
from spreadsheets.drafts.party_edits import add_party, edit_parties
from spreadsheets.drafts.party_matches import match_party, name_as_written
from spreadsheets.exports.flat_row import party_involvements
from spreadsheets.matching.matches import KnownOrganization
from spreadsheets.matching.name_patterns import PartyName
from spreadsheets.messages import message as _
from spreadsheets.parsing import cells
from spreadsheets.parsing.cells import CellError
from spreadsheets.plan import ListQuestion

OUR_SIDE_QUESTION = "our_side"  # asks whose list it is, where several institutions are ours
_NONE_OF_OURS = "none"


def fill_parties(draft: AgreementDraft) -> None:
    """Fill in the parties that the row names, and our own side."""
    if not draft.is_unchanged("party", "party_country", "party_identifier"):
        problems = len(draft.problems)
        parties = named_parties(draft)
        _note_splits(draft, parties)
        _add_parties(draft, "party", parties, problems)
    _fill_own_side(draft)
    fill_own_units(draft)
    _note_missing_side(draft)


def _note_splits(draft: AgreementDraft, parties: list[CellParty]) -> None:
    """Note the cells that hold other names than themselves."""
    for text in dict.fromkeys(party.text for party in parties):
        names = [party.named for party in parties if party.text == text]
        if [name.name for name in names] != [text]:
            draft.desk.organizations_in_list.note_split(text, list(map(str, names)), draft.row.number)


def _add_parties(draft: AgreementDraft, column: str, parties: list[CellParty], problems: int) -> None:
    """Make these the parties, of a record that is here in place of those that it has.

    ``problems`` is the number of those that the row had before its parties were looked at.
    """
    if draft.base:
        edit_parties(draft, column, parties, problems=problems)
        return
    for party in parties:
        if match := match_party(draft, column, party):
            written = name_as_written(match, party.named.written)
            add_party(draft, column, match.id, written, party.named.unit)


def _fill_own_side(draft: AgreementDraft) -> None:
    """Add our own side: the organizations of the column, or the institution of ours whose list it is."""
    own = [
        CellParty(cell, name, PartyName(name))
        for cell in draft.row.filled_cells("our_side")
        for name in filter(draft.desk.party_names.is_named, cells.split_values(cell[1]))
    ]
    if own:
        _add_parties(draft, "our_side", own, len(draft.problems))
    is_missing = draft.is_new and not own_parties(draft) and not draft.row.text("our_side")
    if is_missing and (institution := _own_institution(draft)):
        members = {"organization": institution.id, "name_as_written": institution.name}
        draft.add_part("involvements", "our-side", members, "our_side")


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
