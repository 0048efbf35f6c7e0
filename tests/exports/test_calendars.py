"""Calendars are what RFC 5545 asks for, read back by another library; dates that move keep their name."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from exports.icalendar_writer import CalendarEvent, fold_line, stream_icalendar
from lifecycle.deadlines import deadlines_on
from lifecycle.periods import compute_periods
from lifecycle.spans import Span
from register.models import Version
from register.publishing import merge, publish, withdraw
from tests import factories as make
from tests.lifecycle.lifecycle_cases import act, life, term

pytestmark = pytest.mark.django_db

TODAY = date(2026, 1, 31)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-01-31T12:00Z"):
        yield


@pytest.fixture
def events(fetch):
    """``events("/agreements/export.ics")``: the events of a calendar by UID, whose lines were checked."""

    def events(address: str = "/agreements/export.ics") -> dict:
        content = fetch(address)
        assert content.endswith(b"END:VCALENDAR\r\n")
        for line in content.removesuffix(b"\r\n").split(b"\r\n"):
            assert len(line) <= 75
            assert b"\n" not in line
            line.decode()  # no character is cut in two
        found = Calendar.from_ical(content)
        assert (found["version"], found.errors) == ("2.0", [])
        by_uid = {str(event["uid"]).partition("@")[0]: event for event in found.walk("VEVENT")}
        assert len(by_uid) == len(found.walk("VEVENT"))
        return by_uid

    return events


def agreement_ending(until: str, **term_facts):
    agreement = make.AgreementFactory(titled=True, text__title="Accord")
    make.MilestoneFactory(agreement=agreement)
    make.TermFactory(agreement=agreement, until=until, length="", **term_facts)
    publish(agreement, by=None)
    return agreement


def test_the_last_day_of_an_agreement_is_a_whole_day_in_no_time_zone(events):
    agreement_ending("2026-09-30")

    [event] = events().values()

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 9, 30), date(2026, 10, 1))
    assert str(event["summary"]) == "Ends: Accord"
    assert str(event["status"]) == "CONFIRMED"
    assert str(event["transp"]) == "TRANSPARENT"
    assert str(event["url"]) == "http://testserver/agreements/A1"
    assert "no renewal recorded" in event["description"]
    assert event.errors == []
    assert "dtstamp" in event


def test_a_calendar_speaks_the_language_of_its_address_under_the_same_names(events):
    agreement_ending("2026-09-30")

    english, korean = events(), events("/ko/agreements/export.ics")

    assert {*english} == {*korean} == {"A1-end"}
    assert str(korean["A1-end"]["url"]) == "http://testserver/ko/agreements/A1"
    assert "갱신 기록 없음" in korean["A1-end"]["description"]


def test_a_day_that_is_known_in_part_stands_at_its_earliest_and_says_so(events):
    agreement_ending("2026-09")

    [event] = events().values()

    assert event.decoded("dtstart") == date(2026, 9, 1)
    assert str(event["status"]) == "TENTATIVE"
    assert "Known only in part: September 2026." in event["description"]


def test_a_date_that_moves_keeps_its_name_and_its_sequence_rises(events):
    agreement = agreement_ending("2026-09-30")
    before = events()["A1-end"]

    agreement.terms.update(until="2027-09-30")
    publish(agreement, by=None)

    after = events()["A1-end"]
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstart") == date(2027, 9, 30)


def test_a_date_that_moves_far_back_is_still_told(events):
    agreement = agreement_ending("2026-09-30")

    agreement.terms.update(until="2022-09-30")
    publish(agreement, by=None)

    assert events()["A1-end"].decoded("dtstart") == date(2022, 9, 30)


def test_a_date_that_is_no_more_is_told_as_cancelled(events):
    agreement = agreement_ending("2026-09-30")
    before = events()["A1-end"]

    agreement.terms.update(until="", renewal="indefinite")
    publish(agreement, by=None)

    after = events()["A1-end"]
    assert str(after["status"]) == "CANCELLED"
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstart") == date(2026, 9, 30)
    moved_at = Version.objects.last().published_at  # by the database's clock, which does not travel
    with time_machine.travel(moved_at + timedelta(days=365)):
        assert {*events()} == {"A1-end"}
    with time_machine.travel(moved_at + timedelta(days=367)):
        assert events() == {}


def test_what_is_told_as_cancelled_is_of_the_version_before_and_of_none_earlier(events):
    agreement = agreement_ending("2026-09-30")
    agreement.terms.update(until="2027-09-30")
    publish(agreement, by=None)

    agreement.terms.update(until="", renewal="indefinite")
    publish(agreement, by=None)

    event = events()["A1-end"]
    assert (str(event["status"]), event.decoded("dtstart")) == ("CANCELLED", date(2027, 9, 30))


@pytest.mark.parametrize("address", ["/agreements/export.ics", "/agreements/export.ics?country=KR"])
def test_a_withdrawn_agreement_is_told_as_cancelled_and_says_nothing_more(events, address):
    agreement = agreement_ending("2026-09-30")
    before = events()["A1-end"]

    withdraw(agreement, by=None, reason={"en": "By mistake."})

    after = events(address)
    assert {*after} == {"A1-end", "A1-notice", "A1-review"}
    for event in after.values():
        assert str(event["status"]) == "CANCELLED"
        assert str(event["summary"]) == "A1 is no longer in the register"
        assert event.decoded("dtstart") == timezone.localdate(Version.objects.last().published_at)
    assert after["A1-end"]["uid"] == before["uid"]
    assert after["A1-end"]["sequence"] > before["sequence"]


def test_an_end_that_a_withdrawn_newer_agreement_had_set_is_told_as_cancelled(events):
    newer = agreement_ending("2026-09-30")
    older = make.AgreementFactory(titled=True, text__title="Older accord")
    make.MilestoneFactory(agreement=older, on="2018-05-01")
    make.MilestoneFactory(agreement=older, kind="renewed", on="2020-01-01", instrument=newer)
    publish(older, by=None)
    before = events()["A2-end"]
    assert before.decoded("dtstart") == date(2026, 9, 30)

    withdraw(newer, by=None, reason={"en": "By mistake."})

    after = events()["A2-end"]
    assert (str(after["status"]), str(after["summary"])) == ("CANCELLED", "Ends: Older accord")
    assert after.decoded("dtstart") == timezone.localdate(Version.objects.last().published_at)
    assert after["sequence"] > before["sequence"]
    assert "2026-09-30" not in str(after["description"])


def test_a_merged_agreement_is_told_as_cancelled_unless_others_are_asked_for(events):
    agreement, other = agreement_ending("2026-09-30"), agreement_ending("2026-10-30")

    merge(agreement, into=other, by=None)

    assert str(events()["A1-end"]["status"]) == "CANCELLED"
    assert {*events("/agreements/export.ics?ref=A2")} == {"A2-end"}
    assert {*events("/agreements/export.ics?ref=A1")} == {"A1-end", "A1-notice", "A1-review"}


def test_what_is_over_for_a_year_is_left_out(events):
    agreement_ending("2025-02-28")
    agreement_ending("2024-12-31")

    assert {*events()} == {"A1-end"}


def test_notices_and_reviews_are_told(events):
    renewing, reviewed = (make.AgreementFactory(titled=True) for _one in range(2))
    for agreement in (renewing, reviewed):
        make.MilestoneFactory(agreement=agreement)
    make.TermFactory(
        agreement=renewing,
        starts_with="signature",
        renewal="automatic",
        renewal_length="P1Y",
        non_renewal_notice="P3M",
    )
    make.TermFactory(agreement=reviewed, starts_with="signature", length="P2Y", renewal="evergreen")
    publish(renewing, reviewed, by=None)

    found = events()

    assert {name: event.decoded("dtstart") for name, event in found.items()} == {
        "A1-notice": date(2026, 2, 12),
        "A2-review": date(2026, 5, 13),
    }
    with time_machine.travel("2026-02-13T12:00Z"):
        assert events()["A1-notice"].decoded("dtstart") == date(2027, 2, 12)
        assert events()["A1-notice"]["sequence"] > found["A1-notice"]["sequence"]


@pytest.mark.parametrize(
    ("day", "told", "expected"),
    [
        (
            "three months before the end of each year",
            term("P1Y", "automatic", starts_with="signature", non_renewal_notice="P3M"),
            [("notice", Span(date(2026, 2, 12), date(2026, 2, 12)))],
        ),
        (
            "one month before the last of February",
            term("P1Y", "automatic", starts_on="2024-03-01", non_renewal_notice="P1M"),
            [("notice", Span(date(2026, 1, 31), date(2026, 1, 31)))],
        ),
        (
            "thirty days",
            term("P1Y", "automatic", starts_with="signature", non_renewal_notice="P30D"),
            [("notice", Span(date(2026, 4, 12), date(2026, 4, 12)))],
        ),
        (
            "months do not drift",
            term("P1M", "evergreen", starts_on="2025-01-31"),
            [("review", Span(date(2026, 1, 31), date(2026, 1, 31)))],
        ),
        (
            "a month that is known only as a month",
            term("P1Y", "automatic", starts_on="2020-05", non_renewal_notice="P3M"),
            [("notice", Span(date(2026, 1, 31), date(2026, 2, 28)))],
        ),
        (
            "no notice after the longest that it can last",
            term(
                "P1Y", "automatic", starts_with="signature", maximum_length="P2Y", non_renewal_notice="P3M"
            ),
            [("end", Span(date(2022, 5, 12), date(2022, 5, 12)))],
        ),
        (
            "a fixed end",
            term("P3Y", "fixed", starts_with="signature"),
            [("end", Span(date(2023, 5, 12), date(2023, 5, 12)))],
        ),
        ("no end", term(renewal="indefinite"), []),
        ("no start", term("P1Y", "automatic", non_renewal_notice="P3M"), []),
    ],
)  # fmt: skip
def test_what_falls_due(day, told, expected):
    signed = act("signed", "" if day == "no start" else "2020-05-13")
    body = life(signed, terms=[told])

    assert [(one.kind, one.span) for one in deadlines_on(compute_periods(body), TODAY)] == expected


def test_meetings_stand_in_the_calendar_of_activities_and_of_their_agreements(events):
    agreement = agreement_ending("2026-09-30")
    session = make.ActivityFactory(
        kind="dialogue_session", state="planned", on="2026-03-03", until="2026-03-05",
        places=[{"city": "Seoul", "country": "KR", "venue": "Hall; A", "is_online": False}],
    )  # fmt: skip
    make.ActivityTextFactory(activity=session, title="Session, first")
    make.ActivityAgreementFactory(activity=session, agreement=agreement)
    other = make.ActivityFactory(titled=True, on="2026-04")
    publish(session, other, by=None)

    own, of_agreements = events("/activities/export.ics"), events("/agreements/export.ics?ref=A1")

    assert {*own} == {"E1", "E2"}
    assert {*of_agreements} == {"A1-end", "E1"}
    event = own["E1"]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 3, 3), date(2026, 3, 6))
    assert str(event["summary"]) == "Session, first"
    assert str(event["location"]) == "Hall; A, Seoul, South Korea"
    assert "Known only in part: April 2026." in own["E2"]["description"]


def test_the_place_of_a_meeting_is_plain_text(events):
    """On the English site too, where a page marks Korean words with their language."""
    places = [{"city": "Seoul", "country": "KR", "venue": "서울 & 강당", "is_online": False}]
    session = make.ActivityFactory(titled=True, state="planned", on="2026-03-03", places=places)
    publish(session, by=None)

    assert str(events("/activities/export.ics")["E1"]["location"]) == "서울 & 강당, Seoul, South Korea"


def test_a_meeting_that_was_called_off_is_cancelled(events):
    session = make.ActivityFactory(titled=True, state="planned", on="2026-03-03")
    publish(session, by=None)
    before = events("/activities/export.ics")["E1"]

    type(session).objects.update(state="cancelled")
    publish(session, by=None)

    after = events("/activities/export.ics")["E1"]
    assert (str(before["status"]), str(after["status"])) == ("CONFIRMED", "CANCELLED")
    assert after["sequence"] > before["sequence"]


def test_a_meeting_of_which_no_day_is_left_is_cancelled(events):
    session = make.ActivityFactory(titled=True, state="planned", on="2026-04")
    publish(session, by=None)

    type(session).objects.update(on="")
    publish(session, by=None)

    event = events("/activities/export.ics")["E1"]
    assert str(event["status"]) == "CANCELLED"
    assert "Known only in part: April 2026." in event["description"]


@pytest.mark.parametrize("plural", ["organizations", "topics"])
def test_other_lists_tell_the_dates_of_what_names_their_records(events, plural):
    agreement = agreement_ending("2026-09-30")
    agreement.topics.add(make.TopicFactory())
    publish(agreement, by=None)

    assert {*events(f"/{plural}/export.ics")} == {"A1-end"}
    assert events(f"/{plural}/export.ics?ref={plural[0].upper()}9") == {}


def test_any_text_can_be_read_back():
    nasty = "a,b;c\\d\ne\r\nf C:\\new\\,\\; " + "긴 제목 " * 40 + "🎉" * 30
    event = CalendarEvent("A1", 1, TODAY, TODAY, datetime(2026, 1, 1, tzinfo=UTC), "CONFIRMED", nasty, nasty)

    content = b"".join(
        stream_icalendar([event], name=nasty, product="-//x//EN", address="http://testserver/")
    )

    [read] = Calendar.from_ical(content).walk("VEVENT")
    assert str(read["summary"]) == str(read["description"]) == nasty.replace("\r\n", "\n")


def test_lines_are_folded_at_75_octets_and_never_within_a_character():
    lines = fold_line("SUMMARY:" + "가" * 60).split(b"\r\n")

    assert [len(line) for line in lines[:-1]][:2] == [74, 73]
    assert all(line.startswith(b" ") for line in lines[1:-1])
    assert b"".join([lines[0], *(line[1:] for line in lines[1:])]).decode() == "SUMMARY:" + "가" * 60


def test_what_was_taken_back_and_came_again_is_as_it_was(events):
    """Withdrawn and published again; an end that was taken away and given again.

    What the withdrawn version may have told besides stays cancelled, without its day.
    """
    agreement = agreement_ending("2026-09-30")
    before = events()

    withdraw(agreement, by=None, reason={"en": "By mistake."})
    publish(agreement, by=None)
    again = events()
    agreement.terms.update(until="", length="P9Y")
    publish(agreement, by=None)
    agreement.terms.update(until="2026-09-30", length="")
    publish(agreement, by=None)

    for after in (again, events()):
        statuses = {uid: str(event["status"]) for uid, event in after.items()}
        assert statuses == {"A1-end": "CONFIRMED", "A1-notice": "CANCELLED", "A1-review": "CANCELLED"}
        for uid in before:
            event = after[uid]
            assert event["dtstart"].dt == before[uid]["dtstart"].dt
            assert event["sequence"] > before[uid]["sequence"]
