"""The public pages of organizations."""

import json

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from organizations import pages
from organizations.filters import OrganizationFilter
from register.pages import reading
from register.pages.standing import standing
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

    def rows(self, entries, day):
        return [
            {"ref": entry.ref, "title": entry.title, **pages.row(json.loads(entry.body))} for entry in entries
        ]


class OrganizationDetail(RecordView):
    """One organization: its names in scripts and times, what it agreed with whom, what concerns it."""

    kind = "organization"
    template_name = "organizations/organization_detail.html"
    linked_bodies = ("activity", "organization")

    def also_named(self, linked):
        return pages.named_by_activities(linked)

    def page(self, body, evidence, directory, linked):
        return pages.organization(body, evidence, directory, linked)

    def context(self, request, entry):
        context = super().context(request, entry)
        agreements = [one for one in context["linked"] if one.kind == "agreement"]
        statuses = reading.statuses([one.ref for one in agreements], timezone.localdate())
        context["statuses"] = {
            one.ref: standing(statuses.get(one.ref), one.nature, one.key("bindingness")) for one in agreements
        }
        context["fan"] = partners_of(entry.ref)
        return context


class OrganizationVersions(VersionList):
    kind = "organization"


class OrganizationVersion(VersionView):
    view = OrganizationDetail
