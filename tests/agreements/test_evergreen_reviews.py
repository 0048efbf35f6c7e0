"""Reviews of agreements without an end: round after round by the term's own length, the same day on every surface."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from icalendar import Calendar

from register.publishing import publish
from reminders.current_events import deadlines_between
from tests.factories import AgreementFactory, CustodyFactory, MilestoneFactory, TermFactory

pytestmark = pytest.mark.django_db

ROUNDS = {  # what its term says, and the days of its reviews; all were signed on 1 July 2020
    "A1": ({"length": "P5Y"}, ["2025-07-01", "2030-07-01", "2035-07-01"]),
    "A2": ({"length": "P5Y", "renewal_length": "P1Y"}, ["2025-07-01", "2026-07-01", "2027-07-01"]),
    "A3": ({"renewal_length": "P2Y", "until": "2022-12-31"}, ["2023-01-01", "2025-01-01", "2027-01-01"]),
    "A4": ({"length": "P3Y", "until": "2022-12-31"}, ["2023-01-01", "2026-01-01", "2029-01-01"]),
    "A5": ({"until": "2025-12-31"}, ["2026-01-01"]),
    "A6": ({"renewal_length": "P6M", "starts_on": "2020-08-31"}, ["2025-03-01", "2025-08-31", "2026-03-01"]),
}
DAYS = ["2024-12-31", "2025-01-01", "2025-01-02", "2025-06-30", "2025-07-01", "2025-07-02", "2025-12-31",
        "2026-01-01", "2026-01-02"]  # fmt: skip


@pytest.fixture
def agreements(settings):
    settings.TIME_ZONE = "Asia/Seoul"
    made = []
    for facts, _rounds in ROUNDS.values():
        agreement = AgreementFactory(titled=True)
        MilestoneFactory(agreement=agreement, on="2020-07-01")
        counted_from = {} if "starts_on" in facts else {"starts_with": "signature"}
        TermFactory(agreement=agreement, **{"length": "", "renewal": "evergreen", **counted_from, **facts})
        CustodyFactory(agreement=agreement)  # others are no matter of reminders
        made.append(agreement)
    publish(*made, by=None)
    return made


def next_reviews(day: str) -> dict[str, str]:
    """The next day of each, from this day on."""
    rounds = {ref: [each for each in days if each >= day] for ref, (_facts, days) in ROUNDS.items()}
    return {ref: days[0] for ref, days in rounds.items() if days}


def in_calendar(client) -> dict[str, str]:
    calendar = Calendar.from_ical(b"".join(client.get("/agreements/export.ics")))
    events = {str(event["uid"]).partition("-")[0]: event for event in calendar.walk("VEVENT")}
    return {ref: event.decoded("dtstart").isoformat() for ref, event in events.items()}


def in_reminders(agreements, day: str) -> dict[str, str]:
    first = date.fromisoformat(day)
    events = sorted(deadlines_between(first, first + timedelta(days=7 * 366)), key=lambda key: key.first_day)
    refs = {agreement.pk: agreement.ref for agreement in agreements}
    return {refs[key.object_id]: key.first_day.isoformat() for key in reversed(events)}


def in_the_api(client, day: str) -> dict[str, str]:
    last = date.fromisoformat(day) + timedelta(days=5 * 365)  # no more than five years at a time
    answer = client.get("/api/v1/deadlines/", {"after": day, "before": last.isoformat(), "limit": 100}).json()
    return {row["ref"]: row["earliest"] for row in reversed(answer["results"])}


@pytest.mark.parametrize("moment", [time(0, 0), pytest.param(time(23, 59, 59), marks=pytest.mark.long)])
def test_each_round_is_the_next_review_through_its_day_in_seoul(client, agreements, moment):
    for day in DAYS:
        at = datetime.combine(date.fromisoformat(day), moment, UTC) - timedelta(hours=9)
        with time_machine.travel(at, tick=False):
            shown = in_calendar(client), in_reminders(agreements, day), in_the_api(client, day)
        assert shown == (next_reviews(day),) * 3, day


def test_the_page_says_how_often_and_when_next(agreements, read):
    with time_machine.travel("2025-07-01T15:00Z", tick=False):  # 2 July in Seoul
        pages = {
            ref: (read(f"/agreements/{ref}"), read(f"/ko/agreements/{ref}"))
            for ref in ("A1", "A2", "A3", "A5")
        }

    words = {
        "A1": ("a review at intervals of five years.", "Next review 1 July 2030", "다음 검토 2030년 7월 1일"),
        "A2": ("a review after five years, then at intervals of one year.", "Next review 1 July 2026",
               "종료일 없이 계속되며 5년 후에 검토하고 그 뒤로 정기적으로 검토합니다(주기 1년)."),
        "A3": ("a review after 31 December 2022, then at intervals of two years.", "Next review 1 January 2027",
               "종료일 없이 계속되며 2022년 12월 31일 후에 검토하고 그 뒤로 정기적으로 검토합니다(주기 2년)."),
        "A5": ("a review after 31 December 2025.", "Next review 1 January 2026",
               "종료일 없이 계속되며 2025년 12월 31일 후에 검토합니다."),
    }  # fmt: skip
    assert [each for ref in pages for each in words[ref] if each not in "".join(pages[ref])] == []
