"""Lives that depend on other records: written anew when these are published or end, in whatever order."""

from contextlib import contextmanager
from itertools import permutations

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from activities.choices import ActivityKind
from activities.models import Activity
from agreements.models import AgreementRelation
from register.models import Entry, Period, Version
from register.publishing import merge, publish, withdraw
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    AgreementRelationFactory,
    InvolvementFactory,
    MilestoneFactory,
    OrganizationFactory,
    OrganizationRelationFactory,
    TermFactory,
)
from tests.redacted_texts import redact
from tests.register.recount import derived_rows

pytestmark = pytest.mark.django_db


def agreement(signed="2018-05-01", **rest):
    record = AgreementFactory(titled=True, **rest)
    if signed:
        MilestoneFactory(agreement=record, on=signed)
    return record


def life(record) -> list[tuple[str, str, str]]:
    """State, certainty and first day of each period."""
    periods = Period.objects.filter(entry=record.ref).order_by("position")
    return [(one.state, one.certainty, str(one.start_latest)) for one in periods]


def states(record) -> list[str]:
    return [state for state, _certainty, _day in life(record)]


def reasons(record) -> list[dict]:
    """The reasons of the last period."""
    return Period.objects.filter(entry=record.ref).order_by("position").last().reasons


def codes(record) -> list[str]:
    return [reason["code"] for reason in reasons(record)]


def end_of(record):
    withdraw(record, by=None, reason={"en": "Entered by mistake."})


def edit(record, **values):
    record.refresh_from_db()
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    publish(record, by=None)


@contextmanager
def undone():
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def renewed():
    """An older agreement, and a newer one that renews it by an act of the older one."""
    older, newer = agreement(), agreement("2023-04-06")
    newer.involvements.update(organization=older.involvements.get().organization)
    TermFactory(agreement=older, length="P5Y", renewal="not_stated")
    TermFactory(agreement=newer, length="P5Y")
    MilestoneFactory(agreement=older, kind="renewed", on="2023-04-06", instrument=newer)
    AgreementRelationFactory(agreement=newer, older=older, kind="renews")
    return older, newer


# A newer agreement


def test_a_newer_agreement_that_only_points_here_is_named_and_changes_no_state():
    older, newer = agreement(), agreement("2023-07-06")
    TermFactory(agreement=older, length="P5Y", renewal="not_stated")
    AgreementRelationFactory(agreement=newer, older=older, kind="renews")
    publish(older, by=None)
    before = life(older)
    assert codes(older) == ["term_ended"]

    publish(newer, by=None)

    assert life(older) == before
    ended, followed = reasons(older)
    assert ended["params"]["followed"]
    assert followed == {"code": "followed_by", "params": {"ref": newer.ref, "relation": "renews"}}


def test_an_act_that_names_a_newer_agreement_takes_its_term(renewed):
    publish(*renewed, by=None)

    assert life(renewed[0])[-1] == ("expired", "derived", "2028-04-06")


def test_republishing_the_newer_agreement_moves_the_end_of_the_older(renewed):
    older, newer = renewed
    publish(*renewed, by=None)
    version = Version.objects.of(older.ref).count()

    term = newer.terms.get()
    term.length = "P7Y"
    term.save()
    publish(newer, by=None)

    assert life(older)[-1] == ("expired", "derived", "2030-04-06")
    assert Version.objects.of(older.ref).count() == version


def test_withdrawing_the_newer_agreement_takes_its_term_away(renewed):
    older, newer = renewed
    publish(*renewed, by=None)

    end_of(newer)

    assert states(older)[-1] == "in_force"
    assert "followed_by" not in codes(older)
    publish(newer, by=None)
    assert life(older)[-1] == ("expired", "derived", "2028-04-06")


def test_a_draft_changes_no_life(renewed):
    older, _newer = renewed

    publish(older, by=None)

    assert states(older)[-1] == "in_force"


# Sessions


@pytest.fixture
def dialogue():
    return agreement(signed="", nature="dialogue", form="")


def test_a_dialogue_lives_by_the_session_held_under_it(dialogue):
    publish(dialogue, by=None)
    assert life(dialogue) == []
    session = ActivityFactory(
        titled=True, series=dialogue, on="2019-05-03", kind="dialogue_session", state="held"
    )

    publish(session, by=None)

    assert life(dialogue) == [("in_force", "presumed", "2019-05-03")]
    edit(session, on="2017-05-03")
    assert life(dialogue) == [("in_force", "presumed", "2017-05-03")]
    edit(session, state="cancelled")
    assert life(dialogue) == []


