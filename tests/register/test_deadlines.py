"""Deadlines found by day: one function for the API, the front page and the staff queue."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from lifecycle.choices import Certainty, State
from lifecycle.deadlines import DEADLINE_KINDS
from lifecycle.periods import StatePeriod
from lifecycle.reasons import ReasonCode, make_reason
from register.deadlines import LAST_ROUND, deadline_rows, due_between, find_deadlines
from register.models import Deadline, Entry, Period, Version
from register.publishing import publish, withdraw
from tests.factories import AgreementFactory, MilestoneFactory, TermFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 1, 31)
YEARLY = {"length": "P1Y", "renewal": "automatic", "renewal_length": "P1Y", "non_renewal_notice": "P3M"}


@pytest.fixture
def desk(admin_user):
    """A client of a member of staff."""
    staff = Client()
    staff.force_login(admin_user)
    return staff


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-01-31T12:00Z", tick=False):
        yield


def agreement(signed="2020-05-13", **facts):
    made = AgreementFactory(titled=True)
    MilestoneFactory(agreement=made, on=signed)
    TermFactory(agreement=made, **{"length": "", "starts_with": "signature", **facts})
    publish(made, by=None)
    return made


def due_rows(first=TODAY, last=TODAY + timedelta(days=365), kinds=DEADLINE_KINDS, **more):
    rows = find_deadlines(Entry.public.of_kind("agreement"), first, last, kinds, **{"limit": 100, **more})
    return [(row.ref, row.kind, row.span.edtf, row.number) for row in rows]


def test_nothing_falls_due_where_nothing_is_recorded():
    assert due_rows() == []
    agreement(renewal="indefinite")

    assert due_rows() == []
    assert Deadline.objects.count() == 0


@pytest.mark.parametrize(
    ("until", "first", "last", "is_due"),
    [
        ("2026-09-30", "2026-09-30", "2026-09-30", True),
        ("2026-09-30", "2026-10-01", "2026-12-31", False),
        ("2026-09-30", "2026-01-01", "2026-09-29", False),
        ("2026-09", "2026-09-30", "2026-12-31", True),
        ("2026-09", "2026-10-01", "2026-12-31", False),
        ("2026-09", "2026-08-01", "2026-09-01", True),
        ("2026-09", "2026-08-01", "2026-08-31", False),
        ("2026-09", "2026-09-10", "2026-09-10", True),
        ("2026~", "2026-07-01", "2026-07-01", True),
        ("[..2026-09-30]", "2026-09-30", "2026-09-30", True),
        ("[..2026-09-30]", "2026-10-01", "2026-12-31", False),
        ("[2026-09-30..]", "2026-09-30", "2026-09-30", True),
        ("2130-06-30", "2130-06-30", "2130-06-30", True),
        ("9999-12-31", "9999-12-31", "9999-12-31", False),
    ],
)
def test_a_range_holds_what_may_fall_on_one_of_its_days(until, first, last, is_due):
    ending = agreement(until=until)
    first, last = date.fromisoformat(first), date.fromisoformat(last)

    rows = due_rows(first, last, ["end"])

    assert [row[:2] for row in rows] == ([(ending.ref, "end")] if is_due else [])
    assert due_between(Deadline.objects.all(), first, last).count() == len(rows)


def test_one_agreement_has_several_deadlines_and_each_round_once():
    both = agreement(**YEARLY, until="2021-05-12")
    MilestoneFactory(agreement=both, kind="terminated", on="2025-02-11", effective_on="2028-02-11")
    publish(both, by=None)

    assert due_rows(TODAY, date(2028, 12, 31)) == [
        (both.ref, "notice", "2026-02-12", 5),
        (both.ref, "notice", "2027-02-12", 6),
        (both.ref, "end", "2028-02-10", 0),
    ]


def test_a_day_shared_by_many_lists_them_in_order_of_number():
    made = [agreement(until="2026-09-30") for _number in range(12)]
    later = agreement(until="2026-09-29")

    every = due_rows()

    assert [row[0] for row in every] == [later.ref, *(one.ref for one in made)]
    place = find_deadlines(Entry.public.of_kind("agreement"), TODAY, date(2026, 12, 31), limit=5)[-1].place
    assert due_rows(start=place, limit=3) == every[5:8]


def test_a_walk_by_single_places_meets_what_has_begun_and_what_comes():
    for until in (
        "2026-01",
        "2025",
        "2026",
        "2026-02-01",
        "2026-02",
        "[2020-01-01..2030-12-31]",
        "2026-01-31",
    ):
        agreement(until=until)
    every = due_rows(last=date(2026, 2, 28))

    walked, start = [], None
    while rows := find_deadlines(
        Entry.public.of_kind("agreement"), TODAY, date(2026, 2, 28), start=start, limit=1
    ):
        walked.append((rows[0].ref, rows[0].kind, rows[0].span.edtf, rows[0].number))
        start = rows[0].place

    assert walked == every
    assert [row[2] for row in every] == [
        "[2020-05-13..2030-12-31]", "2026-01", "2026", "2026-01-31", "2026-02-01", "2026-02",
    ]  # fmt: skip


def test_what_is_published_again_or_withdrawn_leaves_no_old_day():
    moved, gone = agreement(until="2026-09-30"), agreement(until="2026-10-31")
    moved.terms.update(until="2026-11-30", until_earliest=date(2026, 11, 30), until_latest=date(2026, 11, 30))
    publish(moved, by=None)
    withdraw(gone, by=None, reason={"en": "By mistake."})

    assert due_rows() == [(moved.ref, "end", "2026-11-30", 0)]
    assert Deadline.objects.count() == 1


def test_no_round_is_written_after_the_last_year():
    agreement(**YEARLY)

    days = Deadline.objects.order_by("day").values_list("day", flat=True)

    assert (days[0], days[len(days) - 1]) == (date(2021, 2, 12), date(LAST_ROUND.year, 2, 12))


def test_two_cycles_of_one_kind_each_have_their_rounds():
    cycles = tuple(
        make_reason(ReasonCode.GOES_ON_WITH_REVIEW, start=start, review_interval="P50Y")
        for start in ("2000-01-01", "2010-01-01")
    )
    period = StatePeriod(
        State.IN_FORCE, Certainty.RECORDED, date(2000, 1, 1), date(2000, 1, 1), None, None, cycles
    )
    row = Period(entry_id="A1", position=0, **{**vars(period), "reasons": [*cycles]})

    days = [(due.kind, due.number, due.day.year) for due in deadline_rows([row])]

    assert days == [("review", 0, 2050), ("review", 0, 2060)]


# Every surface


def api_deadlines(client, query):
    rows, address = [], f"/api/v1/deadlines/?{query}"
    while address:
        answer = client.get(address).json()
        rows += [(row["ref"], row["kind"]) for row in answer["results"]]
        address = answer["next"]
    return rows


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-01-30T14:59Z", "2026-01-30"),  # still Friday in Seoul
        ("2026-01-30T15:00Z", "2026-01-31"),
        ("2026-01-31T12:00Z", "2026-01-31"),
        ("2026-01-31T15:00Z", "2026-02-01"),
    ],
)
def test_pages_the_queue_and_the_api_give_the_same_answer(client, desk, settings, moment, day):
    """Days are those of Seoul, wherever the server stands."""
    settings.TIME_ZONE = "Asia/Seoul"
    for until in (
        "2026-01-30",
        "2026-01-31",
        "2026-02",
        "2026-04-30",
        "2026-05-01",
        "2026-05-02",
        "2027-01-31",
    ):
        agreement(until=until)
    agreement(**YEARLY)
    agreement(length="P2Y", renewal="evergreen")
    first = date.fromisoformat(day)

    with time_machine.travel(moment, tick=False):
        year = api_deadlines(client, "limit=2")
        quarter = api_deadlines(client, f"before={first + timedelta(days=90)}")
        front = [(row["ref"], row["kind"]) for row in client.get("/").context["ending"]]
        queue = desk.get("/admin/agreements/agreement/?queue=soon").context["cl"].result_list

    assert year == [row[:2] for row in due_rows(first, first + timedelta(days=365))]
    assert front == year[:5]
    assert {one.ref for one in queue} == {ref for ref, _kind in quarter}
    assert 4 <= len(quarter) < len(year)


def copy_entries(original, number):
    """Public copies of an agreement with all that is derived from it, by SQL alone."""
    tables = {
        Version: {"id": "v.id + n", "ref": "'A' || v.serial + n", "serial": "v.serial + n"},
        Entry: {"version_id": "v.version_id + n", "ref": "'A' || v.serial + n", "serial": "v.serial + n"},
        Period: {"entry_id": "'A' || substr(v.entry_id, 2)::int + n"},
        Deadline: {"entry_id": "'A' || substr(v.entry_id, 2)::int + n"},
    }
    with connection.cursor() as cursor:
        for model, moved in tables.items():
            columns = [field.column for field in model._meta.concrete_fields if field.column]
            key = "ref" if "ref" in moved else "entry_id"
            values = ", ".join(moved.get(column, f"v.{column}") for column in columns)
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {values} "
                f"FROM {model._meta.db_table} v, generate_series(1, %s) n WHERE v.{key} = %s",
                [number, original.ref],
            )
        cursor.execute("ANALYZE register_entry, register_period, register_deadline")


@pytest.mark.long
def test_no_number_of_agreements_is_too_many(client, desk):
    last_day = agreement(until="2026-02-12")
    original = agreement(**YEARLY)
    copy_entries(original, 21_000)
    in_order = [(last_day.ref, "end"), *((f"A{serial}", "notice") for serial in range(2, 21_003))]

    first_page = client.get("/api/v1/deadlines/?before=2026-12-31&limit=200").json()
    assert [(row["ref"], row["kind"]) for row in first_page["results"]] == in_order[:200]
    assert api_deadlines(client, "before=2026-12-31&limit=200") == in_order
    assert [(row["ref"], row["kind"]) for row in client.get("/").context["ending"]] == in_order[:5]
    assert {one.ref for one in desk.get("/admin/agreements/agreement/?queue=soon").context["cl"].result_list} == {
        last_day.ref, original.ref,
    }  # fmt: skip
