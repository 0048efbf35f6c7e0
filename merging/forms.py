"""Confirmation forms of a merger and of its undo."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from core.visible_text import validate_visible
from merging.plan import Choice

OURS, THEIRS = "ours", "theirs"


class MergeForm(forms.Form):
    """Reason of a merger, and a choice for each fact that both records have."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        validators=[validate_visible],
        help_text=_("How you know that they are the same. For staff; kept with the history."),
    )

    def __init__(self, data=None, *, choices: Sequence[Choice]):
        super().__init__(data)
        for choice in choices:
            words = (
                [(OURS, _("only these: %s") % choice.ours), (THEIRS, _("also these: %s") % choice.theirs)]
                if choice.is_of_rows
                else [(OURS, choice.ours), (THEIRS, choice.theirs)]
            )
            self.fields[choice.name] = forms.ChoiceField(
                label=choice.label, choices=words, initial=OURS, widget=forms.RadioSelect, required=False
            )
        self.order_fields([*(choice.name for choice in choices), "reason"])

    @staticmethod
    def chosen_in(data) -> set[str]:
        """Names of the choices in which the other record's value is wanted, as a form sent them."""
        return {name for name, value in data.items() if ":" in name and value == THEIRS}


class UndoForm(forms.Form):
    """Reason of an undo."""

    reason = forms.CharField(label=_("Reason"), max_length=400, validators=[validate_visible])
