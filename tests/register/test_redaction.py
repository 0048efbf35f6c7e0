"""The one exception to "a version is never changed", and hiding a person, which uses it."""

import hashlib
import json

import pytest
from django.core.exceptions import ValidationError

from people.actions import hide_person
from register.models import Entry, EntryText, Version
from register.publishing import publish
from register.redaction import redact
from tests.factories import (
    AgreementFactory,
    AgreementTextFactory,
    AttendanceFactory,
    PersonFactory,
    PersonNameFactory,
    SignatoryFactory,
)
from tests.register.recount import derived_rows

pytestmark = pytest.mark.django_db

WHY = {"reason": "Request of 3 May", "basis": "PIPA art. 36"}


def everything_public() -> str:
    versions = [f"{body} {note}" for body, note in Version.objects.values_list("body", "note")]
    return "\n".join(versions) + "\n".join(text or "" for text in derived_rows().values())


def test_a_redaction_puts_a_marker_in_place_and_hashes_anew():
    agreement = AgreementFactory(titled=True)
    publish(agreement, by=None)
    version = Version.objects.get(ref=agreement.ref)

    redact([version], ["/texts/0/summary"], by=None, **WHY)

    version.refresh_from_db()
    assert json.loads(version.body)["texts"][0]["summary"] == "[redacted]"
    assert version.sha256 == hashlib.sha256(version.body.encode()).hexdigest()
    assert Entry.objects.get(ref=agreement.ref).body == version.body


def test_a_redaction_is_logged_without_the_words_and_followers_see_it():
    agreement = AgreementTextFactory(agreement__titled=True, language="ko", summary="비밀").agreement
    publish(agreement, by=None)

    [logged] = redact(Version.objects.filter(ref=agreement.ref), ["/texts/1/summary"], by=None, **WHY)

    assert (logged.action, logged.number) == ("redacted", 2)
    assert json.loads(logged.body) == {
        "object": "agreement", "ref": agreement.ref, "action": "redacted", "versions": [1],
        "paths": ["/texts/1/summary"], **WHY,
    }  # fmt: skip
    assert "비밀" not in everything_public()


def test_a_redaction_run_again_changes_nothing():
    publish(agreement := AgreementFactory(titled=True), by=None)
    versions = Version.objects.filter(ref=agreement.ref, action="published")
    redact(versions, ["/texts/0/summary"], by=None, **WHY)
    before = everything_public()

    assert redact(versions, ["/texts/0/summary"], by=None, **WHY) == []
    assert everything_public() == before


def test_a_redaction_needs_reason_and_legal_basis():
    with pytest.raises(ValidationError, match="A redaction needs a reason and a legal basis."):
        redact([], [], reason="Because", basis="", by=None)


def test_a_hidden_person_is_in_no_version_index_or_log():
    person = PersonFactory(name="Hong Gildong")
    PersonNameFactory(person=person, text="홍길동")
    signatory = SignatoryFactory(agreement__titled=True, person=person, name_as_written="Dr. HONG Gil-dong")
    AgreementTextFactory(
        agreement=signatory.agreement, language="ko", title="각서", summary="홍길동 총재가 서명하였다."
    )
    attendance = AttendanceFactory(activity__titled=True, person=person, organization=None)
    publish(signatory.agreement, attendance.activity, by=None)
    AgreementTextFactory(agreement=signatory.agreement, language="fr", title="Mémorandum")
    publish(signatory.agreement, by=None)

    hide_person(person=person, public_reason={"en": "On request."}, by=None, **WHY)

    public = everything_public().casefold()
    for name in ("hong", "gil", "홍길동", "길동"):
        assert name not in public
    signatories = json.loads(Entry.objects.get(ref=signatory.agreement.ref).body)["signatories"]
    assert [(one["person"]["name"], one["post"]) for one in signatories] == [("[redacted]", "President")]
    assert not EntryText.objects.filter(entry=person.ref).exists()
    assert "Request of 3 May" not in "".join(
        Version.objects.values_list("note", flat=True)
    )  # notes are public


def test_publishing_again_does_not_bring_a_hidden_name_back():
    signatory = SignatoryFactory(agreement__titled=True, person__name="Hong Gildong")
    publish(signatory.agreement, by=None)
    hide_person(person=signatory.person, public_reason={"en": "On request."}, by=None, **WHY)

    AgreementTextFactory(agreement=signatory.agreement, language="ko", title="각서")
    publish(signatory.agreement, by=None)

    assert "Hong" not in everything_public()


def test_a_person_hidden_before_publication_is_never_named():
    signatory = SignatoryFactory(agreement__titled=True, person__name="Hong Gildong")
    hide_person(person=signatory.person, public_reason={"en": "On request."}, by=None, **WHY)

    publish(signatory.agreement, by=None)

    assert "Hong" not in everything_public()
    signatory.person.refresh_from_db()
    assert not signatory.person.is_public
