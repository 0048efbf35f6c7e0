"""Form to follow by e-mail."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.reports.form_tokens import form_token, is_valid_form_token
from following.choices import Frequency
from following.questions import Question


class FollowForm(forms.Form):
    """An address, how often, and whether last days are wanted.

    ``website`` is a honeypot: people do not see it, so only programs fill it in.
    """

    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Give the address that letters are to go to.")},
    )
    frequency = forms.ChoiceField(
        label=_("How often"), choices=Frequency.choices, initial=Frequency.WEEKLY, widget=forms.RadioSelect
    )
    with_deadlines = forms.BooleanField(label=_("Also 30 days before an agreement ends"), required=False)
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, question: Question, **kwargs):
        digest = hashlib.sha256(question.query.encode()).hexdigest()  # it may be long
        self._subject = f"follow {question.scope} {digest}"
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
