"""What other records tell of an agreement's life, on its page and in the API."""

import pytest

from register.publishing import publish, withdraw
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    AgreementRelationFactory,
    AgreementTextFactory,
    MilestoneFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


def agreement(title, signed, **rest):
    record = AgreementFactory(**rest)
    AgreementTextFactory(agreement=record, title=title)
    if signed:
        MilestoneFactory(agreement=record, on=signed)
    return record


@pytest.fixture
def older():
    record = agreement("First memorandum", "2018-05-01")
    TermFactory(agreement=record, length="P5Y", renewal="not_stated")
    return record


@pytest.fixture
def newer(older):
    record = agreement("Second memorandum", "2023-07-06")
    AgreementRelationFactory(agreement=record, older=older, kind="renews")
    return record


def page(client, record):
    return client.get(f"/agreements/{record.ref}", follow=True).content.decode()


def test_a_page_names_the_newer_agreement_by_its_title_and_forgets_it_when_it_is_withdrawn(
    client, older, newer
):
    publish(older, newer, by=None)

    assert "Followed by “Second memorandum”, which renews it." in page(client, older)
    assert "no renewal recorded" not in page(client, older)

    withdraw(newer, by=None, reason={"en": "Entered by mistake."})

    assert "Second memorandum" not in page(client, older)
    assert "no renewal recorded" in page(client, older)


def test_the_api_names_the_newer_agreement_by_its_reference(client, older, newer):
    publish(older, newer, by=None)

    status = client.get(f"/api/v1/agreements/{older.ref}").json()["status"]

    assert (status["state"], status["certainty"]) == ("expired", "presumed")
    assert status["reasons"][-1] == {
        "code": "followed_by",
        "params": {"ref": newer.ref, "relation": "renews"},
    }


def test_as_of_tells_a_version_by_itself_alone(client, older, newer):
    publish(older, newer, by=None)
    moment = client.get(f"/api/v1/agreements/{newer.ref}").json()["published_at"]

    status = client.get(f"/api/v1/agreements/{older.ref}", {"as_of": moment}).json()["status"]

    assert [reason["code"] for reason in status["reasons"]] == ["term_ended"]


def test_a_dialogue_runs_by_the_session_that_was_held(client):
    dialogue = agreement("Health dialogue", "", nature="dialogue", form="")
    publish(dialogue, by=None)
    publish(
        ActivityFactory(titled=True, kind="dialogue_session", series=dialogue, on="2019-05-03", state="held"),
        by=None,
    )

    answer = client.get(f"/api/v1/agreements/{dialogue.ref}").json()

    assert answer["status"]["state"] == "in_force"
    assert "Latest evidence: dialogue session on 3 May 2019" in page(client, dialogue)
    assert (
        client.get("/api/v1/agreements/", {"state": "in_force"}).json()["results"][0]["ref"] == dialogue.ref
    )


def test_a_cycle_that_a_newer_agreement_sets_is_among_the_deadlines(client, older):
    record = agreement("Second memorandum", "2023-04-06")
    TermFactory(
        agreement=record, length="P1Y", renewal="automatic", non_renewal_notice="P3M", starts_with="signature"
    )
    MilestoneFactory(agreement=older, kind="renewed", on="2023-04-06", instrument=record)
    publish(older, record, by=None)

    due = client.get(
        "/api/v1/deadlines/", {"kind": "notice", "after": "2027-01-01", "before": "2027-02-01"}
    ).json()

    assert {(one["ref"], one["earliest"]) for one in due["results"]} == {
        (ref, "2027-01-05") for ref in (older.ref, record.ref)
    }
