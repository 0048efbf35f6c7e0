"""Participants without a record: in words and counted, with a country and the source's word for their role."""

import json
import re

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Involvement
from lifecycle.sides import Sides
from register.models import Entry, Link
from register.publishing import publish
from tests import factories as make


@pytest.fixture
def counted(db):
    """An agreement of one institute with six universities that no source names."""
    agreement = make.AgreementFactory(titled=True)
    make.InvolvementFactory(
        agreement=agreement, organization=None, name_as_written="six universities", count=6, country="CZ",
        role_as_written="associated partners",
    )  # fmt: skip
    publish(agreement, by=None)
    return Entry.objects.get(ref="A1")


def test_words_are_published_as_a_party_without_a_reference(counted):
    party = json.loads(counted.body)["involvements"][1]

    assert party["organization"] == {"ref": None, "name": "six universities", "country": "CZ"}
    assert (party["count"], party["country"], party["role_as_written"]) == (6, "CZ", "associated partners")
    assert "country:CZ" in counted.keys


def test_a_page_says_how_many_are_not_named(counted, read):
    page, list_page = read("/agreements/A1"), read("/agreements/")

    assert "six universities Party (in the source: “associated partners”) – 6, not named – Czechia" in page
    assert "six universities" in list_page
    assert "이름 미상 6곳" in read("/ko/agreements/A1")


def test_words_are_found_by_search_and_by_country(counted, client):
    def refs(query: str) -> list[str]:
        return re.findall(r"/agreements/(A\d+)/", client.get(f"/agreements/?{query}").content.decode())

    assert {*refs("q=six+universities")} == {*refs("country=CZ")} == {"A1"}
    assert refs("q=seven+universities") == refs("country=SK") == []


def test_two_groups_in_words_may_stand_side_by_side(db):
    agreement = make.AgreementFactory()
    for words in ("six Korean universities", "four universities in Japan"):
        make.InvolvementFactory(agreement=agreement, organization=None, name_as_written=words).full_clean()


@pytest.mark.parametrize("count", [0, -1])
def test_nobody_is_no_count(db, count):
    with pytest.raises(ValidationError):
        make.InvolvementFactory.build(
            agreement=make.AgreementFactory(), organization=None, name_as_written="x", count=count
        ).full_clean()


def test_a_person_who_is_a_party_has_a_country(db, read):
    agreement = make.AgreementFactory(titled=True)
    person = make.PersonFactory(name="Paek Pyong-il")
    make.InvolvementFactory(agreement=agreement, organization=None, person=person, country="KP")
    publish(agreement, by=None)

    body = json.loads(Entry.objects.get(ref="A1").body)
    assert body["involvements"][1]["organization"] is None
    assert body["involvements"][1]["country"] == "KP"
    assert "Paek Pyong-il Party – North Korea" in read("/agreements/A1")
    assert "country:KP" in Entry.objects.get(ref="A1").keys


def test_a_hidden_person_leaves_no_name_in_words(db):
    agreement = make.AgreementFactory(titled=True)
    person = make.PersonFactory(name="Paek Pyong-il", is_hidden=True)
    make.InvolvementFactory(agreement=agreement, organization=None, person=person)
    publish(agreement, by=None)

    assert "Paek" not in Entry.objects.get(ref="A1").body


def test_a_witness_of_no_party_has_an_affiliation(db, read):
    agreement = make.AgreementFactory(titled=True)
    ministry = make.OrganizationFactory(name="Ministry of Magic", kind="ministry")
    make.SignatoryFactory(
        agreement=agreement, person=None, post_as_written="Minister", act="witnessed", affiliation=ministry
    )
    make.SignatoryFactory(
        agreement=agreement, person=None, post_as_written="Mayor", act="witnessed",
        affiliation_as_written="City of Atlantis",
    )  # fmt: skip
    publish(agreement, by=None)

    first, second = json.loads(Entry.objects.get(ref="A1").body)["signatories"]
    assert first["affiliation"]["ref"].startswith("O")
    assert second["affiliation"] == {"ref": None, "name": "City of Atlantis", "country": ""}
    page = read("/agreements/A1")
    assert "Minister, Ministry of Magic – witnessed" in page
    assert "Mayor, City of Atlantis – witnessed" in page
    assert "its official signed or witnessed" in read(f"/organizations/{first['affiliation']['ref']}")


def test_the_name_of_a_row_in_words_is_not_filled_in(db):
    assert str(Involvement(name_as_written="six universities")) == "six universities"


COUNTED_SIDES = {
    "one row, counted": ([{"count": 6}], 6),
    "one party and six": ([{}, {"count": 6}], 7),
    "six on one side": ([{"side": "GB"}, {"side": "KR", "count": 6}], 2),
    "six that act for one": ([{"key": "a"}, {"count": 6, "acting_for": "a"}], 1),
    "six funders": ([{}, {}, {"count": 6, "role": "funder"}], 2),
    "words without a number": ([{}, {"count": None}], 2),
    "one that is not named": ([{}, {"count": 1}], 2),
}


@pytest.mark.parametrize(("rows", "sides"), COUNTED_SIDES.values(), ids=COUNTED_SIDES)
def test_those_without_a_name_are_counted_as_sides(rows, sides):
    assert len(Sides([{"role": "party", **row} for row in rows]).all()) == sides


def test_one_of_six_that_leaves_leaves_five():
    rows = [{"role": "party", "key": "a"}, {"role": "party", "key": "b", "count": 6}]

    assert len(Sides(rows).of_parties({"a"})) == 6


@pytest.mark.parametrize(
    ("side", "territory", "is_shown"),
    [
        ("HK", "Hong Kong", False),
        ("Hong Kong", "Hong Kong", False),
        ("", "Hong Kong", False),
        ("HK", "HK", False),
        ("HK", "Kowloon", True),
        ("The consortium", "Hong Kong", True),
    ],
)
def test_a_territory_is_named_once(db, read, side, territory, is_shown):
    agreement = make.AgreementFactory(titled=True)
    party = make.OrganizationFactory(name="Food Bureau", country="HK")
    make.InvolvementFactory(agreement=agreement, organization=party, side=side, jurisdiction=territory)
    publish(agreement, by=None)

    for address in ("/agreements/A1", "/ko/agreements/A1"):
        page = read(address)
        assert (f"territory: {territory}" in page or f"대상 지역: {territory}" in page) == is_shown


def test_the_age_of_the_evidence_stands_in_two_places(db, read):
    """In the tag, and over the reasons: not once more in each sentence beside them."""
    agreement = make.AgreementFactory(titled=True, form="mou")
    make.InvolvementFactory(agreement=agreement)
    make.MilestoneFactory(agreement=agreement, kind="signed", on="2001-05-13")
    publish(agreement, by=None)

    page = read("/agreements/A1").partition("Status on")[0]
    years = re.search(r"last evidence (\d+) years old", page)[1]

    assert page.count(f"{years} years") == 2
    assert f"In effect, presumed. The last evidence is {years} years old." in page


def test_people_are_indexed_by_what_they_did_there(db):
    agreement = make.AgreementFactory(titled=True)
    signing = make.MilestoneFactory(agreement=agreement)
    people = [make.PersonFactory(name=name) for name in ("Ann Lee", "Ben Oh")]
    for person, act in zip(people, ("signed", "witnessed"), strict=True):
        make.SignatoryFactory(agreement=agreement, milestone=signing, person=person, act=act)
    publish(agreement, by=None)

    for person, kind in zip(people, ("signatory", "witness"), strict=True):
        person.refresh_from_db()
        assert Link.objects.get(entry__ref="A1", to_ref=person.ref).kind == kind
