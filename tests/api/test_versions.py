"""Versions: exactly the bytes that were hashed, and the history of a record for ever."""

import base64
import hashlib

import pytest

from people.actions import hide_person
from register.models import Version
from register.publishing import publish, withdraw
from tests.api.test_problems import check_problem
from tests.factories import AgreementFactory, PersonFactory, SignatoryFactory

pytestmark = pytest.mark.django_db


def test_a_version_answers_exactly_the_bytes_of_its_hash(api, agreement):
    version = Version.objects.get(ref="A1")

    response = api("agreements/A1/versions/1")

    digest = hashlib.sha256(response.content)
    assert response.content == version.body.encode()
    assert digest.hexdigest() == version.sha256
    headers = {name: response.headers[name] for name in ("Content-Type", "ETag", "Repr-Digest")}
    assert headers == {
        "Content-Type": "application/json",
        "ETag": f'"{version.sha256}"',
        "Repr-Digest": f"sha-256=:{base64.b64encode(digest.digest()).decode()}:",
    }
    said = {name: value for name, value in response.headers.items() if name.startswith("X-Record-")}
    assert said == {
        "X-Record-Published-At": version.published_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "X-Record-Ref": "A1",
        "X-Record-Schema": "1",
        "X-Record-Version": "1",
    }


def test_older_versions_stay_readable(api, agreement):
    first = api("agreements/A1/versions/1").content
    agreement.texts.update(title="Corrected title")
    publish(agreement, by=None)

    assert api("agreements/A1/versions/1").content == first
    assert "Corrected title" in api("agreements/A1/versions/2").content.decode()
    assert api("agreements/A1/versions/3").status_code == 404
    assert api("agreements/A1/versions/99999999999999999999").status_code == 404


def test_the_history_lists_every_version_also_after_a_withdrawal(api, agreement):
    agreement.texts.update(title="Corrected title")
    publish(agreement, by=None)
    withdraw(agreement, by=None, reason={"en": "Recorded twice."})

    rows = api("agreements/A1/versions/").json()["results"]

    stored = list(Version.objects.filter(ref="A1").order_by("number"))
    assert rows == [
        {
            "number": version.number,
            "action": version.action,
            "published_at": version.published_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "sha256": "" if version.action == "published" else version.sha256,
            "url": None,
        }
        for version in stored
    ]
    assert [row["action"] for row in rows] == ["published", "published", "withdrawn"]


def test_a_record_that_never_was_has_no_history(api):
    for address in ("agreements/A1/versions/", "agreements/A1/versions/1"):
        response = api(address)
        check_problem(response, "not_found")
        assert response.status_code == 404


def test_a_redacted_name_is_in_no_answer_and_hashes_are_those_of_the_bytes(api):
    person = PersonFactory(name="Somebody Named")
    agreement = AgreementFactory(titled=True)
    SignatoryFactory(agreement=agreement, person=person)
    publish(agreement, by=None)
    assert "Somebody Named" in api("agreements/A1/versions/1").content.decode()

    hide_person(
        person=person, reason="Asked for it.", basis="Article 17", public_reason={"en": "Hidden."}, by=None
    )

    response = api("agreements/A1/versions/1")
    assert hashlib.sha256(response.content).hexdigest() == response.headers["ETag"].strip('"')
    for address in (
        "agreements/A1/versions/1",
        "agreements/A1",
        "agreements/",
        "people/P1",
        "people/P1/versions/1",
    ):
        assert "Somebody Named" not in api(address).content.decode()
    log = api("agreements/A1/versions/").json()["results"]
    assert [(row["number"], row["action"], bool(row["url"])) for row in log] == [
        (1, "published", True),
        (2, "redacted", False),
    ]
    assert api("agreements/A1/versions/2").status_code == 404
    assert "redacted" in {one["action"] for one in api("changes/").json()["results"]}
