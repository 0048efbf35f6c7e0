"""A plan whose day has passed with nothing recorded since is not confirmed; the latest activities were held."""

import csv
import io
import re

import pytest
import time_machine

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = "2026-11-29"
OVERDUE = [
    (
        "2025-05-05",
        "",
        "was due on 5 May 2025; not confirmed",
        "2025년 5월 5일 예정이었으나 개최 여부 미확인",
    ),
    ("2025-05", "", "was due in May 2025; not confirmed", "2025년 5월 예정이었으나 개최 여부 미확인"),
    ("2025", "", "was due in 2025; not confirmed", "2025년 예정이었으나 개최 여부 미확인"),
    ("2025-05~", "", "was due about May 2025; not confirmed", "2025년 5월경 예정이었으나 개최 여부 미확인"),
    (
        "2025-05-03/2025-05-05",
        "",
        "was due from 3 to 5 May 2025; not confirmed",
        "2025년 5월 3일부터 5일까지 예정",
    ),
    (
        "2026-11-20",
        "2026-11-28",
        "was due on 20 November 2026; not confirmed",
        "2026년 11월 20일 예정이었으나",
    ),
    (
        "[..2025-05-05]",
        "",
        "was due on or before 5 May 2025; not confirmed",
        "2025년 5월 5일 또는 그 이전 예정",
    ),
]
STILL_PLANNED = [
    ("2026-11-29", ""), ("2026-11-20", "2026-11-29"), ("2026-11", ""), ("2026", ""), ("", ""), ("2027-05-05", ""),
    ("[2025-05-05..]", ""), ("2025-05-05/..", ""),
]  # fmt: skip


def published(state: str, on: str, until: str):
    agreement = make.AgreementFactory(titled=True)
    organization = make.OrganizationFactory(name="Institute")
    person = make.PersonFactory(name="Jane Doe")
    activity = make.ActivityFactory(kind="workshop", state=state, on=on, until=until)
    make.ActivityTextFactory(activity=activity, title="Workshop on Health")
    make.ActivityAgreementFactory(activity=activity, agreement=agreement, role="held_under")
    make.AttendanceFactory(activity=activity, organization=organization, person=person)
    publish(organization, person, agreement, activity, by=None)


ADDRESSES = [
    "/activities/E1", "/activities/", "/agreements/A1", "/organizations/O2", "/people/P1",
    "/search?q=workshop&kind=activity",
]  # fmt: skip


@pytest.mark.parametrize(("on", "until", "english", "korean"), OVERDUE)
@time_machine.travel(DAY)
def test_every_page_says_that_it_is_not_confirmed(read, on, until, english, korean):
    published("planned", on, until)

    missing = [address for address in ADDRESSES if english not in read(address)]
    missing += [f"/ko{address}" for address in ADDRESSES if korean not in read(f"/ko{address}")]
    assert missing == []


@pytest.mark.parametrize(("on", "until"), STILL_PLANNED)
@time_machine.travel(DAY)
def test_what_may_still_come_is_planned(read, on, until):
    published("planned", on, until)

    for address in ADDRESSES:
        page = read(address)
        assert "not confirmed" not in page
        assert re.search(r"Workshop on Health( \S+)* planned", page)


@pytest.mark.parametrize("state", ["held", "cancelled"])
@time_machine.travel(DAY)
def test_what_was_held_or_cancelled_is_not_in_doubt(read, state):
    published(state, "2025-05-05", "")

    for address in ADDRESSES:
        page = read(address)
        assert "not confirmed" not in page
        assert "Workshop on Health" in page
        assert ("cancelled" in page) == (state == "cancelled")


@time_machine.travel(DAY)
def test_tables_and_calendars_say_so(client):
    published("planned", "2026-11-05", "")

    for prefix, words, heading, code in (
        ("", "was due on 5 November 2026; not confirmed", "State", "State (code)"),
        ("/ko", "2026년 11월 5일 예정이었으나 개최 여부 미확인", "상태", "상태(코드)"),
    ):
        table = b"".join(client.get(f"{prefix}/activities/export.csv")).decode("utf-8-sig")
        [row] = csv.DictReader(io.StringIO(table))
        assert (row[heading], row[code]) == (words, "planned")
    calendar = b"".join(client.get("/activities/export.ics")).decode().replace("\r\n ", "")
    assert "Was due on 5 November 2026\\; not confirmed." in calendar


@time_machine.travel(DAY)
def test_the_front_page_lists_what_was_held_the_latest_first(read):
    for title, state, on in (
        ("Held in spring", "held", "2026-04-01"),
        ("Planned for next year", "planned", "2027-05-05"),
        ("Held in autumn", "held", "2026-10-01"),
        ("Called off", "cancelled", "2026-11-01"),
        ("Was to come", "planned", "2025-05-05"),
        ("Held some day", "held", ""),
        ("Held in the year before", "held", "2025"),
    ):
        activity = make.ActivityFactory(state=state, on=on)
        make.ActivityTextFactory(activity=activity, title=title)
        publish(activity, by=None)

    page = read("/")
    latest = page.partition("Latest events")[2].partition("Coming up")[0]
    coming = page.partition("Coming up")[2]
    shown = ["Held in autumn", "Held in spring", "Held in the year before"]
    assert sorted(shown, key=latest.index) == shown
    for title in ("Planned for next year", "Called off", "Was to come", "Held some day"):
        assert title not in latest
    assert "Planned for next year" in coming
    assert "Was to come" not in coming


@time_machine.travel(DAY)
def test_without_anything_held_the_front_page_says_so(read):
    published("planned", "2027-05-05", "")

    assert "No dated event has been published yet." in read("/")
