"""The public pages of people: those who acted in office."""

import json

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from people import linked_data, pages
from people.filters import PersonFilter
from register.pages.asked_day import ON
from register.pages.views import RecordList, RecordView, VersionList, VersionView


class PersonList(RecordList):
    """People by name."""

    kind = "person"
    filterset = PersonFilter
    template_name = "people/person_list.html"
    selects = {"country": "countries"}
    facets = ("country", "party")
    nouns = {"": ngettext_lazy("%(count)s person", "%(count)s people", "count")}
    orderings = (("title", _("by name")), ("-published", _("last published first")))

    def rows(self, asked):
        return [
            {"ref": entry.ref, "title": entry.title, **pages.row(json.loads(entry.body))}
            for entry in asked.entries
        ]


class PersonDetail(RecordView):
    """One person: posts as printed, and what they did in them."""

    kind = "person"
    template_name = "people/person_detail.html"
    linked_bodies = ("agreement", "activity")
    parameters = ON
    leaves_out_later = True

    def also_named(self, linked):
        return pages.named_by_acts(linked)

    def linked_data(self, body, name):
        return linked_data.person(body, name, self.address_of)

    def page(self, body, evidence, directory, linked):
        return pages.person(body, evidence, directory, linked)

    def context(self, entry, asked):
        context = super().context(entry, asked)
        context["then"] = pages.then(context["page"], asked.other_day) if asked.other_day else None
        return context


class PersonVersions(VersionList):
    kind = "person"


class PersonVersion(VersionView):
    view = PersonDetail
