"""Sheets that were exported here come back without a change."""

import json

import pytest
from django.db import transaction

from agreements.models import Agreement
from interchange.importing import import_files
from interchange.management.commands import demo
from interchange.recording import record
from interchange.sheets.columns import guess
from interchange.sheets.export import read_relational, relational, write_flat
from interchange.sheets.planning import plan
from interchange.sheets.reading import read_table
from interchange.sheets.relations import flatten, unflatten
from interchange.sheets.writing import as_xlsx, as_zip
from tests.interchange.emptying import exported


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The demonstration's records, for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_files([*demo.public_files()], publish=True, skip_bad=False)
        import_files([demo.FOLDER / demo.STAFF], publish=False, skip_bad=False)
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_flat_export_comes_back_without_a_change(demonstration, db, language, format):
    data = write_flat(Agreement.objects.order_by("pk"), language, format)
    table = read_table(data, f"agreements.{format}")

    planned = plan(table, guess(table.headers), {}, name="anything")

    assert [(row.problems, row.changes) for row in planned.rows if row.state != "unchanged"] == []
    assert planned.counts["unchanged"] == Agreement.objects.count() > 40


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_relational_export_says_all_that_an_interchange_file_says(demonstration, db, format):
    told = json.loads(exported())

    assert read_relational(relational(format)) == told
    assert sum(map(len, told.values())) > 150


def test_a_relational_export_comes_back_without_a_change(demonstration, db):
    before = exported()

    recorded = record([read_relational(relational("csv"))], by=None)

    assert recorded.touched == set()
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

    for format in (as_zip, as_xlsx):
        assert read_relational(format(flatten(file))) == file
        assert unflatten(flatten(file)) == file
