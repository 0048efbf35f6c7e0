"""Form of a problem report."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from access.models import EMAIL_RETENTION, MAX_REPORT_LENGTH
from access.reports import form_tokens
from core.web_addresses import validate_web_address


class ReportForm(forms.Form):
    """A problem report: the problem, and perhaps a source and an e-mail address.

    ``website`` is a honeypot: people do not see it, so only programs fill it in.
    """

    what = forms.CharField(
        label=_("What is wrong?"),
        max_length=MAX_REPORT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Which fact, and what it should be as far as you know."),
        error_messages={"required": _("Say what is wrong.")},
    )
    source = forms.URLField(
        label=_("Where can we read it?"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        validators=[validate_web_address],
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text=_("The address of a page or document that says so, if there is one."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=format_lazy(
            _(
                "Only if we may ask you something about this report. It is used for nothing else, shown to nobody "
                "but staff, and deleted when the report is closed, after {days} days at the latest."
            ),
            days=EMAIL_RETENTION.days,
        ),
    )
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, ref: str, **kwargs):
        self.ref = ref
        super().__init__(*args, **kwargs)

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.data.get("website"))

    def clean(self):
        if not form_tokens.is_valid_form_token(self.cleaned_data.get("token", ""), self.ref):
            raise ValidationError(
                _("This form was open for too long. Your words are still here: send it once more."),
                code="token",
            )

    def renewed_token(self) -> str:
        return form_tokens.form_token(self.ref)