@pytest.mark.parametrize("kind", ActivityKind.values)
def test_whatever_took_place_shows_that_a_dialogue_lives_and_what_was_only_announced_does_not(dialogue, kind):
    publish(
        ActivityFactory(titled=True, series=dialogue, on="2019-05-03", kind=kind, state="held"),
        dialogue,
        by=None,
    )

    assert states(dialogue) == ([] if kind == "announcement" else ["in_force"])


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_a_session_that_was_not_held_shows_nothing(dialogue, state):
    publish(ActivityFactory(titled=True, series=dialogue, on="2019-05-03", state=state), dialogue, by=None)

    assert life(dialogue) == []


def test_a_session_moved_to_another_dialogue_takes_its_evidence_along(dialogue):
    other = agreement(signed="", nature="dialogue", form="")
    session = ActivityFactory(titled=True, series=dialogue, on="2019-05-03", state="held")
    publish(dialogue, other, by=None)
    publish(session, by=None)

    edit(session, series=other)

    assert (life(dialogue), states(other)) == ([], ["in_force"])


def test_withdrawing_the_only_session_leaves_nothing(dialogue):
    session = ActivityFactory(titled=True, series=dialogue, on="2019-05-03", state="held")
    publish(dialogue, by=None)
    publish(session, by=None)

    end_of(session)

    assert life(dialogue) == []


# Frameworks


@pytest.fixture
def chain():
    """A framework, an annex, and an annex to the annex."""
    framework, annex, second = agreement("2010-01-01"), agreement("2011-01-01"), agreement("2012-01-01")
    AgreementRelationFactory(agreement=annex, older=framework, kind="annexed_to")
    AgreementRelationFactory(agreement=second, older=annex, kind="annexed_to")
    return framework, annex, second


def test_a_framework_takes_its_annexes_along_however_far(chain):
    framework, annex, second = chain
    publish(framework, by=None)
    publish(annex, by=None)
    publish(second, by=None)
    end = MilestoneFactory(agreement=framework, kind="terminated", on="2020-01-01")

    publish(framework, by=None)

    for record in (annex, second):
        assert life(record)[-1] == ("terminated", "presumed", "2020-01-01")
    end.delete()
    publish(framework, by=None)
    for record in (annex, second):
        assert states(record) == ["in_force"]


def test_what_implements_a_framework_stays_and_is_flagged():
    framework, implementing = agreement("2010-01-01"), agreement("2011-01-01")
    AgreementRelationFactory(agreement=implementing, older=framework, kind="implements")
    MilestoneFactory(agreement=framework, kind="terminated", on="2020-01-01")

    publish(framework, by=None)
    publish(implementing, by=None)

    assert states(implementing) == ["in_force", "in_force"]
    assert "framework_ended" in codes(implementing)
    end_of(framework)
    assert states(implementing) == ["in_force"]


def test_agreements_that_belong_to_each_other_come_to_rest(chain):
    framework, annex, second = chain
    MilestoneFactory(agreement=annex, kind="terminated", on="2020-01-01")
    publish(*chain, by=None)
    publish(*chain, by=None)
    outcome = life(framework)
    AgreementRelation.objects.bulk_create(
        [AgreementRelation(agreement=framework, older=second, kind="annexed_to", key="k99")]
    )

    publish(framework, by=None)

    assert life(framework) == outcome
    assert life(annex)[-1] == ("terminated", "recorded", "2020-01-01")
    assert states(second) == ["in_force"]
    assert_rebuild_changes_nothing()


# Parties


@pytest.fixture
def party():
    return OrganizationFactory()


@pytest.fixture
def bilateral(party):
    record = agreement("2010-01-01")
    InvolvementFactory(agreement=record, organization=party)
    return record


def test_a_dissolved_party_leaves_a_bilateral_in_doubt_until_a_successor_is_known(bilateral, party):
    publish(bilateral, by=None)
    edit(party, dissolved_on="2015-01-01")
    assert life(bilateral)[-1] == ("unknown", "presumed", "2015-01-01")
    successor = OrganizationRelationFactory(other=party).organization

    publish(successor, by=None)

    assert life(bilateral)[-1] == ("in_force", "presumed", "2015-01-01")
    [reason] = [one for one in reasons(bilateral) if one["code"] == "successor_continues"]
    assert reason["params"] == {"ref": party.ref, "on": "2015-01-01", "successors": [successor.ref]}
    edit(successor, dissolved_on="2018-01-01")
    assert life(bilateral)[-1] == ("unknown", "presumed", "2018-01-01")
    end_of(successor)
    assert life(bilateral)[-1] == ("unknown", "presumed", "2015-01-01")
    edit(party, dissolved_on="")
    assert states(bilateral) == ["in_force"]


