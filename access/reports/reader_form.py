"""Form of a reader without an account: kept from programs by a honeypot and a signed token."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.reports.form_tokens import form_token, is_valid_form_token


class ReaderForm(forms.Form):
    """A form that was made by us for a ``subject``, not long ago.

    ``website`` is a honeypot: people do not see it, so only programs fill it in.
    """

    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: str, **kwargs: Any):
        self._subject = subject
        super().__init__(*args, **kwargs)

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.data.get("website"))

    def clean(self):
        if not is_valid_form_token(self.cleaned_data.get("token", ""), self._subject):
            raise ValidationError(
                _("This form was open for too long. Your words are still here: send it once more."),
                code="token",
            )

    def renewed_token(self) -> str:
        return form_token(self._subject)

    def listed_errors(self) -> list[dict[str, str]]:
        """Errors of fields, for the list above the form: place, label and words of each."""
        return [
            {
                "place": self[name].id_for_label,
                "label": self.fields[name].label,
                "words": " ".join(map(str, messages)),
            }
            for name, messages in self.errors.items()
            if name in self.fields
        ]
