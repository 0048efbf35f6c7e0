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
from tests.factories import AgreementFactory
from tests.interchange.emptying import empty, exported


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
def test_a_relational_export_brings_an_emptied_register_back_byte_for_byte(demonstration, db, format):
    before, data = exported(), relational(format)
    assert read_relational(data) == json.loads(before)
    assert record([read_relational(data)], by=None).touched == set()

    empty()
    import_files([read_relational(data)], publish=True, skip_bad=False)

    assert exported() == before
