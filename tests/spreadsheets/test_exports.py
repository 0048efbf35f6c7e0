"""Sheets that were exported here come back without a change."""

import json

import pytest
from django.db import transaction

from agreements.models import Agreement
from interchange.actions import import_files, import_to_desk
from interchange.management.commands import demo
from spreadsheets.answers import ImportAnswers
from spreadsheets.columns import guess_columns
from spreadsheets.exports.flat import write_flat_sheet
from spreadsheets.exports.relational import (
    read_relational_sheets,
    records_to_sheets,
    sheets_to_records,
    write_relational_sheets,
)
from spreadsheets.files.reader import read_table
from spreadsheets.files.writer import xlsx_bytes, zip_of_csv
from spreadsheets.imports.planner import plan_import
from tests.interchange.emptying import exported


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The demonstration's records, for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_files([*demo.public_demo_files()], publish=True, skip_bad=False, by=None)
        demo.store_demo_files()
        import_files([demo.DEMO_FOLDER / demo.STAFF_FILE], publish=False, skip_bad=False, by=None)
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("file_format", "language"),
    [
        ("csv", "en"),
        ("xlsx", "ko"),
        pytest.param("csv", "ko", marks=pytest.mark.long),
        pytest.param("xlsx", "en", marks=pytest.mark.long),
    ],
)
def test_a_flat_export_comes_back_without_a_change(demonstration, db, language, file_format):
    data = write_flat_sheet(Agreement.objects.order_by("pk"), language, file_format)
    table = read_table(data, f"agreements.{file_format}")

    planned = plan_import(table, guess_columns(table.headers), ImportAnswers(), name="anything")

    assert [(row.problems, row.changes) for row in planned.rows if row.state != "unchanged"] == []
    assert planned.counts["unchanged"] == Agreement.objects.count() > 40


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_relational_export_says_all_that_an_interchange_file_says(demonstration, db, file_format):
    interchange_file = json.loads(exported())

    assert read_relational_sheets(write_relational_sheets(file_format)) == interchange_file
    assert sum(map(len, interchange_file.values())) > 150


def test_a_relational_export_comes_back_without_a_change(demonstration, db):
    before = exported()

    recorded = import_to_desk([read_relational_sheets(write_relational_sheets("csv"))], by=None)

    assert recorded.created_or_changed == set()
    assert exported() == before


def test_what_only_looks_like_text_comes_back_as_it_was():
    odd = {
        "a": "",
        "b": '"quoted',
        "c": "=1+1",
        "d": " blank ",
        "e": "line\r\nline",
        "f": "\x0b_x000D_",
        "g": "007",
    }
    record = {
        "id": "x",
        **odd,
        "pages": 3,
        "is": False,
        "by": ["k1"],
        "purpose": {"en": "a", "zh-Hant": "-b"},
    }
    file = {"organizations": [record, {"id": "y", "names": [{"key": "k1", "text": "a", "on": "2014"}]}]}

    for write in (zip_of_csv, xlsx_bytes):
        assert read_relational_sheets(write(records_to_sheets(file))) == file
        assert sheets_to_records(records_to_sheets(file)) == file
