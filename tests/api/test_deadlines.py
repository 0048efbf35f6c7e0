"""Deadlines: what ends, needs a notice or is to be reviewed between two days, the earliest first."""

import pytest
import time_machine

from register.publishing import publish, withdraw
from tests.factories import AgreementFactory, MilestoneFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-01-31T12:00Z", tick=False):
        yield


def make(title, **facts):
    agreement = AgreementFactory(titled=True, text__title=title)
    MilestoneFactory(agreement=agreement)
    TermFactory(agreement=agreement, **{"length": "", "starts_with": "signature", **facts})
    return agreement


@pytest.fixture
def register():
    """All signed on 13 May 2020. A1 ends in September, A2 may renew itself each year, A3 is reviewed every second."""
    made = [
        make("Ending", until="2026-09"),
        make("Renewing", length="P1Y", renewal="automatic", renewal_length="P1Y", non_renewal_notice="P3M"),
        make("Reviewed", length="P2Y", renewal="evergreen"),
        make("Over", until="2025-09-30"),
        make("For good", renewal="indefinite"),
    ]
    publish(*made, by=None)
    return made


def told(answer):
    return [
        (one["kind"], one["ref"], one["earliest"], one["latest"], one["round"]) for one in answer["results"]
    ]


NOTICE = ("notice", "A2", "2026-02-12", "2026-02-12", 5)
REVIEW = ("review", "A3", "2026-05-13", "2026-05-13", 2)
END = ("end", "A1", "2026-09-01", "2026-09-30", 0)


def test_the_coming_year_is_told_the_earliest_first(api, register):
    response = api("deadlines/")

    answer = response.json()
    assert (answer["after"], answer["before"], answer["next"]) == ("2026-01-31", "2027-01-31", None)
    assert told(answer) == [NOTICE, REVIEW, END]
    ending = answer["results"][2]
    assert {name: ending[name] for name in ("url", "html_url", "title")} == {
        "url": "http://testserver/api/v1/agreements/A1",
        "html_url": "http://testserver/agreements/A1",
        "title": {"en": "Ending"},
    }
    assert [reason["code"] for reason in ending["reasons"]] == ["term_ended"]
    assert answer["results"][0]["reasons"][0]["params"]["non_renewal_notice"] == "P3M"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("kind=end", [END]),
        ("kind=notice,review", [NOTICE, REVIEW]),
        ("before=2026-02-12", [NOTICE]),
        ("before=2026-02-11", []),
        ("after=2026-02-13&before=2026-08-31", [REVIEW]),
        ("after=2026-09-15&before=2026-09-20", [END]),
        ("after=2026-10-01&before=2026-12-31", []),
        ("after=2025-09-30&before=2025-09-30", [("end", "A4", "2025-09-30", "2025-09-30", 0)]),
        ("ref=A1,A3", [REVIEW, END]),
        ("q=renewing", [NOTICE]),
        ("state=expired", []),
        (
            "kind=notice&before=2028-12-31",
            [("notice", "A2", f"{year}-02-12", f"{year}-02-12", year - 2021) for year in (2026, 2027, 2028)],
        ),
    ],
)
def test_deadlines_are_chosen_by_day_by_kind_and_as_agreements_are(api, register, asked, expected):
    assert told(api(f"deadlines/?{asked}").json()) == expected


@pytest.mark.parametrize(
    ("asked", "parameter", "code"),
    [
        ("after=2026-02-01&before=2026-01-01", "before", "out_of_range"),
        ("before=2025-01-01", "before", "out_of_range"),
        ("after=2000-01-01&before=2026-01-01", "before", "out_of_range"),
        ("ordering=title", "ordering", "unknown_parameter"),
        ("kind=ends", "kind", "unknown_value"),
        ("after=9999-12-31", None, None),
        ("after=0001-01-01", None, None),
    ],
)
def test_what_cannot_be_asked_is_refused(api, register, asked, parameter, code):
    response = api(f"deadlines/?{asked}")

    errors = [(one["parameter"], one["code"]) for one in response.json().get("errors", [])]
    assert errors == ([(parameter, code)] if parameter else [])


def test_a_walk_meets_each_deadline_once(api, register):
    met, address = [], "deadlines/?limit=2&before=2029-01-01"
    while address:
        response = api(address)
        answer = response.json()
        assert len(answer["results"]) <= 2
        met += told(answer)
        address = answer["next"]
        assert response.headers.get("Link") == (f'<{address}>; rel="next"' if address else None)

    assert met == told(api("deadlines/?before=2029-01-01").json())
    assert len(met) == 6


def test_a_cursor_belongs_to_its_search(api, register):
    following = api("deadlines/?limit=1").json()["next"]

    for other in (
        f"{following}&kind=end",
        f"{following}&before=2027-01-01",
        following.replace("deadlines", "agreements"),
    ):
        assert [one["code"] for one in api(other).json()["errors"]] == ["invalid_cursor"]


def test_what_is_not_public_has_no_deadline(api, register):
    make("Draft", until="2026-10-01")
    withdraw(register[0], by=None, reason={"en": "By mistake."})

    assert told(api("deadlines/").json()) == [NOTICE, REVIEW]


def test_deadlines_cost_two_queries_whatever_their_number(queries_of, register):
    of_few = queries_of("deadlines/")
    publish(*[make("More", until="2026-10-01") for _one in range(20)], by=None)

    assert (len(of_few), len(queries_of("deadlines/"))) == (2, 2)
