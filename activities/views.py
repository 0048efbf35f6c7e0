"""The public pages of activities."""

import json

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from activities import linked_data, pages
from activities.choices import ActivityKind
from activities.filters import ActivityFilter
from core import edtf
from register.pages import reading
from register.pages.asked_day import ON, certainly_after
from register.pages.cite_views import CiteView
from register.pages.standing import standing_on
from register.pages.views import RecordList, RecordView, VersionList, VersionView


class ActivityList(RecordList):
    """Activities, the latest first."""

    kind = "activity"
    filterset = ActivityFilter
    template_name = "activities/activity_list.html"
    selects = {
        "kind": "activities.Activity.kind",
        "state": "activities.Activity.state",
        "country": "countries",
    }
    facets = ("kind", "year", "topic", "country", "state")
    nouns = {"": ngettext_lazy("%(count)s activity", "%(count)s activities", "count")}
    days = ("held_after", "held_before")
    orderings = (
        ("-held", _("newest first")),
        ("held", _("oldest first")),
        ("title", _("by title")),
        ("-published", _("last published first")),
    )

    def rows(self, asked):
        return [
            {"ref": entry.ref, "title": entry.title, **pages.row(json.loads(entry.body))}
            for entry in asked.entries
        ]


class ActivityDetail(RecordView):
    """One activity: the delegations, what they spoke of, and what it came to."""

    kind = "activity"
    template_name = "activities/activity_detail.html"
    parameters = ON

    def linked_data(self, body, name):
        return linked_data.activity(body, self.address_of)

    def cited_as(self, body):
        kind = str(ActivityKind(body["kind"]).label) if body["kind"] in ActivityKind else ""
        return ", ".join(filter(None, [kind, edtf.parse(body["on"]).words() if body["on"] else ""]))

    def page(self, body, evidence, directory, linked):
        return pages.activity(body, evidence, directory, linked)

    def context(self, entry, asked):
        context = super().context(entry, asked)
        bodies = pages.agreement_bodies(context["page"])
        lives = reading.lives(bodies)
        context["statuses"] = {
            ref: standing_on(lives.get(ref, []), asked.day, one["nature"], one["bindingness"])
            for ref, one in bodies.items()
        }
        context["then"] = {"is_ahead": certainly_after(context["body"]["on"], asked.day)}
        return context


class ActivityCite(CiteView):
    view = ActivityDetail


class ActivityVersions(VersionList):
    kind = "activity"


class ActivityVersion(VersionView):
    view = ActivityDetail
