"""Suggestions: who or what is probably meant, while somebody is still typing."""

import pytest

from organizations.models import Organization
from register.publishing import publish, withdraw
from tests.factories import (
    AgreementFactory,
    AgreementTextFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

TYPED = ("mohw", "Ministry+of", "보건복", "minsitry+of+heatlh", "O1")


@pytest.fixture
def register(db):
    """O1 Ministry of Health (보건복지부, MoHW), O2 Health Ministry Fund, P1, T1, A1 Health memorandum."""
    ministry = OrganizationFactory(name="Ministry of Health", country="KR")
    OrganizationNameFactory(organization=ministry, text="보건복지부")
    OrganizationNameFactory(organization=ministry, text="MoHW", language="en", kind="acronym")
    fund = OrganizationFactory(name="Health Ministry Fund", country="GB")
    publish(ministry, fund, by=None)
    agreement = AgreementFactory(titled=True, text__title="Health memorandum", party__organization=ministry)
    AgreementTextFactory(agreement=agreement, language="ko", title="보건 양해각서")
    publish(
        agreement,
        PersonFactory(name="Minja Kim"),
        TopicFactory(names={"en": "health", "ko": "보건"}),
        by=None,
    )


@pytest.mark.parametrize(
    ("asked", "expected", "match"),
    [
        ("q=minis", ["O1", "O2"], "beginning"),
        ("q=Ministry+of", ["O1"], "beginning"),
        ("q=health+min", ["O2", "O1"], "beginning"),
        ("q=mohw", ["O1"], "beginning"),
        ("q=min&kind=person", ["P1"], "beginning"),
        ("q=보건", ["T1", "O1", "A1"], "beginning"),
        ("q=보건복&kind=organization", ["O1"], "beginning"),
        ("q=보&kind=organization", ["O1"], "beginning"),
        ("q=health&kind=topic,agreement", ["T1", "A1"], "beginning"),
        ("q=A1", ["A1"], "beginning"),
        ("q=minsitry+of+heatlh", ["O1"], "alike"),
        ("q=minsitry+of+heatlh&kind=agreement", [], None),
        ("q=m", [], None),
        ("q=%27%3A*%26|!", [], None),
        ("q=zzzz", [], None),
    ],
)
def test_what_begins_so_comes_first_and_else_what_is_alike(api, register, asked, expected, match):
    answer = api(f"suggestions/?{asked}").json()

    assert [one["ref"] for one in answer["results"]] == expected
    assert answer["match"] == match


def test_a_suggestion_tells_names_in_both_scripts_and_the_country(api, register):
    [found] = api("suggestions/?q=mohw").json()["results"]

    assert found == {
        "ref": "O1",
        "kind": "organization",
        "url": "http://testserver/api/v1/organizations/O1",
        "html_url": "http://testserver/organizations/O1",
        "version": 1,
        "title": {"en": "Ministry of Health", "ko": "보건복지부"},
        "countries": ["KR"],
    }


def test_no_more_than_ten_are_suggested(api):
    publish(*[OrganizationFactory(name=f"Institute {number}") for number in range(12)], by=None)

    assert len(api("suggestions/?q=inst").json()["results"]) == 10
    assert len(api("suggestions/?q=isntitute").json()["results"]) == 10


def test_what_was_typed_must_be_given(api):
    for address in ("suggestions/", "suggestions/?kind=person"):
        assert [(one["parameter"], one["code"]) for one in api(address).json()["errors"]] == [
            ("q", "required")
        ]


def test_drafts_are_not_suggested(api):
    OrganizationFactory(name="Secret Institute")

    assert api("suggestions/?q=secret").json() == {"results": [], "match": None}


def test_what_was_withdrawn_is_not_suggested(api, register):
    def suggested() -> list[bool]:
        answers = [api(f"suggestions/?q={typed}").json()["results"] for typed in TYPED]
        return ["O1" in {one["ref"] for one in results} for results in answers]

    assert suggested() == [True] * 5

    withdraw(Organization.objects.get(ref="O1"), by=None, reason={"en": "By mistake."})

    assert suggested() == [False] * 5


def test_a_suggestion_costs_two_queries(queries_of, register):
    assert len(queries_of("suggestions/?q=minis")) == 2
