"""Organizations in the staff area."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desk.admin import PartInline, RecordAdmin
from desk.alike import AlikeMixin
from desk.columns import KnownFirst
from desk.queues import (
    EDITED_QUEUE,
    IN_REVIEW_QUEUE,
    Queue,
    missing_language_queues,
    missing_part_queue,
    named_only,
    shared_texts,
    without,
)
from desk.search import SearchedRows
from desk.similar_names import records_of_same_name
from merging.admin import MergingMixin
from organizations.choices import OrganizationKind
from organizations.models import (
    Location,
    Organization,
    OrganizationCitation,
    OrganizationIdentifier,
    OrganizationName,
    OrganizationRelation,
)
from organizations.new_organizations import NewOrganizationsMixin
from organizations.serializers import OrganizationSerializer
from sources.admin import CitationInline


class OrganizationNameInline(PartInline):
    """Other present and former names of an organization."""

    model = OrganizationName
    extra = 1
    help_texts = {"language": _("By name or code; none for an acronym that is the same in all.")}
    fields = (("text", "language", "kind"), ("valid_from", "valid_until", "position"))


class OrganizationIdentifierInline(PartInline):
    """Identifiers of an organization in other registers."""

    model = OrganizationIdentifier
    fields = (("scheme", "value"),)


class OrganizationRelationInline(PartInline):
    """Relations to other organizations, from this one's side."""

    model = OrganizationRelation
    fk_name = "organization"
    typed_fields = ("other",)
    shown_relations = ("other",)
    fields = (("kind", "other", "name_as_written"), ("valid_from", "valid_until"), "degree")
    classes = ["collapse"]


class LocationInline(PartInline):
    """Places from which an organization works."""

    model = Location
    fields = (("place", "country"), ("role", "role_as_written"))
    classes = ["collapse"]


class OrganizationCitationInline(CitationInline):
    """Sources for facts about an organization."""

    model = OrganizationCitation
    serializer = OrganizationSerializer
    classes = ["collapse"]


def _has_nothing_but_a_name() -> Q:
    is_bare = Q(country="", kind=OrganizationKind.OTHER, parent=None, website="", founded_on="")
    return is_bare & named_only(OrganizationName, OrganizationIdentifier)


def _may_be_double() -> Q:
    """Organizations of a name that another one has, neither told apart by words."""
    return Q(pk__in=shared_texts(Organization.objects.filter(qualifier=""), "name"))


@admin.register(Organization)
class OrganizationAdmin(NewOrganizationsMixin, AlikeMixin, MergingMixin, RecordAdmin):
    """Organizations: names, identifiers, relations, locations."""

    list_display = [
        "name",
        "qualifier",
        "kind",
        "country",
        "part_of",
        "reference",
        "editorial_state",
        "edited",
        "changed",
    ]
    list_filter = [*RecordAdmin.list_filter, "kind", "is_own", "country"]
    search_fields = ["name", "=ref"]
    searched_fields = ("name", "qualifier", "external_id", "website")
    searched_rows = (
        SearchedRows("organizations.OrganizationName", "organization", ("text",)),
        SearchedRows("organizations.OrganizationIdentifier", "organization", ("value",)),
    )
    list_select_related = ["parent"]
    autocomplete_fields = ["parent"]
    fieldsets = [
        (None, {"fields": ["name", ("kind", "country", "qualifier"), ("parent", "is_own"), "purpose"]}),
        (
            _("Dates and website"),
            {"fields": [("founded_on", "is_planned", "dissolved_on"), "website"], "classes": ["collapse"]},
        ),
    ]
    inlines = [
        OrganizationNameInline,
        OrganizationIdentifierInline,
        OrganizationRelationInline,
        LocationInline,
        OrganizationCitationInline,
    ]
    queues = [
        IN_REVIEW_QUEUE,
        EDITED_QUEUE,
        missing_part_queue("no_source", _("no source"), OrganizationCitation),
        Queue("no_country", _("no country"), lambda: Q(country="") & ~Q(kind="intergovernmental")),
        *missing_language_queues(
            _("no name in {language}"), lambda code: without(OrganizationName, language=code)
        ),
        Queue("stubs", _("nothing but a name"), _has_nothing_but_a_name),
        Queue("doubles", _("possible doubles"), _may_be_double),
    ]
    fields_seen_elsewhere = frozenset({"country", "name"})
    label_prefetch = ("names",)
    new_beside = _("New organization")

    def publication_bar(self, request, record):
        """With links to briefs on it: as a partner, and of our own units on what they are responsible for."""
        address = reverse("admin:brief")
        briefs = [(f"{address}?organization={record.pk}", _("Brief"))]
        if record.is_own:
            briefs.append((f"{address}?unit={record.pk}", _("Brief on what it is responsible for")))
        may_see = request.user.has_perm("agreements.view_agreement")
        return {**super().publication_bar(request, record), "briefs": briefs if may_see else []}

    @admin.display(description=_("part of"), ordering=KnownFirst("parent__name"), empty_value="–")
    def part_of(self, organization):
        return organization.parent and organization.parent.name

    def label(self, organization) -> str:
        """The name with its qualifier, two other names and the reference."""
        others = [name.text for name in organization.names.all() if name.text != organization.name][:2]
        return " · ".join([str(organization), *others, *([organization.ref] if organization.ref else [])])

    def possible_duplicates(self, record):
        return records_of_same_name(record)
