"""Inlines of an agreement's parts, in the order in which sources usually give them."""

from functools import cache

from django.contrib import admin
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from agreements import forms
from agreements.models import (
    AgreementCitation,
    AgreementIdentifier,
    AgreementRelation,
    AgreementText,
    Commitment,
    Contact,
    Contribution,
    Custody,
    Document,
    Involvement,
    Milestone,
    Result,
    Signatory,
    Term,
)
from agreements.serializers import AgreementSerializer
from core.language import row_for_each_language
from desk.admin import PartInline
from sources.admin import CitationInline


def _collapsed(*fields):
    """A fieldset that stays closed until somebody needs it."""
    return (_("More"), {"fields": fields})


class AgreementTextInline(PartInline):
    """Titles and summaries."""

    model = AgreementText
    fields = (("title", "language", "is_working_title"), "summary")
    initial_rows = row_for_each_language()
    extra_on_new = len(initial_rows)


class InvolvementInline(PartInline):
    """Parties and other participants."""

    model = Involvement
    is_appended = True
    form = forms.InvolvementForm
    formset = forms.InvolvementFormSet
    typed_fields = ("organization", "person")
    shown_relations = ("organization", "person", "acting_for")
    fieldsets = [
        (
            None,
            {"fields": [("organization", "role", "side"), ("name_as_written", "unit", "for_organization")]},
        ),
        _collapsed(("person", "country", "count"), ("role_as_written", "jurisdiction", "position")),
    ]
    extra_on_new = 2

    @admin.display(description=_("acting for"))
    def for_organization(self, involvement):
        return involvement.acting_for or ""


class _PartyPartInline(PartInline):
    """Inline of a part that names one of the parties."""

    @admin.display(description=_("party"))
    def party(self, part):
        return part.involvement or ""


class MilestoneInline(_PartyPartInline):
    """Dated acts."""

    model = Milestone
    is_appended = True
    fk_name = "agreement"  # the other one is the instrument
    form = forms.MilestoneForm
    formset = forms.MilestoneFormSet
    autocomplete_fields = ["instrument"]
    typed_fields = ("by_body",)
    shown_relations = ("involvement", "by_body", "instrument__texts")
    fieldsets = [
        (None, {"fields": [("kind", "on", "party"), ("places", "wording")]}),
        _collapsed(
            ("effective_on", "until", "is_planned"),
            ("instrument", "legal_basis"),
            ("by_body", "by_body_as_written", "notice_of"),
            "condition",
            "scope",
            "reason",
            "position",
        ),
    ]
    extra_on_new = 1


class SignatoryInline(_PartyPartInline):
    """Signatories."""

    model = Signatory
    is_appended = True
    form = forms.SignatoryForm
    formset = forms.SignatoryFormSet
    extra_on_new = 1
    typed_fields = ("person", "affiliation")
    shown_relations = ("involvement", "milestone", "person", "affiliation")
    fieldsets = [
        (None, {"fields": [("name_as_written", "post_as_written", "party"), ("person", "act", "signing")]}),
        _collapsed(
            ("affiliation", "affiliation_as_written"),
            ("post_by_language",),
            ("on_behalf_of", "authority", "position"),
        ),
    ]

    @admin.display(description=_("signing"))
    def signing(self, signatory):
        return signatory.milestone or ""


class TermInline(PartInline):
    """Terms: length, renewal, notice."""

    model = Term
    form = forms.TermForm
    formset = forms.LinkedFormSet
    extra_on_new = 1
    shown_relations = ("milestone",)
    help_texts = {
        "length": _("Such as 5 years or 18 months."),
        "renewal_length": _(
            "If the text says so, such as 1 year. Otherwise the same length again is presumed."
        ),
        "non_renewal_notice": _("How long before the end, such as 3 months."),
    }
    fieldsets = [
        (None, {"fields": [("length", "starts_with", "starts_on"), ("until", "renewal", "renewal_length")]}),
        _collapsed(("maximum_length", "non_renewal_notice", "set_by"), "wording"),
    ]

    @admin.display(description=_("set by"))
    def set_by(self, term):
        return term.milestone or ""


