"""How agreements and topics are published and found."""

from functools import partial

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import (
    AgreementRelationKind,
    Disclosure,
    InvolvementRole,
    MilestoneKind,
    SignatureAct,
    Visibility,
)
from agreements.models import Agreement, Topic
from agreements.part_names import part_names
from agreements.serializers import AgreementSerializer, TopicSerializer
from core import edtf
from organizations.models import Organization
from people.models import Person
from register import lifecycle
from register.exports import due
from register.kinds import Index, Kind
from register.search.vectors import REST, TITLE, TOPIC, WHO
from sources.publishing import cite

# Made once: a serializer takes longer to make than to use.
TOPIC_SERIALIZER = TopicSerializer()
AGREEMENT_SERIALIZER = AgreementSerializer()

SIGNING = {MilestoneKind.SIGNED, MilestoneKind.EXCHANGED}
# The first of these that is dated tells where an agreement stands in a list.
MAIN_DATE = [
    MilestoneKind.SIGNED, MilestoneKind.EXCHANGED, MilestoneKind.ADOPTED, MilestoneKind.LAUNCHED,
    MilestoneKind.TAKES_EFFECT, MilestoneKind.PROVISIONALLY_APPLIED, MilestoneKind.APPROVED,
    MilestoneKind.INITIALLED, MilestoneKind.ANNOUNCED, MilestoneKind.NEGOTIATED,
]  # fmt: skip
LISTS = [
    "texts", "identifiers", "topics", "languages", "milestones", "terms", "signatories", "relations", "commitments",
    "results", "contributions", "documents",
]  # fmt: skip
WORDS = ["form_as_written", "bindingness", "prevailing_language", "termination_notice", "review_interval"]


class AgreementKind(Kind):
    """Agreements, under A."""

    letter, name, plural, model = "A", "agreement", "agreements", Agreement
    relations = [
        *InvolvementRole.values, *AgreementRelationKind.values, "decided_by", "instrument", "signatory", "topic",
        "witness",
    ]  # fmt: skip
    counted = ["nature", "form", "bindingness", "country", "party", "topic", "year", "role"]

    def prefetched(self, records):
        return records.prefetch_related(
            "texts", "identifiers", "topics", "involvements__organization", "involvements__person",
            "involvements__acting_for", "milestones__involvement", "milestones__by_body",
            "milestones__instrument__texts", "terms__milestone",
            "signatories__person", "signatories__involvement", "signatories__milestone", "relations__older__texts",
            "commitments__by", "results__commitment", "contributions__involvement", "documents", "citations__source",
            "custody",
        )  # fmt: skip

    def body(self, record):
        body = AGREEMENT_SERIALIZER.to_representation(record)
        body["relations"] = [one for one in body["relations"] if one["agreement"] or one["stub"]]
        shown = {
            document.key for document in record.documents.all() if document.visibility == Visibility.PUBLIC
        }
        body["documents"] = [one for one in body["documents"] if one["key"] in shown]
        if record.disclosure == Disclosure.EXISTENCE:
            return cite(existence(body), [])
        return cite(body, record.citations.all())

    def index(self, body):
        parties = [one for one in body["involvements"] if one["organization"]]
        title = {text["language"]: text["title"] for text in body["texts"]}
        if not title:
            title = {"en": " – ".join(one["organization"]["name"] for one in parties)}
        index = Index(
            title={code: title[code] for code in sorted(title)}, life=partial(lifecycle.periods, body)
        )
        index.keys |= {f"{name}:{body[name]}" for name in ("nature", "form", "bindingness") if body[name]}
        index.keys |= {f"act:{one['kind']}" for one in body["milestones"]}
        index.keys |= {f"due:{name}" for name in due.kinds_of(index.periods)}
        index.identifiers = [(one["scheme"], one["value"]) for one in body["identifiers"]]
        for one in parties:
            add_organization(index, one["organization"], one["role"], one["key"])
        for one in body["involvements"]:
            add_person(index, one["person"], one["role"], one["key"])
        for one in body["signatories"]:
            act = "witness" if one["act"] == SignatureAct.WITNESSED else "signatory"
            add_person(index, one["person"], act, one["key"])
        for topic in body["topics"]:
            add_topic(index, topic)
        for one in body["relations"]:
            index.refer(one["kind"], one["agreement"], one["key"])
        for one in body["milestones"]:
            index.refer("instrument", one["instrument"], one["key"])
            index.refer("decided_by", one["by_body"], one["key"])
        index.signed = span([one for one in body["milestones"] if one["kind"] in SIGNING])
        index.dated(main_date(body["milestones"]))
        index.texts = texts(body)
        return index

    def names(self, record):
        for one in record.involvements.all():
            yield one.organization or one.person
        yield from filter(None, (one.person for one in record.signatories.all()))
        yield from filter(None, (one.by_body for one in record.milestones.all()))
        yield from record.topics.all()

    def links(self, record):
        yield from filter(None, (one.older for one in record.relations.all()))
        yield from filter(None, (one.instrument for one in record.milestones.all()))

    def part_names(self, directory):
        return part_names(directory)

    def mentioning(self, keys):
        return Agreement.objects.filter(
            Q(relations__older__in=keys[Agreement])
            | Q(milestones__instrument__in=keys[Agreement])
            | Q(involvements__organization__in=keys[Organization])
            | Q(milestones__by_body__in=keys[Organization])
            | Q(involvements__person__in=keys[Person])
            | Q(signatories__person__in=keys[Person])
            | Q(topics__in=keys[Topic])
        ).distinct()

    def objections(self, record):
        """A closed or embargoed agreement stays on the desk; a public one has a title."""
        reasons = []
        if record.disclosure == Disclosure.CLOSED:
            reasons.append(_("It is closed: it can never be published."))
        custody = getattr(record, "custody", None)
        if custody and custody.embargo_until and custody.embargo_until > timezone.localdate():
            reasons.append(
                _("It is under embargo until %(day)s.") % {"day": custody.embargo_until.isoformat()}
            )
        if not record.texts.all():
            reasons.append(_("It has no title in any language."))
        return reasons


