"""``expand``: what an answer names, in short, each record once, for no more queries."""

import pytest

from agreements.models import Agreement
from api import expand
from organizations.models import Organization
from register.publishing import publish, withdraw
from tests.factories import (
    ActivityAgreementFactory,
    ActivityFactory,
    AgreementFactory,
    InvolvementFactory,
    OrganizationFactory,
    SignatoryFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db):
    """A1 and A2, both of the Institute, O1, the one on a topic, T1, signed by P1; E1 was held under it."""
    institute = OrganizationFactory(name="Institute", country="KR")
    publish(institute, by=None)
    first, second = (AgreementFactory(titled=True, party__organization=institute) for _one in range(2))
    first.topics.add(TopicFactory(names={"en": "health"}))
    SignatoryFactory(agreement=first)
    meeting = ActivityFactory(titled=True)
    ActivityAgreementFactory(activity=meeting, agreement=first)
    publish(first, second, meeting, by=None)


def test_a_record_tells_what_it_names_beside_itself(api, two):
    plain, answer = api("agreements/A1").json(), api("agreements/A1?expand=organizations,topics").json()

    expanded, is_cut = answer.pop("expanded"), answer.pop("expanded_is_cut")
    assert answer == plain
    assert (list(expanded), is_cut) == (["O1", "T1"], False)
    assert expanded["O1"] == {
        "ref": "O1",
        "kind": "organization",
        "url": "http://testserver/api/v1/organizations/O1",
        "html_url": "http://testserver/organizations/O1",
        "version": 1,
        "title": {"en": "Institute"},
        "countries": ["KR"],
    }


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("agreements/A1?expand=people", ["P1"]),
        ("agreements/A1?expand=activities", []),
        ("agreements/A1?expand=linked", ["E1"]),
        ("agreements/A1?expand=linked,topics&fields=ref", ["T1", "E1"]),
        ("organizations/O1?expand=linked", ["A2", "A1"]),
        ("topics/T1?expand=linked,organizations", ["A1"]),
        ("agreements/?expand=organizations,people", ["O1", "P1"]),
        ("agreements/?expand=topics&topic=T9", []),
        ("activities/?expand=agreements", ["A1"]),
    ],
)
def test_what_is_expanded_is_told_once_by_reference(api, two, address, expected):
    answer = api(address).json()

    assert sorted(answer["expanded"]) == sorted(expected)
    if "linked" in address:
        assert list(answer["expanded"]) == expected


@pytest.mark.parametrize(
    "address",
    ["agreements/A1?expand=organizations", "agreements/?expand=organizations", "topics/T1?expand=linked"],
)
def test_what_was_withdrawn_is_not_told_beside_what_names_it(api, two, address):
    assert api(address).json()["expanded"]
    for record in (Organization.objects.get(name="Institute"), Agreement.objects.get(ref="A1")):
        if record.ref not in address:
            withdraw(record, by=None, reason={"en": "By mistake."})

    answer = api(address).json()

    assert (answer["expanded"], answer["expanded_is_cut"]) == ({}, False)


def test_a_list_cannot_be_asked_for_all_that_names_its_records(api, two):
    [error] = api("organizations/?expand=linked").json()["errors"]

    assert (error["parameter"], error["code"]) == ("expand", "unknown_value")


def test_what_is_cut_says_so(api, monkeypatch):
    agreement = AgreementFactory(titled=True)
    for _number in range(3):
        InvolvementFactory(agreement=agreement)
    publish(agreement, by=None)
    every = list(api("agreements/A1?expand=organizations").json()["expanded"])
    assert len(every) == 4

    for name in ("MAX_EXPANDED_PER_RECORD", "MAX_EXPANDED"):
        with monkeypatch.context() as fewer:
            fewer.setattr(expand, name, 3)
            for address in ("agreements/A1?expand=organizations", "agreements/?expand=organizations"):
                answer = api(address).json()
                assert (list(answer["expanded"]), answer["expanded_is_cut"]) == (every[:3], True)


@pytest.mark.parametrize(
    "address", ["agreements/?expand=organizations,topics", "agreements/A1?expand=linked"]
)
def test_expanding_costs_no_further_query(queries_of, two, address):
    assert len(queries_of(address)) == 2
