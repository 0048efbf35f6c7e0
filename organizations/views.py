"""Public pages of organizations."""

import json

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from organizations import linked_data, page_context
from organizations.choices import OrganizationKind
from organizations.filters import OrganizationFilter
from organizations.pictures import organization_partner_fan
from pages.citation_views import CitationView
from pages.list_views import RecordListView
from pages.record_query import ON_PARAMETER
from pages.status import statuses_of_linked
from pages.version_views import VersionDetailView, VersionListView
from pages.views import RecordDetailView


class OrganizationList(RecordListView):
    """List of organizations, by name."""

    kind = "organization"
    filterset_class = OrganizationFilter
    template_name = "organizations/organization_list.html"
    select_choices = {"kind": "organizations.Organization.kind", "country": "countries"}
    facet_filters = ("kind", "country")
    count_words = {"": ngettext_lazy("%(count)s organization", "%(count)s organizations", "count")}
    orderings = (
        ("title", _("by name")),
        ("-founded", _("last founded first")),
        ("-published", _("last published first")),
    )

    def rows(self, results):
        return [
            {"ref": entry.ref, "title": entry.title, **page_context.list_row(json.loads(entry.body))}
            for entry in results.entries
        ]


class OrganizationDetail(RecordDetailView):
    """An organization: present and former names, agreements and partners, activities and outcomes."""

    kind = "organization"
    meaning = _(
        "A state, ministry, institute, company or other body that takes part in agreements, under every name "
        "that it had."
    )
    template_name = "organizations/organization_detail.html"
    kinds_with_body = ("activity", "organization", "person")
    parameters = ON_PARAMETER
    hides_later = True

    def extra_refs(self, linked):
        return page_context.refs_in_activities(linked)

    def page_context(self, body, evidence, directory, linked):
        return page_context.record_context(body, evidence, directory, linked)

    def json_ld(self, body, name, directory):
        return linked_data.json_ld(body, name, self.absolute_address_of, directory.title)

    def citation_text(self, body):
        return str(OrganizationKind(body["kind"]).label) if body["kind"] in OrganizationKind else ""

    def context(self, entry, query):
        context = super().context(entry, query)
        context["statuses"] = statuses_of_linked(context["linked"], query.day)
        context["fan"] = None if query.other_day else organization_partner_fan(entry.ref)
        if query.other_day:
            people = context["page"]["people"]
            context["page"]["people"] = page_context.holders_by(people, query.other_day)
        context["then"] = (
            page_context.facts_on_day(context["body"], query.other_day) if query.other_day else None
        )
        return context


class OrganizationCite(CitationView):
    record_view = OrganizationDetail


class OrganizationVersionList(VersionListView):
    kind = "organization"


class OrganizationVersionDetail(VersionDetailView):
    record_view = OrganizationDetail
