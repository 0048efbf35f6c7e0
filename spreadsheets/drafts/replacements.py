"""Warnings of what stays recorded of a part when another stands in its place."""

from agreements.models import Involvement
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.drafts.part_facts import hidden_facts, part_name
from spreadsheets.messages import Message
from spreadsheets.messages import message as _

# Facts of a place rather than of who stands in it
_OF_THE_PLACE = {
    "involvements": {"side", "acting_for"},
    "signatories": {"involvement", "milestone", "act"},
    "documents": {"authenticity", "visibility", "language"},
    "citations": {"basis", "facts"},
}


def warn_of_replacement(draft: AgreementDraft, column: str, collection: str, part: dict, old: dict) -> None:
    """Warn of what else is recorded of the part that a cell replaced: it stays, and may not hold of the new one."""
    own = {name: value for name, value in part.items() if name not in _OF_THE_PLACE[collection]}

    def facts() -> str:
        values = list(hidden_facts(draft.members, collection, own, draft.desk).values())
        values += (
            [(str(Involvement._meta.get_field("unit").verbose_name), own["unit"])] if own.get("unit") else []
        )
        return "; ".join(f"{label}: {text}" for label, text in values)

    if facts():
        values = {
            "new": part_name(part, draft.desk),
            "old": part_name(old, draft.desk),
            "facts": Message(facts),
        }
        reason = _(
            "“%(new)s” stands in the place of “%(old)s”. What else is recorded of this place stays: %(facts)s"
        )
        draft.add_warning(column, reason % values, _("Correct it on the record where it differs."))
