"""The public pages of activities."""

import json

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from activities import pages
from activities.filters import ActivityFilter
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

    def rows(self, entries, day):
        return [
            {"ref": entry.ref, "title": entry.title, **pages.row(json.loads(entry.body))} for entry in entries
        ]


class ActivityDetail(RecordView):
    """One activity: the delegations, what they spoke of, and what it came to."""

    kind = "activity"
    template_name = "activities/activity_detail.html"

    def page(self, body, evidence, directory, linked):
        return pages.activity(body, evidence, directory, linked)


class ActivityVersions(VersionList):
    kind = "activity"


class ActivityVersion(VersionView):
    view = ActivityDetail
