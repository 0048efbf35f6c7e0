"""The log of redactions, applied to a backup that is older: the same places go, and nothing else; twice, nothing."""

import io
import json
import shutil
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from agreements.models import AgreementText, Signatory
from people.actions import hide_person
from people.models import Person
from redaction.log import is_written, write_log
from redaction.models import Redaction, RedactionRule
from register.models import Entry, Version
from register.publishing import publish
from tests import factories as make
from tests.redaction.restoring import backup, restore
from tests.redaction.test_page import confirm, look
from tests.redaction.working import WHY, holding, plan, redact
from tests.register.recount import assert_same_as_recount
from tests.tables import contents

pytestmark = pytest.mark.django_db


def exported() -> str:
    out = io.StringIO()
    call_command("apply_redactions", export="-", stdout=out)
    return out.getvalue()


def apply(tmp_path, log: str) -> str:
    (tmp_path / "log.json").write_text(log)
    out = io.StringIO()
    call_command("apply_redactions", source=str(tmp_path / "log.json"), stdout=out)
    return out.getvalue()


def test_the_log_redacts_a_restored_backup_as_it_was_redacted(tmp_path):
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(summary="Hong Gildong signed; 홍길동은 after him, the mayor Hong Gil-dong.")
    make.SignatoryFactory(agreement=agreement, name_as_written="Hong Gildong", post_as_written="Dean")
    other = make.SignatoryFactory(
        agreement=agreement, name_as_written="Hong Gildong", post_as_written="Mayor"
    )
    publish(agreement, by=None, note="For Hong Gildong")
    before = backup(AgreementText, Signatory)
    all_places = plan("Hong Gildong", "홍길동")
    mayor = {
        place.id
        for place in all_places.places
        if place.beside.startswith("Mayor") or "mayor" in place.before[-9:]
    }

    redact("Hong Gildong", "홍길동", ticked=all_places.all_ids() - mayor)
    redacted = Entry.objects.get(ref=agreement.ref).body
    log = exported()
    restore(before)
    assert Entry.objects.get(ref=agreement.ref).body.count("Gil") == 4
    output = apply(tmp_path, log)

    assert Entry.objects.get(ref=agreement.ref).body == redacted
    assert redacted.count("Gil") == 2
    other.refresh_from_db()
    assert other.name_as_written == "Hong Gildong"
    assert "1 redactions taken in." in output
    assert Version.objects.get(ref=agreement.ref, number=1).note == "For [redacted]"
    assert_same_as_recount()
    after = contents()
    assert "0 places redacted" in apply(tmp_path, log)
    assert contents() == after


def test_the_log_holds_no_word_and_survives_a_round_trip(tmp_path):
    agreement = make.AgreementFactory(titled=True)
    make.SignatoryFactory(agreement=agreement, name_as_written="Hong Gildong")
    publish(agreement, by=None)
    redact("Hong Gildong")
    log = exported()
    Redaction.objects.all().delete()

    apply(tmp_path, log)

    assert "ong" not in log.casefold().replace("longest", "")
    assert exported() == log
    assert RedactionRule.objects.count() == 1


def test_a_hidden_person_is_hidden_and_withdrawn_again(tmp_path):
    person = make.PersonFactory(name="Hong Gildong")
    publish(person, by=None)
    before = backup(Person)
    hide_person(person=person, public_reason={"en": "On request."}, by=None, **WHY)
    log = exported()
    restore(before)
    assert Entry.objects.filter(ref=person.ref).exists()

    output = apply(tmp_path, log)

    person.refresh_from_db()
    assert (person.is_hidden, person.name, person.editorial_state) == (True, "[redacted]", "withdrawn")
    assert "1 records withdrawn again." in output
    assert holding("gildong") == set()
    assert_same_as_recount()


