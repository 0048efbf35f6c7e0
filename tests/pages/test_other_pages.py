"""The pages of organizations, people, activities and topics, and the site's own."""

import re

import pytest
import time_machine

from register.kinds import kind_named
from register.publishing import publish
from tests import factories as make


@pytest.mark.parametrize(
    ("on", "until", "when"),
    [
        ("[..2026-03-25]", "2026-03-25", "until 25 March 2026"),
        ("[..2026]", "2026", "until 2026"),
        ("[..2026-03-25]", "2026-03-30", "on or before 25 March 2026 – 30 March 2026"),
        ("2026-03-01", "2026-03-05", "1 March 2026 – 5 March 2026"),
        ("2026-03-01", "2026-03-01", "1 March 2026"),
        ("2026-03-01", "", "1 March 2026"),
        ("", "2026-03-05", "until 5 March 2026"),
        ("", "", "Not recorded"),
    ],
)
def test_an_activity_says_from_when_until_when(db, read, on, until, when):
    activity = make.ActivityFactory(titled=True, on=on, until=until)
    publish(activity, by=None)

    assert f"When {when} Where" in read(f"/activities/{activity.ref}")


@pytest.mark.parametrize(("role", "is_said"), [("delegate", False), ("led", True)])
def test_that_nobody_led_is_said_only_where_the_other_side_had_a_leader(db, read, role, is_said):
    activity = make.ActivityFactory(titled=True)
    make.AttendanceFactory(activity=activity, side="KR")
    make.AttendanceFactory(activity=activity, side="GB", role=role)
    publish(activity, by=None)

    sides = read("/activities/E1").rpartition("Participants South Korea")[2].partition("United Kingdom")

    assert ["leader" in side for side in sides] == [is_said, False, False]


def test_the_front_page_shows_what_is_coming(db, read, settings):
    agreement = make.AgreementFactory(titled=True, text__title="Ends soon")
    make.TermFactory(agreement=agreement, length="", until=in_days(30), starts_on="2020-01-01")
    make.MilestoneFactory(agreement=agreement, on="2020-01-01")
    activity = make.ActivityFactory(titled=True, text__title="Planned talks", state="planned", on=in_days(10))
    publish(agreement, activity, by=None)

    coming = read("/").partition("Coming up")[2]

    assert "Planned talks" in coming
    assert "Ends soon last day:" in coming


# On 29 November 2026: what is planned, with the days as the front page has them, in its order.
AHEAD = [
    ("2026-11-29", "", "29 November 2026"),
    ("2026-11-28", "2026-11-30", "28 November 2026 – 30 November 2026"),
    ("2026-11?", "", "November 2026"),
    ("", "2026-12-01", "until 1 December 2026"),
    ("2027", "", "2027"),
    ("", "", ""),
]
OVER = [("2026-11-28", ""), ("2026-11-20", "2026-11-28"), ("2025", ""), ("", "2026-11-01")]


@time_machine.travel("2026-11-29")
def test_the_front_page_has_what_goes_on_and_what_comes_in_order(db, read):
    held = [("2026-11-28", ""), ("2026-11-26", "2026-11-27"), ("", ""), ("2026-11-30", "")]
    rows = [(f"Ahead {place}", "planned", *days[:2]) for place, days in reversed(list(enumerate(AHEAD)))]
    rows += [("Overdue", "planned", *days) for days in OVER]
    rows += [(f"Held {on}", "held", on, until) for on, until in held]
    for title, state, on, until in rows:
        activity = make.ActivityFactory(titled=True, text__title=title, state=state, on=on, until=until)
        publish(activity, by=None)

    latest, _heading, coming = read("/").partition("Latest events")[2].partition("Coming up")

    shown = AHEAD[:4]
    places = [coming.find(f"Ahead {place} {words}".strip()) for place, (*_days, words) in enumerate(shown)]
    assert -1 not in places
    assert places == sorted(places)
    assert f"Ahead {len(shown)}" not in coming
    assert "Overdue" not in coming + latest
    assert latest.find("Held 2026-11-28") < latest.find("28 November 2026") < latest.find("Held 2026-11-26")
    assert "26 November 2026 – 27 November 2026" in latest
    assert "Held 2026-11-30" not in coming + latest


def in_days(days: int) -> str:
    from datetime import timedelta

    from django.utils import timezone

    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_health_and_robots_say_no_more_than_asked(db, client):
    assert client.get("/healthz").content == b"ok\n"
    assert "no-store" in client.get("/healthz")["Cache-Control"]
    assert b"Disallow: /admin/" in client.get("/robots.txt").content


def headings_with(name: str, language: str) -> list[str]:
    heading = name[0].upper() + name[1:]
    return [heading, f"Versions of {name}" if language == "en" else f"변경 이력: {name}", heading]


def headings(client, record, language: str) -> list[str]:
    """The headings of the page of a record, of its versions and of the first."""
    path = f"{'/ko' if language == 'ko' else ''}/{kind_named(record.ref[0]).plural}/{record.ref}"
    pages = [client.get(path + tail, follow=True) for tail in ("", "/versions/", "/versions/1")]
    assert [page.status_code for page in pages] == [200] * 3
    found = [re.search("<h1[^>]*>(.*?)</h1>", page.content.decode(), re.DOTALL)[1] for page in pages]
    return [" ".join(re.sub("<[^>]+>", " ", heading).split()) for heading in found]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_records_with_all_optional_facts_blank_have_a_page(db, client, language):
    agreement = make.AgreementFactory(form="", nature="programme")
    make.AgreementTextFactory(summary="", title="Bare accord", agreement=agreement)
    organization = make.OrganizationFactory(name="Bare institute", country="")
    make.InvolvementFactory(agreement=agreement, organization=organization)
    activity = make.ActivityFactory(titled=True, text__title="Bare session", on="")
    person, topic = make.PersonFactory(name="Bare Name"), make.TopicFactory(names={"en": "bare topic"})
    publish(agreement, activity, person, topic, by=None)

    for record, name in (
        (agreement, "Bare accord"), (organization, "Bare institute"), (person, "Bare Name"),
        (activity, "Bare session"), (topic, "bare topic"),
    ):  # fmt: skip
        record.refresh_from_db()
        assert headings(client, record, language) == headings_with(name, language)
