"""A public register with a record of each kind that has everything, and others that name those in every way."""

from collections.abc import Callable

from register.publishing import publish
from register.records import Record
from tests import factories as make
from tests import whole_records as whole

REFS = {"A": "A1", "O": "O1", "P": "P1", "T": "T1", "E": "E1", "C": "C1"}


def public_world(publish: Callable = publish) -> tuple[list[Record], list[Record]]:
    """Records with everything, A1, O1, P1, T1, E1 and C1, and others that name them in every way that there is."""
    sources = [whole.whole_source(row, is_cleared=not row, note="") for row in (0, 1)]
    organization, person, topic = make.OrganizationFactory(), make.PersonFactory(), make.TopicFactory()
    publish(organization, person, topic, by=None)
    second, third, parent = (make.OrganizationFactory() for _number in range(3))
    older = [make.AgreementFactory(titled=True, party__organization=second) for _number in range(2)]
    dialogue = make.AgreementFactory(titled=True, nature="dialogue", form="", party__organization=second)
    agreement, activity = make.AgreementFactory(), make.ActivityFactory()
    whole.whole_organization(organization, parent=parent, others=[second, third], sources=sources)
    whole.whole_person(person, posts=[organization, second], sources=sources)
    whole.whole_topic(topic, parent=make.TopicFactory())
    whole.bare_agreement(agreement, organization=organization, person=person)
    whole.whole_public_agreement(
        agreement, others=[second, third], person=person, older=older, topics=[topic, make.TopicFactory()],
        sources=sources,
    )  # fmt: skip
    whole.whole_activity(
        activity, series=dialogue, agreement=agreement, organizations=[organization, second],
        people=[person, make.PersonFactory()], topics=[topic, make.TopicFactory()], sources=sources,
    )  # fmt: skip
    named = [agreement, organization, person, topic, activity]
    collection = whole.whole_collection(make.CollectionFactory(), agreement=agreement, activity=activity)
    whole_records = [*named, collection]
    publish(*whole_records, by=None)
    others = naming_records(publish, *named)
    publish(*older, dialogue, second, third, by=None)
    publish(*whole_records, by=None)  # they name those by reference now
    return whole_records, others


def naming_records(publish: Callable, agreement, organization, person, topic, activity) -> list[Record]:
    """A record of each kind that names those, through each relation that leads to one of them."""
    child, branch = make.TopicFactory(parent=topic), make.OrganizationFactory(parent=organization)
    make.OrganizationRelationFactory(organization=branch, other=organization, kind="part_of")
    somebody = make.PersonFactory()
    make.PositionFactory(person=somebody, organization=organization)
    newer = make.AgreementFactory(titled=True, party__organization=organization)
    party = newer.involvements.get()
    newer.topics.add(topic)
    for kind in ("renews", "implements"):
        make.AgreementRelationFactory(agreement=newer, older=agreement, kind=kind)
    make.InvolvementFactory(agreement=newer, organization=None, person=person)
    make.MilestoneFactory(agreement=newer, on="2024-01-01", involvement=party)
    make.MilestoneFactory(
        agreement=newer, kind="amended", on="2025", instrument=agreement, by_body=organization
    )
    make.TermFactory(agreement=newer, length="P30Y", starts_with="signature")
    make.SignatoryFactory(agreement=newer, person=person, affiliation=organization)
    meeting = make.ActivityFactory(titled=True, series=agreement, on="2025-05-05")
    make.ActivityAgreementFactory(activity=meeting, agreement=agreement, role="held_under")
    make.AttendanceFactory(activity=meeting, organization=organization, person=person)
    outcome = make.OutcomeFactory(activity=meeting)
    outcome.organizations.add(organization)
    outcome.agreements.add(agreement)
    outcome.topics.add(topic)
    meeting.topics.add(topic)
    collection = make.CollectionFactory()
    make.CollectionItemFactory(collection=collection, agreement=agreement)
    make.CollectionItemFactory(collection=collection, agreement=None, activity=activity)
    others = [newer, branch, somebody, child, meeting, collection]
    publish(*others, by=None)
    return others
