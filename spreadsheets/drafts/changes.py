"""Changes of a draft, as the preview shows them."""

from dataclasses import fields

from django.conf import settings
from django.utils.translation import override

from spreadsheets.columns import COLUMNS_BY_NAME
from spreadsheets.drafts.draft import AgreementDraft, normalize_lines
from spreadsheets.drafts.part_facts import hidden_changes
from spreadsheets.exports.flat_row import flat_row, implied_values
from spreadsheets.messages import message_of
from spreadsheets.plan import RowChange


def draft_changes(draft: AgreementDraft) -> list[RowChange]:
    """Changes in the columns that an export has, and in facts that follow from cells and no column shows."""
    if draft.members == draft.base:
        return []
    exported = draft.exported_rows or [{}] * len(settings.LANGUAGES)
    by_language = {
        code: _changes_in(draft, code, before)
        for (code, _name), before in zip(settings.LANGUAGES, exported, strict=True)
    }
    names = dict.fromkeys(name for changes in by_language.values() for name in changes)
    members = [member.name for member in fields(RowChange)]
    return [
        RowChange(
            *(
                message_of(
                    {
                        code: getattr(changes[name], member)
                        for code, changes in by_language.items()
                        if name in changes
                    }
                )
                for member in members
            )
        )
        for name in names
    ]


def _changes_in(draft: AgreementDraft, language: str, before: dict[str, str]) -> dict[str, RowChange]:
    """The changes in the words of a language, by the names of their columns or facts; ``before`` as exported."""
    after = flat_row(draft.members, draft.desk, language)
    with override(language):
        changes = {
            name: RowChange(
                str(column.label),
                before.get(name, ""),
                after[name],
                _cell_if_different(draft.row.text(name), after[name]),
            )
            for name, column in COLUMNS_BY_NAME.items()
            if name in after and name != "record" and before.get(name, "") != after[name]
        }
        was = implied_values(draft.base, draft.desk) if draft.base else {}
        for name, (label, text) in implied_values(draft.members, draft.desk).items():
            if text != was.get(name, ("", ""))[1]:
                changes[f"implied {name}"] = RowChange(label, was.get(name, ("", ""))[1], text)
        changes |= hidden_changes(draft.base, draft.members, draft.desk) if draft.base else {}
    return changes


def _cell_if_different(cell: str, understood: str) -> str:
    return "" if normalize_lines(cell) == normalize_lines(understood) else cell
