"""The one exception to "a version is never changed", and hiding a person, which uses it."""

import hashlib
import json

import pytest
from django.core.exceptions import ValidationError

from exports.dumps.builder import build_dump
from people.actions import hide_person, plan_hiding
from register.models import Entry, EntryText, PublicVersion, Version
from register.publishing import publish
from tests import whole_records as whole
from tests.factories import (
    AgreementFactory,
    AgreementTextFactory,
    AttendanceFactory,
    InvolvementFactory,
    OrganizationFactory,
    PersonFactory,
    PersonNameFactory,
    SignatoryFactory,
    SourceFactory,
)
from tests.redacted_texts import redact
from tests.redaction.working import WHY
from tests.register.recount import derived_rows

pytestmark = pytest.mark.django_db


def hide(person) -> None:
    """Hide a person with every place ticked where a name stands as a whole word."""
    ticked = plan_hiding(person).whole_words()
    hide_person(person=person, public_reason={"en": "On request."}, by=None, ticked=ticked, **WHY)


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


def test_the_date_of_a_versions_bytes_is_that_of_the_redaction():
    publish(agreement := AgreementFactory(titled=True), by=None)
    version = PublicVersion.public.readable().with_redaction().filter(ref=agreement.ref, number=1)
    assert version.get().redacted_at is None

    [logged] = redact(Version.objects.filter(ref=agreement.ref), ["/texts/0/summary"], by=None, **WHY)

    assert version.get().redacted_at == logged.published_at


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
    assert "Hong" in everything_public()
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


@pytest.mark.parametrize(
    ("name", "printed", "left"),
    [
        pytest.param("Hong Gildong", "HONG GILDONG signed.", "[redacted] signed.", marks=pytest.mark.long),
        ("Hong Gildong", "hong gildong, Hong Gildong", "[redacted], [redacted]"),
        pytest.param("HONG", "Hong signed.", "[redacted] signed.", marks=pytest.mark.long),
        ("Hokka", "Hokka of Hokkaido University", "[redacted] of Hokkaido University"),
        pytest.param(
            "Li", "Li of public health in Mali", "[redacted] of public health in Mali", marks=pytest.mark.long
        ),
        ("José", "José and Josée, JOSÉ", "[redacted] and Josée, [redacted]"),
        pytest.param("Lee", "Lee는 Lee", "[redacted]는 [redacted]", marks=pytest.mark.long),
        ("홍길동", "홍길동이 홍길동 총재와", "[redacted]이 [redacted] 총재와"),
        ('Hong "Gil" Dong', 'by Hong "Gil" Dong.', "by [redacted]."),
        pytest.param("Hong\\Dong", "by Hong\\Dong.", "by [redacted].", marks=pytest.mark.long),
        ("H. Dong", "by H. Dong, not HxDong", "by [redacted], not HxDong"),
        pytest.param("O'Neill", "O'Neill's letter", "[redacted]'s letter", marks=pytest.mark.long),
    ],
)
def test_a_name_is_taken_whole_in_any_capitals_and_nothing_else(name, printed, left):
    signatory = SignatoryFactory(agreement__titled=True, person__name=name)
    signatory.agreement.texts.update(summary=printed)
    publish(signatory.agreement, by=None)

    hide(signatory.person)

    body = json.loads(Entry.objects.get(ref=signatory.agreement.ref).body)
    assert body["texts"][0]["summary"] == left
    assert body["signatories"][0]["person"]["name"] == "[redacted]"


@pytest.mark.parametrize(
    "names", [["Kim", "Kim Minsu"], ["Kim Minsu", "Kim"], ["Kim Min", "Kim", "Kim Minsu"]]
)
def test_of_names_that_begin_alike_the_longest_is_taken(names):
    person = PersonFactory(name=names[0])
    for name in names[1:]:
        PersonNameFactory(person=person, text=name)
    signatory = SignatoryFactory(agreement__titled=True, person=person)
    signatory.agreement.texts.update(summary="Kim Minsu signed, Kim said.")
    publish(signatory.agreement, by=None)

    hide(person)

    [text] = json.loads(Entry.objects.get(ref=signatory.agreement.ref).body)["texts"]
    assert text["summary"] == "[redacted] signed, [redacted] said."


def test_nothing_of_a_hidden_person_who_has_everything_is_public(client, settings, tmp_path):
    """Names, identifiers and posts, everywhere the person takes part, in every version and every file."""
    settings.DUMPS_ROOT = tmp_path
    person, organization = PersonFactory(), OrganizationFactory()
    whole.whole_person(person, posts=[organization, organization], sources=[SourceFactory(), SourceFactory()])
    agreement = AgreementFactory(titled=True)
    links = [SignatoryFactory(agreement=agreement, person=person, name_as_written="Zqsignedqz")]
    links += [
        InvolvementFactory(agreement=agreement, organization=None, person=person, name_as_written="Zqpartyqz")
    ]
    links += [AttendanceFactory(activity__titled=True, person=person, name_as_written="Zqattendedqz")]
    words = {text for row in [person, *person.names.all()] for _name, text in whole.words_of(row)}
    words |= {"zqsignedqz", "zqpartyqz", "zqattendedqz"} - {""}
    words -= {person.external_id}
    activity = links[-1].activity
    for number in (1, 2):
        agreement.texts.update(summary=f"Number {number}: {' '.join(words).upper()}")
        publish(agreement, activity, by=None)

    hide(person)
    build_dump()

    addresses = [
        "/people/P1", "/agreements/A1/memorandum", "/agreements/A1/versions/", "/agreements/A1/versions/1",
        "/agreements/A1/versions/2", "/changes.atom", "/agreements/export.csv", "/agreements/export.atom",
        "/api/v1/people/P1", "/api/v1/people/P1/versions/1", "/api/v1/agreements/A1?expand=people,linked",
        "/api/v1/agreements/A1/versions/1", "/api/v1/agreements/A1/versions/2/differences", "/api/v1/changes/",
        "/api/v1/activities/E1", "/activities/E1/meeting", "/organizations/O1", "/people/", "/people/export.csv",
    ]  # fmt: skip
    public = everything_public() + "".join(
        (b"".join(response) if response.streaming else response.content).decode()
        for response in (client.get(address, follow=True) for address in addresses)
    )
    public += "".join(
        path.read_bytes().decode(errors="replace") for path in tmp_path.rglob("*") if path.is_file()
    )
    assert len(words) == 6
    assert {word for word in words if word in public.casefold()} == set()
