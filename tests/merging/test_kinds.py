"""People, agreements, activities, topics and sources are merged and come back as well."""

import pytest

from agreements.models import Agreement
from merging.actions import merge_records
from merging.undo import undo_merger
from register.models import Entry, Version
from register.publishing import publish
from tests import factories as make
from tests.merging.conftest import desk_tables


def agreements():
    kept, double = (make.AgreementFactory(titled=True) for _number in range(2))
    party = double.involvements.get()
    signing = make.MilestoneFactory(agreement=double)
    make.SignatoryFactory(agreement=double, involvement=party, milestone=signing)
    make.MilestoneFactory(agreement=kept, on="2020-05")
    make.TermFactory(agreement=double, milestone=signing)
    make.CustodyFactory(agreement=double)
    double.topics.add(make.TopicFactory())
    make.AgreementTextFactory(agreement=double, language="ko", title="양해각서")
    make.AgreementCitationFactory(agreement=double, facts=[f"milestones/{signing.key}"])
    make.AgreementRelationFactory(older=double, agreement=make.AgreementFactory(titled=True))
    make.ActivityAgreementFactory(agreement=double)
    outcome = make.OutcomeFactory()
    outcome.agreements.add(kept, double)
    return kept, double


def people():
    kept, double = make.PersonFactory(name="Kim"), make.PersonFactory(name="Kim")
    make.PersonNameFactory(person=double)
    make.PersonIdentifierFactory(person=double)
    make.PositionFactory(person=double)
    agreement = make.AgreementFactory(titled=True)
    make.SignatoryFactory(agreement=agreement, person=double)
    make.SignatoryFactory(agreement=agreement, person=kept)
    make.AttendanceFactory(person=double, organization=None)
    return kept, double


def activities():
    kept, double = make.ActivityFactory(), make.ActivityFactory()
    for activity in (kept, double):
        make.ActivityTextFactory(activity=activity)
        make.AttendanceFactory(activity=activity)
    make.ActivityAgreementFactory(activity=double)
    make.OutcomeFactory(activity=double).topics.add(make.TopicFactory())
    make.ActivityCitationFactory(activity=double)
    return kept, double


def topics():
    kept, double = make.TopicFactory(), make.TopicFactory()
    make.TopicFactory(parent=double)
    agreement = make.AgreementFactory(titled=True)
    agreement.topics.add(kept, double)
    make.AgreementFactory(titled=True).topics.add(double)
    make.ActivityFactory().topics.add(double)
    return kept, double


def sources():
    kept, double = make.SourceFactory(address="https://example.org/a"), make.SourceFactory(author="Kim")
    make.AgreementCitationFactory(source=double)
    citation = make.PersonCitationFactory(source=double)
    make.PersonCitationFactory(source=kept, person=citation.person)
    return kept, double


WORLDS = [agreements, people, activities, topics, sources]


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("are_public", [pytest.param(False, marks=pytest.mark.long), True])
def test_merged_and_undone(db, world, are_public):
    kept, double = world()
    if are_public and world is not sources:
        titled = Agreement.objects.filter(texts__isnull=False).distinct()
        publish(*dict.fromkeys([*titled, kept, double]), by=None)
        kept.refresh_from_db(), double.refresh_from_db()
    desk, bodies = desk_tables(), dict(Entry.objects.values_list("ref", "body"))

    merger, plan = merge_records(loser=double, into=kept, reason="The same.", by=None)

    assert plan.moved or world is activities
    assert not type(double).objects.filter(pk=double.pk).exists()
    if getattr(double, "ref", ""):
        assert Version.objects.of(double.ref).last().action == "merged"
        assert f'"{double.ref}"' not in "".join(Entry.objects.values_list("body", flat=True))

    undo_merger(merger, by=None, reason="They are two.")

    after = desk_tables()
    assert {name for name in desk if desk[name] != after[name]} == set()
    assert dict(Entry.objects.values_list("ref", "body")) == bodies


def test_of_two_agreements_the_one_that_stays_keeps_its_dates_and_parties_unless_others_are_wanted(db):
    kept, double = agreements()

    _merger, plan = merge_records(loser=double, into=kept, reason="The same.", by=None)

    assert kept.milestones.count() == kept.involvements.count() == 1
    assert kept.signatories.get().involvement is None
    assert [choice.name for choice in plan.choices] == [
        "rows:agreements.involvement", "rows:agreements.milestone",
    ]  # fmt: skip


def test_of_two_agreements_all_rows_where_that_is_wanted(db):
    kept, double = agreements()
    wanted = {"rows:agreements.involvement", "rows:agreements.milestone"}

    merge_records(loser=double, into=kept, chosen=wanted, reason="The same.", by=None)

    assert kept.milestones.count() == kept.involvements.count() == 2
    signatory = kept.signatories.get()
    assert (signatory.involvement.agreement, signatory.milestone.agreement) == (kept, kept)
