"""``?on=``: what held on a day, on the pages of records."""

import json
import re
from html import unescape

import pytest

from pages import linked_records
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def lapsed():
    """A1: three years from 13 May 2020, between O1 and O2; nothing renewed it."""
    agreement = make.AgreementFactory(titled=True, text__title="Accord")
    make.MilestoneFactory(agreement=agreement, on="2020-05-13")
    make.TermFactory(agreement=agreement, starts_with="signature", length="P3Y", renewal="fixed")
    publish(agreement, by=None)
    return agreement


@pytest.mark.parametrize(
    ("day", "tag", "sentence"),
    [
        ("2019-01-01", "not yet begun", "It had not begun yet; its recorded history starts on 13 May 2020."),
        ("2021-01-01", "in effect", "It lasts three years from 13 May 2020."),
        (
            "2024-01-01",
            "expired",
            "Expired on 12 May 2023: three years from 13 May 2020, no renewal recorded.",
        ),
    ],
)
def test_an_agreement_tells_its_status_of_that_day_and_why(lapsed, read, day, tag, sentence):
    page = read(f"/agreements/A1?on={day}")

    assert f"Is it in effect? {tag}" in page
    assert sentence in page
    assert f"As of 1 January {day[:4]}, as far as is known today. The current page" in page


def test_the_api_answers_the_same(lapsed, client, read):
    for day, state, words in (("2021-01-01", "in_force", "in effect"), ("2024-01-01", "expired", "expired")):
        status = json.loads(client.get(f"/api/v1/agreements/A1?on={day}").content)["status"]
        assert (status["state"], status["on"]) == (state, day)
        assert f"Is it in effect? {words} " in read(f"/agreements/A1?on={day}")


def test_the_row_of_that_day_is_marked_in_the_life(lapsed, read):
    assert "In effect (on that day)" in read("/agreements/A1?on=2021-01-01")
    assert "Expired (now)" in read("/agreements/A1")


def test_a_page_of_another_day_is_for_readers_and_not_for_search_engines(lapsed, client):
    today = client.get("/agreements/A1/accord").content.decode()
    then = client.get("/agreements/A1/accord?on=2021-01-01").content.decode()

    canonical = '<link rel="canonical" href="http://testserver/agreements/A1/accord">'
    assert canonical in today
    assert canonical in then
    assert "noindex" not in today
    assert '<meta name="robots" content="noindex, follow">' in then
    assert '<a href="/ko/agreements/A1/accord?on=2021-01-01" lang="ko"' in then


