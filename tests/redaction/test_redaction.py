"""Redaction by plan: only what was ticked is gone, on the desk and in the register, and it stays gone."""

import json

import pytest
import time_machine
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from desk.fingerprints import ChangedSinceShown, fingerprints
from interchange.actions import import_to_desk
from interchange.problems import ImportFailed
from redaction.actions import redact_words
from redaction.models import Redaction
from redaction.rules import desk_refusals
from redaction.subjects import Subject
from register.models import Entry, Version
from register.publishing import publish, withdraw
from tests import factories as make
from tests.interchange.emptying import exported
from tests.redaction.working import WHY, holding, plan, redact
from tests.register.recount import assert_same_as_recount
from tests.tables import contents

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    """An agreement in whose texts of every kind one name stands, in two versions, one of them with a note."""
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(summary='Signed by HONG Gil-dong ("the dean") \\ and others.')
    make.AgreementTextFactory(
        agreement=agreement, language="ko", title="각서", summary="홍길동은 서명하였다."
    )
    make.SignatoryFactory(agreement=agreement, name_as_written="Hong Gildong", post_as_written="Dean")
    source = make.SourceFactory(title="Hong Gildong signs", note="Hong Gildong rang.")
    make.AgreementCitationFactory(agreement=agreement, source=source, says={"en": "Hong  Gildong was there."})
    make.CustodyFactory(agreement=agreement, note="Ask Hong Gildong.")
    publish(agreement, by=None, note="As Hong Gildong asked")
    agreement.texts.filter(language="en").update(title="Memorandum, second")
    publish(agreement, by=None)
    LogEntry.objects.log_actions(
        make.UserFactory().pk, [agreement], CHANGE, [{"added": {"object": "홍길동"}}]
    )
    return agreement


def test_the_plan_lists_every_place_with_the_words_around_it(agreement):
    places = plan("Hong Gildong", "홍길동").places

    shown = {
        (place.subject.name, place.label, place.before[-9:], place.words, tuple(place.versions))
        for place in places
    }
    name = agreement.ref
    assert {
        (name, "Title and summary: summary", "Signed by", "HONG Gil-dong", (1, 2)),
        (name, "Title and summary: summary", "Signed by", "HONG Gil-dong", ()),
        (name, "Note", "As", "Hong Gildong", (1,)),
        (name, "Source", "", "Hong Gildong", (1, 2)),
        (name, "History", "", "홍길동", ()),
        (name, "Custody: internal note", "Ask", "Hong Gildong", ()),
    } <= shown
    assert {place.is_ticked for place in places} == {True}
    assert {place.beside for place in places if place.label.startswith("Signatory: name")} == {"Dean"}


def test_what_is_ticked_is_gone_everywhere_and_nothing_else_changes(agreement):
    other = make.AgreementFactory(titled=True)
    make.SignatoryFactory(agreement=other, name_as_written="Kim Hana")
    publish(other, by=None)
    before = Version.objects.get(ref=other.ref).body

    redact("Hong Gildong", "홍길동")

    assert [table for word in ("gildong", "gil-dong", "홍길동", "\\ud64d") for table in holding(word)] == []
    assert Version.objects.get(ref=other.ref).body == before
    body = json.loads(Entry.objects.get(ref=agreement.ref).body)
    assert [text["summary"] for text in body["texts"]] == [
        'Signed by [redacted] ("the dean") \\ and others.', "[redacted]은 서명하였다.",
    ]  # fmt: skip
    assert Version.objects.get(ref=agreement.ref, number=1).note == "As [redacted] asked"
    assert_same_as_recount()


def test_a_place_that_is_not_ticked_stays_and_may_be_published_again(agreement):
    other = plan("Hong Gildong", "홍길동")
    ticked = {place.id for place in other.places if place.label != "Source" and "ource" not in place.label}

    redact("Hong Gildong", "홍길동", ticked=ticked)
    agreement.texts.filter(language="en").update(title="Memorandum, third")
    [version] = publish(agreement, by=None)

    assert json.loads(version.body)["sources"][0]["title"] == "Hong Gildong signs"
    assert "HONG" not in version.body


