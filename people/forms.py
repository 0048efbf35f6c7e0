"""Form to hide a person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.publishing_views import WithdrawForm


class HidePersonForm(WithdrawForm):
    """Reasons for hiding a name: for our file, in law, and for the public."""

    note = None
    internal_reason = forms.CharField(label=_("Reason for our file"), max_length=400)
    basis = forms.CharField(label=_("Legal basis"), max_length=300, help_text=_("The law and the article."))
    field_order = ["internal_reason", "basis", "reason"]
