"""The other side of an agreement: asked about once where no column of a list names it."""

from spreadsheets.columns import COLUMNS_BY_NAME
from spreadsheets.drafts.draft import PARTIES_QUESTION, AgreementDraft, column_answer
from spreadsheets.exports.flat_row import party_involvements
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError
from spreadsheets.plan import ListQuestion

_NO_OTHER_SIDE = "none"
# Columns that may hold names of organizations under a header that says something else
_TEXT_COLUMNS = {
    "",
    "title",
    "title_en",
    "title_ko",
    "our_unit",
    "our_side",
    "place",
    "summary",
    "signatory",
    "unit",
}


def check_counterpart(draft: AgreementDraft) -> None:
    """Object to a new agreement of nobody but us: once for the list where no column names the other side."""
    if not draft.is_new:
        return
    answer = draft.desk.findings.answers.questions.get(PARTIES_QUESTION, "")
    if answer in {column_answer(header) for header, _text in draft.row.cells.get("party", [])}:
        draft.desk.findings.answer_to(_counterpart_question(draft), draft.row.number, "")
    if draft.problems or _has_other_side(draft):
        return
    if {"party", "party_identifier"} & set(draft.row.cells):
        draft.add_warning("party", _("No other side is named."))
    elif not draft.desk.findings.answer_to(_counterpart_question(draft), draft.row.number, ""):
        reason = _("Nobody but ourselves is a party.")
        advice = _("Say once for the list which column is “%s”.") % COLUMNS_BY_NAME["party"].label
        draft.add_problem(CellError(reason, advice, PARTIES_QUESTION), "", "")


def _counterpart_question(draft: AgreementDraft) -> ListQuestion:
    headers = [header for header, name in draft.desk.list_columns if name in _TEXT_COLUMNS]
    return ListQuestion(
        key=PARTIES_QUESTION,
        text=_("No column of this list names the other side. Which one does?"),
        options=[
            *((column_answer(header), header) for header in headers),
            (_NO_OTHER_SIDE, _("none: record the agreements without it")),
        ],
    )


def _has_other_side(draft: AgreementDraft) -> bool:
    """True where an organization that is not ours is a party."""
    return any(
        not draft.desk.is_own(party.get("organization", "")) for party in party_involvements(draft.members)
    )
