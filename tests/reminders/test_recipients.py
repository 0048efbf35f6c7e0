"""Each event comes to its officer, else to the unit, else to administrators; after its day to more of them."""

from datetime import date, timedelta

import pytest

from agreements.models import Custody, UnitMember
from reminders.models import Event, Preferences, Reminder
from tests.reminders.conftest import DAY, agreement, mail_by_day, recipients, remind

pytestmark = pytest.mark.django_db


def in_days(days: int) -> str:
    return (DAY + timedelta(days)).isoformat()


def test_an_officer_is_reminded_once_of_each_step(clock, unit, colleague):
    kim, lee = colleague("kim", unit), colleague("lee", unit)
    agreement(kim, unit, until=in_days(31))

    # 90 days before has passed when it is known; then 30, 7; after the last day the unit as well
    assert mail_by_day(clock, 0, 1, 2, 23, 24, 25, 31, 32, 33) == {
        0: ["kim"], 1: ["kim"], 24: ["kim"], 32: ["kim", "lee"],
    }  # fmt: skip
    assert set(Reminder.objects.values_list("user", "step")) == {
        (kim.pk, 90), (kim.pk, 30), (kim.pk, 7), (kim.pk, -1), (lee.pk, -1),
    }  # fmt: skip


@pytest.mark.parametrize(
    "why", ["no officer", "inactive", "no address", "no staff", "may not look", "away until today"]
)
def test_the_unit_is_reminded_where_the_officer_cannot_be(clock, unit, colleague, boss, why):
    kim, _lee, _other = colleague("kim", unit), colleague("lee", unit), colleague("park")
    record = agreement(kim, unit, until=in_days(20))
    if why == "no officer":
        Custody.objects.update(officer=None)
        kim.unit_member.delete()
    elif why == "may not look":
        kim.groups.clear()
    elif why == "away until today":
        Preferences.objects.create(user=kim, away_until=DAY)
    else:
        {"inactive": lambda: setattr(kim, "is_active", False), "no address": lambda: setattr(kim, "email", ""),
         "no staff": lambda: setattr(kim, "is_staff", False)}[why]()  # fmt: skip
        kim.save()

    assert recipients() == ["lee"]
    assert Event.objects.get().object_id == record.pk


def test_who_is_back_is_reminded_of_what_is_still_due(clock, unit, colleague):
    agreement(colleague("kim", unit, away_until=DAY), unit, until=in_days(20))
    assert recipients() == []  # nobody else is there
    clock(DAY + timedelta(1))

    assert recipients() == ["kim"]


@pytest.mark.parametrize("has_unit", [True, False])
def test_administrators_are_reminded_where_nobody_else_can_be(clock, unit, boss, has_unit):
    agreement(None, unit if has_unit else None, until=in_days(20))

    assert recipients() == ["boss"]


def test_after_its_day_the_unit_and_at_last_administrators_are_reminded(clock, unit, colleague, boss):
    agreement(colleague("kim", unit), unit, until=in_days(0))
    colleague("lee", unit)

    assert mail_by_day(clock, 0, 1, 2, 13, 14, 15) == {
        0: ["kim"], 1: ["kim", "lee"], 14: ["boss", "kim", "lee"],
    }  # fmt: skip


def test_nobody_is_reminded_of_what_is_handled(clock, unit, colleague, client):
    kim = colleague("kim", unit)
    agreement(kim, unit, until=in_days(8))
    assert recipients() == ["kim"]
    client.force_login(kim)

    client.post("/admin/reminders/event/", {"action": "settle", "_selected_action": [Event.objects.get().pk]})

    assert Event.objects.get().handled_by == kim
    assert mail_by_day(clock, 0, 1, 8, 9, 22) == {}


def test_a_new_officer_is_reminded_of_the_step_that_is_reached(clock, unit, colleague):
    agreement(colleague("kim", unit), unit, until=in_days(20))
    assert recipients() == ["kim"]
    Custody.objects.update(officer=colleague("lee"))
    clock(DAY + timedelta(1))

    assert [recipients(), recipients()] == [["lee"], []]


def test_somebody_in_two_roles_gets_one_line(clock, unit, boss, colleague):
    UnitMember.objects.create(user=boss, unit=unit)
    record = agreement(None, unit, until=in_days(0))

    [(address, text)] = remind()

    assert (address, text.count(f"/agreement/{record.pk}/change/")) == ("boss@office.example", 1)


def test_days_of_many_agreements_come_in_one_email(clock, unit, colleague):
    kim = colleague("kim", unit)
    titles = [str(agreement(kim, unit, until=in_days(7))) for _number in range(3)]

    [(_address, text)] = remind()

    assert [text.count(f"{title}\n") for title in titles] == [1, 1, 1]


@pytest.mark.parametrize(
    ("frequency", "days"), [("daily", [0, 1, 24, 32, 45]), ("weekly", [0, 7, 28, 35, 49]), ("none", [])]
)
def test_a_digest_comes_as_often_as_is_chosen(clock, unit, colleague, frequency, days):
    agreement(colleague("kim", frequency=frequency), unit, until=in_days(31))

    assert [*mail_by_day(clock, 0, 1, 7, 8, 21, 24, 28, 31, 32, 35, 42, 45, 49, 50)] == days


def test_a_weekly_digest_does_not_wait_for_what_falls_due_before_it(clock, unit, colleague):
    kim = colleague("kim", frequency="weekly")
    assert recipients() == []
    clock(DAY + timedelta(1))
    agreement(kim, unit, until=in_days(6))  # Sunday
    agreement(kim, unit, until=in_days(7))  # Monday, of which there is time to hear on the day

    [(_address, text)] = remind()

    assert text.count("/change/") == 1
    clock(DAY + timedelta(7))
    assert recipients() == ["kim"]


def test_the_first_of_many_days_is_of_that_of_the_office(settings, time_machine, unit, colleague):
    """In Seoul it is the next day already when it is evening in UTC."""
    settings.TIME_ZONE = "Asia/Seoul"
    agreement(colleague("kim"), unit, until="2027-03-08")
    time_machine.move_to("2027-03-07T21:30Z", tick=False)  # half past six of the 8th in Seoul

    [(_address, text)] = remind()

    assert "8 March 2027 (today): last day" in text


def test_before_the_hour_of_reminders_none_are_made(clock, unit, colleague):
    agreement(colleague("kim"), unit, until=date(2027, 3, 20).isoformat())
    clock(DAY, hour=5)
    assert recipients() == []
    clock(DAY, hour=6)

    assert recipients() == ["kim"]
