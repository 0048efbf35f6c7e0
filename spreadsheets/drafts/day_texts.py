"""Texts in columns of days that are no day: one question for each text, whatever the number of its rows."""

import re

from core import edtf
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, normalize_cell
from spreadsheets.plan import ListQuestion

NO_END, _KEEP = "indefinite", "keep"
_FEWEST_WORDS_OF_PROSE = 3
_WORD = re.compile(r"[^\W\d_]{2,}")
_DAY_LIKE = re.compile(r"\d{4}|\d\d? ?[-./] ?\d\d? ?[-./] ?\d\d")


def is_prose(text: str) -> bool:
    """True for words that are no attempt at a date: “soon”, “See MoU of 2012”; not for “31 Foo 2019”."""
    words = _WORD.findall(text)
    return len(words) >= _FEWEST_WORDS_OF_PROSE or (bool(words) and not _DAY_LIKE.search(text))


def meaning_of_text(draft: AgreementDraft, name: str, text: str) -> str:
    """NO_END, or "" where the note keeps the text, as somebody said of it. Raises CellError while nobody did."""
    header = draft.row.header_of(name)
    options = [(_KEEP, _("no day is stated: keep it in the internal note"))]
    if name == "end_on":
        options.append((NO_END, _("it has no end")))
    question = ListQuestion(
        key=f"day/{header}/{normalize_cell(text)}",
        text=_("“%(text)s” in “%(column)s” is no day. What does it mean?") % {"text": text, "column": header},
        options=options,
        suggested=_KEEP,
    )
    answer = draft.desk.findings.answer_to(question, draft.row.number, text)
    if not answer:
        raise CellError(
            _("“%s” is not a date we understand.") % edtf.grammar.abbreviate(text),
            _("Write a date like 2019-03-05, or as much as is known: 2019-03, 2019, about 2019."),
            question.key,
        )
    if answer == _KEEP:
        draft.row.unmapped_cells.append((header, text))
        return ""
    return answer
