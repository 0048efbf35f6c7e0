"""Form of a brief: its subject, language, format and whether staff notes stand in it."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from agreements.models import Custody, Involvement
from briefs.subjects import Subject, country_subject, partner_subject, unit_subject
from desk.widgets import RecordSelect
from organizations.models import Organization

FORMATS = [("pdf", "PDF"), ("docx", "DOCX")]
_SUBJECTS = {"country": country_subject, "organization": partner_subject, "unit": unit_subject}


def _country_choices():
    return [("", "---------"), *countries]


class BriefForm(forms.Form):
    """One subject of three kinds, and the file that is wanted."""

    country = forms.ChoiceField(label=capfirst(_("country")), choices=_country_choices, required=False)
    organization = forms.ModelChoiceField(
        Organization.objects.all(),
        label=_("Partner"),
        required=False,
        widget=RecordSelect(Involvement._meta.get_field("organization"), admin.site),
        help_text=_("With the units that are part of it."),
    )
    unit = forms.ModelChoiceField(
        Organization.objects.none(),
        label=capfirst(_("responsible unit")),
        required=False,
        help_text=_("The agreements for which it is responsible in the house."),
    )
    language = forms.ChoiceField(label=capfirst(_("language")), choices=settings.LANGUAGES)
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, widget=forms.RadioSelect)
    notes = forms.BooleanField(
        label=_("With staff notes"),
        required=False,
        help_text=_("Internal notes, officers and file numbers. Each page then says that it is internal."),
    )

    def __init__(self, *args, may_have_notes: bool, initial=None, **kwargs):
        chosen = {"language": get_language(), "format": "pdf", **(initial or {})}
        super().__init__(*args, initial=chosen, **kwargs)
        in_custody = Custody.objects.exclude(unit=None).values("unit")
        own = Organization.objects.filter(Q(is_own=True) | Q(pk__in=in_custody))
        self.fields["unit"].queryset = own.order_by("name", "pk")
        if not may_have_notes:
            del self.fields["notes"]

    def clean(self):
        given = super().clean()
        if not self.errors and sum(bool(given[name]) for name in _SUBJECTS) != 1:
            raise ValidationError(_("Choose one of the three: a country, a partner or a responsible unit."))
        return given

    def subject(self) -> Subject:
        """The chosen subject, in the active language. Only of a valid form."""
        return next(
            make(self.cleaned_data[name]) for name, make in _SUBJECTS.items() if self.cleaned_data[name]
        )