def test_one_of_two_successors_is_enough(bilateral, party):
    publish(bilateral, by=None)
    edit(party, dissolved_on="2015-01-01")
    gone = OrganizationRelationFactory(other=party, organization__dissolved_on="2018-01-01").organization
    publish(gone, OrganizationRelationFactory(other=party).organization, by=None)

    assert states(bilateral)[-1] == "in_force"


def test_organizations_that_succeed_each_other_come_to_rest(bilateral, party):
    other = OrganizationFactory(dissolved_on="2016-01-01")
    publish(bilateral, other, by=None)
    OrganizationRelationFactory._meta.model.objects.bulk_create(
        [OrganizationRelationFactory.build(organization=one, other=two, key="k99")
         for one, two in ((party, other), (other, party))]
    )  # fmt: skip

    publish(other, by=None)
    edit(party, dissolved_on="2015-01-01")

    assert states(bilateral) == ["in_force", "in_force", "in_force"]


# Any order


def assert_rebuild_changes_nothing():
    before = derived_rows()
    call_command("rebuild_register")
    assert derived_rows() == before


def test_the_order_of_publication_makes_no_difference(renewed, chain, bilateral, party):
    older, newer = renewed
    framework, annex, _second = chain
    party.dissolved_on = "2015-01-01"
    party.save()
    MilestoneFactory(agreement=framework, kind="terminated", on="2020-01-01")
    session = ActivityFactory(titled=True, series=annex, on="2019-05-03", state="held")
    records = [older, newer, framework, annex, bilateral, session]
    lives = []
    for order in list(permutations(records))[::119]:
        with undone():
            for record in order:
                publish(record, by=None)
            publish(*records, by=None)  # links to what was not public when the record was published
            lives.append([life(record) for record in records])
            if len(lives) % 3 == 0:
                assert_rebuild_changes_nothing()

    assert all(one == lives[0] for one in lives)
    assert {state for record in lives[0] for state, _certainty, _day in record} >= {"expired", "terminated"}


def test_a_merger_and_a_redaction_write_lives_anew(dialogue):
    session = ActivityFactory(titled=True, series=dialogue, on="2019-05-03", state="held")
    other = ActivityFactory(titled=True, series=dialogue, on="2021-05-03", state="held")
    publish(dialogue, session, by=None)
    publish(session, other, by=None)

    merge(session, into=other, by=None)

    assert life(dialogue) == [("in_force", "presumed", "2021-05-03")]
    redact(Version.objects.of(other.ref), ["/texts/0/title"], reason="x", basis="y", by=None)
    assert life(dialogue) == [("in_force", "presumed", "2021-05-03")]
    assert_rebuild_changes_nothing()


# Statements


@pytest.mark.parametrize("count", [2, 30])
def test_lives_are_written_in_as_many_statements_for_many_records_as_for_few(count, dialogue):
    framework = agreement("2010-01-01")
    publish(dialogue, framework, by=None)
    records = []
    for _ in range(count):
        records += [agreement("2012-01-01"), agreement("2016-01-01")]
        older, newer = records[-2:]
        MilestoneFactory(agreement=older, kind="renewed", on="2016-01-01", instrument=newer)
        AgreementRelationFactory(agreement=older, older=framework, kind="annexed_to")
        AgreementRelationFactory(agreement=newer, older=older, kind="renews")
        records.append(ActivityFactory(titled=True, series=dialogue, on="2019-05-03", state="held"))

    with CaptureQueriesContext(
        connection,
    ) as captured:
        publish(*records, by=None)

    about_lives = [
        query["sql"] for query in captured if "register_period" in query["sql"] or "life" in query["sql"]
    ]
    recursive = [query["sql"] for query in captured if "RECURSIVE" in query["sql"]]
    # written and deleted twice, each time with what is kept of the day
    assert (len(about_lives), len(recursive)) == (6, 2)
    assert Entry.objects.count() > 3 * count


def test_an_organization_with_the_same_end_touches_no_life(bilateral, party):
    publish(bilateral, by=None)

    with CaptureQueriesContext(connection) as captured:
        edit(party, website="https://example.org/")

    assert not [
        query["sql"] for query in captured if "register_period" in query["sql"] and "INSERT" in query["sql"]
    ]
    assert not [query["sql"] for query in captured if "RECURSIVE" in query["sql"]]
    assert Activity.objects.count() == 0
