"""Dates of every kind: known in part, today, passed when reminders begin, leap days, ends that an act brought."""

from datetime import date, timedelta

import pytest

from agreements.due_days import due_days
from register.publishing import publish, withdraw
from reminders.models import Event, Run
from tests import factories as make
from tests.reminders.conftest import DAY, agreement, recipients, remind

pytestmark = pytest.mark.django_db


@pytest.fixture
def kim(clock, unit, colleague):
    return colleague("kim", unit)


def days_with_mail(clock, *days: date) -> list[date]:
    """Those of these days on which somebody is written to."""
    return [day for day in days if clock(day) is None and recipients()]


@pytest.mark.parametrize(
    ("until", "days", "words"),
    [
        ("2027-03-08", [date(2027, 3, 8), date(2027, 3, 9)], "8 March 2027 (today): last day"),
        ("2027-06", [date(2027, 3, 8), date(2027, 5, 2), date(2027, 5, 25), date(2027, 7, 1)],
         "June 2027 (in 85 days): last day"),
        ("2027", [date(2027, 3, 8), date(2028, 1, 1)], "2027 (it may be today): last day"),
        ("2028-02-29", [date(2027, 12, 1), date(2028, 1, 30), date(2028, 2, 22), date(2028, 3, 1)],
         "29 February 2028 (in 90 days): last day"),
    ],
    ids=["today", "month", "year", "leap day"],
)  # fmt: skip
def test_steps_before_the_first_possible_day_and_after_the_last(clock, kim, unit, until, days, words):
    agreement(kim, unit, until=until)
    around = {
        DAY,
        *(day + timedelta(shift) for day in days for shift in (-1, 0, 1) if day + timedelta(shift) >= DAY),
    }

    [first] = [
        text for day in sorted(around) if day <= days[0] and clock(day) is None for _to, text in remind()
    ]

    assert words in first
    assert days_with_mail(clock, *sorted(day for day in around if day > days[0])) == days[1:]


def test_a_notice_whose_day_has_passed_is_not_reminded_of_but_the_next_is(clock, kim, unit):
    agreement(kim, unit, signed="2020-04-01", length="P1Y", renewal="automatic", non_renewal_notice="P3M")

    # of 1 April 2027 it was due on 31 December; of the next on 31 December 2027
    assert days_with_mail(clock, DAY, date(2027, 10, 1), date(2027, 10, 2), date(2027, 10, 3)) == [
        date(2027, 10, 2)
    ]


def test_what_has_passed_when_reminders_begin_or_a_record_is_entered_floods_nobody(clock, kim, unit):
    for until in ("2019-01-01", "2027-03-07"):
        agreement(kim, unit, until=until)
    assert recipients() == []
    clock(DAY + timedelta(1))
    agreement(kim, unit, until="2027-03-01")

    assert recipients() == []
    assert not Event.objects.exists()


def test_days_without_a_run_are_made_up_for_by_one_line(clock, kim, unit):
    record = agreement(kim, unit, until=(DAY + timedelta(91)).isoformat())
    assert recipients() == []
    clock(DAY + timedelta(100))

    [(_address, text)] = remind()

    assert text.count(f"/agreement/{record.pk}/change/") == 1
    assert "(9 days ago): last day" in text
    assert recipients() == []


@pytest.mark.parametrize(
    ("until", "day", "words"),
    [
        ("2027-05-31", date(2027, 6, 3), "(3 days ago)"),
        ("2027-05", date(2027, 6, 3), "(3 days ago)"),
        ("2027-05", date(2027, 5, 20), "(it may be today)"),
        ("2027-05", date(2027, 4, 28), "(in 3 days)"),
        ("2027", date(2028, 1, 1), "(1 day ago)"),
    ],
)
def test_days_are_counted_to_the_first_day_that_it_may_be_and_from_the_last(
    clock, kim, unit, until, day, words
):
    recipients()
    agreement(kim, unit, until=until)
    recipients()
    clock(day)

    [(_address, text)] = remind()

    assert f"{words}: last day" in text


def test_a_date_that_moves_has_steps_of_its_own_and_the_former_none(clock, kim, unit):
    record = agreement(kim, unit, until=(DAY + timedelta(20)).isoformat())
    assert recipients() == ["kim"]
    term = record.terms.get()
    term.until = (DAY + timedelta(25)).isoformat()
    term.save()
    publish(record, by=None)
    clock(DAY + timedelta(1))

    [(_address, text)] = remind()

    assert "2 April 2027 (in 24 days): last day" in text
    assert list(Event.objects.order_by("last_day").values_list("is_current", flat=True)) == [False, True]


@pytest.mark.parametrize("what", ["withdrawn", "ended by an act"])
def test_nobody_is_reminded_of_what_is_no_more(clock, kim, unit, what):
    record = agreement(kim, unit, until="2026-03-10")
    if what == "withdrawn":
        withdraw(record, reason={"en": "Entered by mistake."}, by=None)
    else:
        make.MilestoneFactory(agreement=record, kind="expired", on="2026-03-10")
        publish(record, by=None)
    Run.objects.create(day=date(2026, 3, 9))

    assert days_with_mail(clock, date(2026, 3, 11), date(2026, 3, 12)) == []


def test_an_end_that_nobody_recorded_is_reminded_of_after_its_day(clock, kim, unit):
    agreement(kim, unit, until="2026-03-10")
    Run.objects.create(day=date(2026, 3, 9))

    assert days_with_mail(clock, date(2026, 3, 11)) == [date(2026, 3, 11)]


@pytest.mark.parametrize("disclosure", ["public", "closed", "existence"])
@pytest.mark.parametrize("is_public", [True, False])
def test_drafts_and_closed_agreements_are_reminded_of_without_their_titles(
    clock, kim, unit, disclosure, is_public
):
    """Of what is for the public the e-mail has the title, also of a draft; of the others the file number."""
    record = make.AgreementFactory(titled=True, disclosure=disclosure, disclosure_basis="Art. 9")
    make.MilestoneFactory(agreement=record, on="2020-03-10")
    make.TermFactory(agreement=record, length="P7Y1M")
    make.CustodyFactory(agreement=record, officer=kim, file_number="F-77")
    if is_public and disclosure != "closed":
        publish(record, by=None)

    [(_address, text)] = remind()

    assert "9 April 2027 (in 32 days): last day" in text
    assert (str(record) in text, "F-77" in text) == (disclosure == "public", disclosure != "public")


@pytest.mark.parametrize("is_public", [True, False])
def test_what_the_house_does_not_keep_is_nobodys(clock, boss, is_public):
    record = agreement(is_public=is_public, until="2027-03-20")
    record.custody.delete()

    assert (recipients(), due_days(DAY, date(2027, 12, 31))) == ([], [])
