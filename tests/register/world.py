"""A small world on the desk: records of every kind, linked through every relation that a record or part has."""

from dataclasses import dataclass, field

from register.models import Version
from register.records import Record
from sources.models import Source
from tests import factories as make


@dataclass
class World:
    """Records of every kind, none of them public, and the source that they cite."""

    records: list[Record] = field(default_factory=list)
    source: Source = None

    def of(self, name: str) -> list[Record]:
        return [record for record in self.records if record._meta.model_name == name]


def make_world() -> World:
    """Two to four records of each kind. What one mentions is in another, so that an end of it concerns both."""
    source = make.SourceFactory(address="https://example.org/a")
    wide = make.TopicFactory()
    narrow = make.TopicFactory(parent=wide)
    ministry = make.OrganizationFactory(name="Ministry of Examples")
    institute = make.OrganizationFactory(name="Gyeongju Institute", parent=ministry)
    old = make.OrganizationFactory(name="Office of Old", country="JP")
    make.OrganizationRelationFactory(organization=institute, other=old)
    body = make.OrganizationFactory(name="Commission of Both", country="")  # named as affiliation alone
    make.OrganizationCitationFactory(organization=institute, source=source)
    someone = make.PersonFactory(name="Hong Gildong")
    other = make.PersonFactory(name="Ada Example")
    make.PositionFactory(person=someone, organization=institute)
    make.PersonCitationFactory(person=someone, source=source)
    framework, annex, newer, dialogue = agreements = _agreements(old, institute)
    framework.topics.add(narrow)
    make.SignatoryFactory(agreement=framework, person=someone, affiliation=body)
    make.InvolvementFactory(agreement=annex, organization=None, person=other, name_as_written="Ada E.")
    make.MilestoneFactory(agreement=framework, kind="renewed", on="2023-04-06", instrument=newer)
    make.MilestoneFactory(agreement=annex, kind="amended", on="2022-01-01", by_body=ministry)
    make.AgreementRelationFactory(agreement=annex, older=framework, kind="annexed_to")
    make.AgreementRelationFactory(agreement=newer, older=framework, kind="renews")
    make.AgreementCitationFactory(agreement=framework, source=source)
    session = make.ActivityFactory(titled=True, series=dialogue, on="2019-05-03", state="held")
    meeting = make.ActivityFactory(titled=True, on="2021-06")
    make.ActivityAgreementFactory(activity=meeting, agreement=framework, role="held_under")
    make.AttendanceFactory(activity=meeting, organization=old, person=someone)
    make.AttendanceFactory(activity=session, organization=None, person=other)
    outcome = make.OutcomeFactory(activity=meeting)
    outcome.organizations.add(ministry)
    outcome.agreements.add(newer)
    outcome.topics.add(wide)
    session.topics.add(narrow)
    make.ActivityCitationFactory(activity=meeting, source=source)
    collection = make.CollectionFactory()
    for it in ({"agreement": framework}, {"agreement": None, "activity": meeting}):
        make.CollectionItemFactory(collection=collection, **it)
    records = [wide, narrow, ministry, institute, old, body, someone, other, *agreements, session, meeting]
    return World([*records, collection, make.CollectionFactory()], source)


def _agreements(first, second) -> list[Record]:
    """A framework, an annex, one that renews the framework, and a dialogue without a document."""
    agreements = []
    for number, (signed, rest) in enumerate(
        [("2010-01-01", {}), ("2011-01-01", {}), ("2023-04-06", {}), ("", {"nature": "dialogue", "form": ""})]
    ):
        agreement = make.AgreementFactory(**rest)
        make.AgreementTextFactory(agreement=agreement, title=f"Accord {number} of Hong")
        for party in (first, second):
            make.InvolvementFactory(agreement=agreement, organization=party)
        if signed:
            make.MilestoneFactory(agreement=agreement, on=signed)
            make.TermFactory(agreement=agreement, length="P5Y", renewal="not_stated")
        agreements.append(agreement)
    return agreements


def fresh(record: Record) -> Record:
    return type(record)._default_manager.get(pk=record.pk)


def is_over(record: Record) -> bool:
    """It can never be published again."""
    was_merged = record.ref and Version.objects.filter(ref=record.ref, action="merged").exists()
    return bool(was_merged) or getattr(fresh(record), "is_hidden", False)
