"""The background step: seen while it works, missed when it does not, harmless when it is killed."""

import time
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from agreements.models import Agreement
from spreadsheets.models import STALLED_AFTER, SpreadsheetImport
from spreadsheets.tasks import exclusive_work
from tests.spreadsheets.admin.journey import (
    GOOD,
    apply,
    apply_sheet,
    check_sheet,
    page_of,
    request_check,
    run_worker,
    run_worker_on,
)
from tests.working import worker

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY = "Nobody is at work on this import"


def wait_for(is_so, seconds=40):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def long_ago(spreadsheet):
    then = timezone.now() - timedelta(seconds=STALLED_AFTER + 1)
    SpreadsheetImport.objects.filter(pk=spreadsheet.pk).update(state_at=then)


def is_at_work(spreadsheet):
    return spreadsheet.pk in SpreadsheetImport.objects.at_work()


def held_up(spreadsheet):
    """Start a worker that cannot read the agreements, and kill it when it is at work."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE agreements_agreement, organizations_organization IN ACCESS EXCLUSIVE MODE")
        with worker():
            wait_for(lambda: is_at_work(spreadsheet))
            time.sleep(0.3)
            assert is_at_work(spreadsheet)
    wait_for(lambda: not is_at_work(spreadsheet))


def test_a_worker_beside_the_server_does_what_is_asked(desk):
    spreadsheet = request_check(desk, *GOOD)

    with worker():
        wait_for(lambda: SpreadsheetImport.objects.get().state != "checking")
        apply(desk, SpreadsheetImport.objects.get())
        wait_for(lambda: SpreadsheetImport.objects.get().state != "applying")

    spreadsheet.refresh_from_db()
    assert (spreadsheet.state, spreadsheet.reasons, Agreement.objects.count()) == ("applied", [], 2)


def test_the_page_says_so_when_no_worker_comes(desk):
    spreadsheet = request_check(desk, *GOOD)
    assert "It waits for its turn" in desk.get(page_of(spreadsheet)).content.decode()

    long_ago(spreadsheet)
    page = desk.get(page_of(spreadsheet)).content.decode()

    assert NOBODY in page
    assert page_of(spreadsheet, "start-again") in page


def test_the_page_says_how_far_it_is(desk):
    spreadsheet = request_check(desk, *GOOD)

    with exclusive_work(spreadsheet.pk) as report_progress:
        report_progress(1, 2)
        page = desk.get(page_of(spreadsheet)).content.decode()
        long_ago(spreadsheet)
        later = desk.get(page_of(spreadsheet)).content.decode()

    assert "The rows are being checked." in page
    assert '<progress max="2" value="1"' in page
    assert NOBODY not in later


def test_one_that_waits_behind_another_is_told_so(desk):
    first, second = request_check(desk, *GOOD), request_check(desk, *GOOD, name="Others")
    long_ago(second)

    with exclusive_work(first.pk):
        page = desk.get(page_of(second)).content.decode()

    assert "Another import is being worked on. This one comes after it." in page


@pytest.mark.long
def test_a_check_whose_worker_was_killed_can_be_started_again(desk):
    spreadsheet = request_check(desk, *GOOD)
    held_up(spreadsheet)
    long_ago(spreadsheet)
    assert NOBODY in desk.get(page_of(spreadsheet)).content.decode()
    run_worker()
    spreadsheet.refresh_from_db()
    assert spreadsheet.state == "checking", "nothing goes on by itself"

    desk.post(page_of(spreadsheet, "start-again"))

    assert run_worker_on(spreadsheet).state == "checked"


def test_an_import_whose_worker_was_killed_has_done_nothing_and_is_done_once_when_started_again(desk):
    spreadsheet = check_sheet(desk, *GOOD)
    apply(desk, spreadsheet)
    held_up(spreadsheet)
    assert Agreement.objects.count() == 0

    desk.post(page_of(spreadsheet, "start-again"))
    desk.post(page_of(spreadsheet, "start-again"))
    spreadsheet = run_worker_on(spreadsheet)

    assert (spreadsheet.state, spreadsheet.reasons, Agreement.objects.count()) == ("applied", [], 2)


def test_what_is_being_worked_on_is_not_started_again(desk):
    spreadsheet = request_check(desk, *GOOD)

    with exclusive_work(spreadsheet.pk):
        page = desk.post(page_of(spreadsheet, "start-again"), follow=True).content.decode()

    assert "It is being worked on." in page


def test_two_workers_do_not_work_on_one_import(desk):
    spreadsheet = request_check(desk, *GOOD)

    with exclusive_work(spreadsheet.pk):
        run_worker()

    spreadsheet.refresh_from_db()
    assert spreadsheet.state == "checking"


def test_an_older_request_does_nothing_once_it_was_asked_for_again(desk):
    spreadsheet = request_check(desk, *GOOD)
    desk.post(page_of(spreadsheet, "start-again"))
    spreadsheet.refresh_from_db()
    DBTaskResult.objects.get(pk=spreadsheet.task).delete()

    assert run_worker_on(spreadsheet).state == "checking"


def test_a_step_that_breaks_leaves_words_and_no_changes(desk):
    spreadsheet = check_sheet(desk, *GOOD)
    apply(desk, spreadsheet)
    default_storage.delete(spreadsheet.file.name)

    spreadsheet = run_worker_on(spreadsheet)

    assert (spreadsheet.state, Agreement.objects.count()) == ("checked", 0)
    assert "Something went wrong that nobody foresaw, and nothing was changed." in spreadsheet.reasons[0]
    assert spreadsheet.reasons[0] in desk.get(page_of(spreadsheet)).content.decode()


def test_a_check_that_breaks_says_so_and_can_be_tried_again(desk):
    spreadsheet = request_check(desk, *GOOD)
    with default_storage.open(spreadsheet.file.name) as file:
        content = file.read()
    default_storage.delete(spreadsheet.file.name)
    spreadsheet = run_worker_on(spreadsheet)
    assert spreadsheet.state == "failed"
    assert page_of(spreadsheet, "check") in desk.get(page_of(spreadsheet)).content.decode()

    with default_storage.open(spreadsheet.file.name, "wb") as file:
        file.write(content)
    desk.post(page_of(spreadsheet, "check"))

    assert run_worker_on(spreadsheet).state == "checked"


@pytest.mark.long
def test_taking_back_is_started_again_too(desk):
    spreadsheet = apply_sheet(desk, *GOOD)
    desk.post(page_of(spreadsheet, "take-back"))
    held_up(spreadsheet)
    assert Agreement.objects.count() == 2

    desk.post(page_of(spreadsheet, "start-again"))

    assert (run_worker_on(spreadsheet).state, Agreement.objects.count()) == ("taken_back", 0)
