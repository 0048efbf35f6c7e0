"""Links: what a record names and what names it, in both directions, each with who it is."""

import pytest

from register.publishing import publish, withdraw
from tests.factories import (
    ActivityAgreementFactory,
    ActivityFactory,
    AgreementFactory,
    AgreementRelationFactory,
    InvolvementFactory,
    OrganizationFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(db):
    """A1 (topic T1, parties O1 and O2) is based on A2 (party O3); E1 was held under A1."""
    korean, british = OrganizationFactory(country="KR"), OrganizationFactory(country="GB")
    first, older = AgreementFactory(titled=True, party__organization=korean), AgreementFactory(titled=True)
    InvolvementFactory(agreement=first, organization=british, role="funder")
    first.topics.add(TopicFactory())
    AgreementRelationFactory(agreement=first, older=older, kind="based_on")
    meeting = ActivityFactory(titled=True)
    ActivityAgreementFactory(activity=meeting, agreement=first, role="held_under")
    publish(korean, british, by=None)
    publish(first, older, meeting, by=None)
    return first, older


def told(answer):
    return [(one["direction"], one["relation"], one["ref"]) for one in answer["results"]]


def test_links_are_told_both_ways_first_what_it_names(api, linked):
    answer = api("agreements/A1/links/").json()

    assert told(answer) == [
        ("outgoing", "party", "O1"),
        ("outgoing", "funder", "O2"),
        ("outgoing", "topic", "T1"),
        ("outgoing", "based_on", "A2"),
        ("incoming", "held_under", "E1"),
    ]
    assert answer["next"] is None
    body = api("agreements/A1").json()["record"]
    assert answer["results"][0] == {
        "direction": "outgoing",
        "relation": "party",
        "part": body["involvements"][0]["key"],
        "ref": "O1",
        "other": {
            "ref": "O1",
            "kind": "organization",
            "url": "http://testserver/api/v1/organizations/O1",
            "html_url": "http://testserver/organizations/O1",
            "version": 1,
            "title": {"en": body["involvements"][0]["organization"]["name"]},
            "countries": ["KR"],
        },
    }
    assert told(api("agreements/A2/links/").json()) == [
        ("outgoing", "party", "O3"),
        ("incoming", "based_on", "A1"),
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("direction=incoming", ["E1"]),
        ("direction=outgoing,incoming", ["O1", "O2", "T1", "A2", "E1"]),
        ("relation=party,based_on", ["O1", "A2"]),
        ("kind=organization", ["O1", "O2"]),
        ("kind=organization&relation=funder&direction=outgoing", ["O2"]),
        ("relation=witness", []),
    ],
)
def test_links_are_chosen_by_direction_relation_and_kind(api, linked, asked, expected):
    assert [one["ref"] for one in api(f"agreements/A1/links/?{asked}").json()["results"]] == expected


def test_a_walk_through_links_meets_each_once_and_says_where_it_goes_on(api, linked):
    met, address = [], "agreements/A1/links/?limit=2"
    while address:
        response = api(address)
        answer, address = response.json(), response.json()["next"]
        met += told(answer)
        assert response.headers.get("Link") == (f'<{address}>; rel="next"' if address else None)

    assert met == told(api("agreements/A1/links/").json())


def test_a_cursor_of_links_serves_no_other_record_or_question(api, linked):
    following = api("agreements/A1/links/?limit=1").json()["next"]

    for other in (
        following.replace("/A1/", "/A2/"),
        f"{following}&kind=topic",
        following.replace("A1/links/", ""),
    ):
        assert [one["code"] for one in api(other).json()["errors"]] == ["invalid_cursor"]


def test_a_withdrawn_record_has_no_links_and_is_named_by_its_reference_alone(api, linked):
    withdraw(linked[1], by=None, reason={"en": "By mistake."})

    assert api("agreements/A2/links/").status_code == 410
    [link] = api("agreements/A1/links/?relation=based_on").json()["results"] or [None]
    assert link is None or link["other"] is None


def test_a_record_without_links_is_there_and_one_that_never_was_is_not(api):
    publish(OrganizationFactory(), by=None)

    assert api("organizations/O1/links/").json() == {"results": [], "next": None, "limit": 50}
    assert api("organizations/O9/links/").status_code == 404
    assert api("agreements/O1/links/").status_code == 404


def test_links_cost_two_queries_for_one_and_for_25(queries_of):
    agreement = AgreementFactory(titled=True)
    publish(agreement, by=None)
    of_one = queries_of("agreements/A1/links/")
    for _number in range(24):
        InvolvementFactory(agreement=agreement)
    publish(agreement, by=None)

    assert (len(of_one), len(queries_of("agreements/A1/links/"))) == (2, 2)
