"""Warnings of values of the record that an edited cell names no more: a row takes nothing away."""

from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.matching.name_words import organization_name_key
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import normalize_cell, split_values

_KEYS = {"party": organization_name_key, "signatory": normalize_cell, "topics": normalize_cell}


def warn_of_what_stays(draft: AgreementDraft) -> None:
    """Warn of parties, signatories and topics of the record that their cell names no more."""
    for name, key in _KEYS.items():
        if not draft.exported_rows or draft.is_unchanged(name):
            continue
        named = {key(value) for value in split_values(draft.row.text(name))}
        named |= {key(text) for text in _written_otherwise(draft)} if name == "party" else set()
        stays = min(
            (
                [value for value in split_values(exported.get(name, "")) if key(value) not in named]
                for exported in draft.exported_rows
            ),
            key=len,
        )
        if stays:
            draft.add_warning(
                name,
                _("The record keeps what this cell names no more: %s.") % ", ".join(stays),
                _("A row takes nothing away. What was replaced, take away on the record itself."),
            )


def _written_otherwise(draft: AgreementDraft) -> list[str]:
    """Names on the record of organizations that the row names too, by another name or an identifier."""
    return [
        part.get("name_as_written", "")
        for part in draft.members.get("involvements", [])
        if part.get("organization") in draft.named_organizations
    ]
