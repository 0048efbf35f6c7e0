"""Differences between versions: fact by fact, as codes and paths."""

import pytest

from register.models import Version
from register.publishing import publish, withdraw
from tests.api.test_problems import check_problem
from tests.factories import AgreementFactory, MilestoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thrice(db):
    """A1 in three versions: a title corrected, then a signing added and the form changed."""
    agreement = AgreementFactory(titled=True, text__title="First", form="mou")
    publish(agreement, by=None)
    agreement.texts.update(title="Second")
    publish(agreement, by=None)
    agreement.form = "treaty"
    agreement.save()
    MilestoneFactory(agreement=agreement, on="2020-05-13")
    publish(agreement, by=None)
    return agreement


def test_a_version_says_what_it_changed(api, thrice):
    answer = api("agreements/A1/versions/2/differences").json()

    key = thrice.texts.get().key
    assert answer["differences"] == [
        {"path": f"texts/{key}/title", "change": "changed", "before": "First", "after": "Second"}
    ]
    assert answer["ref"] == "A1"
    first, second = Version.objects.filter(ref="A1", number__lt=3).order_by("number")
    assert [answer["since"], answer["version"]] == [
        {
            "number": version.number,
            "published_at": version.published_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "url": f"http://testserver/api/v1/agreements/A1/versions/{version.number}",
        }
        for version in (first, second)
    ]


def test_versions_further_apart_can_be_compared(api, thrice):
    last = api("agreements/A1/versions/3/differences").json()
    all_of_it = api("agreements/A1/versions/3/differences?since=1").json()

    assert [(one["path"].split("/")[0], one["change"]) for one in last["differences"]] == [
        ("form", "changed"),
        ("milestones", "added"),
    ]
    assert (last["since"]["number"], all_of_it["since"]["number"]) == (2, 1)
    assert len(all_of_it["differences"]) == 3
    added = next(one for one in last["differences"] if one["change"] == "added")
    assert (added["before"], added["after"]["on"]) == (None, "2020-05-13")


def test_all_of_a_first_version_is_new(api, thrice):
    answer = api("agreements/A1/versions/1/differences").json()

    assert answer["since"] is None
    assert {one["change"] for one in answer["differences"]} == {"added"}
    assert {"path": "form", "change": "added", "before": None, "after": "mou"} in answer["differences"]


@pytest.mark.parametrize("since", [2, 3])
def test_only_an_earlier_version_can_be_compared_with(api, thrice, since):
    [error] = api(f"agreements/A1/versions/2/differences?since={since}").json()["errors"]

    assert (error["parameter"], error["code"]) == ("since", "out_of_range")


def test_what_is_not_there_has_no_differences(api, thrice):
    for ref, number in (("A1", 9), ("A9", 1), ("O1", 1), ("A1", 99999999999999999999)):
        response = api(f"agreements/{ref}/versions/{number}/differences")
        check_problem(response, "not_found")
        assert response.status_code == 404


def test_versions_before_a_withdrawal_are_compared_with_nothing(api, thrice):
    withdraw(thrice, by=None, reason={"en": "By mistake."})
    publish(thrice, by=None)

    assert api("agreements/A1/versions/2/differences").status_code == 410
    assert api("agreements/A1/versions/5/differences?since=3").status_code == 410
    assert api("agreements/A1/versions/5/differences").json()["since"] is None


def test_differences_cost_two_queries(queries_of, thrice):
    assert len(queries_of("agreements/A1/versions/3/differences")) == 2
    assert len(queries_of("agreements/A1/versions/3/differences?since=1")) == 2
