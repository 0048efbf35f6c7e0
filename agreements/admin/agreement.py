"""Agreements in the staff area: one page for an agreement with all its parts."""

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from agreements.actions import add_milestone_to_older
from agreements.admin.assigning import AssigningMixin
from agreements.admin.inlines import INLINES
from agreements.admin.list_columns import LIST_COLUMNS, AgreementListMixin, UnitFilter
from agreements.admin.list_search import SEARCHED_ROWS
from agreements.admin.templates import AgreementTemplatesMixin
from agreements.choices import Disclosure, InvolvementRole, MilestoneKind
from agreements.implied_milestones import implied_milestones
from agreements.models import Agreement, Custody, Involvement, Milestone
from agreements.queues import QUEUES
from desk.addresses import change_page_address
from desk.admin import RecordAdmin
from desk.alike import AlikeMixin
from desk.forms import ConstraintCheckingForm
from merging.admin import MergingMixin
from organizations.new_organizations import NewOrganizationsMixin

_DATING_KINDS = [
    MilestoneKind.SIGNED,
    MilestoneKind.EXCHANGED,
    MilestoneKind.LAUNCHED,
    MilestoneKind.ANNOUNCED,
]
_OWN_CUSTODY = (
    "file_number", "originals", "originals_at", "embargo_until", "verified_on", "reported_on", "note",
)  # fmt: skip


class AgreementForm(ConstraintCheckingForm):
    """The form of an agreement. One that is public is withdrawn before it is closed."""

    def clean_disclosure(self):
        disclosure = self.cleaned_data["disclosure"]
        if disclosure == Disclosure.CLOSED and self.instance.is_public:
            address = reverse("admin:agreements_agreement_withdraw", args=[quote(self.instance.pk)])
            sentence = _("It is public, and what is closed cannot be. {} Then close it.")
            link = format_html('<a href="{}">{}</a>', address, _("Withdraw it first."))
            raise ValidationError(format_html(str(sentence), link))
        return disclosure


