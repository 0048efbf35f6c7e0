"""Changes of a draft, as the preview shows them."""

from django.utils.translation import override

from spreadsheets.columns import COLUMNS_BY_NAME
from spreadsheets.drafts.draft import AgreementDraft, normalize_lines
from spreadsheets.exports.flat_row import flat_row, implied_values
from spreadsheets.plan import RowChange


def draft_changes(draft: AgreementDraft, language: str) -> list[RowChange]:
    """Changes in the columns that an export has, and in facts that follow from cells and no column shows."""
    before = flat_row(draft.base, draft.desk, language) if draft.base else {}
    after = flat_row(draft.members, draft.desk, language)
    with override(language):
        changes = [
            RowChange(
                str(column.label),
                before.get(name, ""),
                after[name],
                _cell_if_different(draft.row.text(name), after[name]),
            )
            for name, column in COLUMNS_BY_NAME.items()
            if name in after and name != "record" and before.get(name, "") != after[name]
        ]
        was = implied_values(draft.base, draft.desk) if draft.base else {}
        for name, (label, text) in implied_values(draft.members, draft.desk).items():
            if text != was.get(name, ("", ""))[1]:
                changes.append(RowChange(label, was.get(name, ("", ""))[1], text))
    return changes


def _cell_if_different(cell: str, understood: str) -> str:
    return "" if normalize_lines(cell) == normalize_lines(understood) else cell
