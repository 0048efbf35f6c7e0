"""Public pages of agreements."""

import json
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements import activities_section, linked_data, page_context
from agreements.count_words import COUNT_WORDS
from agreements.filters import AgreementFilter
from agreements.key_facts import life_facts, next_deadline
from agreements.list_results import AgreementListResults
from agreements.milestones_section import act_names
from agreements.pictures.lineage_chart import lineage_chart
from lifecycle.evidence import EvidenceAge
from lifecycle.life import Life, build_life
from lifecycle.state_labels import effect_question
from pages.citation_views import CitationView
from pages.list_views import RecordListView
from pages.mentions import CurrentNames, mentioned_refs, titles_by_ref
from pages.record_query import ON_PARAMETER
from pages.status import life_rows, status_on_day
from pages.version_views import VersionDetailView, VersionListView
from pages.views import RecordDetailView
from register import addresses, periods


class AgreementList(RecordListView):
    """Agreements, the newest signed first."""

    kind = "agreement"
    filterset_class = AgreementFilter
    template_name = "agreements/agreement_list.html"
    select_choices = {
        "nature": "agreements.Agreement.nature",
        "form": "agreements.Agreement.form",
        "state": "register.Period.state",
        "country": "countries",
        "role": "agreements.Involvement.role",
        "possible": "register.Period.state",
        "certainty": "register.Period.certainty",
        "evidence": EvidenceAge.choices,
        "bindingness": "agreements.Agreement.bindingness",
    }
    facet_filters = (
        "nature",
        "form",
        "state",
        "country",
        "party",
        "topic",
        "year",
        "evidence",
        "bindingness",
        "role",
    )
    facet_terms = {"nature": "instrument", "state": "state", "party": "party", "evidence": "presumed"}
    count_words = COUNT_WORDS
    results_class = AgreementListResults
    day_filters = ("signed_after", "signed_before", "ends_after", "ends_before", "on")
    orderings = (
        ("-signed", _("newest first")),
        ("signed", _("oldest first")),
        ("ends", _("ending soonest first")),
        ("title", _("by title")),
        ("-published", _("last published first")),
    )

    def rows(self, results):
        bodies = {entry.ref: json.loads(entry.body) for entry in results.entries}
        names = results.values.current_names(_refs_of_parties(bodies))
        rows = _rows_of_agreements(bodies, names, results.query.day)
        return [{"ref": entry.ref, "title": entry.title, **rows[entry.ref]} for entry in results.entries]


def _refs_of_parties(bodies: dict[str, dict]) -> set[str]:
    return mentioned_refs([body["involvements"] for body in bodies.values()])


def _rows_of_agreements(bodies: dict[str, dict], names: CurrentNames, day: date | None) -> dict[str, dict]:
    """Facts of agreements for their rows in a list or a search, with the status of the day, by reference."""
    lives, rows = periods.periods_by_ref(bodies), {}
    for ref, body in bodies.items():
        row = page_context.list_row(body, names)
        words = (row["nature"], row["bindingness"], row["form"])
        rows[ref] = {**row, "status": status_on_day(lives.get(ref, []), day, *words)}
    return rows


class AgreementDetail(RecordDetailView):
    """One agreement: what, who, whether it holds and why, and how we know."""

    kind = "agreement"
    meaning = _("What this register records: any instrument, programme or dialogue that parties agreed on.")
    template_name = "agreements/agreement_detail.html"
    kinds_with_body = ("activity",)
    parameters = ON_PARAMETER

    @staticmethod
    def search_rows(bodies):
        names = CurrentNames(titles_by_ref(_refs_of_parties(bodies)))
        return _rows_of_agreements(bodies, names, timezone.localdate())

    def extra_refs(self, linked):
        return activities_section.refs_in_activities(linked)

    def page_context(self, body, evidence, directory, linked):
        return page_context.record_context(body, evidence, directory, linked)

    def json_ld(self, body, name, directory):
        return linked_data.json_ld(body, self.absolute_address_of, self.concept, directory.title)

    def concept(self, vocabulary: str, word: str) -> str:
        """The address of a word of the register's vocabularies."""
        return addresses.absolute_url(self.request, f"/api/v1/vocabularies/{vocabulary}#{word}")

    def citation_text(self, body):
        return page_context.citation_words(body)

    def card_words(self, body):
        facts = self.search_rows({body["ref"]: body})[body["ref"]]
        status = facts["status"]
        return {
            "lines": [self.citation_text(body)], "parties": facts["parties"],
            "state": status.tag, "tone": status.tone, "is_presumed": status.is_presumed,
        }  # fmt: skip

    def version_context(self, version, body, page):
        """Key facts of the life that this version alone tells, as far as anybody knew on the day it was published."""
        day = timezone.localdate(version.published_at)
        life = build_life(body, known_by=day)
        acts = [*page["milestones"], *page["milestones_of_parties"]]
        return {"life_facts": life_facts(body, life, day, acts)}

    def context(self, entry, query):
        context = super().context(entry, query)
        body, day = context["body"], query.day
        own_periods, context["lifelines"] = lineage_chart(entry, body, day)
        kind = (body["nature"], body["bindingness"], body["form"])
        acts = [*context["page"]["milestones"], *context["page"]["milestones_of_parties"]]
        names = act_names(acts) | context["page"]["titles_by_ref"]
        context["status"] = status_on_day(own_periods, day, *kind, names)
        context["questions"] = effect_question(*kind)
        context["api_address"] += query.day_query
        context["life_facts"] = life_facts(body, Life(own_periods), day, acts)
        context["deadline"] = next_deadline(body, Life(own_periods), day)
        context["life"] = life_rows(own_periods, day, *kind, names)
        return context


class AgreementVersionList(VersionListView):
    kind = "agreement"


class AgreementVersionDetail(VersionDetailView):
    record_view = AgreementDetail


class AgreementCite(CitationView):
    record_view = AgreementDetail
