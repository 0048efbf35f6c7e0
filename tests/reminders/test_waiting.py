"""What waits for staff before a publication: reviews, what was sent back, publications that were refused."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.workflow.actions import assign_reviewer, send_back, send_to_review, withdraw_from_review
from desk.workflow.models import ScheduledPublication, ScheduleState
from merging.actions import merge_records
from register.publishing import publish
from reminders.models import Event, Run
from tests import factories as make
from tests.reminders.conftest import DAY, mail_by_day, recipients, remind

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(clock, unit, colleague):
    """Kim, who writes, and Lee, who reviews; both of the unit."""
    return colleague("kim", unit), colleague("lee", unit)


@pytest.fixture
def draft(people, unit):
    record = make.AgreementFactory(titled=True)
    make.CustodyFactory(agreement=record, unit=unit)
    return record


def test_a_reviewer_is_reminded_at_once_and_while_it_waits(clock, people, draft, boss):
    kim, lee = people
    send_to_review(record=draft, by=kim, reviewer=lee)

    [(address, text)] = remind()

    assert (address, "8 March 2027 (today): waiting for review" in text) == ("lee@office.example", True)
    assert mail_by_day(clock, 1, 6, 7, 8, 13, 14, 15) == {7: ["kim", "lee"], 14: ["boss", "kim", "lee"]}


def test_administrators_are_told_after_two_weeks_whatever_the_days_after_deadlines(
    clock, people, draft, boss, settings
):
    settings.REMINDER_DAYS_AFTER = [3, 21]
    kim, lee = people
    send_to_review(record=draft, by=kim, reviewer=lee)
    assert recipients() == ["lee"]

    assert mail_by_day(clock, 1, 3, 7, 14, 21) == {7: ["kim", "lee"], 14: ["boss", "kim", "lee"]}


def test_another_reviewer_is_told_and_the_former_no_more(clock, people, draft, colleague):
    kim, lee = people
    send_to_review(record=draft, by=kim, reviewer=lee)
    assert recipients() == ["lee"]
    assign_reviewer(record=draft, by=kim, reviewer=colleague("park"))

    assert mail_by_day(clock, 1, 2) == {1: ["park"]}


@pytest.mark.parametrize("end", ["withdrawn", "published"])
def test_nobody_is_reminded_of_a_review_that_has_ended(clock, people, draft, end):
    kim, lee = people
    send_to_review(record=draft, by=kim, reviewer=lee)
    assert recipients() == ["lee"]
    if end == "withdrawn":
        withdraw_from_review(record=draft, by=kim)
    else:
        publish(draft, by=lee)

    assert mail_by_day(clock, 1, 7, 14) == {}
    assert not Event.objects.get().is_current


def test_a_review_without_a_reviewer_is_the_units(people, draft):
    send_to_review(record=draft, by=people[0], reviewer=None)

    assert recipients() == ["kim", "lee"]


def test_what_is_sent_back_comes_to_whoever_sent_it_until_it_is_sent_again(clock, people, draft):
    kim, lee = people
    send_to_review(record=draft, by=kim, reviewer=lee)
    send_back(record=draft, by=lee, reason="No source.")

    assert recipients() == ["kim"]
    clock(DAY + timedelta(1))
    send_to_review(record=draft, by=kim, reviewer=lee)
    assert recipients() == ["lee"]
    assert mail_by_day(clock, 8) == {8: ["kim", "lee"]}  # of the review, as of the unit


def test_records_of_other_kinds_wait_too(clock, people, boss):
    kim, lee = people
    record = make.OrganizationFactory()
    send_to_review(record=record, by=kim, reviewer=lee)

    [(address, text)] = remind()

    assert (address, str(record) in text) == ("lee@office.example", True)
    assert f"/admin/organizations/organization/{record.pk}/change/" in text


def test_what_waited_when_reminders_begin_is_said_once(clock, people, draft):
    """Other than deadlines that passed, it still waits."""
    kim, lee = people
    clock(DAY - timedelta(3))
    send_to_review(record=draft, by=kim, reviewer=lee)
    Run.objects.all().delete()

    assert mail_by_day(clock, 0, 1) == {0: ["lee"]}


def test_a_publication_that_was_refused_comes_to_whoever_set_the_time(people, draft):
    ScheduledPublication.objects.create(
        record=draft, publish_at=datetime(2027, 3, 8, 5, tzinfo=UTC), shown="{}", scheduled_by=people[0],
        state=ScheduleState.REFUSED, reason={"en": "It changed."},
    )  # fmt: skip

    [(address, text)] = remind()

    assert (address, "not published at the set time" in text) == ("kim@office.example", True)


def test_nobody_is_reminded_of_what_became_part_of_another_record(people, boss):
    kept, double = make.OrganizationFactory(), make.OrganizationFactory()
    send_to_review(record=double, by=people[0], reviewer=people[1])
    ScheduledPublication.objects.create(
        record=double, publish_at=datetime(2027, 3, 8, 5, tzinfo=UTC), shown="{}", scheduled_by=people[0],
        state=ScheduleState.REFUSED, reason={"en": "It is gone."},
    )  # fmt: skip

    merge_records(loser=double, into=kept, reason="One", by=boss)

    assert remind() == []