@pytest.mark.parametrize("is_published_since", [False, True])
def test_a_person_who_was_hidden_as_a_draft_is_hidden_again(tmp_path, is_published_since):
    person = make.PersonFactory(name="Hong Gildong")
    hide_person(person=person, public_reason={"en": "On request."}, by=None, **WHY)
    log = exported()
    Redaction.objects.all().delete()
    Person.objects.update(name="Hong Gildong", is_hidden=False)  # as in the backup
    if is_published_since:
        publish(person, by=None)

    apply(tmp_path, log)

    person.refresh_from_db()
    assert (person.is_hidden, person.name, person.is_public) == (True, "[redacted]", False)
    with pytest.raises(ValidationError, match="This person is hidden."):
        publish(person, by=None)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 9, "redactions": []}', '{"format": 3, "redactions": [{}]}']
)
def test_a_file_that_is_no_log_is_refused(tmp_path, text):
    with pytest.raises(CommandError, match="is no log of redactions"):
        apply(tmp_path, text)


def test_a_log_whose_key_is_gone_changes_nothing_and_says_so(tmp_path, settings):
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(summary="Hong Gildong")
    publish(agreement, by=None)
    redact("Hong Gildong")
    log = exported()
    settings.REDACTION_KEYS = ["another"]

    with pytest.raises(CommandError, match="A key of the log is missing"):
        apply(tmp_path, log)


def test_a_key_that_was_rotated_keeps_its_rules(settings):
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(summary="Hong Gildong")
    redact("Hong Gildong")
    settings.REDACTION_KEYS = ["new", *settings.REDACTION_KEYS]
    agreement.texts.update(summary="Hong Gildong")

    with pytest.raises(ValidationError, match="redacted here"):
        publish(agreement, by=None)
    settings.REDACTION_KEYS = ["new"]
    with pytest.raises(ValidationError, match="a key that is missing"):
        publish(agreement, by=None)


def test_the_file_of_the_settings_follows_each_redaction(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.REDACTION_LOG = str(tmp_path / "redactions.json")
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(summary="Hong Gildong")

    with django_capture_on_commit_callbacks(execute=True):
        redact("Hong Gildong")

    assert len(json.loads((tmp_path / "redactions.json").read_text())["redactions"]) == 1
    # what the file holds and a restored database does not know stays in it
    Redaction.objects.all().delete()
    agreement.texts.update(summary="Kim Hana")
    with django_capture_on_commit_callbacks(execute=True):
        redact("Kim Hana")
    assert len(json.loads((tmp_path / "redactions.json").read_text())["redactions"]) == 2


@pytest.mark.parametrize("name", ["missing/redactions.json", "letter.txt"])
def test_nothing_is_redacted_while_the_file_of_the_settings_cannot_be_written(settings, tmp_path, name):
    (tmp_path / "letter.txt").write_text("Dear all")
    settings.REDACTION_LOG = str(tmp_path / name)
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(summary="Hong Gildong")

    with pytest.raises(ValidationError, match="cannot be written"):
        redact("Hong Gildong")

    assert agreement.texts.get().summary == "Hong Gildong"
    assert (tmp_path / "letter.txt").read_text() == "Dear all"


def test_where_the_file_fails_after_the_redaction_the_page_says_so(
    settings, tmp_path, django_capture_on_commit_callbacks, admin_client
):
    (tmp_path / "apart").mkdir()
    settings.REDACTION_LOG = str(tmp_path / "apart" / "redactions.json")
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(summary="Hong Gildong")
    page = look(admin_client)
    with django_capture_on_commit_callbacks() as callbacks:
        response = confirm(admin_client, page)
    shutil.rmtree(tmp_path / "apart")

    for callback in callbacks:
        callback()

    assert response.status_code == 302
    assert "The log of redactions (REDACTION_LOG) could not be written." in str(
        [*get_messages(response.wsgi_request)]
    )
    assert agreement.texts.get().summary == "[redacted]"
    (tmp_path / "apart").mkdir()
    assert not is_written()
    write_log(Path(settings.REDACTION_LOG))
    assert is_written()


@pytest.mark.parametrize(
    ("path", "faults"),
    [
        ("", []),
        ("redactions.json", []),
        ("missing/redactions.json", ["redaction.E001"]),
        ("folder", ["redaction.E001"]),
    ],
)
def test_the_file_of_the_settings_is_checked_before_anybody_needs_it(settings, tmp_path, path, faults):
    (tmp_path / "folder").mkdir()
    settings.REDACTION_LOG = path and str(tmp_path / path)

    assert [fault.id for fault in run_checks() if fault.id.startswith("redaction")] == faults
