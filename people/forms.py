"""Form to hide a person."""

from desk.publishing_forms import WithdrawForm
from redaction.forms import GroundsForm, WordsField


class HidePersonForm(WithdrawForm):
    """Forms of a name, and reasons for hiding it: for our file, in law, and for the public."""

    note = None
    words = WordsField()
    internal_reason = GroundsForm.base_fields["reason"]
    basis = GroundsForm.base_fields["basis"]
    field_order = ["words", "internal_reason", "basis", "reason"]
