"""A spreadsheet in whose words something was redacted is never applied: its file holds the words still."""

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Agreement
from spreadsheets import actions, tasks
from spreadsheets.files.table import ReadingOptions
from spreadsheets.models import SpreadsheetImport
from tests.redaction.working import holding, plan, redact
from tests.spreadsheets.admin.journey import (
    BAD,
    apply,
    apply_sheet,
    check_sheet,
    page_of,
    request_check,
    run_worker,
    run_worker_on,
    upload_sheet,
)

pytestmark = pytest.mark.django_db
ROW = "1,Memorandum of Hong Gildong,Institute of Examples,2020-01-02,blue"
CLOSED = "Words of this file were redacted, so it was deleted and is not applied."


def redact_everywhere(capture) -> None:
    with capture(execute=True):
        redact("Hong Gildong", ticked=plan("Hong Gildong").all_ids())


@pytest.mark.parametrize("bring", [upload_sheet, request_check, check_sheet])
def test_a_file_that_waits_is_closed_and_deleted(desk, django_capture_on_commit_callbacks, bring):
    spreadsheet = bring(desk, ROW)
    digest, stored = spreadsheet.digest, spreadsheet.file

    redact_everywhere(django_capture_on_commit_callbacks)

    assert not stored.storage.exists(stored.name)
    spreadsheet.refresh_from_db()
    assert (spreadsheet.state, spreadsheet.file.name) == ("closed", "")
    for answer in (
        apply(desk, spreadsheet, digest=digest),
        desk.post(page_of(spreadsheet, "check"), follow=True),
        desk.get(page_of(spreadsheet, "columns"), follow=True),
    ):
        assert CLOSED in answer.content.decode()
    run_worker()
    assert not Agreement.objects.exists()
    assert holding("gildong") == set()
    for act in ("file", "bad-rows/csv"):
        assert desk.get(page_of(spreadsheet, act)).status_code == 404


def test_a_step_that_began_before_the_words_were_redacted_keeps_nothing(desk):
    spreadsheet = check_sheet(desk, ROW)
    apply(desk, spreadsheet)
    begun = SpreadsheetImport.objects.get()
    redact("Hong Gildong", ticked=plan("Hong Gildong").all_ids())

    with pytest.raises(tasks.OvertakenStep):
        tasks.apply_step(begun, lambda done, total: None)

    assert not Agreement.objects.exists()
    assert SpreadsheetImport.objects.get().state == "closed"


def test_what_was_applied_is_undone_without_its_file(desk, django_capture_on_commit_callbacks):
    spreadsheet = apply_sheet(desk, ROW)

    redact_everywhere(django_capture_on_commit_callbacks)

    spreadsheet.refresh_from_db()
    assert (spreadsheet.state, spreadsheet.file.name) == ("applied", "")
    assert Agreement.objects.get().texts.get().title == "Memorandum of [redacted]"
    page = desk.get(page_of(spreadsheet)).content.decode()
    assert "The file" not in page
    desk.post(page_of(spreadsheet, "take-back"))
    assert run_worker_on(spreadsheet).state == "taken_back"
    assert not Agreement.objects.exists()
    answer = desk.post(page_of(spreadsheet, "check"), follow=True).content.decode()
    assert "Upload it again without them." in answer
    assert "Check again" not in answer
    with pytest.raises(ValidationError, match="Upload it again without them."):
        actions.reread_spreadsheet(spreadsheet=spreadsheet, options=ReadingOptions(), by=None)
    assert holding("gildong") == set()


def test_a_file_without_the_words_stays(desk, django_capture_on_commit_callbacks):
    check_sheet(desk, ROW)
    other = check_sheet(desk, "2,Memorandum,Institute of Examples,2020-01-02,blue", BAD, name="Others")

    redact_everywhere(django_capture_on_commit_callbacks)

    other.refresh_from_db()
    assert other.state == "checked"
    assert other.file.storage.exists(other.file.name)
