"""A programme that closed to applications while what it awarded still runs says both."""

import pytest
import time_machine

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


def programme(*activities: dict, ended: bool):
    record = make.AgreementFactory(titled=True, nature="programme", form="")
    make.MilestoneFactory(agreement=record, kind="launched", on="2022-01-01")
    if ended:
        make.MilestoneFactory(agreement=record, kind="completed", on="2024-12-31")
    publish(record, by=None)
    for values in activities:
        activity = make.ActivityFactory(titled=True, **{"state": "held"} | values)
        make.ActivityAgreementFactory(activity=activity, agreement=record, role="held_under")
        publish(activity, by=None)
    return record


CALL = {"kind": "call", "on": "2024-05-01", "until": "2024-06-30"}
AWARDS = {"kind": "award_round", "on": "2025-01-01", "until": "2027-12-31"}


@pytest.mark.parametrize("ended", [True, False], ids=["ended", "goes on"])
@time_machine.travel("2026-11-29")
def test_the_overview_and_the_reasons_say_both(read, ended):
    programme(CALL, AWARDS, ended=ended)

    page = read("/agreements/A1")
    assert "Closed to applications 30 June 2024 Awards run until 31 December 2027" in page
    assert "Applications closed on 30 June 2024." in page
    assert "What was awarded under it runs until 31 December 2027." in page
    page = read("/ko/agreements/A1")
    assert "신청 마감 2024년 6월 30일 선정 과제 진행 기한 2027년 12월 31일" in page
    assert "2024년 6월 30일에 신청이 마감되었습니다." in page


@time_machine.travel("2026-11-29")
def test_each_activity_is_listed_with_its_last_day(read):
    programme(CALL, AWARDS, ended=False)

    page = read("/agreements/A1")
    assert "1 May 2024 – 30 June 2024" in page
    assert "1 January 2025 – 31 December 2027" in page


@pytest.mark.parametrize(
    ("activities", "words"),
    [
        ([CALL | {"until": "2099-06-30"}], "Closes to applications 30 June 2099"),
        ([CALL | {"on": "2024-05-01/2024-06-30", "until": ""}], "Closed to applications 30 June 2024"),
        ([CALL, CALL | {"on": "2025-05-01", "until": "2025-06-30"}], "Closed to applications 30 June 2025"),
        ([CALL | {"until": "[..2024-06-30]"}], "Closed to applications 30 June 2024 at the latest"),
        ([AWARDS | {"until": "2025-06-30"}], "Awards ran until 30 June 2025"),
        ([AWARDS, AWARDS | {"until": "2098-12-31"}], "Awards run until 31 December 2098"),
    ],
)
def test_the_latest_of_each_counts(read, activities, words):
    programme(*activities, ended=False)

    assert words in read("/agreements/A1")


@pytest.mark.parametrize(
    "activities",
    [
        [CALL | {"until": ""}],
        [CALL, CALL | {"on": "2025-05-01", "until": ""}],
        [CALL | {"state": "cancelled"}],
        [CALL | {"until": "9999-12-31"}],
        [],
    ],
    ids=["no closing day", "a later call without one", "cancelled", "no end stated", "no call"],
)
def test_nothing_is_closed_that_is_not_said_to_be(read, activities):
    programme(*activities, ended=False)

    assert "to applications" not in read("/agreements/A1")
