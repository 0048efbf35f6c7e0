"""The pages of organizations, people, activities and topics, and the site's own."""

import re

import pytest
import time_machine

from register.kinds import kind_named
from register.publishing import publish
from tests import factories as make


def test_an_organization_and_the_one_it_succeeded_name_each_other(full, read):
    newer, before = read(f"/organizations/{full['one'].ref}"), read(f"/organizations/{full['before'].ref}")

    assert "Succeeds Alpha (until 2007)" in newer
    assert "Succeeded by Alpha" in before


def test_an_organization_shows_names_agreements_by_nature_and_activities(full, read):
    page = read(f"/organizations/{full['one'].ref}")

    assert "알파 official, Korean" in page
    assert "Old Alpha former, English, until 2010" in page
    assert "1 instrument Accord of Alpha and Beta" in page
    assert "Led the delegation: Kim Signs, Head" in page
    assert "Funded by: Beta mainly" in page


def test_an_organization_shows_the_outcomes_that_concern_it(full, read):
    page = read(f"/organizations/{full['other'].ref}")

    assert "Outcomes that concern it Explored Closer ties. at: First session" in page
    assert "Funds: Alpha mainly" in page


def test_a_person_shows_posts_as_printed_and_acts_only(full, read):
    page = read(f"/people/{full['person'].ref}")

    assert "President, Alpha" in page
    assert "Signed ad referendum: Accord of Alpha and Beta" in page
    assert "Led the delegation: First session on or before 3 December 2024 Head – for Alpha" in page


def test_an_activity_shows_both_delegations_and_invents_no_leader(full, read):
    page = read(f"/activities/{full['activity'].ref}")

    assert "on or before 3 December 2024 in the source: “recently”" in page
    assert "South Korea Kim Signs Led the delegation – Head – Alpha" in page
    assert "United Kingdom Nobody is named as leader of this delegation. Beta Delegate" in page
    assert "Under Accord of Alpha and Beta – signed 13 May 2020" in page
    assert "Explored Closer ties." in page


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


def test_where_nobody_led_on_any_side_nothing_is_said_of_leaders(db, read):
    activity = make.ActivityFactory(titled=True)
    make.AttendanceFactory(activity=activity, side="KR")
    publish(activity, by=None)

    assert "leader" not in read("/activities/E1")


def test_a_topic_shows_what_is_about_it(full, read):
    page = read(f"/topics/{full['topic'].ref}")

    assert "Part of: science" in page
    assert "1 instrument Accord of Alpha and Beta" in page
    assert "Activities First session" in page


def test_the_front_page_counts_natures_apart(full, read):
    page = read("/")

    assert "2 instruments 0 programmes 0 dialogues" in page
    assert "Accord of Alpha and Beta" in page.partition("New in the register")[2].partition("Coming up")[0]


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

    coming, _heading, latest = read("/").partition("Coming up")[2].partition("Latest activities")

    places = [coming.find(f"Ahead {place} {words}".strip()) for place, (*_days, words) in enumerate(AHEAD)]
    assert -1 not in places
    assert places == sorted(places)
    assert "Overdue" not in coming + latest
    assert "Held 2026-11-28 28 November 2026 Held 2026-11-26 26 November 2026 – 27 November 2026" in latest
    assert "Held 2026-11-30" not in coming + latest


def in_days(days: int) -> str:
    from datetime import timedelta

    from django.utils import timezone

    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.mark.parametrize("prefix", ["", "/ko"])
@pytest.mark.parametrize("address", ["/", "/about", "/about/data", "/search"])
def test_the_sites_own_pages_answer_in_both_languages(db, client, prefix, address):
    response = client.get(prefix + address)

    assert response.status_code == 200
    assert f'<html lang="{prefix[1:] or "en"}">' in response.content.decode()


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


@pytest.mark.parametrize("language", ["en", "ko"])
def test_records_with_every_fact_have_a_page(full, client, language):
    for key, english, korean in (
        ("agreement", "Accord of Alpha and Beta", "알파와 베타의 협정"), ("one", "Alpha", "알파"),
        ("other", "Beta", "Beta"), ("person", "Kim Signs", "김서명"),
        ("activity", "First session", "First session"), ("topic", "health", "보건"),
    ):  # fmt: skip
        name = english if language == "en" else korean
        assert headings(client, full[key], language) == headings_with(name, language)