@pytest.mark.parametrize(
    ("field", "text"),
    [
        pytest.param("title", "Agreement with Hong Gildong", marks=pytest.mark.long),
        ("title", "HONG GIL-DONG"),
        ("summary", "홍길동이 서명"),
        pytest.param("summary", "by Hong\nGildong's hand", marks=pytest.mark.long),
    ],
)
def test_the_name_does_not_come_back_into_the_record_by_a_publication(agreement, field, text):
    redact("Hong Gildong", "홍길동")
    agreement.texts.filter(language="en").update(**{field: text})

    with pytest.raises(ValidationError, match="It names again what was redacted here"):
        publish(agreement, by=None)
    assert Version.objects.filter(ref=agreement.ref, action="published").count() == 2


def test_the_name_does_not_come_back_by_a_note_or_a_reason(agreement):
    redact("Hong Gildong")
    agreement.texts.filter(language="en").update(title="Memorandum, third")

    with pytest.raises(ValidationError, match="redacted here"):
        publish(agreement, by=None, note="Hong Gildong agreed")
    with pytest.raises(ValidationError, match="redacted here"):
        withdraw(agreement, by=None, reason={"en": "Hong Gildong asked."})


def test_the_day_of_a_redaction_is_that_of_the_house(agreement, settings):
    settings.TIME_ZONE = "Asia/Seoul"
    with time_machine.travel("2027-03-07T20:00:00Z", tick=False):  # the 8th in Seoul
        redact("Hong Gildong")
        agreement.texts.filter(language="en").update(title="Talk with Hong Gildong")

        [sentence] = desk_refusals([agreement])[0]

    assert f"redacted here (2027-03-08, {WHY['basis']})" in sentence
    assert str(Redaction.objects.get()) == f"2027-03-08, {WHY['basis']}"


def test_the_name_stays_free_in_other_records(agreement):
    redact("Hong Gildong", "홍길동")
    other = make.AgreementFactory(titled=True)
    make.SignatoryFactory(agreement=other, name_as_written="Hong Gildong", post_as_written="Mayor")

    publish(other, by=None)

    assert "Hong Gildong" in Entry.objects.get(ref=other.ref).body


def test_an_import_of_the_file_as_it_was_is_refused(agreement):
    file = json.loads(exported())
    redact("Hong Gildong", "홍길동")

    with pytest.raises(ImportFailed, match="It names again what was redacted here"):
        import_to_desk([file], by=None, update=True)

    assert holding("gildong") == set()


def test_the_repair_redacts_by_the_rule_what_came_back_to_the_desk(agreement):
    redact("Hong Gildong", "홍길동")
    agreement.texts.filter(language="en").update(summary="Again Hong Gildong, 홍길동.")
    assert all(desk_refusals([agreement]))

    redact_words(within=Subject(agreement.ref), by=None, **WHY)

    assert agreement.texts.get(language="en").summary == "Again [redacted], [redacted]."
    assert desk_refusals([agreement]) == [[]]
    agreement.texts.filter(language="en").update(summary="홍길동")
    assert all(desk_refusals([agreement]))


def test_redacted_twice_finds_nothing_and_says_so(agreement):
    redact("Hong Gildong", "홍길동")
    before = contents()

    with pytest.raises(ValidationError, match="Tick at least one place."):
        redact("Hong Gildong", "홍길동")
    assert contents() == before


def test_nothing_is_redacted_when_anything_moved_on(agreement):
    shown = fingerprints(plan("Hong Gildong").things)
    agreement.texts.filter(language="en").update(summary="Hong Gildong and Hong Gildong")
    before = contents()

    with pytest.raises(ChangedSinceShown):
        redact("Hong Gildong", shown=shown)
    assert contents() == before


