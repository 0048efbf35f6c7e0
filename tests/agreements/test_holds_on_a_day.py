"""What is only known to have begun on or before a day is in effect from that day on, and counted apart before."""

import re
from datetime import date

import pytest

from agreements.pictures.in_force_by_year import in_force_changes_by_year
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

BEFORE, LATER = "1900-01-01", "2024-12-03"


def between_two(*acts: tuple[str, str]):
    """A published memorandum between an organization of each of two countries, with these acts."""
    agreement = make.AgreementFactory(bindingness="non_binding")
    make.AgreementTextFactory(agreement=agreement, title="Accord")
    for kind, on in acts:
        make.MilestoneFactory(agreement=agreement, kind=kind, on=on)
    for code in ("GB", "KR"):
        make.InvolvementFactory(agreement=agreement, organization=make.OrganizationFactory(country=code))
    publish(agreement, by=None)


@pytest.fixture
def signed_on_or_before():
    between_two(("signed", f"[..{LATER}]"))


@pytest.fixture
def suspended():
    between_two(("signed", "2020-01-01"), ("suspended", "2021-01-01"))


def refs(client, **asked):
    return [record["ref"] for record in client.get("/api/v1/agreements/", asked).json()["results"]]


def test_it_is_in_effect_from_the_day_of_its_source_and_not_in_1900(client, signed_on_or_before):
    assert refs(client, state="in_force", on=BEFORE) == []
    assert refs(client, state="in_force", on=LATER) == ["A1"]
    assert refs(client, state="unknown", on=BEFORE) == refs(client, possible="in_force", on=BEFORE) == ["A1"]
    assert refs(client, possible="in_force", on=LATER) == []


def test_its_status_is_not_known_before_and_says_what_may_be(client, signed_on_or_before):
    status = client.get("/api/v1/agreements/A1", {"on": BEFORE}).json()["status"]

    assert (status["state"], status["possible"]) == ("unknown", ["in_force"])
    assert status["until"] == {"earliest": None, "latest": "2024-12-02", "qualifier": ""}


def test_a_list_counts_it_apart_with_a_link(client, signed_on_or_before):
    page = client.get("/agreements/", {"state": "in_force", "on": BEFORE}).content.decode()

    assert "0 agreements" in page
    assert "1 more may be: in force" in page
    assert f'?on={BEFORE}&amp;possible=in_force">1 more may be' in page


def test_the_chart_counts_it_from_the_year_of_its_source(signed_on_or_before):
    assert in_force_changes_by_year(today=date(2026, 11, 29)) == [(2024, True, 1), (10000, True, -1)]


def test_suspended_is_counted_apart_between_countries_and_in_lists(client, suspended):
    page = " ".join(client.get("/countries/GB/KR").content.decode().split())

    assert ">In effect <" not in page
    assert 'Suspended <span class="quiet">1</span>' in page
    assert refs(client, state="in_force") == []
    assert refs(client, state="suspended") == ["A1"]


# What its state is called

PAGES = ["/agreements/A1", "/agreements/?form={form}", "/countries/GB", "/organizations/O1"]


def in_force_since_2021(form: str, bindingness: str):
    agreement = make.AgreementFactory(form=form, bindingness=bindingness)
    make.AgreementTextFactory(agreement=agreement, title="Accord")
    make.MilestoneFactory(agreement=agreement, kind="signed", on="2020-01-01")
    make.MilestoneFactory(agreement=agreement, kind="takes_effect", on="2021-01-01")
    for code in ("GB", "KR"):
        make.InvolvementFactory(agreement=agreement, organization=make.OrganizationFactory(country=code))
    publish(agreement, by=None)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("form", "bindingness", "english", "korean"),
    [
        ("treaty", "", "in force", "발효 중"),
        ("exchange_of_notes", "mixed", "in force", "발효 중"),
        ("mou", "binding", "in force", "발효 중"),
        ("treaty", "non_binding", "in effect", "효력 있음"),
        ("mou", "", "in effect", "효력 있음"),
    ],
)
def test_a_treaty_is_in_force_unless_it_is_recorded_not_to_bind(
    client, address, form, bindingness, english, korean
):
    in_force_since_2021(form, bindingness)

    for prefix, words in (("", english), ("/ko", korean)):
        page = client.get(prefix + address.format(form=form), follow=True).content.decode()
        tags = re.findall(r'<strong class="tag[^"]*">([^<]+)', page)
        assert [tag[: len(words)] for tag in tags] == [words]


@pytest.mark.parametrize(("form", "words"), [("treaty", "in force"), ("mou", "in effect")])
def test_tables_call_its_state_as_pages_do(client, form, words):
    in_force_since_2021(form, "")

    rows = b"".join(client.get("/agreements/export.csv")).decode("utf-8-sig")

    assert f",{words},in_force," in rows


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ("form=treaty", "in force"),
        ("form=exchange_of_notes&form=treaty", "in force"),
        ("form=treaty&bindingness=non_binding", "in effect"),
        ("form=mou", "in effect"),
        ("form=mou&bindingness=binding", "in force"),
        ("form=mou&form=treaty", "in force"),  # as the state is called where the words differ
    ],
)
def test_a_filter_calls_states_as_its_records_do(client, chosen, words):
    in_force_since_2021("treaty", "")

    page = client.get(f"/agreements/?{chosen}&state=in_force").content.decode()

    assert f"State: {words} <" in page