def test_a_short_address_keeps_the_day_that_it_asks_for(lapsed, client):
    assert client.get("/agreements/A1?on=2021-01-01")["Location"] == "/agreements/A1/accord?on=2021-01-01"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?on=yesterday", "`yesterday` cannot be read here. An example: `2015-06-30`."),
        ("?on=2021-02-30", "`2021-02-30` cannot be read here."),
        ("?on=2021-01-01&on=2022-01-01", "This parameter can be given only once."),
        ("?onn=2021-01-01", "Unknown parameter `onn`: did you mean `on`?"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(lapsed, read, query, sentence):
    page = read(f"/agreements/A1{query}", status=400)

    assert sentence in page
    assert "Is it in effect? expired" in page


def test_the_form_asks_without_scripts(lapsed, client):
    html = client.get("/agreements/A1/accord").content.decode()

    form = html[html.index('<form class="on-day"') :].partition("</form>")[0]
    assert 'method="get" action="/agreements/A1/accord#content"' in form
    assert 'type="date" id="filter-on" name="on"' in form


def test_an_empty_form_asks_for_today(lapsed, read):
    assert "as far as is known today" not in read("/agreements/A1/accord?on=")


def test_an_organization_tells_what_held_that_day_and_its_names_then(lapsed, read):
    organization = lapsed.involvements.first().organization
    make.OrganizationNameFactory(
        organization=organization, text="Older Name", kind="former", language="en", valid_until="2021-06"
    )
    type(organization).objects.filter(pk=organization.pk).update(
        founded_on="2000", founded_on_earliest="2000-01-01", founded_on_latest="2000-12-31"
    )
    organization.refresh_from_db()
    publish(organization, by=None)

    then, later = (read(f"/organizations/O1?on={day}") for day in ("2021-01-01", "2024-01-01"))

    assert "Names on that day: Older Name" in then
    assert "Accord in effect" in then
    assert "Names on that day" not in later
    assert "Accord expired" in later
    assert "On that day it was not founded yet." in read("/organizations/O1?on=1999-01-01")


def test_a_list_says_of_a_day_before_it_began_that_an_agreement_was_not_there(lapsed, read):
    assert "Accord not yet begun" in read("/agreements/?on=2019-01-01")
    assert "Accord in effect" in read("/agreements/?on=2021-01-01")


def test_what_began_later_is_left_out_of_the_page_of_a_day(lapsed, read):
    topic = make.TopicFactory(names={"en": "health"})
    lapsed.topics.add(topic)
    meeting = make.ActivityFactory(titled=True, text__title="Meeting", on="2022-03-01")
    meeting.topics.add(topic)
    publish(topic, lapsed, meeting, by=None)

    before, during, after = (
        read(f"/topics/T1?on={day}") for day in ("2019-01-01", "2021-01-01", "2024-01-01")
    )

    assert "What began later is left out." in before
    assert "Accord" not in before
    assert "Accord not yet begun" not in read("/organizations/O1?on=2019-01-01")
    assert "1 instrument Accord in effect" in during
    assert "Meeting" not in during
    assert "1 instrument Accord expired" in after
    assert "Activities Meeting" in after
    assert "Accord expired" in read("/topics/T1")


def test_what_there_was_by_a_day_is_not_hidden_by_what_came_later(read, monkeypatch):
    monkeypatch.setattr(linked_records, "SHOWN_PER_GROUP", 2)
    organization, topic = make.OrganizationFactory(), make.TopicFactory()
    for year in (2001, 2011, 2012, 2013):
        agreement = make.AgreementFactory(
            titled=True, text__title=f"Accord {year}", party__organization=organization
        )
        make.MilestoneFactory(agreement=agreement, on=f"{year}-01-01")
        agreement.topics.add(topic)
        publish(agreement, by=None)

    for address in (f"/organizations/{organization.ref or 'O1'}", "/topics/T1"):
        assert "1 instrument Accord 2001" in read(f"{address}?on=2005-01-01")
        assert "Accord 2001" not in read(address)


def test_a_person_tells_the_posts_and_the_acts_of_that_day(lapsed, read):
    person = make.PersonFactory(name="Kim Signs")
    make.PositionFactory(person=person, post="Deputy", held_until="2019-12")
    make.PositionFactory(person=person, post="Minister", held_from="2020-01")
    make.PositionFactory(person=person, post="Fellow")
    signing = lapsed.milestones.get(kind="signed")
    make.SignatoryFactory(
        agreement=lapsed, person=person, involvement=lapsed.involvements.first(), milestone=signing
    )
    for title, on in (
        ("Visit", ""),
        ("Summit", "2021-01-02"),
        ("Workshop", "2021-01-01"),
        ("Meeting", "2018-03-01"),
    ):
        meeting = make.ActivityFactory(titled=True, text__title=title, on=on)
        make.AttendanceFactory(activity=meeting, person=person)
        publish(person, lapsed, meeting, by=None)
    posts = ("Deputy,", "Minister,", "Fellow,")
    acts = (*posts, "Signed: Accord", ": Meeting", ": Workshop", ": Summit", ": Visit")

    def told(query: str) -> list[str]:
        page = read(f"/people/P1{query}").partition("Posts")[2]
        return [one for one in acts if one in page]

    assert told("") == list(acts)
    assert told("?on=2019-01-01") == ["Deputy,", "Fellow,", ": Meeting", ": Visit"]
    assert told("?on=2021-01-01") == [
        "Minister,", "Fellow,", "Signed: Accord", ": Meeting", ": Workshop", ": Visit"
    ]  # fmt: skip
    assert "Posts on that day: Minister," in read("/people/P1?on=2021-01-01")
    assert "As of 1 January 2021" in read("/people/P1?on=2021-01-01")


def test_an_act_counts_from_its_own_day_and_not_from_the_beginning_of_the_agreement(lapsed, read):
    make.MilestoneFactory(agreement=lapsed, kind="negotiated", on="2015-01-01")
    person = make.PersonFactory()
    make.SignatoryFactory(
        agreement=lapsed, person=person, involvement=lapsed.involvements.first(),
        milestone=lapsed.milestones.get(kind="signed"),
    )  # fmt: skip
    publish(person, lapsed, by=None)

    assert "No act up to then and no post on that day is recorded." in read("/people/P1?on=2016-01-01")
    assert "Signed: Accord" in read("/people/P1?on=2020-06-01")


def test_an_activity_tells_how_its_agreements_stood_and_whether_it_was_ahead(lapsed, read):
    meeting = make.ActivityFactory(titled=True, text__title="Meeting", on="2022-03-01")
    make.ActivityAgreementFactory(activity=meeting, agreement=lapsed, role="held_under")
    publish(meeting, by=None)

    then, now = read("/activities/E1?on=2021-01-01"), read("/activities/E1")

    assert "Accord – signed 13 May 2020 in effect" in then
    assert "On that day it had not yet taken place." in then
    assert "Accord – signed 13 May 2020 expired" in now
    assert "had not yet taken place" not in read("/activities/E1?on=2023-01-01")


def test_a_page_on_which_nothing_depends_on_a_day_offers_none(client):
    publish(make.PersonFactory(), make.TopicFactory(), make.ActivityFactory(titled=True), by=None)

    for address in ("/people/P1", "/topics/T1", "/activities/E1"):
        assert 'class="on-day"' not in client.get(address, follow=True).content.decode()


def test_an_organization_of_a_past_day_has_no_partners_and_no_posts_of_later(read):
    organization = make.OrganizationFactory(name="Institute")
    for name, held_from in [("Early", "1980"), ("Undated", ""), ("Open", "[1985..]"), ("Later", "2019")]:
        person = make.PersonFactory(name=f"{name} Holder")
        make.PositionFactory(person=person, organization=organization, held_from=held_from)
        publish(organization, person, by=None)
    for number in range(4):
        agreement = make.AgreementFactory(titled=True)
        make.MilestoneFactory(agreement=agreement, on="2022")
        make.InvolvementFactory(agreement=agreement, organization=organization)
        make.InvolvementFactory(agreement=agreement, organization__name=f"Partner {number}")
        publish(agreement, by=None)

    now, then = (
        read(f"/organizations/{organization.ref}"),
        read(f"/organizations/{organization.ref}?on=1990-01-01"),
    )

    assert [name in now for name in ("Partner 1", "Later Holder")] == [True, True]
    assert [name in then for name in ("Partner 1", "Later Holder")] == [False, False]
    assert [f"{name} Holder" in then for name in ("Early", "Undated", "Open")] == [True] * 3


@pytest.mark.parametrize("address", ["/countries/GB/KR", "/organizations/O1"])
def test_lists_that_a_page_of_a_day_leads_to_are_of_that_day(client, address):
    ours, theirs = make.OrganizationFactory(country="KR"), make.OrganizationFactory(country="GB")
    publish(ours, theirs, by=None)
    for number in range(30):
        agreement = make.AgreementFactory(titled=True, text__title=f"Accord {number}")
        agreement.involvements.all().delete()
        for organization in (ours, theirs):
            make.InvolvementFactory(agreement=agreement, organization=organization)
        make.MilestoneFactory(agreement=agreement, on="2019-03-04")
        publish(agreement, by=None)

    html = client.get(f"{address}?on=2021-01-01", follow=True).content.decode()
    lists = {unescape(href) for href in re.findall(r'href="((?:/ko)?/agreements/\?[^"]+)"', html)}

    assert lists
    assert [href for href in lists if not re.search(r"[?&]on=\d", href)] == []