def test_it_is_in_the_history_and_in_the_log_without_the_words(agreement, user):
    redaction = redact("Hong Gildong", "홍길동", by=user)

    entries = LogEntry.objects.filter(user=user)
    assert [entry.content_type.model for entry in entries] == ["agreement"]
    assert {entry.get_change_message() for entry in entries} == {"Redacted: PIPA art. 36."}
    assert redaction.places == 20
    [source] = agreement.citations.values_list("source", flat=True)
    subjects = {rule.subject for rule in redaction.rules.all() if "history.act" not in rule.subject}
    assert subjects == {agreement.ref, f"sources.source#{source}"}
    logged = json.loads(Version.objects.get(ref=agreement.ref, action="redacted").body)
    assert (logged["versions"], logged["reason"]) == ([1, 2], WHY["reason"])


@pytest.fixture
def user():
    return make.UserFactory()


def test_only_one_function_changes_the_history(agreement):
    with (
        pytest.raises(IntegrityError, match="The history of a record is never changed."),
        transaction.atomic(),
    ):
        LogEntry.objects.update(change_message="")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL register.redacting = 'on'")
    with (
        pytest.raises(IntegrityError, match="The history of a record is never changed."),
        transaction.atomic(),
    ):
        LogEntry.objects.update(action_flag=3)


def test_two_names_of_a_list_that_holds_none_twice():
    person = make.PersonFactory(name="Hong Gildong")
    for text in ("Hong Gil-dong", "HONG Gildong"):
        make.PersonNameFactory(person=person, text=text, language="en")

    redact("Hong Gildong")

    assert sorted(person.names.values_list("text", flat=True)) == ["[redacted]", "[redacted] 2"]


def test_a_name_shorter_than_the_marker_in_a_full_column():
    organization = make.OrganizationFactory(name="x" * 389 + " Li Po")

    redact("Li Po", ticked=plan("Li Po").all_ids())

    organization.refresh_from_db()
    assert organization.name == "x" * 389 + " [redacted]"


# Namesakes


def test_namesakes_are_told_apart_by_post_organization_and_link():
    one, two = make.PersonFactory(name="Hong Gildong"), make.PersonFactory(name="Hong Gildong")
    first, second = make.AgreementFactory(titled=True), make.AgreementFactory(titled=True)
    make.SignatoryFactory(agreement=first, person=one, name_as_written="Hong Gildong", post_as_written="Dean")
    make.SignatoryFactory(
        agreement=second, person=two, name_as_written="Hong Gildong", post_as_written="Mayor"
    )
    second.texts.update(summary="The mayor, Hong Gildong, signed.")
    publish(first, second, by=None)
    one.refresh_from_db()

    about_one = plan("Hong Gildong", about=Subject(one.ref))

    ticked = {place.subject.name for place in about_one.places if place.is_ticked}
    assert ticked == {one.ref, first.ref}
    assert {place.beside for place in about_one.places if "ignatory" in place.label} == {"Dean", "Mayor"}
    redact("Hong Gildong", about=Subject(one.ref))
    assert "Hong Gildong" not in Entry.objects.get(ref=first.ref).body
    assert Entry.objects.get(ref=second.ref).body.count("Hong Gildong") == 2


def test_an_organization_that_is_called_after_somebody_is_not_ticked():
    names = ["Max Planck Society", "Universidad Max Planck", "Max Planck"]
    parties = [make.OrganizationFactory(name=name, purpose={"en": "By Max Planck."}) for name in names]
    agreement = make.AgreementFactory(titled=True, party__organization=parties[0])
    agreement.texts.update(summary="Max Planck signed.")
    publish(*parties, agreement, by=None)

    places = plan("Max Planck").places

    assert {place.label for place in places if place.is_institution} == {
        "Name", "Party or participant: name as written", "Party or participant: organization",
    }  # fmt: skip
    assert {(place.label, place.before) for place in places if place.is_ticked} == {
        ("Name", ""), ("Purpose", "By"), ("Title and summary: summary", ""),
    }  # fmt: skip
    assert {place.subject.title for place in places if place.label == "Name" and place.is_ticked} == {
        "O3 Max Planck (KR)"
    }