class TopicKind(Kind):
    """Topics, under T."""

    letter, name, plural, model = "T", "topic", "topics", Topic
    relations = ["wider"]

    def prefetched(self, records):
        return records.select_related("parent")

    def body(self, record):
        return TOPIC_SERIALIZER.to_representation(record)

    def index(self, body):
        index = Index(title=body["names"], texts={TITLE: list(body["names"].values())})
        index.refer("wider", body["parent"])
        return index

    def names(self, record):
        return [record.parent] if record.parent else []

    def mentioning(self, keys):
        return Topic.objects.filter(parent__in=keys[Topic])


def existence(body: dict) -> dict:
    """What is shown of an agreement of which only the existence is public: reference, parties, year."""
    signed = span([one for one in body["milestones"] if one["kind"] in SIGNING])
    year = [f"{day.year:04}" for day in signed or () if day][:1]
    parties = [one for one in body["involvements"] if one["role"] == InvolvementRole.PARTY]
    shown = {
        **body,
        **{name: [] for name in LISTS},
        **dict.fromkeys(WORDS, ""),
        "occasion": {},
        "background": {},
    }
    shown["involvements"] = [{**one, "unit": "", "acting_for": None, "jurisdiction": ""} for one in parties]
    if year:
        kept = next(one for one in body["milestones"] if one["kind"] in SIGNING)
        shown["milestones"] = [
            {**kept, "on": year[0], "effective_on": "", "until": "", "places": [], "involvement": None, "by_body": None,
             "instrument": None, "condition": {}, "reason": {}, "legal_basis": "", "wording": ""}
        ]  # fmt: skip
    return shown


def add_organization(index: Index, organization: dict, kind: str, part: str) -> None:
    """Note an organization that takes part: findable by its reference, its role and its country."""
    index.refer(kind, organization, part)
    if organization["ref"]:
        index.keys |= {f"party:{organization['ref']}", f"role:{kind}"}
    if organization["country"]:
        index.keys.add(f"country:{organization['country']}")


def add_person(index: Index, person: dict | None, kind: str, part: str) -> None:
    index.refer(kind, person, part)
    if person and person["ref"]:
        index.keys.add(f"person:{person['ref']}")


def add_topic(index: Index, topic: dict) -> None:
    index.refer("topic", topic)
    if topic["ref"]:
        index.keys.add(f"topic:{topic['ref']}")


def span(milestones: list[dict]):
    """Earliest and latest day of these acts together, or None when there are none."""
    if not milestones:
        return None
    dates = [edtf.parse(one["on"]) for one in milestones if one["on"]]
    earliest = [date.earliest for date in dates]
    latest = [date.latest for date in dates]
    return (
        min(earliest) if earliest and all(earliest) else None,
        max(latest) if latest and all(latest) else None,
    )


def main_date(milestones: list[dict]):
    """The day that an agreement is listed under: the earliest of its signing, else of what came instead."""
    for kind in MAIN_DATE:
        for one in milestones:
            if one["kind"] == kind and one["on"]:
                date = edtf.parse(one["on"])
                if date.earliest or date.latest:
                    return date.earliest or date.latest
    return None


def texts(body: dict) -> dict[str, list[str]]:
    """What an agreement is found by, the weightiest first."""
    names = [one["organization"]["name"] for one in body["involvements"] if one["organization"]]
    people = [one["person"]["name"] for one in [*body["signatories"], *body["involvements"]] if one["person"]]
    prose = [text["summary"] for text in body["texts"]]
    prose += [words for one in body["commitments"] for words in one["text"].values()]
    return {
        TITLE: [text["title"] for text in body["texts"]],
        WHO: names + people + [one["unit"] for one in body["involvements"]],
        TOPIC: [name for topic in body["topics"] for name in topic["name"].values()],
        REST: prose,
    }
