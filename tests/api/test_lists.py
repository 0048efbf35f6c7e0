"""Lists: every record once, whatever happens meanwhile, for the price of two queries."""

import pytest

from register.publishing import publish
from tests.factories import (
    AgreementFactory,
    AgreementTextFactory,
    InvolvementFactory,
    MilestoneFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db

ORDERINGS = ["signed", "-signed", "title", "-title", "published", "-published"]


def publish_agreements(days):
    """One agreement signed on each of these days; some share a day, some have none."""
    organization = OrganizationFactory()
    made = []
    for day in days:
        agreement = AgreementFactory()
        AgreementTextFactory(agreement=agreement, title=f"Memorandum of {day or 'no day'}")
        InvolvementFactory(agreement=agreement, organization=organization)
        if day:
            MilestoneFactory(agreement=agreement, on=day)
        made.append(agreement)
    publish(*made, by=None)
    return [agreement.ref for agreement in made]


def walk(api, address):
    """Follow ``next`` to the end."""
    for _page in range(30):
        page = api(address).json()
        yield [one["ref"] for one in page["results"]]
        address = page["next"]
        if address is None:
            return
    raise AssertionError("The list has no end.")


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_a_walk_meets_every_record_once_while_others_are_published(api, ordering):
    refs = publish_agreements(["2020-01-01", "2020-01-01", "", "2019", "2021-05", "", "2020-01-01"])
    met = []

    for page in walk(api, f"agreements/?limit=2&ordering={ordering}"):
        met += page
        if len(met) < 20:
            publish_agreements(["2020-01-01", ""][: len(page)])

    assert [ref for ref in met if ref in refs] == sorted(set(met) & set(refs), key=met.index)
    assert set(refs) <= set(met)
    assert len(met) == len(set(met))


def test_agreements_are_listed_by_their_signing_the_latest_first(api):
    publish_agreements(["2019", "2021-05", "", "2020-01-01"])

    assert list(walk(api, "agreements/")) == [["A2", "A4", "A1", "A3"]]
    assert list(walk(api, "agreements/?ordering=signed&limit=3")) == [["A3", "A1", "A4"], ["A2"]]


def test_the_last_page_leads_nowhere(api):
    publish_agreements(["2019", "2020"])

    assert api("agreements/?limit=2").json()["next"] is None
    assert (
        api("agreements/?limit=1")
        .json()["next"]
        .startswith("http://testserver/api/v1/agreements/?limit=1&cursor=")
    )
    assert api("agreements/?limit=1").json()["limit"] == 1


def test_the_next_page_is_told_in_a_header_too(api):
    publish_agreements(["2019", "2020"])

    response = api("agreements/?limit=1")

    assert response.headers["Link"] == (
        '<http://testserver/agreements/>; rel="alternate"; type="text/html", '
        f'<{response.json()["next"]}>; rel="next"'
    )
    assert "next" not in api("agreements/").headers["Link"]


def test_a_cursor_serves_only_the_search_it_was_given_for(api):
    publish_agreements(["2019", "2020"])
    following = api("agreements/?limit=1&form=mou").json()["next"]

    assert api(following.replace("limit=1", "limit=7")).status_code == 200
    for other in (
        following.replace("form=mou", "form=treaty"),
        following.replace("form=mou&", ""),
        f"{following}&ordering=title",
        following.replace("agreements/", "topics/").replace("form=mou&", ""),
        following[:-1] + ("a" if following[-1] != "a" else "b"),
        "agreements/?cursor=nonsense",
    ):
        response = api(other)
        assert response.status_code == 400
        assert [(one["parameter"], one["code"]) for one in response.json()["errors"]] == [
            ("cursor", "invalid_cursor")
        ]


def test_a_cursor_serves_only_the_list_it_was_given_for(api):
    publish_agreements(["2019", "2020"])
    following = api("agreements/?limit=1&ordering=title").json()["next"]

    assert api(following).status_code == 200
    for other in ("organizations", "people", "activities"):
        errors = api(following.replace("/agreements/", f"/{other}/")).json()["errors"]
        assert [one["code"] for one in errors] == ["invalid_cursor"]


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("agreements/?limit=50", 2),
        ("organizations/?limit=50", 2),
        # a search is looked up first, and for which day states are kept
        ("agreements/?limit=50&q=memorandum&party=O1&state=in_force", 4),
    ],
)
def test_a_list_costs_as_few_queries_for_one_row_as_for_25(queries_of, address, queries):
    publish_agreements(["2020-01-01"])
    of_one = queries_of(address)
    publish_agreements(["2020-01-01"] * 24)

    of_many = queries_of(address)

    assert (len(of_one), len(of_many)) == (queries, queries)


def test_a_record_costs_two_queries(queries_of):
    publish_agreements(["2020-01-01"])

    assert len(queries_of("agreements/A1")) == 2
    assert len(queries_of("agreements/A1?on=2020-01-01&fields=texts")) == 2


def test_a_page_never_counts_nor_skips_rows(queries_of, api):
    publish_agreements(["2019", "2020"])
    following = api("agreements/?limit=1").json()["next"]

    _revision, rows = queries_of(following.removeprefix("http://testserver/api/v1/"))

    assert "count(" not in rows.casefold()
    assert "offset" not in rows.casefold()
    assert "(register_entry.sort_on, register_entry.serial) <" in rows
