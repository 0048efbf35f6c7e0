"""Form to follow by e-mail."""

import hashlib

from django import forms
from django.utils.translation import gettext_lazy as _

from access.reports.reader_form import ReaderForm
from following.choices import Frequency
from following.questions import Question


class FollowForm(ReaderForm):
    """An address, how often, and whether last days are wanted."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Give the address that letters are to go to.")},
    )
    frequency = forms.ChoiceField(
        label=_("How often"), choices=Frequency.choices, initial=Frequency.WEEKLY, widget=forms.RadioSelect
    )
    with_deadlines = forms.BooleanField(label=_("Also 30 days before an agreement ends"), required=False)

    def __init__(self, *args, question: Question, **kwargs):
        digest = hashlib.sha256(question.query.encode()).hexdigest()  # it may be long
        super().__init__(*args, subject=f"follow {question.scope} {digest}", **kwargs)
