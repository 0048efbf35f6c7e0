"""Agreements as a kind of public record: body, index, links."""

from django.utils.translation import gettext as _

from agreements import home, related_facts
from agreements.choices import (
    AgreementRelationKind,
    Disclosure,
    InvolvementRole,
    Nature,
    SignatureAct,
    Visibility,
)
from agreements.disclosure import existence_only_body, parties_shown
from agreements.facet_sql import DAY_FACTS, day_facts_sql
from agreements.milestones import (
    done_milestones,
    main_date,
    milestone_bounds,
    milestone_qualifier,
    signings,
    with_plans,
)
from agreements.models import Agreement, Topic
from agreements.part_names import part_names
from agreements.search_words import form_words, search_texts
from agreements.serializers import AgreementSerializer
from agreements.warnings import WARNING_PREFETCHES, warnings
from core.clock import publication_day
from core.replaced import AudienceMembers
from lifecycle.periods import compute_periods
from lifecycle.related import FOLLOWING_RELATIONS, NO_RELATED
from organizations.models import Organization
from people.models import Person
from register.index import Index
from register.kinds import Kind
from sources.citations import add_citations, with_copy_members

_AGREEMENT_SERIALIZER = AgreementSerializer()


class AgreementRecordKind(Kind):
    """Agreements, under A."""

    letter, name, plural, model = "A", "agreement", "agreements", Agreement
    link_kinds = [
        *InvolvementRole.values, *AgreementRelationKind.values, "affiliation", "decided_by", "instrument", "signatory",
        "topic", "witness",
    ]  # fmt: skip
    body_lookups = [
        "texts", "identifiers", "topics", "involvements__organization", "involvements__person",
        "involvements__acting_for", "milestones__involvement", "milestones__by_body", "milestones__instrument__texts",
        "terms__milestone", "signatories__person", "signatories__affiliation", "signatories__involvement",
        "signatories__milestone", "relations__older__texts", "commitments__by", "results__commitment",
        "contributions__involvement", "documents", "contacts__involvement", "citations__source", "custody",
    ]  # fmt: skip
    facet_names = ["nature", "form", "bindingness", "country", "party", "topic", "year", "role"]
    wide_facts, linked_facts = ["party"], {"party": InvolvementRole.values, "topic": ["topic"]}
    day_facts, day_facts_sql = DAY_FACTS, day_facts_sql()
    searched_facts = ["country", "form"]
    serializer = "agreements.serializers.AgreementBodySerializer"
    filters = "agreements.filters.AgreementFilter"
    table = "agreements.exports.AgreementTable"
    matcher = "agreements.reconcile.AgreementMatcher"
    page = "agreements.views.AgreementDetail"
    withheld_by = "disclosure", Disclosure.EXISTENCE
    has_periods, begins_by = True, "periods"
    life_links = FOLLOWING_RELATIONS
    main_fact, main_fact_values = "nature", Nature.values
    search_rank, matcher_rank, import_order = 2, 2, 4
    part_collections = [
        "texts", "identifiers", "involvements", "milestones", "terms", "signatories", "relations", "commitments",
        "results", "contributions", "documents", "contacts", "citations",
    ]  # fmt: skip
    audience_collections = {
        "documents": AudienceMembers("address", "title"), "contacts": AudienceMembers("website", "office"),
    }  # fmt: skip
    single_parts = ["custody"]
    warning_prefetches = WARNING_PREFETCHES
    part_references = {
        "involvement": "involvements", "acting_for": "involvements", "by": "involvements",
        "milestone": "milestones", "commitment": "commitments",
    }  # fmt: skip
    sitemap_pages = ["countries:list", "statistics:page"]
    field_aliases = {"agreement": "older", "post": "post_as_written"}
    calendar = "agreements.calendar_events.AgreementEvents"
    sqlite_tables = "agreements.sqlite_tables.SQLITE_TABLES"

    def body(self, record):
        body = _AGREEMENT_SERIALIZER.to_representation(record)
        body["relations"] = [
            relation for relation in body["relations"] if relation["agreement"] or relation["stub"]
        ]
        for name in self.audience_collections:
            parts = getattr(record, name).all()
            shown = {part.key for part in parts if part.visibility == Visibility.PUBLIC}
            body[name] = [part for part in body[name] if part["key"] in shown]
        if record.disclosure == Disclosure.EXISTENCE:
            return add_citations(existence_only_body(body), [])
        return add_citations(body, record.citations.all())

    def upgrade(self, body: dict, schema: int) -> dict:
        """An older body with the members that have been added since."""
        body = {
            **body,
            "documents": [{**document, "size": document.get("size")} for document in body["documents"]],
        }
        return with_copy_members(body)

    def index(self, body):
        parties = [involvement for involvement in body["involvements"] if involvement["organization"]]
        title = {text["language"]: text["title"] for text in body["texts"]}
        if not title:
            title = {"en": " – ".join(party["organization"]["name"] for party in parties)}
        index = Index(title={code: title[code] for code in sorted(title)})
        index.keys |= {f"{name}:{body[name]}" for name in ("nature", "form", "bindingness") if body[name]}
        done = done_milestones(body)
        index.keys |= {f"act:{milestone['kind']}" for milestone in done}
        index.identifiers = [
            (identifier["scheme"], identifier["value"]) for identifier in body["identifiers"]
        ]
        for party in parties:
            index_organization(index, party["organization"], party["role"], party["key"])
        for involvement in body["involvements"]:  # those without a record have a role too
            index.keys.add(f"role:{involvement['role']}")
            index_person(index, involvement["person"], involvement["role"], involvement["key"])
            if involvement["country"]:
                index.keys.add(f"country:{involvement['country']}")
        for signatory in body["signatories"]:
            act = "witness" if signatory["act"] == SignatureAct.WITNESSED else "signatory"
            index_person(index, signatory["person"], act, signatory["key"])
            index.add_reference("affiliation", signatory["affiliation"], signatory["key"])
        for topic in body["topics"]:
            index_topic(index, topic)
        for relation in body["relations"]:
            index.add_reference(relation["kind"], relation["agreement"], relation["key"])
        for milestone in body["milestones"]:
            index.add_reference("instrument", milestone["instrument"], milestone["key"])
            index.add_reference("decided_by", milestone["by_body"], milestone["key"])
        signed = signings(body)
        index.signed_bounds = milestone_bounds(signed)
        index.signed_qualifier = milestone_qualifier(signed)
        index.set_date(main_date(done))
        index.texts = search_texts(body)
        return index

    def periods(self, body, related=None, known_by=None):
        return compute_periods(body, related or NO_RELATED, known_by)

    def related_facts(self, bodies):
        return related_facts.related_facts(bodies)

    def lives_reading(self, refs):
        return related_facts.lives_reading(refs)

    def life_facts(self, body):
        """All of it: acts, terms and parties of a newer agreement, the life of one that others belong to."""
        return body

    def fact_words(self):
        return form_words()

    def dependencies(self, record):
        """The organizations, people and topics that its body names."""
        if record.disclosure == Disclosure.EXISTENCE:
            yield from filter(None, (party.participant for party in parties_shown(record)))
            return
        yield from filter(None, (involvement.participant for involvement in record.involvements.all()))
        for signatory in record.signatories.all():
            yield from filter(None, (signatory.person, signatory.affiliation))
        yield from filter(None, (milestone.by_body for milestone in record.milestones.all()))
        yield from record.topics.all()

    def linked_records(self, record):
        if record.disclosure == Disclosure.EXISTENCE:
            return
        yield from filter(None, (relation.older for relation in record.relations.all()))
        yield from filter(None, (milestone.instrument for milestone in record.milestones.all()))

    def key_dates(self, body):
        for milestone in with_plans(body):
            kind = f"{milestone['kind']}{' (planned)' if milestone['is_planned'] else ''}"
            for suffix, member in (("", "on"), (" (effective)", "effective_on"), (" (until)", "until")):
                if milestone[member]:
                    yield milestone["key"], f"{kind}{suffix}", milestone[member]

    def home_context(self, day, revision):
        return home.home_context(day, revision)

    def part_names(self, directory):
        return part_names(directory)

    def records_mentioning(self, keys):
        lookups = {
            "relations__older": Agreement,
            "milestones__instrument": Agreement,
            "involvements__organization": Organization,
            "milestones__by_body": Organization,
            "signatories__affiliation": Organization,
            "involvements__person": Person,
            "signatories__person": Person,
            "topics": Topic,
        }
        # one after the other, each by its index: together they would join every part with every other
        first, *others = [
            Agreement.objects.filter(**{f"{lookup}__in": keys[model]}).order_by().values("pk")
            for lookup, model in lookups.items()
        ]
        return Agreement.objects.filter(pk__in=first.union(*others))

    def warnings(self, record):
        return warnings(record)

    def publication_errors(self, record):
        """A closed or embargoed agreement is not published, nor one without a title."""
        reasons = []
        if record.disclosure == Disclosure.CLOSED:
            reasons.append(_("It is closed: it can never be published."))
        custody = getattr(record, "custody", None)
        if custody and custody.is_embargoed(publication_day()):
            reasons.append(
                _("It is under embargo until %(day)s.") % {"day": custody.embargo_until.isoformat()}
            )
        if not record.texts.all():
            reasons.append(_("It has no title in any language."))
        return reasons


def index_organization(index: Index, organization: dict, kind: str, part: str) -> None:
    """Index an organization that takes part: by its reference, its role and its country."""
    index.add_reference(kind, organization, part)
    if organization["ref"]:
        index.keys |= {f"party:{organization['ref']}", f"role:{kind}"}
    if organization["country"]:
        index.keys.add(f"country:{organization['country']}")


def index_person(index: Index, person: dict | None, kind: str, part: str) -> None:
    """Index a person, by reference."""
    index.add_reference(kind, person, part)
    if person and person["ref"]:
        index.keys.add(f"person:{person['ref']}")


def index_topic(index: Index, topic: dict) -> None:
    """Index a topic, by reference."""
    index.add_reference("topic", topic)
    if topic["ref"]:
        index.keys.add(f"topic:{topic['ref']}")
