"""The public pages of agreements and topics."""

import json

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements import happened, linked_data, pages, topics
from agreements.filters import AgreementFilter, TopicFilter
from agreements.nouns import NOUNS
from core.localized import in_language
from organizations.pages import by_nature
from register.pages import addresses, reading
from register.pages.asked_day import ON
from register.pages.cite_views import CiteView
from register.pages.standing import life, standing_of_each, standing_on
from register.pages.views import RecordList, RecordView, VersionList, VersionView
from register.pictures import reading as pictures
from register.pictures.drawing import lives_of
from register.pictures.years import years


class AgreementList(RecordList):
    """Agreements, the newest signed first."""

    kind = "agreement"
    filterset = AgreementFilter
    template_name = "agreements/agreement_list.html"
    selects = {
        "nature": "agreements.Agreement.nature",
        "form": "agreements.Agreement.form",
        "state": "register.Period.state",
        "country": "countries",
        "role": "agreements.Involvement.role",
        "certainty": "register.Period.certainty",
        "bindingness": "agreements.Agreement.bindingness",
    }
    facets = ("nature", "form", "state", "country", "party", "topic", "year", "bindingness", "role")
    nouns = NOUNS
    days = ("signed_after", "signed_before", "ends_after", "ends_before", "on")
    orderings = (
        ("-signed", _("newest first")),
        ("signed", _("oldest first")),
        ("ends", _("ending soonest first")),
        ("title", _("by title")),
        ("-published", _("last published first")),
    )

    def rows(self, asked):
        lives = reading.lives(entry.ref for entry in asked.entries)
        rows = []
        for entry in asked.entries:
            row = pages.row(json.loads(entry.body))
            status = standing_on(lives.get(entry.ref, []), asked.day, row["nature"], row["bindingness"])
            rows.append({"ref": entry.ref, "title": entry.title, "status": status, **row})
        return rows


class AgreementDetail(RecordView):
    """One agreement: what, who, whether it holds and why, and how we know."""

    kind = "agreement"
    template_name = "agreements/agreement_detail.html"
    linked_bodies = ("activity",)
    parameters = ON

    def also_named(self, linked):
        return happened.named_by_activities(linked)

    def page(self, body, evidence, directory, linked):
        return pages.agreement(body, evidence, directory, linked)

    def linked_data(self, body, name):
        return linked_data.agreement(body, self.address_of, self.concept)

    def concept(self, vocabulary: str, word: str) -> str:
        """The address of a word of the register's vocabularies."""
        return addresses.absolute(self.request, f"/api/v1/vocabularies/{vocabulary}#{word}")

    def cited_as(self, body):
        return pages.cited_as(body)

    def context(self, entry, asked):
        context = super().context(entry, asked)
        body, day = context["body"], asked.day
        periods, context["lifelines"] = lives_of(entry, body, day)
        context["status"] = standing_on(periods, day, body["nature"], body["bindingness"])
        context["data_address"] += asked.day_query
        context["life"] = life(periods, day, body["nature"], body["bindingness"])
        return context


class AgreementVersions(VersionList):
    kind = "agreement"


class AgreementVersion(VersionView):
    view = AgreementDetail


class AgreementCite(CiteView):
    view = AgreementDetail


class TopicList(RecordList):
    """Topics, each with its narrower ones under it and how many agreements are about it."""

    kind = "topic"
    filterset = TopicFilter
    template_name = "agreements/topic_list.html"
    nouns = {"": ngettext_lazy("%(count)s topic", "%(count)s topics", "count")}
    parameters = ON
    days = ("on",)
    orderings = (
        (topics.TREE, _("narrower ones under wider ones")),
        ("title", _("by name")),
        ("-published", _("last published first")),
    )
    asked_by = topics.Asked

    def rows(self, asked):
        counts = topics.counts([entry.ref for entry in asked.entries], asked.questions.asked.get("on"))
        rows = [topics.row(entry, counts) for entry in asked.entries]
        return topics.nested(rows) if asked.ordering == topics.TREE else rows


class TopicDetail(RecordView):
    """One topic: the agreements and activities about it, narrower topics."""

    kind = "topic"
    template_name = "agreements/topic_detail.html"
    parameters = ON
    leaves_out_later = True

    def page(self, body, evidence, directory, linked):
        return {
            "names": [
                (code, name) for code, name in body["names"].items() if code != in_language(body["names"])[1]
            ],
            "wider": directory.titled(body["parent"]),
            "narrower": [one for one in linked if one.kind == "topic"],
            "natures": by_nature(linked),
            "activities": [one for one in linked if one.kind == "activity"],
        }

    def context(self, entry, asked):
        context, today = super().context(entry, asked), timezone.localdate()
        changes = pictures.changes_by_year(f"topic:{entry.ref}", "nature:instrument", today=today)
        return {
            **context,
            "statuses": standing_of_each(context["linked"], asked.day),
            "years": years(changes, today),
            "years_query": f"topic={entry.ref}",
        }


class TopicVersions(VersionList):
    kind = "topic"


class TopicVersion(VersionView):
    view = TopicDetail
