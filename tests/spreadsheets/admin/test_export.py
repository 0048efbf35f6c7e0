"""Agreements go out as spreadsheets from their list."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from spreadsheets.models import SpreadsheetImport
from tests import factories
from tests.spreadsheets.admin.journey import ADD, page_of, run_worker_on

pytestmark = pytest.mark.django_db
LIST = "/admin/agreements/agreement/"


@pytest.fixture
def agreements():
    chosen = factories.AgreementFactory(titled=True, text__title="Memorandum")
    factories.MilestoneFactory(agreement=chosen, on="2020-01")
    return [
        chosen,
        factories.AgreementFactory(titled=True, text__title="=1+1"),
        factories.AgreementFactory(titled=True),
    ]


def exported(client, action, *agreements):
    response = client.post(
        LIST, {"action": action, "_selected_action": [agreement.pk for agreement in agreements], "index": "0"}
    )
    assert response.status_code == 200
    return response


def test_a_selection_is_sent_row_by_row_and_no_cell_is_a_formula(desk, agreements):
    response = exported(desk, "export_flat", *agreements[:2])

    assert response.streaming
    assert response["Content-Disposition"].startswith('attachment; filename="agreements-')
    rows = list(csv.DictReader(StringIO(response.getvalue().decode("utf-8-sig"))))
    assert [row["title in English"] for row in rows] == ["Memorandum", "'=1+1"]


def test_what_was_exported_and_comes_back_changes_nothing(desk, agreements, form_at):
    file = SimpleUploadedFile("back.csv", exported(desk, "export_flat", *agreements).getvalue())

    desk.post(ADD, {"file": file})
    spreadsheet = SpreadsheetImport.objects.get()
    desk.post(page_of(spreadsheet, "columns"), form_at(desk, page_of(spreadsheet, "columns")))
    spreadsheet = run_worker_on(spreadsheet)

    assert (spreadsheet.reasons, spreadsheet.counts) == (
        [],
        {"new": 0, "changed": 0, "unchanged": 3, "error": 0, "left_out": 0, "warning": 0, "all": 3},
    )


def test_whole_records_have_a_sheet_for_each_part_and_whom_they_name(desk, agreements):
    book = openpyxl.load_workbook(BytesIO(exported(desk, "export_relational", agreements[0]).content))

    rows = {sheet.title: sheet.max_row - 1 for sheet in book.worksheets}
    assert {name: rows.get(name) for name in ("agreements", "organizations")} == {
        "agreements": 1,
        "organizations": 1,
    }


def test_readers_may_take_lists_out_too(desk, reader, agreements):
    by_an_editor = exported(desk, "export_flat", agreements[0]).getvalue()
    desk.force_login(reader)

    assert exported(desk, "export_flat", agreements[0]).getvalue() == by_an_editor
    assert by_an_editor.count(b"\r\n") == 2