def test_numbers_that_hold_the_words_are_listed():
    agreement = make.AgreementFactory(titled=True, external_id="gerlinde-haberstroh-2020")
    make.AgreementIdentifierFactory(agreement=agreement, scheme="Register of Gerlinde Haberstroh", value="77")
    publish(agreement, by=None)

    listed = [(text.text, text.number) for text in plan("Gerlinde Haberstroh").listed]

    assert sorted(listed, key=str) == [
        ("Register of Gerlinde Haberstroh", 1), ("Register of Gerlinde Haberstroh", None),
        ("gerlinde-haberstroh-2020", None),
    ]  # fmt: skip


def test_initials_are_doubtful_in_a_record_with_the_name_and_nothing_in_others():
    agreement, other = make.AgreementFactory(titled=True), make.AgreementFactory(titled=True)
    agreement.texts.update(title="Visit of Leopold Vandersmissen")
    for record in (agreement, other):
        make.SignatoryFactory(agreement=record, name_as_written="L. Vandersmissen")
    publish(agreement, other, by=None)

    planned = plan("Leopold Vandersmissen")
    assert {(place.subject.name, place.words, place.is_ticked) for place in planned.places} == {
        (agreement.ref, "Leopold Vandersmissen", True), (agreement.ref, "L. Vandersmissen", False),
    }  # fmt: skip
    redact("Leopold Vandersmissen", ticked=planned.all_ids())

    assert "Vandersmissen" not in Entry.objects.get(ref=agreement.ref).body
    agreement.texts.update(title="Visit of L. Vandersmissen")
    with pytest.raises(ValidationError, match="redacted here"):
        publish(agreement, by=None)
    publish(other, by=None)


def test_the_marker_itself_is_no_place():
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(title="Memo of Hong Gildong", summary="Kim [redacted], redacted by Hong Gildong.")
    publish(agreement, by=None)
    redact("Hong Gildong")

    assert not plan("Memo of [redacted]").places
    for words in ("[redacted]", "redacted"):
        assert {place.before for place in plan(words).places} == {"Kim [redacted],"}
    redact("redacted", ticked=plan("redacted").all_ids())
    assert agreement.texts.get().summary == "Kim [redacted], [redacted] by [redacted]."


def test_a_namesake_in_the_same_record_stays():
    agreement = make.AgreementFactory(titled=True)
    for post in ("Dean", "Mayor"):
        make.SignatoryFactory(agreement=agreement, name_as_written="Hong Gildong", post_as_written=post)
    publish(agreement, by=None)
    dean = {place.id for place in plan("Hong Gildong").places if place.beside.startswith("Dean")}

    redact("Hong Gildong", ticked=dean)
    agreement.texts.update(title="Another title")
    [version] = publish(agreement, by=None)

    names = {each["post"]: each["person"]["name"] for each in json.loads(version.body)["signatories"]}
    assert names == {"Dean": "[redacted]", "Mayor": "Hong Gildong"}
    agreement.signatories.filter(post_as_written="Dean").update(name_as_written="Hong Gildong")
    with pytest.raises(ValidationError, match="redacted here"):
        publish(agreement, by=None)


# Where a name never is


def test_codes_addresses_keys_and_references_are_never_touched():
    agreement = make.AgreementFactory(titled=True, form="mou")
    signatory = make.SignatoryFactory(agreement=agreement, name_as_written="Mou")
    make.AgreementIdentifierFactory(agreement=agreement, value="Mou")
    source = make.SourceFactory(title="Mou", address="https://example.org/mou", language="en")
    make.AgreementCitationFactory(agreement=agreement, source=source, facts=[f"signatories/{signatory.key}"])
    publish(agreement, by=None)

    redact("Mou", "en", "A1", signatory.key, "https://example.org/mou", ticked=plan(
        "Mou", "en", "A1", signatory.key, "https://example.org/mou").all_ids())  # fmt: skip

    body = json.loads(Entry.objects.get(ref=agreement.ref).body)
    assert (body["form"], body["ref"], body["identifiers"][0]["value"]) == ("mou", agreement.ref, "Mou")
    assert body["sources"][0]["address"] == "https://example.org/mou"
    assert body["signatories"][0]["key"] == signatory.key
    assert body["citations"][0]["facts"] == [f"signatories/{signatory.key}"]
    assert body["signatories"][0]["person"]["name"] == body["sources"][0]["title"] == "[redacted]"
