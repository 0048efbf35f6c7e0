"""Public pages of topics."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.pictures.in_force_by_year import in_force_changes_by_year
from agreements.topics import tree
from agreements.topics.filters import TopicFilter
from agreements.topics.partners import topic_partners
from core.localized import in_language
from organizations.page_context import agreements_by_nature
from pages.list_views import RecordListView
from pages.pictures.year_chart import year_chart
from pages.record_query import ON_PARAMETER
from pages.status import statuses_of_linked
from pages.version_views import VersionDetailView, VersionListView
from pages.views import RecordDetailView


class TopicList(RecordListView):
    """Topics as a tree, each with the number of agreements about it."""

    kind = "topic"
    filterset_class = TopicFilter
    template_name = "agreements/topic_list.html"
    count_words = {"": ngettext_lazy("%(count)s topic", "%(count)s topics", "count")}
    parameters = ON_PARAMETER
    day_filters = ("on",)
    orderings = (
        (tree.TREE_ORDERING, _("narrower ones under wider ones")),
        ("title", _("by name")),
        ("-published", _("last published first")),
    )
    results_class = tree.TopicListResults

    def rows(self, results):
        counts = tree.agreement_counts(
            [entry.ref for entry in results.entries], results.query.values.get("on")
        )
        rows = tree.topic_rows(results.entries, counts)
        return tree.nest_rows(rows) if results.query.ordering == tree.TREE_ORDERING else rows


class TopicDetail(RecordDetailView):
    """One topic: the agreements and activities about it, narrower topics."""

    kind = "topic"
    meaning = _("What agreements are about. A topic may stand under a wider one.")
    template_name = "agreements/topic_detail.html"
    parameters = ON_PARAMETER
    hides_later = True

    def page_context(self, body, evidence, directory, linked):
        return {
            "names": [
                (code, name) for code, name in body["names"].items() if code != in_language(body["names"])[1]
            ],
            "wider": directory.mention_by_title(body["parent"]),
            "narrower": [record for record in linked if record.kind == "topic"],
            "natures": agreements_by_nature(linked),
            "activities": [record for record in linked if record.kind == "activity"],
        }

    def context(self, entry, query):
        context, today = super().context(entry, query), timezone.localdate()
        changes = in_force_changes_by_year(f"topic:{entry.ref}", "nature:instrument", today=today)
        return {
            **context,
            "statuses": statuses_of_linked(context["linked"], query.day),
            "years": year_chart(changes, today),
            "years_query": f"topic={entry.ref}",
            "partners": None if query.other_day else topic_partners(entry.ref),
        }


class TopicVersionList(VersionListView):
    kind = "topic"


class TopicVersionDetail(VersionDetailView):
    record_view = TopicDetail
