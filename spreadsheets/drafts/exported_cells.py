"""Cells of an exported sheet as spreadsheet programs leave them: line breaks within a name, cells that were emptied."""

from spreadsheets.columns import COLUMNS_BY_NAME
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, normalize_cell, split_values

_LIST_COLUMNS = ("party", "topics", "signatory", "signatory_post", "our_unit")
_NAMED_BY = {
    "party_country": "party",
    "signatory_post": "signatory",
}  # columns whose entries another one names
_MOST_LINES = 5  # into which somebody breaks a name


def prepare_exported_cells(draft: AgreementDraft) -> None:
    """Join what was broken into lines, and say what emptied cells do not take away."""
    if not draft.is_exported:
        return
    for name in _LIST_COLUMNS:
        cells = draft.row.cells.get(name, [])
        draft.row.cells[name] = [(header, _rejoined(draft, name, text)) for header, text in cells]
    for name, other in _NAMED_BY.items():  # somebody took the column of the names out
        if draft.row.text(name) and not draft.row.cells.get(other):
            draft.row.cells[other] = [(str(COLUMNS_BY_NAME[other].label), draft.exported_rows[0][other])]
    _notice_emptied(draft)
    _check_reference(draft)


def _rejoined(draft: AgreementDraft, name: str, text: str) -> str:
    """The text without line breaks within an entry that the record has in one line."""
    known = {normalize_cell(value) for row in draft.exported_rows for value in split_values(row[name])}
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined: list[str] = []
    while lines:
        counts = range(min(_MOST_LINES, len(lines)), 1, -1)
        count = next((n for n in counts if normalize_cell(" ".join(lines[:n])) in known), 1)
        joined.append(" ".join(lines[:count]))
        lines = lines[count:]
    return "\n".join(joined) if len(joined) < text.count("\n") + 1 else text


def _notice_emptied(draft: AgreementDraft) -> None:
    """Say once for a column that an emptied cell takes nothing away."""
    exported = draft.exported_rows[0]
    for name, cells in draft.row.cells.items():
        if exported.get(name) and cells and not draft.row.text(name) and name not in {"record", "reference"}:
            reason = _("Cells that were emptied take nothing away: take it away on the record itself.")
            draft.desk.findings.notice(cells[0][0], reason, draft.row.number, exported[name])


def _check_reference(draft: AgreementDraft) -> None:
    """Object to a public reference that is not that of the record."""
    ref, text = (draft.base or {}).get("ref", ""), draft.row.text("reference").strip()
    if text in ("", ref):
        return
    reason = (
        _("The public reference of this record is %s, and cannot be changed.") % ref
        if ref
        else _("This record has no public reference: it gets one when it is published.")
    )
    error = CellError(reason, _("Leave the cell as it was exported."))
    draft.add_problem(error, draft.row.header_of("reference"), text)
