"""Pages of an import in its rarer states: at work, stopped, failed, undone, published, withdrawn."""

from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from agreements.models import Agreement
from register.publishing import publish
from spreadsheets.admin import import_pages, publication
from spreadsheets.models import STALLED_AFTER, ImportRow, SpreadsheetImport
from spreadsheets.tasks import exclusive_work
from tests import factories as make
from tests.desk.stored_rows import for_a_reader, moment
from tests.spreadsheets.admin.journey import page_of

AT_WORK = ("checking", "applying", "preparing", "publishing", "withdrawing", "taking_back")


def changed(spreadsheet: SpreadsheetImport, **fields) -> SpreadsheetImport:
    """The import with these fields, as a step would leave it."""
    SpreadsheetImport.objects.filter(pk=spreadsheet.pk).update(**fields)
    return SpreadsheetImport.objects.get(pk=spreadsheet.pk)


def at_work(state: str):
    """The page while a worker has done 5 of 7 rows."""

    def page(office: SimpleNamespace):
        spreadsheet = office.checked if state in ("checking", "applying") else office.applied
        spreadsheet = changed(spreadsheet, state=state, done=5, total=7)
        with exclusive_work(spreadsheet.pk):
            return office.desk.get(page_of(spreadsheet))

    return page


def waiting(office: SimpleNamespace):
    return office.desk.get(page_of(changed(office.checked, state="checking", state_at=timezone.now())))


def waiting_behind_another(office: SimpleNamespace):
    spreadsheet = changed(office.checked, state="applying", state_at=timezone.now())
    with exclusive_work(office.applied.pk):
        return office.desk.get(page_of(spreadsheet))


def left(state: str):
    """The page of a step that nobody is at work on."""

    def page(office: SimpleNamespace):
        then = timezone.now() - timedelta(seconds=STALLED_AFTER + 1)
        fields = {"state": state, "state_at": then, "done": 5, "total": 7}
        return office.desk.get(page_of(changed(office.checked, **fields)))

    return page


def in_state(state: str, **fields):
    return lambda office: office.desk.get(page_of(changed(office.checked, state=state, **fields)))


def undone(office: SimpleNamespace):
    """An import with a day and an account of its own for each step."""
    uploader, applier, undoer = (
        make.UserFactory(username=name) for name in ("uploader", "applier", "undoer")
    )
    fields = {
        "state": "taken_back", "uploaded_by": uploader, "applied_by": applier, "taken_back_by": undoer,
        "uploaded_at": moment(1), "applied_at": moment(2), "taken_back_at": moment(3),
    }  # fmt: skip
    return office.desk.get(page_of(changed(office.applied, **fields)))


