"""How a file was read is shown before anything is checked, and people have it read otherwise."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from spreadsheets.messages import in_active_language
from spreadsheets.models import SavedList, SpreadsheetImport
from tests.spreadsheets.admin.journey import (
    BAD,
    GOOD,
    check_sheet,
    page_of,
    run_worker_on,
    upload_file,
    upload_sheet,
)
from tests.spreadsheets.test_layout import workbook

pytestmark = pytest.mark.django_db
NAMES = "Title,Partner\nA,King’s College\nB,Åbo Akademi\n"
OLD = [["Title", "Partner"], ["Old", "Uni Bonn"], ["Older", "Uni Kiel"]]
NEW = [["Name of MoU", "Partner", "Total"], ["New", "Uni Bonn", "1"], ["Total", "", "1"]]


def upload(client, data: bytes, name="list.csv") -> SpreadsheetImport:
    return upload_file(client, SimpleUploadedFile(name, data))


def read_again(client, spreadsheet, form_at, **choices) -> SpreadsheetImport:
    """Post the form of the page with these choices."""
    names = [choice["name"] for choice in spreadsheet.reading["choices"]]
    form = form_at(client, page_of(spreadsheet, "columns"))
    client.post(page_of(spreadsheet, "reading"), {name: form[name] for name in names} | choices)
    spreadsheet.refresh_from_db()
    return spreadsheet


def check(client, spreadsheet, form_at, **changes) -> SpreadsheetImport:
    client.post(page_of(spreadsheet, "columns"), form_at(client, page_of(spreadsheet, "columns")) | changes)
    return run_worker_on(spreadsheet)


def test_the_words_of_a_guessed_encoding_are_shown_and_another_is_chosen(desk, form_at):
    spreadsheet = upload(desk, NAMES.encode("cp1252"))
    page = desk.get(page_of(spreadsheet, "columns")).content.decode()
    assert "It was read as Windows-1252" in page
    assert "<q>King’s</q>" in page
    assert '<option value="cp949">CP949: King뭩 휻o</option>' in page

    spreadsheet = read_again(desk, spreadsheet, form_at, encoding="cp949")

    assert spreadsheet.answers["reading"] == {"encoding": "cp949"}
    assert spreadsheet.samples[1] == ["Partner", ["King뭩 College", "휻o Akademi"]]
    spreadsheet = read_again(desk, spreadsheet, form_at, encoding="cp1252")
    assert spreadsheet.samples[1] == ["Partner", ["King’s College", "Åbo Akademi"]]
    assert check(desk, spreadsheet, form_at).findings["notices"][0]["examples"] == ["King’s", "Åbo"]


def test_another_sheet_is_chosen_checked_and_remembered_for_the_next_issue(desk, form_at):
    sheets = [("2024", NEW, "visible")]
    spreadsheet = upload(desk, workbook(*OLD, sheets=sheets), "list.xlsx")
    assert (spreadsheet.headers, spreadsheet.total) == (["Title", "Partner"], 2)

    spreadsheet = read_again(desk, spreadsheet, form_at, sheet="2024", header_row="3")
    assert (spreadsheet.headers, spreadsheet.total) == (["Name of MoU", "Partner", "Total"], 1)
    assert spreadsheet.answers["reading"] == {"sheet": "2024"}  # the header was one of the other sheet

    spreadsheet = check(desk, spreadsheet, form_at, name="Yearly")
    assert (spreadsheet.state, spreadsheet.counts["new"]) == ("checked", 1)
    assert [notice["reason"] for notice in in_active_language(spreadsheet.findings)["notices"]][:2] == [
        "The sheet “2024” was read. These have rows too: List (3).",
        "Rows of totals were left out.",
    ]

    again = upload(desk, workbook(*OLD, ["Oldest", "Uni Ulm"], sheets=sheets), "next.xlsx")
    assert (again.headers, again.answers["reading"]) == (spreadsheet.headers, {"sheet": "2024"})
    other = upload(desk, workbook(*OLD), "other.xlsx")
    assert (other.headers, other.answers["reading"]) == (["Title", "Partner"], {})


def test_what_nobody_changed_is_not_remembered(desk, form_at):
    spreadsheet = upload(desk, b"List,of\nTitle,Partner\nA,B\nTotal,1\n")

    assert read_again(desk, spreadsheet, form_at).answers["reading"] == {}
    spreadsheet = read_again(desk, spreadsheet, form_at, extras="take")
    assert (spreadsheet.answers["reading"], spreadsheet.total) == ({"extras": "take"}, 2)
    spreadsheet = read_again(desk, spreadsheet, form_at, header_row="1")
    assert spreadsheet.answers["reading"] == {"extras": "take", "header_row": 1, "header_rows": 1}
    assert spreadsheet.headers == ["List", "of"]


def test_a_file_is_read_again_after_the_check_and_its_columns_are_asked_anew(desk, form_at):
    spreadsheet = check_sheet(desk, *GOOD, BAD)
    assert (spreadsheet.state, len(spreadsheet.columns)) == ("checked", 5)

    same = read_again(desk, spreadsheet, form_at)
    assert (same.state, len(same.columns), same.digest) == ("uploaded", 5, "")
    other = read_again(desk, spreadsheet, form_at, header_row="2")
    assert (other.state, other.columns, other.total) == ("uploaded", [], 2)


def test_a_way_in_which_it_cannot_be_read_is_refused_in_words(desk, form_at):
    spreadsheet = upload_sheet(desk, *GOOD)

    form = {"header_row": "3", "header_rows": "1"}
    page = desk.post(page_of(spreadsheet, "reading"), form, follow=True).content.decode()
    assert "There is nothing below the header, row 3." in page
    page = desk.post(page_of(spreadsheet, "reading"), {"header_row": "99"}, follow=True).content.decode()
    assert "Choose again: the file was read otherwise meanwhile." in page
    spreadsheet.refresh_from_db()
    assert (spreadsheet.answers["reading"], spreadsheet.total) == ({}, 2)


def test_a_list_in_another_encoding_than_its_last_issue_is_read_as_it_is(desk, form_at):
    spreadsheet = read_again(desk, upload(desk, NAMES.encode("cp1252")), form_at, encoding="mac_roman")
    check(desk, spreadsheet, form_at, name="Names")
    assert SavedList.objects.get().answers["reading"] == {"encoding": "mac_roman"}

    again = upload(desk, NAMES.encode())

    assert again.samples[1] == ["Partner", ["King’s College", "Åbo Akademi"]]


def test_the_notices_are_in_the_language_of_who_looks(desk):
    spreadsheet = upload(desk, b"Title,Partner\nA,B\nTotal,1\n")

    page = desk.get("/ko" + page_of(spreadsheet, "columns")).content.decode()

    assert "합계 행은 제외하였습니다." in page