class AgreementRelationInline(PartInline):
    """Older agreements that it rests on, changes or replaces."""

    model = AgreementRelation
    fk_name = "agreement"
    autocomplete_fields = ["older"]
    shown_relations = ("older__texts",)
    fieldsets = [
        (None, {"fields": [("kind", "older"), "stub"]}),
        _collapsed("scope", "position"),
    ]


class CommitmentInline(PartInline):
    """Commitments."""

    model = Commitment
    form = forms.CommitmentForm
    formset = forms.CommitmentFormSet
    shown_relations = ("by",)
    fieldsets = [
        (None, {"fields": ["text", ("kind", "strength", "parties")]}),
        _collapsed(
            ("comparison", "quantity", "unit", "per"),
            ("due", "due_each_year", "progress"),
            "due_event",
            "position",
        ),
    ]

    @admin.display(description=_("made by"))
    def parties(self, commitment):
        return ", ".join(map(str, commitment.by.all()))


class ResultInline(PartInline):
    """Results."""

    model = Result
    form = forms.ResultForm
    formset = forms.LinkedFormSet
    shown_relations = ("commitment",)
    fields = ("text", ("as_of", "period", "promise"), ("comparison", "quantity", "unit", "per"))

    @admin.display(description=_("commitment"))
    def promise(self, result):
        return result.commitment or ""


class ContributionInline(_PartyPartInline):
    """Money or work given for it."""

    model = Contribution
    form = forms.ContributionForm
    formset = forms.LinkedFormSet
    shown_relations = ("involvement",)
    fieldsets = [
        (None, {"fields": [("kind", "comparison", "amount", "currency"), ("party", "per", "span")]}),
        _collapsed(("starts_on", "until"), ("due", "due_each_year"), "due_event", "purpose", "wording"),
    ]


class DocumentInline(PartInline):
    """The texts themselves."""

    model = Document
    form = forms.DocumentForm
    help_texts = {"title": _("What a reader would look for. Without one, the name of the file.")}
    fieldsets = [
        (None, {"fields": [("title", "language", "authenticity"), ("file", "address", "visibility")]}),
        _collapsed(("file_name", "media_type", "pages"), "sha256"),
    ]


class ContactInline(_PartyPartInline):
    """Offices that answer for it."""

    model = Contact
    form = forms.ContactForm
    formset = forms.LinkedFormSet
    shown_relations = ("involvement",)
    fields = (("office", "party", "visibility"), "website")


class AgreementIdentifierInline(PartInline):
    """Identifiers in other registers."""

    model = AgreementIdentifier
    fields = (("scheme", "value"),)


class AgreementCitationInline(CitationInline):
    """Sources of the record's facts."""

    model = AgreementCitation
    serializer = AgreementSerializer
    is_appended = True
    initial_rows = ({"cites_this_save": True},)
    extra_on_new = 1


class CustodyInline(PartInline):
    """Custody of the originals: never published."""

    model = Custody
    verbose_name = _("custody (never published)")
    autocomplete_fields = ["unit"]
    shown_relations = ("unit", "officer")

    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("unit", "officer", "file_number"),
                    ("originals", "originals_at", "retention"),
                    ("embargo_until", "verified_on", "reported_on"),
                    "note",
                ]
            },
        ),
    ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Colleagues are looked up once, for the row and for the one that scripts copy."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "officer":
            choices = ModelChoiceIterator(field)
            field.choices = cache(lambda: [*iter(choices)])
        return field


INLINES = [
    AgreementTextInline,
    InvolvementInline,
    MilestoneInline,
    SignatoryInline,
    TermInline,
    AgreementCitationInline,
    AgreementRelationInline,
    CommitmentInline,
    ResultInline,
    ContributionInline,
    DocumentInline,
    ContactInline,
    AgreementIdentifierInline,
    CustodyInline,
]
