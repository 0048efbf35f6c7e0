"""Pictures on the pages of records: an agreement with its lineage, a topic by nature and year."""

import re
from html import unescape

import pytest

from organizations import pictures as organization_pictures
from pages import linked_records
from people.models import Person
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


def related(kind: str, newer, older) -> None:
    make.AgreementRelationFactory(agreement=newer, older=older, kind=kind)


def dated(title: str, on: str = "2020-05-13", **rest):
    agreement = make.AgreementFactory(**rest)
    make.AgreementTextFactory(agreement=agreement, title=title)
    make.InvolvementFactory(agreement=agreement)
    if on:
        make.MilestoneFactory(agreement=agreement, on=on)
    return agreement


def lanes(client, agreement) -> list[str]:
    agreement.refresh_from_db()
    response = client.get(f"/agreements/{agreement.ref}", follow=True)
    return [one.lane.title for one in response.context["lifelines"].lanes]


def test_a_lineage_goes_to_the_older_of_the_older_and_the_newer_of_the_newer_and_never_back(client):
    first, second, third, fourth, sibling = (
        dated(name, on) for name, on in [
            ("First", "2001"), ("Second", "2005"), ("Third", "2010"), ("Fourth", "2015"), ("Sibling", "2012")
        ]
    )  # fmt: skip
    related("renews", second, first)
    related("renews", third, second)
    related("amends", fourth, third)
    related("implements", sibling, second)
    publish(first, second, third, fourth, sibling, by=None)

    assert lanes(client, third) == ["First", "Second", "Third", "Fourth"]
    assert lanes(client, second) == ["First", "Second", "Third", "Sibling", "Fourth"]


def test_the_instrument_of_a_key_date_is_of_the_lineage(client):
    older, newer = dated("Older", "2001"), dated("Newer", "2005")
    make.MilestoneFactory(agreement=older, kind="terminated", on="2005", instrument=newer)
    publish(older, newer, by=None)

    assert lanes(client, older) == lanes(client, newer) == ["Older", "Newer"]


def test_two_that_refer_to_each_other_stand_there_once(client):
    one, other = dated("One"), dated("Other")
    related("paired_with", one, other)
    make.MilestoneFactory(agreement=one, kind="amended", on="2021", instrument=other)
    make.MilestoneFactory(agreement=other, kind="amended", on="2021", instrument=one)
    publish(one, other, by=None)

    assert lanes(client, one) == ["One", "Other"]


def test_at_most_twelve_lanes_are_shown_and_the_rest_are_counted(client, read):
    hub = dated("Framework", "2000")
    others = [dated(f"Arrangement {n}", f"20{n}") for n in range(10, 25)]
    for one in others:
        related("implements", one, hub)
    publish(hub, *others, by=None)

    assert len(lanes(client, hub)) == 12
    assert "And 4 more agreements of this lineage." in read(f"/agreements/{hub.ref}")


def test_what_is_withdrawn_leaves_the_picture(client):
    from register.publishing import withdraw

    older, newer = dated("Older", "2001"), dated("Newer", "2005")
    related("renews", newer, older)
    publish(older, newer, by=None)
    withdraw(older, by=None, reason={"en": "By mistake."})

    assert lanes(client, newer) == ["Newer"]


def test_an_agreement_without_dates_or_relatives_has_no_picture(client):
    agreement = dated("Undated", "")
    publish(agreement, by=None)

    assert b"lifelines" not in client.get(f"/agreements/{agreement.ref}", follow=True).content


def test_a_version_shows_no_picture_of_today(client):
    agreement = dated("Dated")
    publish(agreement, by=None)

    assert b"lifelines" in client.get(f"/agreements/{agreement.ref}", follow=True).content
    assert b"lifelines" not in client.get(f"/agreements/{agreement.ref}/versions/1").content


def test_a_hostile_title_stays_words_on_the_page(client):
    title = '</title><script>alert("1")</script>'
    older, newer = dated(title, "2001"), dated("Newer", "2005")
    related("renews", newer, older)
    publish(older, newer, by=None)

    html = client.get(f"/agreements/{newer.ref}", follow=True).content.decode()

    assert "<script>alert" not in html
    assert "&lt;/title&gt;&lt;script&gt;" in html


def test_a_topic_counts_natures_apart_and_years(client, read):
    topic = make.TopicFactory(names={"en": "health"})
    for nature in ("instrument", "programme", "programme", "programme", "dialogue", "instrument"):
        agreement = dated("About it", nature=nature, form="mou" if nature == "instrument" else "")
        agreement.topics.add(topic)
        publish(agreement, by=None)

    page = read("/topics/T1")

    assert " 2 instruments " in page
    assert " 3 programmes " in page
    assert " 1 dialogue " in page
    assert "Instruments in force by year" in page


def test_a_topic_that_nothing_is_about_says_so(read):
    publish(make.TopicFactory(names={"en": "health"}), by=None)

    assert "Agreements None recorded." in read("/topics/T1")


