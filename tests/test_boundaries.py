"""Questions with a day or a number as their boundary: asked of what lies before, on and after it.

The register's day is that of its time zone: each question is asked at the end of a day in UTC, and in Seoul, where this
day has begun while it is still the day before in UTC, and where it ends while it lasts in UTC.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from activities.warnings import warnings as warnings_of_activity
from agreements.models import Agreement
from agreements.queues import QUEUES
from agreements.warnings import warnings as warnings_of_agreement
from register.kinds import kind_of
from register.models import Entry, Version
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
MOMENTS = {
    "the end of the day in UTC": ("UTC", "2026-03-02T23:59:59Z"),
    "its morning in Seoul": ("Asia/Seoul", "2026-03-01T23:30:00Z"),
    "its end in Seoul": ("Asia/Seoul", "2026-03-02T14:59:59Z"),
}
LONG = {"its end in Seoul"}  # in UTC it is the same day by then


@pytest.fixture(
    params=[
        pytest.param(one, id=name, marks=[pytest.mark.long] * (name in LONG)) for name, one in MOMENTS.items()
    ]
)
def today(request, settings):
    """It is `TODAY` where the register is kept."""
    settings.TIME_ZONE, moment = request.param
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        assert timezone.localdate() == TODAY
        yield TODAY


# Records that something happens to on a day


def draft(day: date) -> Agreement:
    return make.AgreementFactory(titled=True)


def embargoed(day: date) -> Agreement:
    return make.CustodyFactory(agreement=draft(day), embargo_until=day).agreement


def draft_until(day: date) -> Agreement:
    return make.TermFactory(agreement=draft(day), length="", until=day.isoformat()).agreement


def draft_with_notice(day: date) -> Agreement:
    """The last day for a notice is this one; the term ends ten days later."""
    until = (day + timedelta(days=10)).isoformat()
    term = make.TermFactory(agreement=draft(day), length="", until=until, non_renewal_notice="P10D")
    return term.agreement


def draft_terminated(day: date) -> Agreement:
    return make.MilestoneFactory(agreement=draft(day), kind="terminated", on=day.isoformat()).agreement


def signed(day: date) -> Agreement:
    agreement = make.MilestoneFactory(agreement=draft(day), on=day.isoformat()).agreement
    publish(agreement, by=None)
    return agreement


def until(day: date) -> Agreement:
    agreement = draft_until(day)
    make.MilestoneFactory(agreement=agreement, on="2020-05-13")
    publish(agreement, by=None)
    return agreement


def taking_effect(day: date) -> Agreement:
    agreement = make.MilestoneFactory(agreement=draft(day), on="2020-05-13").agreement
    make.MilestoneFactory(agreement=agreement, kind="takes_effect", on=day.isoformat())
    publish(agreement, by=None)
    return agreement


def planned(day: date):
    activity = make.ActivityFactory(titled=True, state="planned", on=day.isoformat())
    publish(activity, by=None)
    return activity


def held(day: date):
    activity = make.ActivityFactory(titled=True, state="held", on=day.isoformat())
    publish(activity, by=None)
    return activity


# Answers, as the references or primary keys that they hold


def in_queue(name: str) -> Callable[[], set]:
    condition = next(queue.condition for queue in QUEUES if queue.name == name)
    return lambda: set(Agreement.objects.filter(condition()).values_list("pk", flat=True))


def refused() -> set:
    return {record.pk for record in Agreement.objects.all() if kind_of(record).publication_errors(record)}


def warned_of(words: str, warnings: Callable, model=Agreement) -> Callable[[], set]:
    return lambda: {
        row.pk for row in model.objects.all() if any(words in sentence for sentence in warnings(row))
    }


def answered(address: str) -> Callable[[], set]:
    return lambda: {row["ref"] for row in Client().get(f"/api/v1/{address}").json()["results"]}


def on_the_home_page(name: str) -> Callable[[], set]:
    def refs() -> set:
        rows = Client().get("/").context[name]
        return {row["ref"] if isinstance(row, dict) else row.ref for row in rows}

    return refs


def in_the_calendar(address: str) -> Callable[[], set]:
    def refs() -> set:
        text = b"".join(Client().get(address)).decode().replace("\r\n ", "")
        return {ref for ref in Entry.objects.values_list("ref", flat=True) if re.search(rf"/{ref}\b", text)}

    return refs


@dataclass
class Question:
    """Records made for days so many days from today, and those of them that the answer holds."""

    make: Callable[[date], object]
    ask: Callable[[], set]
    inside: list[int]
    outside: list[int]


ACTIVITY = make.ActivityFactory._meta.model
QUESTIONS = {
    "embargoed": Question(embargoed, in_queue("embargoed"), [1], [-1, 0]),
    "refused for an embargo": Question(embargoed, refused, [1], [-1, 0]),
    "due soon: the end of a draft": Question(draft_until, in_queue("soon"), [0, 90], [-1, 91]),
    "due soon: the notice of a draft": Question(draft_with_notice, in_queue("soon"), [90], [91]),
    "due soon: the termination of a draft": Question(draft_terminated, in_queue("soon"), [0, 90], [-1, 91]),
    "due soon: the end of a public one": Question(until, in_queue("soon"), [0, 90], [-1, 91]),
    "deadlines within a year": Question(until, answered("deadlines/"), [0, 365], [-1, 366]),
    "deadlines from a day": Question(
        until, answered("deadlines/?after=2026-03-02&before=2026-03-05"), [0, 3], [-1, 4]
    ),
    "deadlines of the home page": Question(until, on_the_home_page("ending"), [0, 365], [-1, 366]),
    "in force until": Question(until, answered("agreements/?state=in_force"), [0, 1], [-1]),
    "in force until, of a day": Question(
        until, answered("agreements/?state=in_force&on=2026-03-03"), [1, 2], [-1, 0]
    ),
    "in force from": Question(taking_effect, answered("agreements/?state=in_force"), [-1, 0], [1]),
    "in force from, of a day": Question(
        taking_effect, answered("agreements/?state=in_force&on=2026-03-01"), [-2, -1], [0]
    ),
    "signed after": Question(signed, answered("agreements/?signed_after=2026-03-02"), [0, 1], [-1]),
    "signed before": Question(signed, answered("agreements/?signed_before=2026-03-02"), [-1, 0], [1]),
    "signed on a day": Question(
        signed, answered("agreements/?signed_after=2026-03-02&signed_before=2026-03-02"), [0], [-1, 1]
    ),
    "ends after": Question(until, answered("agreements/?ends_after=2026-03-02"), [0, 1], [-1]),
    "ends before": Question(until, answered("agreements/?ends_before=2026-03-02"), [-1, 0], [1]),
    "signed in the future": Question(signed, warned_of("in the future", warnings_of_agreement), [1], [-1, 0]),
    "held in the future": Question(
        held, warned_of("in the future", warnings_of_activity, ACTIVITY), [1], [-1, 0]
    ),
    "planned in the past": Question(
        planned, warned_of("in the past", warnings_of_activity, ACTIVITY), [-1], [0, 1]
    ),
    "planned on the home page": Question(planned, on_the_home_page("planned"), [0, 1], [-1]),
    "held on the home page": Question(held, on_the_home_page("latest"), [-1, 0], [1]),
    "in the calendar": Question(held, in_the_calendar("/activities/export.ics"), [-366, 0, 400], [-367]),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_of_a_day_ends_at_its_boundary(today, name):
    question = QUESTIONS[name]
    records = {
        days: question.make(today + timedelta(days=days)) for days in question.inside + question.outside
    }

    answer = question.ask()

    inside = [days for days, record in records.items() if {record.pk, record.ref} & answer - {""}]
    assert sorted(inside) == sorted(question.inside)


# Instants of publication, and the days on which they fall


PUBLISHED = {
    "A1": "2026-03-01T14:59:59.999999Z",  # in Seoul the last moment of the first of March
    "A2": "2026-03-01T15:00:00Z",
    "A3": "2026-03-02T14:59:59.999999Z",
    "A4": "2026-03-02T15:00:00Z",
}


@pytest.fixture(params=["UTC", "Asia/Seoul"])
def zone(request, settings):
    """Agreements published at the boundaries of days in Seoul, asked about there and in UTC."""
    settings.TIME_ZONE = request.param
    publish(*(make.AgreementFactory(titled=True) for _ref in PUBLISHED), by=None)
    with (
        connection.cursor() as cursor
    ):  # the clock of the database is the real one, and the log is not to be changed
        cursor.execute("SET LOCAL session_replication_role = replica")
        for ref, instant in PUBLISHED.items():
            for model in (Version, Entry):
                model.objects.filter(ref=ref).update(published_at=datetime.fromisoformat(instant))
        cursor.execute("SET LOCAL session_replication_role = origin")
    return request.param


@pytest.mark.parametrize(
    ("after", "in_utc", "in_seoul"),
    [
        ("2026-03-01", "A1 A2 A3 A4", "A1 A2 A3 A4"),
        ("2026-03-02", "A3 A4", "A2 A3 A4"),
        ("2026-03-03", "", "A4"),
        ("2026-03-04", "", ""),
        ("2026-03-02T14:59:59.999999Z", "A3 A4", "A3 A4"),
        ("2026-03-03T00:00:00%2B09:00", "A4", "A4"),
    ],
)
def test_published_after_a_day_is_from_its_first_moment_on(zone, after, in_utc, in_seoul):
    refs = answered(f"agreements/?published_after={after}")()

    assert refs == set((in_utc if zone == "UTC" else in_seoul).split())


@pytest.mark.parametrize(
    ("day", "in_utc", "in_seoul"),
    [
        ("2026-02-28", "", ""),
        ("2026-03-01", "A1 A2", "A1"),
        ("2026-03-02", "A1 A2 A3 A4", "A1 A2 A3"),
        ("2026-03-03", "A1 A2 A3 A4", "A1 A2 A3 A4"),
    ],
)
def test_what_the_register_said_on_a_day_is_what_it_said_at_its_end(zone, client, day, in_utc, in_seoul):
    known = [
        ref for ref in PUBLISHED if client.get(f"/api/v1/agreements/{ref}?as_of={day}").status_code == 200
    ]

    assert known == (in_utc if zone == "UTC" else in_seoul).split()


@pytest.mark.parametrize(
    ("zone_name", "moment", "most"),
    [
        ("UTC", "2026-03-02T14:59:30Z", 300),
        ("UTC", "2026-03-02T23:59:30Z", 30),
        ("Asia/Seoul", "2026-03-02T14:59:30Z", 30),
        ("Asia/Seoul", "2026-03-02T15:00:00Z", 300),
        ("Asia/Seoul", "2026-03-02T23:59:30Z", 300),
    ],
)
def test_an_answer_is_kept_no_longer_than_its_day(client, settings, zone_name, moment, most):
    settings.TIME_ZONE = zone_name
    publish(make.AgreementFactory(titled=True, text__title="A"), by=None)

    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        page, answer = client.get("/agreements/A1/a"), client.get("/api/v1/agreements/A1")

    assert page["Cache-Control"] == f"public, max-age={most}"
    assert answer["Cache-Control"] == f"public, max-age={min(60, most)}"


# Pages of a size


COUNTS = {"KR": 24, "FR": 25, "GB": 26}


@pytest.fixture
def organizations():
    """So many organizations of a country as `COUNTS` says."""
    rows = [
        make.OrganizationFactory(country=country) for country, count in COUNTS.items() for _ in range(count)
    ]
    publish(*rows, by=None)
    return rows


def test_a_list_has_a_next_page_once_there_is_one_more_than_a_page(client, organizations):
    for country, count in COUNTS.items():
        first, second = (client.get(f"/organizations/?country={country}&page={page}") for page in (1, 2))

        refs = rows_of(first)
        assert len(refs) == min(25, count), country
        assert ("page=2" in first.content.decode()) == (count > 25), country
        if count > 25:
            assert len(rows_of(second)) == count - 25
            assert not rows_of(second) & refs
        else:  # there is none
            assert (second.status_code, second["Location"]) == (302, f"?country={country}")


def rows_of(response) -> set[str]:
    """References of the records that a page of a list links to."""
    return set(re.findall(r'href="/organizations/(O\d+)/', response.content.decode()))


def test_a_page_of_the_api_names_the_next_once_there_is_one_more(client, organizations):
    for country, count in COUNTS.items():
        first = client.get(f"/api/v1/organizations/?country={country}&limit=25").json()

        assert len(first["results"]) == min(25, count), country
        assert bool(first["next"]) == (count > 25), country
        if first["next"]:
            assert len(client.get(first["next"]).json()["results"]) == 1


def test_a_feed_has_the_newest_fifty_and_a_table_all(client, organizations):
    def count(address: str, pattern: str) -> int:
        return len(re.findall(pattern, b"".join(client.get(address)).decode()))

    for countries, number in {("KR", "FR"): 49, ("KR", "GB"): 50, ("FR", "GB"): 51}.items():
        question = f"country={','.join(countries)}"
        assert count(f"/organizations/export.atom?{question}", "<entry>") == min(50, number)
        assert count(f"/organizations/export.csv?{question}", r"(?m)^O\d+,") == number
