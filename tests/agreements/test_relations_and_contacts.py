"""Relations in words by language, to programmes and activities; numbers in a series; offices to write to."""

import json

import pytest
from django.core.exceptions import ValidationError

from activities.models import ActivityAgreement
from register.models import Entry
from register.publishing import publish
from tests import factories as make


def published(agreement) -> dict:
    publish(agreement, by=None)
    return json.loads(Entry.objects.get(ref=agreement.ref).body)


def test_a_stub_and_a_scope_are_shown_in_the_language_of_the_page(db, read):
    agreement = make.AgreementFactory(titled=True)
    make.AgreementRelationFactory(
        agreement=agreement, older=None, kind="under",
        stub={"en": "Programme of 2016", "ko": "2016년 사업"}, scope={"en": "phase two", "ko": "2단계"},
    )  # fmt: skip

    assert published(agreement)["relations"][0]["stub"] == {"en": "Programme of 2016", "ko": "2016년 사업"}
    assert "Is made under: Programme of 2016 (no record here) phase two" in read("/agreements/A1")
    assert "2016년 사업" in read("/ko/agreements/A1")
    assert "2단계" in read("/ko/agreements/A1")


@pytest.mark.parametrize(
    ("kind", "forth", "back"),
    [("under", "Is made under", "Has under it"), ("supports", "Supports", "Is supported by")],
)
def test_both_pages_say_what_is_under_what(db, read, kind, forth, back):
    older, newer = make.AgreementFactory(titled=True), make.AgreementFactory(titled=True)
    make.AgreementRelationFactory(agreement=newer, older=older, kind=kind)
    publish(older, by=None)
    publish(newer, by=None)

    assert f"{forth}: {older}" in read("/agreements/A2")
    assert f"{back}: {newer}" in read("/agreements/A1")


def test_an_activity_led_to_an_agreement_and_stands_under_one_in_words(db, read):
    agreement, visit = make.AgreementFactory(titled=True), make.ActivityFactory(kind="visit")
    make.ActivityTextFactory(activity=visit, title="Visit of the minister")
    make.ActivityAgreementFactory(activity=visit, agreement=agreement, role="led_to")
    make.ActivityAgreementFactory(
        activity=visit, agreement=None, stub={"en": "Fund of 2014"}, role="held_under"
    )
    publish(agreement, by=None)
    publish(visit, by=None)

    assert "Visit of the minister Visit · led to it" in read("/agreements/A1")
    page = read("/activities/E1")
    assert f"Led to: {agreement}" in page
    assert "Fund of 2014 (no record here)" in page


@pytest.mark.parametrize("stub", [{}, {"en": ""}])
def test_a_link_of_an_activity_names_an_agreement_or_words(db, stub):
    link = ActivityAgreement(activity=make.ActivityFactory(), agreement=None, stub=stub)
    with pytest.raises(ValidationError, match="Choose the agreement, or describe it in words"):
        link.full_clean()


def test_a_third_protocol_says_so(db, read):
    agreement = make.AgreementFactory(titled=True, form="protocol", ordinal=3)

    assert published(agreement)["ordinal"] == 3
    assert "Protocol · number 3 in its series" in read("/agreements/A1")
    assert "제3차" in read("/ko/agreements/A1")


def test_an_office_is_public_only_where_a_source_publishes_it(db, read):
    agreement = make.AgreementFactory(titled=True)
    party = agreement.involvements.get()
    make.ContactFactory(agreement=agreement, involvement=party, website="https://example.org/office")
    make.ContactFactory(agreement=agreement, office="Secret Service Desk", visibility="staff")

    [contact] = published(agreement)["contacts"]
    assert (contact["office"], contact["involvement"]) == ("International Relations Division", party.key)
    page = read("/agreements/A1")
    assert f"Contacts International Relations Division, {party.name_as_written}" in page
    assert "Secret" not in page


PERSONAL = [
    {"office": "kim@example.org"},
    {"office": "Office, tel. 02-123-4567"},
    {"office": "Office +44 20 7946 0958"},
    {"office": "Office 5550123"},
    {"office": "Office", "website": "mailto:kim@example.org"},
    {"office": "Office", "website": "https://kim@example.org/"},
    {"office": "Office", "website": "tel:021234567"},
    {"office": ""},
]


@pytest.mark.parametrize("members", PERSONAL, ids=str)
def test_no_private_address_is_kept(db, members):
    contact = make.ContactFactory.build(agreement=make.AgreementFactory(), **members)
    with pytest.raises(ValidationError):
        contact.full_clean()


@pytest.mark.parametrize(
    "office", ["Division 12", "Room 2014, International Office", "국제협력과", "Desk 2019-20"]
)
def test_an_office_may_have_a_number(db, office):
    make.ContactFactory.build(agreement=make.AgreementFactory(), office=office).full_clean()
