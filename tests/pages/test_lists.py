"""Lists and the search: filters that are strict, pages that hold, one number of queries whatever the size."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


def publish_agreements(count: int):
    parties = [make.OrganizationFactory() for _one in range(2)]
    agreements = []
    for _one in range(count):
        agreement = make.AgreementFactory(titled=True, party__organization=parties[0])
        make.InvolvementFactory(agreement=agreement, organization=parties[1])
        make.MilestoneFactory(agreement=agreement)
        agreements.append(agreement)
    publish(*agreements, by=None)
    return agreements


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_list_costs_the_same_queries_for_three_rows_and_for_six(client):
    addresses = ["/agreements/", "/ko/agreements/", "/organizations/", "/search?q=memorandum", "/"]
    publish_agreements(3)
    for_three = {address: queries(client, address) for address in addresses}

    publish_agreements(3)

    assert {address: queries(client, address) for address in addresses} == for_three
    documents = {"/search?q=memorandum": 1}  # their words are looked for as well
    assert max(count - documents.get(address, 0) for address, count in for_three.items()) <= 6


def test_a_page_costs_the_same_queries_for_three_links_and_for_six(client):
    def link(count: int):
        for _one in range(count):
            agreement = make.AgreementFactory(titled=True, party__organization=organization)
            make.SignatoryFactory(agreement=agreement, person=person)
            make.AgreementRelationFactory(agreement=agreement, older=hub)
            agreement.topics.add(topic)
            activity = make.ActivityFactory(titled=True)
            make.ActivityAgreementFactory(activity=activity, agreement=hub)
            make.AttendanceFactory(activity=activity, organization=organization, person=person)
            make.OutcomeFactory(activity=activity).organizations.add(organization)
            make.AttendanceFactory(activity=meeting, organization=make.OrganizationFactory())
            make.ActivityAgreementFactory(activity=meeting, agreement=agreement)
            publish(agreement, activity, meeting, by=None)

    hub, meeting = make.AgreementFactory(titled=True), make.ActivityFactory(titled=True)
    organization, person, topic = make.OrganizationFactory(), make.PersonFactory(), make.TopicFactory()
    publish(organization, person, topic, hub, meeting, by=None)
    link(3)
    records = {
        "agreements": hub,
        "organizations": organization,
        "people": person,
        "activities": meeting,
        "topics": topic,
    }
    addresses = {
        plural: client.get(f"/{plural}/{record.ref}")["Location"] for plural, record in records.items()
    }
    for_three = {plural: queries(client, address) for plural, address in addresses.items()}

    link(3)

    assert {plural: queries(client, address) for plural, address in addresses.items()} == for_three
    assert for_three.pop("topics") <= 7  # partners are a count of their own
    documents = {"/search?q=memorandum": 1}  # their words are looked for as well
    assert max(count - documents.get(address, 0) for address, count in for_three.items()) <= 6


def test_a_list_shows_25_a_page_and_its_count_as_heading(client, read):
    publish_agreements(26)

    first, second = client.get("/agreements/"), client.get("/agreements/?page=2")

    assert first.content.count(b'<li class="row">') == 25
    assert second.content.count(b'<li class="row">') == 1
    assert "26 agreements These agreements in charts 1 to 25" in read("/agreements/")
    assert b'href="?page=2"' in first.content
    assert b"page 2 of 2" in second.content


def test_each_page_of_a_list_offers_the_whole_of_it_in_other_forms(client):
    publish_agreements(26)

    pages = [client.get(f"/agreements/?page={page}&nature=instrument").content.decode() for page in (1, 2)]

    first, second = (re.findall(r'href="(/agreements/[a-z]+\.[a-z]+[^"]*)"', page) for page in pages)
    assert first == second
    assert {link.partition("?")[2] for link in first} == {"nature=instrument"}
    assert {client.get(link).status_code for link in first} == {200}


def test_a_page_that_is_not_there_leads_to_the_first(client):
    publish_agreements(1)

    response = client.get("/agreements/?nature=instrument&page=7")

    assert (response.status_code, response["Location"]) == (302, "?nature=instrument")


@pytest.mark.parametrize(
    "asked",
    ["page=0", "page=x", "page=401", "page=1&page=2", "nature=pact", "natur=programme", "on=2024-02-31"],
)
def test_what_cannot_be_answered_is_said_in_words_and_the_form_is_kept(client, asked):
    response = client.get(f"/agreements/?{asked}")
    html = response.content.decode()

    assert response.status_code == 400
    assert 'role="alert"' in html
    assert 'name="q"' in html
    assert 'type="hidden"' not in html  # what was wrong is not handed on
    assert "agreements</h2>" not in html


def test_an_error_names_what_was_probably_meant(read):
    assert "Unknown parameter `natur`: did you mean `nature`?" in read("/agreements/?natur=programme", 400)
    assert "`instrumnt` is not known here: did you mean `instrument`?" in read(
        "/agreements/?nature=instrumnt", 400
    )


def test_empty_fields_of_the_form_ask_nothing(client):
    publish_agreements(1)

    response = client.get("/agreements/?q=&nature=&country=&signed_after=&ordering=-signed")

    assert response.status_code == 200
    assert b"1 agreement</h2>" in response.content


def test_active_filters_can_be_removed_one_by_one(client, read):
    [agreement] = publish_agreements(1)
    party = agreement.involvements.first().organization

    html = client.get(f"/agreements/?nature=instrument&party={party.ref}&certainty=presumed").content.decode()

    assert (
        f'<a href="?party={party.ref}&amp;certainty=presumed"><span class="hidden">Remove the filter </span>Nature: '
        in html
    )
    assert f"Remove the filter </span>Party: {party.name}" in html
    assert f'<input type="hidden" name="party" value="{party.ref}">' in html
    assert '<option value="presumed" selected>' in html


def test_where_nothing_is_found_it_says_what_to_leave_out(client):
    publish_agreements(1)

    html = client.get("/agreements/?nature=programme&country=KR").content.decode()

    assert "0 agreements</h2>" in html
    assert '<li><a href="?country=KR">without nature: programme</a>' in html


def test_filtered_lists_are_kept_from_search_engines(client):
    assert b"noindex" not in client.get("/agreements/").content
    assert b"noindex" in client.get("/agreements/?nature=dialogue").content


def test_the_search_finds_the_organization_first(client):
    organization = make.OrganizationFactory(name="Korea Trials")
    agreement = make.AgreementFactory(
        titled=True, text__title="Memorandum with Korea Trials", party__organization=organization
    )
    publish(agreement, by=None)

    html = client.get("/search?q=korea+trials").content.decode()

    assert "2 records</h2>" in html
    assert html.index("/organizations/O1/") < html.index("/agreements/A1/")


def test_the_search_finds_two_syllables_of_korean(client):
    agreement = make.AgreementFactory(titled=True)
    make.AgreementTextFactory(agreement=agreement, language="ko", title="임상시험 협력 양해각서")
    publish(agreement, by=None)

    assert client.get("/ko/search?q=시험").content.count(b'<li class="row">') == 1


def test_a_reference_leads_straight_to_its_record(client):
    publish_agreements(1)

    response = client.get("/search?q=a1")

    assert response.status_code == 302
    assert response["Location"].startswith("/agreements/A1/memorandum")


def test_the_search_can_be_narrowed_to_a_kind_and_refuses_others(client, read):
    publish_agreements(2)

    assert "2 records" in read("/search?q=memorandum&kind=agreement")
    assert "did you mean `agreement`?" in read("/search?q=memorandum&kind=agreements", 400)


def test_the_search_without_words_shows_the_form_only(read):
    form, footer, _rest = read("/search?q=").partition("in any language")[2].partition("An open register")
    assert form.strip() == (
        "Search Names, titles, topics or numbers. Quotes hold words together, a minus leaves a word out, “or” "
        "stands between alternatives."
    )
    assert footer == "An open register"


@time_machine.travel("2026-06-01", tick=False)
def test_each_kind_of_row_of_the_search_says_its_facts(read):
    agreement = make.AgreementFactory(titled=True, text__title="Glacier accord")
    make.MilestoneFactory(agreement=agreement, on="2020-05-13")
    publish(
        agreement,
        make.OrganizationFactory(name="Glacier board"),
        make.PersonFactory(name="Glacier Kim"),
        make.ActivityFactory(titled=True, text__title="Glacier day", on="2021-05-13"),
        make.TopicFactory(names={"en": "glacier"}),
        by=None,
    )

    party = agreement.involvements.get().organization.name
    rows = read("/search?q=glacier").partition("5 records ")[2].partition(" Download or follow")[0]

    assert rows == (
        "Everything 5 Organizations 1 Agreements 1 Activities 1 People 1 Topics 1 "
        "Organizations 1 Glacier board Research institute · South Korea O2 "
        "Agreements 1 Glacier accord in effect, presumed – last evidence 6 years old "
        f"Memorandum of understanding · signed 13 May 2020 A1 {party} "
        "Activities 1 Glacier day Meeting · 2021 E1 People 1 Glacier Kim Person P1 Topics 1 glacier Topic T1"
    )
