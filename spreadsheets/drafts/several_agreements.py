"""Cells that name several agreements: “MoU 2012; Student exchange 2015”. Asked about once for each column."""

import re

from spreadsheets.column_values import names_document
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import FORM_PARSER, CellError
from spreadsheets.plan import ListQuestion

_ONE, _SEVERAL = "one", "several"
_COLUMNS = ("title", "title_en", "title_ko", "form", "form_as_written", "signed_on")
_FORM_COLUMNS = {"form", "form_as_written"}
_PART_SIGN = re.compile(
    r"\s*[;；\n]\s*|\s+[/+|]\s+|\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|및|と)\s+|\s*(?<!\w)\(?\d\)\s*"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"[(\[]?(?:\d{1,2}[./-]\d{1,2}[./-])?(?:19|20)\d\d(?:[./-]\d{1,2}){0,2}[)\]]?")


def check_single_agreement(draft: AgreementDraft) -> None:
    """Object to a new agreement whose cell names several, until somebody says that they are one."""
    if not draft.is_new:
        return
    for name in _COLUMNS:
        for header, text in draft.row.filled_cells(name)[:1]:
            if not _names_several(text, is_form=name in _FORM_COLUMNS):
                continue
            question = _question(header)
            answer = draft.desk.findings.answer_to(question, draft.row.number, text)
            if answer != _ONE:
                reason = _("“%s” names several agreements.") % text
                advice = _(
                    "Write a row for each, leave the row out, or say once for the column that they are one."
                )
                draft.add_problem(CellError(reason, advice, "" if answer else question.key), header, text)


def _names_several(text: str, *, is_form: bool) -> bool:
    """True where each part of a text is a document of a year of its own; of types also without years."""
    parts = [part for part in _PART_SIGN.split(text) if part.strip()]
    if len(parts) < 2:
        return False
    words = [" ".join(_DAY.sub(" ", part).split()).strip(" .,:-–") for part in parts]
    years = [year[0] for part in parts if (year := _YEAR.search(part))]
    if len(years) == len(parts) and len(set(years)) > 1:
        return all(FORM_PARSER.find(word) or names_document(word) for word in words)
    known = {value[0] for word in words if (value := FORM_PARSER.find(word))}
    return is_form and FORM_PARSER.find(text) is None and len(known) == len(parts)


def _question(header: str) -> ListQuestion:
    return ListQuestion(
        key=f"several/{header}",
        text=_("Some cells of “%s” name several agreements. Is each such row one agreement?") % header,
        options=[
            (_ONE, _("yes, one: record it as it stands")),
            (_SEVERAL, _("no: these rows are not recorded, each agreement needs a row of its own")),
        ],
    )
