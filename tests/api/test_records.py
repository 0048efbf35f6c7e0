"""One record: an envelope about it, and around exactly what was published."""

import pytest
import time_machine

from organizations.models import Organization
from register.models import Entry, Version
from register.publishing import merge, publish, withdraw
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    MilestoneFactory,
    OrganizationFactory,
    PersonFactory,
    TermFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def test_a_record_is_an_envelope_around_the_published_body(api, agreement):
    version = Version.objects.get(ref="A1")

    response = api("agreements/A1")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    envelope = response.json()
    body = envelope.pop("record")
    assert envelope == {
        "ref": "A1",
        "kind": "agreement",
        "url": "http://testserver/api/v1/agreements/A1",
        "html_url": "http://testserver/agreements/A1",
        "version": 1,
        "published_at": version.published_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "sha256": version.sha256,
        "status": envelope["status"],
    }
    assert body["texts"][0]["title"] == agreement.texts.get().title


def test_the_stored_body_passes_through_byte_for_byte(api, agreement):
    stored = Version.objects.get(ref="A1").body.encode()

    assert b'"record":' + stored + b"}" in api("agreements/A1").content
    assert b'"record":' + stored + b"}" in api("agreements/").content


@pytest.mark.parametrize(
    ("address", "make"),
    [
        ("agreements", lambda: MilestoneFactory(agreement=AgreementFactory(titled=True)).agreement),
        ("organizations", OrganizationFactory),
        ("people", PersonFactory),
        ("activities", lambda: ActivityFactory(titled=True)),
        ("topics", TopicFactory),
    ],
)
def test_every_kind_has_list_record_versions_and_bytes(api, as_reader, address, make):
    record = make()
    publish(record, by=None)

    with as_reader():
        found = api(f"{address}/").json()
        one = api(f"{address}/{record.ref}").json()
        versions = api(f"{address}/{record.ref}/versions/").json()["results"]
        body = api(f"{address}/{record.ref}/versions/1").json()

    assert [entry["ref"] for entry in found["results"]] == [record.ref]
    assert one == found["results"][0]
    assert one["record"] == body
    assert [version["number"] for version in versions] == [1]
    assert (one["status"] is None) == (address != "agreements")


def test_an_edit_not_yet_published_changes_nothing(api, agreement):
    before = api("agreements/A1").content
    agreement.texts.update(title="Edited")

    assert api("agreements/A1").content == before


def test_a_draft_is_not_there(api):
    AgreementFactory(titled=True)

    assert api("agreements/").json()["results"] == []
    assert api("agreements/A1").status_code == 404


@time_machine.travel("2024-06-01T12:00Z", tick=False)
def test_the_status_is_told_for_today_or_the_day_asked_for(api):
    agreement = AgreementFactory(titled=True)
    signing = MilestoneFactory(agreement=agreement, kind="takes_effect", on="2020-05-13")
    TermFactory(agreement=agreement, length="P3Y", renewal="fixed", milestone=signing, starts_with="effect")
    publish(agreement, by=None)

    today = api("agreements/A1").json()["status"]
    then = api("agreements/A1?on=2021-01-01").json()["status"]
    before = api("agreements/A1?on=2020-05-12").json()["status"]

    assert (today["on"], today["state"], today["possible"]) == ("2024-06-01", "expired", ["expired"])
    assert today["since"] == {"earliest": "2023-05-13", "latest": "2023-05-13", "qualifier": ""}
    assert today["until"] == {"earliest": None, "latest": None, "qualifier": ""}
    assert [reason["code"] for reason in today["reasons"]] == ["term_ended"]
    assert (then["on"], then["state"], then["certainty"]) == ("2021-01-01", "in_force", "recorded")
    assert then["since"] == {"earliest": "2020-05-13", "latest": "2020-05-13", "qualifier": ""}
    assert then["until"] == {
        "earliest": "2023-05-12",
        "latest": "2023-05-12",
        "qualifier": "",
    }  # its last day
    assert before is None
    assert [one["status"] for one in api("agreements/?on=2021-01-01").json()["results"]] == [then]


def test_fields_choose_members_and_leave_their_text_as_published(api, agreement):
    stored = Entry.objects.get(ref="A1").body

    response = api("agreements/A1?fields=texts,ref")

    assert list(response.json()["record"]) == ["ref", "texts"]
    texts = stored[stored.index('"texts":') : stored.index(',"identifiers":')]
    assert texts.encode() in response.content
    assert [list(one["record"]) for one in api("agreements/?fields=ref").json()["results"]] == [["ref"]]


def test_a_withdrawn_record_is_gone_and_says_why(api, agreement):
    withdraw(agreement, by=None, reason={"en": "Recorded twice.", "ko": "중복 기록."})

    for address in ("agreements/A1", "agreements/A1/versions/1", "agreements/A1/versions/2"):
        response = api(address)

        assert response.status_code == 410
        assert response.headers["Content-Type"] == "application/problem+json"
        problem = response.json()
        assert (problem["code"], problem["status"]) == ("withdrawn", 410)
        assert problem["reason"] == {"en": "Recorded twice.", "ko": "중복 기록."}
    assert api("agreements/").json()["results"] == []


def test_a_merged_record_leads_to_what_it_became_for_ever(api):
    old, new = OrganizationFactory(name="Old"), OrganizationFactory(name="New")
    publish(old, new, by=None)
    merge(old, into=new, by=None)

    response = api(f"organizations/{old.ref}?fields=name")

    assert response.status_code == 308
    assert response.headers["Location"] == f"http://testserver/api/v1/organizations/{new.ref}?fields=name"
    assert api(f"organizations/{old.ref}/versions/1").status_code == 308
    assert api(response.headers["Location"]).json()["record"] == {"name": "New"}


def test_a_record_of_another_kind_is_not_here_and_the_answer_says_where(api, agreement):
    assert Organization.objects.get().ref == "O1"

    response = api("agreements/O1")

    assert response.status_code == 404
    assert response.json()["detail"] == "O1 is not here: look among the organizations."
    assert api("agreements/X1").json()["detail"] == "There is no X1."


def test_a_version_says_when_it_was_published(api, agreement):
    published_at = Version.objects.get(ref="A1").published_at

    answer = api("agreements/A1/versions/1")

    assert answer.headers["Last-Modified"] == published_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