def test_a_person_is_told_by_post_and_capacity(read):
    person = make.PersonFactory(name="Kim Signs")
    agreement = dated("Accord")
    party = agreement.involvements.get()
    make.SignatoryFactory(agreement=agreement, person=person, involvement=party, act="witnessed",
                          post_as_written="Vice Minister")  # fmt: skip
    publish(agreement, by=None)

    page = read("/people/P1")

    assert f"Witnessed: Accord 13 May 2020 Vice Minister – for {party.organization.name}" in page


def led_to(client, html: str, words: str) -> str:
    """The page that a link with these words leads to."""
    [address] = re.findall(rf'<a href="([^"]*)">{words}</a>', html)
    response = client.get(unescape(address), follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_what_a_lineage_leaves_out_is_a_list(client):
    first = dated("First", "1990")
    others = [dated(f"No. {number}", f"{2000 + number}") for number in range(13)]
    for one in others:
        related("implements", one, first)
    publish(first, *others, by=None)
    html = client.get(f"/agreements/{first.ref}", follow=True).content.decode()

    assert "14 agreements</h2>" in led_to(client, html, "And 2 more agreements of this lineage.")


def test_what_a_fan_leaves_out_is_a_list_of_partners(client, monkeypatch):
    monkeypatch.setattr(organization_pictures, "MAX_PARTNERS", 2)
    hub, agreement = make.OrganizationFactory(name="Hub"), make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=agreement, organization=hub)
    for number in range(4):
        make.InvolvementFactory(
            agreement=agreement, organization=make.OrganizationFactory(name=f"No. {number}")
        )
    publish(agreement, by=None)
    html = client.get(f"/organizations/{hub.ref or 'O1'}", follow=True).content.decode()

    partners = led_to(client, html, r"And \d more partners?.").partition('id="facet-party"')[2]
    assert all(f"No. {number}" in partners for number in range(4))


def test_what_a_page_leaves_out_is_a_list(client, monkeypatch):
    monkeypatch.setattr(linked_records, "SHOWN_PER_GROUP", 2)
    person, organization = make.PersonFactory(name="Kim"), make.OrganizationFactory(name="Hub")
    for _number in range(3):
        make.PositionFactory(person=make.PersonFactory(), organization=organization)
        agreement, activity = make.AgreementFactory(titled=True), make.ActivityFactory(titled=True)
        make.MilestoneFactory(agreement=agreement, on="2001")
        make.SignatoryFactory(agreement=agreement, person=person)
        make.AttendanceFactory(activity=activity, person=person)
        publish(agreement, activity, by=None)
    publish(*Person.objects.all(), organization, by=None)
    person.refresh_from_db()
    organization.refresh_from_db()
    html = client.get(f"/people/{person.ref}?on=2010-01-01", follow=True).content.decode()
    signed, _attended = html.partition('id="attended"')[::2]

    assert "3 agreements</h2>" in led_to(client, signed, "All agreements")
    assert f"?person={person.ref}&amp;on=2010-01-01" in signed
    assert "3 activities</h2>" in led_to(
        client,
        client.get(f"/people/{person.ref}", follow=True).content.decode().partition('id="attended"')[2],
        "All activities",
    )
    page = client.get(f"/organizations/{organization.ref}", follow=True).content.decode()
    assert "3 people</h2>" in led_to(client, page.partition('id="people"')[2], "All 3")


def test_the_parts_of_an_organization_are_all_there(client, monkeypatch):
    monkeypatch.setattr(linked_records, "SHOWN_PER_GROUP", 2)
    whole = make.OrganizationFactory(name="Whole")
    for number in range(4):
        part = make.OrganizationFactory(name=f"Part {number}")
        make.OrganizationRelationFactory(organization=part, other=whole, kind="part_of")
        publish(part, by=None)
    whole.refresh_from_db()
    html = client.get(f"/organizations/{whole.ref}", follow=True).content.decode()

    assert all(f"Part {number}" in html for number in range(4))


def test_parties_that_a_row_leaves_out_are_on_the_page(client):
    agreement = make.AgreementFactory(titled=True)
    for number in range(6):
        make.InvolvementFactory(
            agreement=agreement, organization=make.OrganizationFactory(name=f"No. {number}")
        )
    publish(agreement, by=None)
    html = client.get("/agreements/").content.decode()

    assert 'id="parties"' in led_to(client, html, r"and \d more")


def test_agreements_of_which_nothing_is_known_have_a_list_too(client):
    organization = make.OrganizationFactory(country="KR")
    for _number in range(6):
        publish(make.AgreementFactory(titled=True, party__organization=organization), by=None)
    html = client.get("/countries/KR").content.decode()

    assert "6 agreements</h2>" in led_to(client, html, "All, in any state").replace(
        "instruments", "agreements"
    )
