"""Columns that mean nothing here: said once for each, and asked about where they may mean something."""

from spreadsheets.column_values import names_parties, value_shares
from spreadsheets.columns import COLUMNS_BY_NAME
from spreadsheets.drafts.draft import SheetRow, days_question_key, open_column_key
from spreadsheets.headers import NOTE_ONLY_HEADERS, OPEN_HEADERS, normalize_header
from spreadsheets.lookups import DeskLookups
from spreadsheets.messages import label_message
from spreadsheets.messages import message as _
from spreadsheets.plan import ListQuestion

_KEEP = "note"
_DAY_COLUMNS = ("signed_on", "effective_on", "end_on", "status_on")
_ANSWERS = (*_DAY_COLUMNS, "place", "document", "party")
_LEAST_SHARE = 0.5  # of the rows that have something in a column of which it is said
_LEAST_DAYS = 0.4  # of the values, to be a column of days
_MOST_NUMBERS = 0.7  # of those that are days, too
_LEAST_ADDRESSES = 0.8


def note_unmapped_columns(desk: DeskLookups, rows: list[SheetRow]) -> None:
    """Say of each column that only goes to the note that it does, or ask what its days are."""
    headers = [
        header
        for header, name in desk.list_columns
        if not name and normalize_header(header) not in NOTE_ONLY_HEADERS
    ]
    taken = {name for _header, name in desk.list_columns}
    for header in headers:
        cells = [(row.number, text) for row in rows for text in _texts_of_column(row, header)]
        shares = value_shares([text for _number, text in cells])
        may_be = OPEN_HEADERS.get(normalize_header(header), "")
        if shares.get("address", 0) >= _LEAST_ADDRESSES:
            may_be = "document"
        if may_be and may_be not in taken and cells:
            for number, text in cells:
                desk.findings.answer_to(_open_question(header, may_be), number, text)
        elif names_parties(shares) and "party" in taken:
            for number, text in cells:
                desk.findings.answer_to(_open_question(header, "party"), number, text)
        elif shares.get("date", 0) >= _LEAST_DAYS and shares.get("number", 0) < _MOST_NUMBERS:
            question = _days_question(header, taken)
            for number, text in cells:
                desk.findings.answer_to(question, number, text)
        elif len(cells) >= _LEAST_SHARE * len(rows):
            for number, text in cells:
                reason = _("This column means nothing here: it is kept in the internal note.")
                desk.findings.notice(header, reason, number, text)


def _texts_of_column(row: SheetRow, header: str) -> list[str]:
    """The text of a row below a header, whether it goes to the note or was answered for."""
    cells = [*row.unmapped_cells, *(cell for name in _ANSWERS for cell in row.filled_cells(name))]
    return [text for other, text in cells if other == header]


def _open_question(header: str, name: str) -> ListQuestion:
    """The question whether a column is of the agreement, or of the partner."""
    texts = {
        "place": _("Is “%s” the place where the agreements were signed?"),
        "party": _("“%s” names organizations. Are they parties, too?"),
        "document": _("Are the addresses under “%s” those of the documents of the agreements?"),
    }
    return ListQuestion(
        key=open_column_key(header),
        text=texts[name] % header,
        options=[
            (name, label_message(COLUMNS_BY_NAME[name].label)),
            (_KEEP, _("something else: keep it in the internal note")),
        ],
        is_needed=False,
    )


def _days_question(header: str, taken: set[str]) -> ListQuestion:
    free = [name for name in _DAY_COLUMNS if name not in taken]
    return ListQuestion(
        key=days_question_key(header),
        text=_("The column “%s” holds days. Of what?") % header,
        options=[
            *((name, label_message(COLUMNS_BY_NAME[name].label)) for name in free),
            (_KEEP, _("something else: keep them in the internal note")),
        ],
        is_needed=False,
    )
