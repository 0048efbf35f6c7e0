"""A list of agreements as a spreadsheet, and the way it takes through the staff area."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from spreadsheets.models import SpreadsheetImport

IMPORTS = "/admin/spreadsheets/spreadsheetimport/"
ADD = f"{IMPORTS}add/"
HEADERS = "MoU number,Title,Partner,Signed,Ribbon"
COLUMNS = ["number", "title_en", "party", "signed_on", ""]
GOOD = (
    "1,Memorandum on research,Institute of Examples,2020-01-02,blue",
    "2,Memorandum on training,Ministry of Examples,2020-02,",
)
BAD = "3,Memorandum on data,Ministry of Examples,32.13.2020,"


def sheet(*rows, name="partners.csv", headers=HEADERS):
    return SimpleUploadedFile(name, "\n".join([headers, *rows]).encode())


def upload_file(client, file: SimpleUploadedFile) -> SpreadsheetImport:
    response = client.post(ADD, {"file": file})
    assert response.status_code == 302, response.context["form"].errors
    return SpreadsheetImport.objects.get(pk=re.search(r"/(\d+)/columns/", response["Location"])[1])


def upload_sheet(client, *rows, **how) -> SpreadsheetImport:
    return upload_file(client, sheet(*rows, **how))


def request_check(client, *rows, name="Partners") -> SpreadsheetImport:
    """A spreadsheet that waits to be checked."""
    spreadsheet = upload_sheet(client, *rows)
    columns = {f"column-{number}": meaning for number, meaning in enumerate(COLUMNS)}
    assert client.post(page_of(spreadsheet, "columns"), {"name": name, **columns}).status_code == 302
    spreadsheet.refresh_from_db()
    return spreadsheet


def check_sheet(client, *rows, **how) -> SpreadsheetImport:
    spreadsheet = request_check(client, *rows, **how)
    return run_worker_on(spreadsheet)


def check_again(client, spreadsheet, **data) -> SpreadsheetImport:
    """The import checked again with posted answers and corrections: ``cell_4_3`` is the field ``cell-4-3``."""
    fields = {name.replace("_", "-"): value for name, value in data.items()}
    client.post(page_of(spreadsheet, "check"), fields)
    return run_worker_on(spreadsheet)


def apply(client, spreadsheet, **data):
    return client.post(page_of(spreadsheet, "apply"), {"digest": spreadsheet.digest, **data}, follow=True)


def apply_sheet(client, *rows) -> SpreadsheetImport:
    spreadsheet = check_sheet(client, *rows)
    apply(client, spreadsheet)
    return run_worker_on(spreadsheet)


def page_of(spreadsheet, act="change") -> str:
    return f"{IMPORTS}{spreadsheet.pk}/{act}/"


def run_worker_on(spreadsheet) -> SpreadsheetImport:
    """The import when a worker has done all that waited."""
    run_worker()
    spreadsheet.refresh_from_db()
    return spreadsheet


def run_worker() -> None:
    """Do all that waits as the worker does, on the connection of the test: its transaction sees what is done."""
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="test", excluded_queue_names=[],
    )  # fmt: skip
    while task := DBTaskResult.objects.ready().first():
        task.claim(worker.worker_id)
        worker.run_task(task)
        task.refresh_from_db()
        assert (task.status, task.traceback) == ("SUCCESSFUL", "")
