import pytest

from agreements.parties_section import membership_days
from register.publishing import publish
from tests import factories as make
from tests.lifecycle.lifecycle_cases import act, life


@pytest.mark.parametrize(
    ("moves", "days"),
    [
        ([("party_left", "2022-01-01")], {"left": "2022-01-01"}),
        ([("party_left", "2022-01-01"), ("party_joined", "2024-01-01")], {"joined": "2024-01-01"}),
        (
            [("party_joined", "2020-01-01"), ("party_left", "2022-01-01")],
            {"joined": "2020-01-01", "left": "2022-01-01"},
        ),
        (
            [("party_left", "2022-01-01"), ("party_joined", "2024-01-01"), ("party_left", "2025-01-01")],
            {"joined": "2024-01-01", "left": "2025-01-01"},
        ),
    ],
)
def test_a_party_is_shown_with_its_last_membership(moves, days):
    body = life(*(act(kind, on, involvement="k8") for kind, on in moves))

    assert membership_days(body) == {"k8": days}


PAST, COMING = "2020-01-01", "2099-01-01"


@pytest.mark.parametrize(
    ("joined", "left", "words"),
    [
        (PAST, PAST, "joined 1 January 2020 – left 1 January 2020"),
        (PAST, COMING, "joined 1 January 2020 – leaves 1 January 2099"),
        (COMING, COMING, "joins 1 January 2099 – leaves 1 January 2099"),
        (COMING, "", "joins 1 January 2099"),
        (PAST, "", "joined 1 January 2020"),
        ("", PAST, "left 1 January 2020"),
        ("", COMING, "leaves 1 January 2099"),
    ],
)
def test_joining_and_leaving_each_have_the_tense_of_their_own_day(db, read, joined, left, words):
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement, on="2015-05-13")
    party = make.InvolvementFactory(
        agreement=agreement, organization__name="Glacier Board", name_as_written="Institute of Ice"
    )
    for kind, on in (("party_joined", joined), ("party_left", left)):
        if on:
            make.MilestoneFactory(agreement=agreement, kind=kind, on=on, involvement=party)
    publish(agreement, by=None)

    page = read("/agreements/A1")

    assert f"Institute of Ice (Glacier Board) Party – South Korea – {words} Key dates" in page
    top = page.partition("Between ")[2].partition(" Signed")[0]
    assert ("leaves" in top, "left" in top) == ("leaves" in words, "left" in words)
