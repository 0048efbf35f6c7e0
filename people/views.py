"""Public pages of people."""

import json

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pages.list_views import RecordListView
from pages.mentions import CurrentNames, titles_by_ref
from pages.record_query import ON_PARAMETER
from pages.version_views import VersionDetailView, VersionListView
from pages.views import RecordDetailView
from people import linked_data, page_context
from people.filters import PersonFilter
from people.offices import offices, refs_of_offices


class PersonList(RecordListView):
    """List of people, by name."""

    kind = "person"
    filterset_class = PersonFilter
    template_name = "people/person_list.html"
    select_choices = {"country": "countries"}
    facet_filters = ("country", "party")
    count_words = {"": ngettext_lazy("%(count)s person", "%(count)s people", "count")}
    orderings = (("title", _("by name")), ("-published", _("last published first")))

    def rows(self, results):
        posts = offices({entry.ref: json.loads(entry.body) for entry in results.entries})
        names = results.values.current_names(refs_of_offices(posts))
        return [
            {"ref": entry.ref, "title": entry.title, **page_context.list_row(posts[entry.ref], names)}
            for entry in results.entries
        ]


class PersonDetail(RecordDetailView):
    """A person: posts as printed, and acts in them."""

    kind = "person"
    meaning = _("Somebody who signed, spoke or took part in office, and whom a source names.")
    template_name = "people/person_detail.html"
    kinds_with_body = ("agreement", "activity")
    parameters = ON_PARAMETER
    hides_later = True

    @staticmethod
    def search_rows(bodies):
        posts = offices(bodies)
        names = CurrentNames(titles_by_ref(refs_of_offices(posts)))
        return {ref: page_context.list_row(of_person, names) for ref, of_person in posts.items()}

    def extra_refs(self, linked):
        return page_context.refs_in_acts(linked)

    def json_ld(self, body, name, directory):
        return linked_data.json_ld(body, name, self.absolute_address_of)

    def page_context(self, body, evidence, directory, linked):
        return page_context.record_context(body, evidence, directory, linked)

    def context(self, entry, query):
        context = super().context(entry, query)
        context["then"] = None
        if query.other_day:
            context["page"] = page_context.limit_to_day(context["page"], query.other_day)
            context["then"] = {"positions": context["page"]["dated_positions"]}
        return context


class PersonVersionList(VersionListView):
    kind = "person"


class PersonVersionDetail(VersionDetailView):
    record_view = PersonDetail
