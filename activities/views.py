"""Public pages of activities."""

import json

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from activities import linked_data, page_context
from activities.choices import ActivityKind
from activities.filters import ActivityFilter
from core import edtf
from core.edtf.bounds import is_certainly_after
from pages.citation_views import CitationView
from pages.list_views import RecordListView
from pages.record_query import ON_PARAMETER
from pages.status import status_on_day
from pages.version_views import VersionDetailView, VersionListView
from pages.views import RecordDetailView
from register import periods


class ActivityList(RecordListView):
    """List of activities, the latest first."""

    kind = "activity"
    filterset_class = ActivityFilter
    template_name = "activities/activity_list.html"
    select_choices = {
        "kind": "activities.Activity.kind",
        "state": "activities.Activity.state",
        "country": "countries",
    }
    facet_filters = ("kind", "year", "topic", "country", "state")
    count_words = {"": ngettext_lazy("%(count)s activity", "%(count)s activities", "count")}
    day_filters = ("held_after", "held_before")
    orderings = (
        ("-held", _("newest first")),
        ("held", _("oldest first")),
        ("title", _("by title")),
        ("-published", _("last published first")),
    )

    def rows(self, results):
        return [
            {"ref": entry.ref, "title": entry.title, **page_context.list_row(json.loads(entry.body))}
            for entry in results.entries
        ]


class ActivityDetail(RecordDetailView):
    """An activity: delegations, agreements and topics discussed, outcomes."""

    kind = "activity"
    meaning = _(
        "A dated event under an agreement or on the way to one, such as a meeting, a visit or a call for proposals, "
        "with what came of it."
    )
    template_name = "activities/activity_detail.html"
    parameters = ON_PARAMETER

    def json_ld(self, body, name, directory):
        return linked_data.json_ld(body, self.absolute_address_of, directory.title)

    def citation_text(self, body):
        kind = str(ActivityKind(body["kind"]).label) if body["kind"] in ActivityKind else ""
        return ", ".join(filter(None, [kind, edtf.parse(body["on"]).words() if body["on"] else ""]))

    def page_context(self, body, evidence, directory, linked):
        return page_context.record_context(body, evidence, directory, linked)

    def context(self, entry, query):
        context = super().context(entry, query)
        bodies = page_context.agreement_bodies(context["page"])
        periods_by_ref = periods.periods_by_ref(bodies)
        context["statuses"] = {
            ref: status_on_day(
                periods_by_ref.get(ref, []),
                query.day,
                *(agreement[fact] for fact in ("nature", "bindingness", "form")),
            )
            for ref, agreement in bodies.items()
        }
        context["then"] = {"is_ahead": is_certainly_after(context["body"]["on"], query.day)}
        return context


class ActivityCite(CitationView):
    record_view = ActivityDetail


class ActivityVersionList(VersionListView):
    kind = "activity"


class ActivityVersionDetail(VersionDetailView):
    record_view = ActivityDetail
