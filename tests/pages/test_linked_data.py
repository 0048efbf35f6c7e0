"""Facts for search engines in the words of schema.org: valid, of the right type, and nothing that is not public."""

import json
import re

import pytest

from pages import json_ld
from people.actions import hide_person
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def told(client):
    """``told("/agreements/A1")``: the one block of data on a page."""

    def told(address: str) -> dict:
        [block] = BLOCK.findall(client.get(address, follow=True).content.decode())
        return json.loads(block)

    return told


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"form": "mou", "bindingness": "non_binding"}, "DigitalDocument"),
        ({"form": "mou", "bindingness": "binding"}, "DigitalDocument"),
        ({"form": "contract", "bindingness": "binding"}, "DigitalDocument"),
        ({"form": "treaty", "bindingness": ""}, "DigitalDocument"),
        ({"form": "treaty", "bindingness": "binding"}, "Legislation"),
        ({"form": "", "nature": "programme"}, "Project"),
        ({"form": "", "nature": "dialogue"}, "EventSeries"),
    ],
)
def test_an_agreement_is_called_what_it_certainly_is(told, values, kind):
    agreement = make.AgreementFactory(titled=True, **values)
    publish(agreement, by=None)

    assert told("/agreements/A1")["@type"] == kind


def test_an_agreement_tells_its_facts(full, told):
    data = told(f"/agreements/{full['agreement'].ref}")

    assert data["@context"] == "https://schema.org"
    assert data["name"] == "Accord of Alpha and Beta"
    assert data["alternateName"] == ["알파와 베타의 협정"]
    assert data["dateCreated"] == "2020-05-13"
    assert data["inLanguage"] == ["en", "ko"]
    alpha = data["contributor"][0]
    assert (alpha["roleName"], alpha["contributor"]["name"]) == ("party", "Old Alpha")
    assert alpha["contributor"]["url"] == f"http://testserver/organizations/{full['one'].ref}"
    assert {one["name"] for one in data["citation"]} == {"The release", "The report"}
    assert "status" not in json.dumps(data)


def test_of_many_parties_the_first_are_named(told):
    agreement = make.AgreementFactory(titled=True)
    for _one in range(30):
        make.InvolvementFactory(agreement=agreement)
    publish(agreement, by=None)

    assert len(told("/agreements/A1")["contributor"]) == 24


def test_a_date_that_is_not_known_to_the_year_is_left_out(told):
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement, on="[..2014-09-29]")
    publish(agreement, by=None)

    data = told("/agreements/A1")
    assert (data["url"], "dateCreated" in data) == ("http://testserver/agreements/A1", False)


@pytest.mark.parametrize(
    ("kind", "type_of_it"),
    [("ministry", "GovernmentOrganization"), ("university", "CollegeOrUniversity"), ("unit", "Organization")],
)
def test_an_organization_is_of_the_type_of_its_kind(told, kind, type_of_it):
    publish(make.OrganizationFactory(kind=kind), by=None)

    assert told("/organizations/O1")["@type"] == type_of_it


def test_people_and_activities_tell_theirs(full, told):
    person = told(f"/people/{full['person'].ref}")
    activity = told(f"/activities/{full['activity'].ref}")

    assert (person["@type"], person["name"], person["alternateName"]) == ("Person", "Kim Signs", ["김서명"])
    assert set(person) == {"@context", "@type", "@id", "mainEntityOfPage", "name", "alternateName"}
    assert (activity["@type"], activity["name"]) == ("Event", "First session")
    assert activity["location"][0]["address"]["addressCountry"] == "KR"


def test_who_is_hidden_and_what_is_not_public_is_not_in_it(told):
    person = make.PersonFactory(name="Canary Person")
    agreement = make.AgreementFactory(titled=True)
    make.SignatoryFactory(agreement=agreement, person=person)
    closed = make.AgreementFactory(
        titled=True, text__title="canary closed", disclosure="closed", disclosure_basis="x"
    )
    make.AgreementRelationFactory(agreement=agreement, older=closed, kind="based_on")
    publish(agreement, by=None)
    assert "Canary Person" in json.dumps(told("/agreements/A1"))

    hide_person(person=person, reason="Asked for.", basis="Act 1", public_reason={"en": "Gone."}, by=None)

    data = json.dumps(told("/agreements/A1"))
    assert "anary" not in data
    assert "redacted" not in data
    assert "signatory" not in data


def test_of_an_agreement_whose_existence_alone_is_public_nothing_more_is_in_it(told):
    agreement = make.AgreementFactory(titled=True, disclosure="existence", disclosure_basis="Act 7")
    make.MilestoneFactory(agreement=agreement, on="2014-09-29", wording="never told")
    publish(agreement, by=None)

    data = told("/agreements/A1")

    assert data["dateCreated"] == "2014"
    assert "never told" not in json.dumps(data)


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!-- <script>", "a & b \u2028 c"])
def test_nothing_that_a_title_holds_ends_the_block(client, told, title):
    publish(make.AgreementFactory(titled=True, text__title=title), by=None)

    html = client.get("/agreements/A1", follow=True).content.decode()

    assert told("/agreements/A1")["name"] == title
    assert html.count("<script") == 3  # the others are files
    assert "<!--" not in html


def test_what_says_nothing_is_left_out():
    assert json_ld.without_empty_members(
        {"a": "", "b": [{}, {"@type": "Person", "name": "[redacted]"}], "c": 0}
    ) == {"c": 0}


def test_versions_and_other_days_have_none(full, client):
    for tail in ("/versions/1", "?on=2020-01-01"):
        html = client.get(f"/agreements/{full['agreement'].ref}{tail}", follow=True).content.decode()
        assert BLOCK.findall(html) == []
