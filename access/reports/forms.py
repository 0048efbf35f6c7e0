"""Form of a problem report."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from access.models import EMAIL_RETENTION, MAX_REPORT_LENGTH
from access.reports.reader_form import ReaderForm
from core.web_addresses import validate_web_address


class ReportForm(ReaderForm):
    """A problem report: the problem, and perhaps a source and an e-mail address."""

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

    def __init__(self, *args, ref: str, **kwargs):
        super().__init__(*args, subject=ref, **kwargs)
