"""The public pages of organizations."""

import json

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from organizations import linked_data, pages
from organizations.choices import OrganizationKind
from organizations.filters import OrganizationFilter
from register.pages.asked_day import ON
from register.pages.cite_views import CiteView
from register.pages.standing import standing_of_each
from register.pages.views import RecordList, RecordView, VersionList, VersionView
from register.pictures.drawing import partners_of


class OrganizationList(RecordList):
    """Organizations by name."""

    kind = "organization"
    filterset = OrganizationFilter
    template_name = "organizations/organization_list.html"
    selects = {"kind": "organizations.Organization.kind", "country": "countries"}
    facets = ("kind", "country")
    nouns = {"": ngettext_lazy("%(count)s organization", "%(count)s organizations", "count")}
    orderings = (
        ("title", _("by name")),
        ("-founded", _("last founded first")),
        ("-published", _("last published first")),
    )

    def rows(self, asked):
        return [
            {"ref": entry.ref, "title": entry.title, **pages.row(json.loads(entry.body))}
            for entry in asked.entries
        ]


class OrganizationDetail(RecordView):
    """One organization: its names in scripts and times, what it agreed with whom, what concerns it."""

    kind = "organization"
    template_name = "organizations/organization_detail.html"
    linked_bodies = ("activity", "organization")
    parameters = ON
    leaves_out_later = True

    def also_named(self, linked):
        return pages.named_by_activities(linked)

    def page(self, body, evidence, directory, linked):
        return pages.organization(body, evidence, directory, linked)

    def linked_data(self, body, name):
        return linked_data.organization(body, name, self.address_of)

    def cited_as(self, body):
        return str(OrganizationKind(body["kind"]).label) if body["kind"] in OrganizationKind else ""

    def context(self, entry, asked):
        context = super().context(entry, asked)
        context["statuses"] = standing_of_each(context["linked"], asked.day)
        context["fan"] = partners_of(entry.ref)
        context["then"] = pages.then(context["body"], asked.other_day) if asked.other_day else None
        return context


class OrganizationCite(CiteView):
    view = OrganizationDetail


class OrganizationVersions(VersionList):
    kind = "organization"


class OrganizationVersion(VersionView):
    view = OrganizationDetail
