"""Activities as a kind of public record: body, index, links."""

from django.db.models import Q
from django.utils.translation import gettext as _

from activities import home
from activities.choices import ActivityAgreementRole, AttendanceRole
from activities.models import Activity
from activities.part_names import part_names
from activities.serializers import ActivitySerializer
from activities.sessions import held_session
from activities.warnings import warnings
from agreements.kind import index_organization, index_person, index_topic
from agreements.models import Agreement, Topic
from core import edtf
from organizations.models import Organization
from people.models import Person
from register.index import Index
from register.kinds import Kind
from register.search.vectors import PARTICIPANTS, REST, SUBJECT, TITLE
from register.serializers import mentions_by_ref
from sources.citations import add_citations, with_copy_members

# Made once: a serializer takes longer to make than to use.
_ACTIVITY_SERIALIZER = ActivitySerializer()


class ActivityRecordKind(Kind):
    """Activities, under E (events)."""

    letter, name, plural, model = "E", "activity", "activities", Activity
    link_kinds = [
        *ActivityAgreementRole.values, *AttendanceRole.values, "attended", "outcome", "series", "topic",
    ]  # fmt: skip
    body_lookups = [
        "series__texts", "texts", "agreement_links__agreement__texts", "topics", "attendances__organization",
        "attendances__person", "outcomes__organizations", "outcomes__agreements__texts", "outcomes__topics",
        "citations__source",
    ]  # fmt: skip
    facet_names, linked_facts = ["type", "year", "topic", "country", "state"], {"topic": ["topic"]}
    searched_facts = ["country"]
    serializer = "activities.serializers.ActivityBodySerializer"
    filters = "activities.filters.ActivityFilter"
    table = "activities.exports.ActivityTable"
    matcher = None
    page = "activities.views.ActivityDetail"
    begins_by = "sort_on"
    life_links = ["series", ActivityAgreementRole.HELD_UNDER]
    separate_link_kind = "outcome"
    search_rank, import_order = 3, 5
    part_collections = ["texts", "agreement_links", "attendances", "outcomes", "citations"]
    field_aliases = {"agreements": "agreement_links", "post": "post_as_written"}
    calendar = "activities.calendar_events.ActivityEvents"
    calendar_kinds = ["activity"]

    def body(self, record):
        body = _ACTIVITY_SERIALIZER.to_representation(record)
        body["agreements"] = [link for link in body["agreements"] if link["agreement"] or link["stub"]]
        if not body["series"]:
            body["ordinal"] = None
        return add_citations(body, record.citations.all())

    def upgrade(self, body: dict, schema: int) -> dict:
        """An older body with the members that have been added since; whom outcomes concern, by reference alone."""
        outcomes = [
            {**outcome, "organizations": mentions_by_ref(outcome["organizations"])}
            for outcome in body["outcomes"]
        ]
        return with_copy_members({**body, "outcomes": outcomes})

    def index(self, body):
        titles = {text["language"]: text["title"] for text in body["texts"]}
        index = Index(title={code: titles[code] for code in sorted(titles)})
        index.keys |= {f"type:{body['kind']}", f"state:{body['state']}"}
        index.keys |= {f"country:{place['country']}" for place in body["places"] if place["country"]}
        if body["on"] or body["until"]:
            date = edtf.parse(body["on"] or body["until"])
            index.set_date(date.earliest or date.latest)
        index.add_reference("series", body["series"])
        for link in body["agreements"]:
            index.add_reference(link["role"], link["agreement"], link["key"])
            if link["agreement"]:
                index.keys.add(f"agreement:{link['agreement']['ref']}")
        if body["series"]:
            index.keys.add(f"agreement:{body['series']['ref']}")
        for attendance in body["attendances"]:
            if attendance["organization"]:
                index_organization(index, attendance["organization"], "attended", attendance["key"])
            index_person(index, attendance["person"], attendance["role"], attendance["key"])
        for topic in body["topics"]:
            index_topic(index, topic)
        for outcome in body["outcomes"]:
            for organization in outcome["organizations"]:
                index.add_reference("outcome", organization, outcome["key"])
            for agreement in outcome["agreements"]:
                index.add_reference("outcome", agreement, outcome["key"])
            for topic in outcome["topics"]:
                index.add_reference("outcome", topic, outcome["key"])
        index.texts = _activity_search_texts(body)
        return index

    def life_facts(self, body):
        return held_session(body)

    def dependencies(self, record):
        for attendance in record.attendances.all():
            yield from filter(None, [attendance.organization, attendance.person])
        for outcome in record.outcomes.all():
            yield from [*outcome.organizations.all(), *outcome.topics.all()]
        yield from record.topics.all()

    def linked_records(self, record):
        if record.series:
            yield record.series
        yield from filter(None, (link.agreement for link in record.agreement_links.all()))
        for outcome in record.outcomes.all():
            yield from outcome.agreements.all()

    def key_dates(self, body):
        for member, suffix in (("on", ""), ("until", " (until)")):
            if body[member]:
                yield "", f"{body['state']}{suffix}", body[member]

    def home_context(self, day, revision):
        return home.home_context(day)

    def part_names(self, directory):
        return part_names(directory)

    def records_mentioning(self, keys):
        return Activity.objects.filter(
            Q(series__in=keys[Agreement])
            | Q(agreement_links__agreement__in=keys[Agreement])
            | Q(outcomes__agreements__in=keys[Agreement])
            | Q(attendances__organization__in=keys[Organization])
            | Q(outcomes__organizations__in=keys[Organization])
            | Q(attendances__person__in=keys[Person])
            | Q(topics__in=keys[Topic])
            | Q(outcomes__topics__in=keys[Topic])
        ).distinct()

    def warnings(self, record):
        return warnings(record)

    def publication_errors(self, record):
        return [] if record.texts.all() else [_("It has no title in any language.")]


def _activity_search_texts(body: dict) -> dict[str, list[str]]:
    """The texts by which an activity is searched, the weightiest first."""
    people = [row["person"]["name"] for row in body["attendances"] if row["person"]]
    organizations = [row["organization"]["name"] for row in body["attendances"] if row["organization"]]
    posts = [
        words for row in body["attendances"] for words in (row["post"], *row["post_by_language"].values())
    ]
    prose = [text["summary"] for text in body["texts"]]
    prose += [words for link in body["agreements"] for words in link["stub"].values()]
    prose += [text for outcome in body["outcomes"] for text in outcome["text"].values()]
    return {
        TITLE: [text["title"] for text in body["texts"]],
        PARTICIPANTS: people + organizations + posts,
        SUBJECT: [topic["ref"] for topic in body["topics"]],
        REST: prose,
    }
