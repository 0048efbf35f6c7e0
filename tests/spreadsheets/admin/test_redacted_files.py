"""A spreadsheet in whose words something was redacted is never applied: its file holds the words still."""

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Agreement
from organizations.models import Organization
from spreadsheets import actions, tasks
from spreadsheets.files.table import ReadingOptions
from spreadsheets.models import SavedList, SpreadsheetImport
from tests.desk.conftest import Fields
from tests.redaction.test_page import look
from tests.redaction.working import holding, plan, redact
from tests.spreadsheets.admin.journey import (
    BAD,
    GOOD,
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


def test_the_short_name_of_a_list_is_listed_and_changed_with_all_that_it_begins(desk, admin_client):
    name = "List of Wilhelmina Brackenbury"
    spreadsheet = check_sheet(desk, *GOOD, name=name)
    apply(desk, spreadsheet)
    spreadsheet = run_worker_on(spreadsheet)
    [saved] = SavedList.objects.all()
    made = [*Agreement.objects.values_list("external_id", flat=True)]
    assert {each.split("/")[0] for each in made} == {"list-of-wilhelmina-brackenbury"}

    page = look(admin_client, "Wilhelmina Brackenbury")

    listed = " ".join(page[page.index("Numbers and addresses to change yourself") :].split())
    assert "Saved list: short name: list-of-wilhelmina-brackenbury" in listed
    redact("Wilhelmina Brackenbury", ticked=plan("Wilhelmina Brackenbury").all_ids())
    address = f"/admin/spreadsheets/savedlist/{saved.pk}/change/"
    form = {"name": "Partners", "opened": Fields(desk.get(address).content.decode()).form["opened"]}
    assert desk.post(address, form | {"slug": "a/b"}).status_code == 200
    assert desk.post(address, form | {"slug": "partners-2"}).status_code == 302
    assert holding("brackenbury") <= {'"history_change"'}, "what the identifiers were"
    assert sorted(each.split("/")[0] for each in _identifiers()) == ["partners-2"] * 4
    again = check_sheet(desk, *GOOD, name="Partners")
    assert again.counts["unchanged"] == 2
    desk.post(page_of(spreadsheet, "take-back"))
    assert run_worker_on(spreadsheet).state == "taken_back"
    assert not Agreement.objects.exists()


def _identifiers() -> list[str]:
    return [
        each
        for model in (Agreement, Organization)
        for each in model.objects.exclude(external_id="").values_list("external_id", flat=True)
    ]
