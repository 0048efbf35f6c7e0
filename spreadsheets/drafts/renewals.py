"""Renewal of a draft, from its column: a code, words of a term, or a yes that the header or an answer explains."""

from agreements.choices import Renewal
from spreadsheets.drafts.draft import AgreementDraft, SheetCell
from spreadsheets.messages import message as _
from spreadsheets.parsing import synonyms
from spreadsheets.parsing.cells import CellError, ChoiceParser
from spreadsheets.parsing.renewals import asks_for_automatic, is_yes
from spreadsheets.parsing.terms import parse_term_cell
from spreadsheets.plan import ListQuestion

RENEWAL_PARSER = ChoiceParser(Renewal, synonyms.RENEWAL_SYNONYMS)
_BY_AGREEMENT = "agreement"


def renewal_of_cell(draft: AgreementDraft) -> dict[str, str] | None:
    """The members of the renewal column: its code, or what a term in words says of it; else the note has the words."""
    if draft.is_unchanged("renewal"):
        return None
    header, text = draft.row.filled_cells("renewal")[0]
    if is_yes(text):
        return _renewal_of_yes(draft, (header, text))
    try:
        return {"renewal": RENEWAL_PARSER.parse(text)[0]}
    except CellError:
        members = parse_term_cell(text).members
    if "renewal" in members:
        length = members.get("renewal_length") or members.get("length")
        return {"renewal": members["renewal"], "wording": " ".join(text.split())[:400]} | (
            {"renewal_length": length} if length and members["renewal"] == Renewal.AUTOMATIC else {}
        )
    draft.row.unmapped_cells.append((header, text))
    draft.add_warning("renewal", _("This is no kind of renewal we know: it is kept in the internal note."))
    return None


def _renewal_of_yes(draft: AgreementDraft, cell: SheetCell) -> dict[str, str] | None:
    """The renewal of a yes: what can be renewed need not renew itself, so that it is asked once for the column.

    Until somebody says that it does, the note has the cell.
    """
    header, text = cell
    if asks_for_automatic(header):
        return {"renewal": Renewal.AUTOMATIC}
    question = ListQuestion(
        key=f"renewal/{header}",
        text=_("What does a yes in “%s” mean?") % header,
        options=[
            (
                _BY_AGREEMENT,
                _("it can be renewed where the parties agree: the words are kept in the internal note"),
            ),
            (Renewal.AUTOMATIC, _("it renews automatically unless notice is given")),
        ],
        suggested=_BY_AGREEMENT,
        is_needed=False,
    )
    answer = draft.desk.findings.answer_to(question, draft.row.number, text)
    if answer == Renewal.AUTOMATIC:
        return {"renewal": Renewal.AUTOMATIC}
    draft.row.unmapped_cells.append((header, text))
    return {"renewal": Renewal.NOT_STATED} if answer else None