@contextmanager
def short_pages():
    """One name and one row on a page, so that few are many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_pages, "_NAMES_PER_PAGE", 1)
        patch.setattr(import_pages, "_ROWS_PER_PAGE", 1)
        patch.setattr(publication, "_MAX_LISTED", 0)
        yield


def with_short_pages(page):
    def short(office: SimpleNamespace):
        with short_pages():
            return page(office)

    return short


def held_back(*titles: str) -> list:
    return [[number, title, f"Reason of {title}."] for number, title in enumerate(titles, 1)]


def publication_of(**publication):
    return lambda office: office.desk.get(page_of(changed(office.applied, publication=publication)))


PLAN = {"agreements": {"7": "x", "8": "y", "9": "z"}, "along": {"a": "Institute along", "b": "Ministry along"},
        "digest": "abc", "held_back": held_back("First held back", "Second held back", "Third held back")}  # fmt: skip


def published_import(office: SimpleNamespace):
    """An import whose records are public, one of them edited since, one deleted."""
    agreements = [row.plan["record"] for row in office.applied.rows.all() if row.plan.get("record")]
    records = list(Agreement.objects.filter(external_id__in=agreements).order_by("pk"))
    publish(*records, by=None)
    Agreement.objects.filter(pk=records[0].pk).update(is_edited=True)
    return office.applied


def withdraw_import(office: SimpleNamespace):
    return office.desk.get(page_of(published_import(office), "withdraw"))


def withdraw_one(office: SimpleNamespace):
    agreement = Agreement.objects.get(texts__title="Memorandum on health")
    publish(agreement, by=None)
    return office.desk.get(page_of(office.applied, "withdraw"))


def result_of_published(office: SimpleNamespace):
    return office.desk.get(page_of(published_import(office)))


def result_of_deleted(office: SimpleNamespace):
    Agreement.objects.filter(texts__title="Memorandum on training").delete()
    return office.desk.get(page_of(office.applied))


def without_a_file(office: SimpleNamespace):
    return office.desk.get(page_of(changed(office.applied, file="")))


def undone_without_a_file(office: SimpleNamespace):
    return undone(SimpleNamespace(**vars(office) | {"applied": changed(office.applied, file="")}))


def of_nobody(office: SimpleNamespace):
    """An import of accounts that are gone, undone."""
    fields = {"uploaded_by": None, "applied_by": None, "taken_back_by": None, "taken_back_at": timezone.now()}
    return office.desk.get(page_of(changed(office.applied, **fields)))


def nothing_left_out(office: SimpleNamespace):
    """An import of a file without errors."""
    ImportRow.objects.filter(spreadsheet_import=office.applied, state="error").delete()
    return office.desk.get(page_of(changed(office.applied, counts={"new": 2, "all": 2})))


def nothing_done_yet(office: SimpleNamespace):
    spreadsheet = changed(office.checked, state="checking", done=0, total=7)
    with exclusive_work(spreadsheet.pk):
        return office.desk.get(page_of(spreadsheet))


def not_undone(office: SimpleNamespace):
    return office.desk.get(page_of(changed(office.applied, reasons=["It was edited."])))


STATES = {
    **{f"spreadsheet {state.replace('_', ' ')}": at_work(state) for state in AT_WORK},
    "spreadsheet waiting": waiting,
    "spreadsheet behind another": waiting_behind_another,
    "spreadsheet left in a check": left("checking"),
    "spreadsheet left in applying": left("applying"),
    "spreadsheet failed": in_state("failed", reasons=["The file could not be read."]),
    "spreadsheet closed": in_state("closed"),
    "spreadsheet undone": undone,
    "spreadsheet publication planned": with_short_pages(publication_of(plan=PLAN)),
    "spreadsheet nothing to publish": publication_of(plan=PLAN | {"agreements": {}}),
    "spreadsheet published": publication_of(published={"agreements": 3, "along": 2, "held_back": held_back("Held")}),
    "spreadsheet withdrawn": publication_of(withdrawn={"withdrawn": 4, "held_back": []}),
    "spreadsheet withdraw": withdraw_import,
    "spreadsheet withdraw one": withdraw_one,
    "spreadsheet withdraw more": with_short_pages(withdraw_import),
    "spreadsheet withdraw nothing": lambda office: office.desk.get(page_of(office.applied, "withdraw")),
    "spreadsheet result of published": result_of_published,
    "spreadsheet result of deleted": result_of_deleted,
    "spreadsheet left, for a reader": for_a_reader(left("checking")),
    "spreadsheet failed, for a reader": for_a_reader(in_state("failed", reasons=["First reason.", "Second reason."])),
    "spreadsheet result for a reader": for_a_reader(lambda office: office.desk.get(page_of(office.applied))),
    "spreadsheet undone for a reader": for_a_reader(undone),
    "spreadsheet without a file": without_a_file,
    "spreadsheet undone without a file": undone_without_a_file,
    "spreadsheet of nobody": of_nobody,
    "spreadsheet nothing left out": nothing_left_out,
    "spreadsheets for a reader": for_a_reader(lambda office: office.desk.get("/admin/spreadsheets/spreadsheetimport/")),
    "spreadsheet at work on nothing yet": nothing_done_yet,
    "spreadsheet uploaded": for_a_reader(lambda office: office.desk.get(page_of(office.uploaded))),
    "spreadsheet not undone": not_undone,
}  # fmt: skip