@admin.register(Agreement)
class AgreementAdmin(
    AgreementTemplatesMixin,
    NewOrganizationsMixin,
    AgreementListMixin,
    AssigningMixin,
    AlikeMixin,
    MergingMixin,
    RecordAdmin,
):
    """Agreements, with their parts as inlines."""

    form = AgreementForm
    list_display = [
        "title",
        "parties",
        *LIST_COLUMNS,
        "form",
        "reference",
        "editorial_state",
        "edited",
        "changed",
    ]
    list_filter = [*RecordAdmin.list_filter, UnitFilter, "nature", "form", "disclosure"]
    search_fields = ["texts__title", "=ref"]
    searched_fields = ("external_id",)
    searched_rows = SEARCHED_ROWS
    autocomplete_fields = ["topics"]
    fieldsets = [
        (None, {"fields": [("nature", "form", "form_as_written")]}),
        (_("How it can end"), {"fields": [("termination_notice", "review_interval")]}),
        (
            _("Topics, occasion, languages"),
            {
                "fields": [
                    ("topics", "bindingness", "ordinal"),
                    ("languages", "prevailing_language"),
                    "occasion",
                    "background",
                ],
            },
        ),
        (_("Who may see it"), {"fields": [("disclosure", "disclosure_basis", "disclosure_review_on")]}),
    ]
    help_texts = {
        "termination_notice": _("How long before the end it must be given, such as six months."),
        "review_interval": _("Such as every year, or 2 years."),
    }
    # As press releases tell it: what, who, when and where, who signed, what was promised, how long, how we know
    sections = (
        "texts",
        "fieldset-0",
        "involvements",
        "milestones",
        "signatories",
        "commitments",
        "contributions",
        "terms",
        "fieldset-1",
        "citations",
        "documents",
        "relations",
        "fieldset-2",
        "results",
        "identifiers",
        "contacts",
        "fieldset-3",
        "custody",
    )
    inlines = INLINES
    actions = [*MergingMixin.actions, "assign_selected"]
    change_list_template = "admin/agreements/agreement/change_list.html"
    queues = QUEUES
    saved_first = ("involvements", "milestones", "commitments")
    shown_of_user = ("unit_member",)
    alike_inputs, alike_lookups = r"texts-\d+-title", ("texts__title",)
    label_prefetch = ("texts", "involvements__organization", "involvements__person", "milestones")
    text_suggestions = True
    new_beside = _("New agreement")
    # Another agreement has acts, promises and papers of its own; parties, kind and the shape of its term it may share
    not_copied = (
        "milestones", "signatories", "citations", "relations", "commitments", "results", "contributions",
        "documents", "identifiers", "terms-starts_on", "terms-until", "terms-set_by", "terms-wording", "ordinal",
        "occasion", "background", *(f"custody-{name}" for name in _OWN_CUSTODY),
    )  # fmt: skip

    def records_beside(self, record):
        """Its parties and signatories, which the form has loaded already."""
        parties, people = record.involvements.all(), record.signatories.all()
        named = [party.participant for party in parties] + [each.person for each in people]
        return [each for each in named if each]

    def get_queryset(self, request):
        """Agreements with their titles, by which the staff area names them."""
        queryset = super().get_queryset(request).select_related("custody")
        if self.is_at(request, "change"):  # loaded with all the rest
            return queryset
        queryset = queryset.prefetch_related("texts")
        return self.with_list_columns(queryset) if self.is_at(request, "changelist") else queryset

    @admin.display(description=_("title"))
    def title(self, agreement):
        return str(agreement)

    @admin.display(description=_("parties"))
    def parties(self, agreement):
        parties = [
            involvement
            for involvement in agreement.involvements.all()
            if involvement.role == InvolvementRole.PARTY
        ]
        return " – ".join(
            (party.participant.name if party.participant else party.name_as_written) for party in parties
        )

    def label(self, agreement) -> str:
        """Its title, parties, year and reference."""
        years = [
            milestone.on[:4]
            for milestone in agreement.milestones.all()
            if milestone.kind in _DATING_KINDS and milestone.on[:4].isdigit()
        ]
        return " · ".join(filter(None, [str(agreement), self.parties(agreement), *years[:1], agreement.ref]))

    def possible_duplicates(self, record):
        """Agreements of exactly the same parties, dated in the same year."""
        parties, years = _party_ids(record.pk), _years_of_dating(record.pk)
        if not (parties and years):
            return []
        rows = Involvement.objects.filter(role=InvolvementRole.PARTY, organization__in=parties)
        counted = rows.values("agreement").annotate(shared=Count("organization", distinct=True))
        with_all = counted.filter(shared=len(parties)).values("agreement")
        candidates = Agreement.objects.exclude(pk=record.pk).filter(nature=record.nature, pk__in=with_all)
        return [
            other
            for other in candidates.prefetch_related("texts")[:50]
            if _party_ids(other.pk) == parties and _years_of_dating(other.pk) & years
        ]

    def has_restore_permission(self, request, record, former):
        """One that was deleted still belongs to the unit that answered for it."""
        custody = [row for (model, _pk), row in former.items() if model == Custody._meta.label_lower]
        is_within = all(Agreement.is_unit_within_scope_of(row["unit_id"], request.user) for row in custody)
        return is_within and super().has_restore_permission(request, record, former)

    # Milestones of older agreements that it implies

    def get_urls(self):
        address = "<path:object_id>/add-to-older/"
        view = self.admin_site.admin_view(require_POST(self.add_to_older_view))
        return [path(address, view, name="agreements_agreement_add-to-older"), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and self.has_change_permission(request, obj):
            context["implied_milestones"] = implied_milestones(obj)
            context["implied_milestones_address"] = self.action_address(obj, "add-to-older")
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        """Link to the page that offers implied milestones, unless it is the next one anyway."""
        super().save_related(request, form, formsets, change)
        if "_continue" not in request.POST and implied_milestones(form.instance):
            text = _("What it did to older agreements is not among their key dates yet: see {}.")
            self.message_user(request, self.sentence_with_link(text, form.instance), messages.INFO)

    def add_to_older_view(self, request, object_id):
        """Add a milestone to an older agreement that this one implies."""
        newer = self.record_or_404(request, object_id, may=self.has_change_permission)
        older = self.record_or_404(request, request.POST.get("older", ""), may=self.has_change_permission)
        try:
            milestone = add_milestone_to_older(
                newer=newer, older=older, kind=request.POST.get("kind", ""), by=request.user
            )
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.WARNING)
        else:
            text = _("“%(act)s” is among the key dates of {} now.") % {"act": milestone}
            self.message_user(request, self.sentence_with_link(text, older), messages.SUCCESS)
        return HttpResponseRedirect(change_page_address(newer))


def _party_ids(pk: int) -> set[int]:
    rows = Involvement.objects.filter(agreement=pk, role=InvolvementRole.PARTY, organization__isnull=False)
    return set(rows.values_list("organization", flat=True))


def _years_of_dating(pk: int) -> set[int]:
    """Years in which it may have been signed, launched or announced."""
    rows = Milestone.objects.filter(agreement=pk, kind__in=_DATING_KINDS).values_list(
        "on_earliest", "on_latest"
    )
    return {day.year for days in rows for day in days if day}
