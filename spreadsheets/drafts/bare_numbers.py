"""Numbers without a unit in columns of lengths of time: years or months by the header, or by one answer."""

import re

from core.text import fold
from lifecycle.phrases import duration_words
from spreadsheets.drafts.draft import AgreementDraft, SheetCell
from spreadsheets.messages import Message
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError
from spreadsheets.plan import ListQuestion


def with_unit(draft: AgreementDraft, cell: SheetCell, number: str, suggested: str) -> str:
    """A number of years or months by the header, or by an answer for the column; "" while that is open.

    The number itself where it counts something else.
    """
    header, text = cell
    folded = fold(header)
    if re.search("month|개월|mois|monat|maand|mes(?:es|i)?\\b|[か个個]月", folded):
        return f"{number} months"
    if re.search("year|yr|년|연|annee|jahr|jaar|ano|\\bann[io]\\b|年", folded):
        return f"{number} years"
    labels = {
        "years": _("years: “%(text)s” is %(length)s"),
        "months": _("months: “%(text)s” is %(length)s"),
        "words": _("something else: keep them as they stand"),
    }
    lengths = {unit: _length_words(f"P{number}{unit[0].upper()}") for unit in ("years", "months")}
    question = ListQuestion(
        key=f"units/{header}",
        text=_("What do the numbers in “%s” count?") % header,
        options=[
            (unit, label % {"text": text, "length": lengths.get(unit, "")}) for unit, label in labels.items()
        ],
        suggested=suggested,
    )
    answer = draft.desk.findings.answer_to(question, draft.row.number, text)
    if not answer:
        error = CellError(
            _("“%s” is a number without a unit.") % text,
            _("Say once for the column what it counts, or write “5 years”."),
            question.key,
        )
        draft.add_problem(error, header, text)
    return {"years": f"{number} years", "months": f"{number} months", "words": number}.get(answer, "")


def _length_words(length: str) -> Message:
    return Message(lambda: duration_words(length))
