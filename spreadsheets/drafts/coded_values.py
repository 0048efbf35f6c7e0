"""Coded values of a draft: form, nature, bindingness; an unknown word is one question for all cells that have it."""

from spreadsheets.columns import COLUMNS_BY_NAME
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.messages import label_message
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, ChoiceParser, normalize_cell
from spreadsheets.parsing.word_lists import is_unstated
from spreadsheets.plan import ListQuestion

_KEEP = "keep"


def parse_coded_value(
    draft: AgreementDraft, name: str, parser: ChoiceParser, *, is_kept_as_written: bool = False
) -> tuple[str, bool] | None:
    """The code of a cell, and whether it is the code or its label; None where the column is unchanged or unknown.

    What is unknown goes to a member of its own (``is_kept_as_written``: the code is ""), or to the note by an answer.
    """
    if draft.is_unchanged(name):
        return None
    header, text = draft.row.filled_cells(name)[0]
    if is_unstated(text) and not parser.find(text):
        draft.desk.findings.notice(header, _("Read as: nothing is stated."), draft.row.number, text)
        return None
    try:
        return parser.parse(text)
    except CellError as error:
        question = _meaning_question(name, text, parser, is_needed=not is_kept_as_written)
        answer = draft.desk.findings.answer_to(question, draft.row.number, text)
        if answer and answer != _KEEP:
            return answer, False
        if is_kept_as_written:
            return "", False
        if answer == _KEEP:
            draft.row.unmapped_cells.append((header, text))
        else:
            draft.add_problem(CellError(error.reason, error.advice, question.key), header, text)
        return None


def _meaning_question(name: str, text: str, parser: ChoiceParser, *, is_needed: bool) -> ListQuestion:
    label = (
        _("none of these: keep it in the internal note")
        if is_needed
        else _("none of these: keep it as written")
    )
    return ListQuestion(
        key=f"value/{name}/{normalize_cell(text)}",
        text=_("“%(text)s” is no %(column)s known here. What does it mean?")
        % {"text": text, "column": COLUMNS_BY_NAME[name].label},
        options=[
            *((str(code), label_message(label)) for code, label in parser.choices.choices),
            (_KEEP, label),
        ],
        is_needed=is_needed,
    )
