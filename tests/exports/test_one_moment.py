"""Files made while others publish are of one moment: bulk files and exports, outside any transaction of a test."""

import csv
import io
import json
import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command

from exports.dumps import builder
from organizations.models import Organization
from register.models import Version
from register.publishing import publish, withdraw
from tests import factories as make
from tests.at_once import meanwhile
from tests.interchange.emptying import exported
from tests.redacted_texts import redact

pytestmark = pytest.mark.django_db(transaction=True)

# Statements before which something is published: around the snapshot, among the files, and after all of them
PLACES = [0, 1, 2, 5, 9, 14, 20, 27, 999]


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path / "dumps"


@pytest.fixture
def some():
    organizations = [make.OrganizationFactory(purpose={"en": "To be"}) for _ in range(2 * len(PLACES) + 2)]
    publish(make.AgreementFactory(titled=True), make.ActivityFactory(titled=True), *organizations, by=None)


def change_everything():
    """Publishes new records of three kinds, one again, withdraws one and redacts one."""
    publish(make.AgreementFactory(titled=True), make.ActivityFactory(titled=True), by=None)
    gone, again, *_, redacted = Organization.objects.published().filter(is_edited=False).order_by("pk")
    withdraw(gone, by=None, reason={"en": "By mistake."})
    again.name += " renamed"
    again.save()
    publish(again, by=None)
    versions = Version.objects.of(redacted.ref).filter(action="published")
    redact(versions, ["/purpose/en"], reason="asked", basis="Art. 1", by=None)


def current_at(cursor: int) -> dict[str, int]:
    """The number of the current version of each public record, as it was after this change."""
    last = {}
    for version in Version.objects.filter(pk__lte=cursor).exclude(action="redacted").order_by("pk"):
        last[version.ref] = version
    return {ref: version.number for ref, version in last.items() if version.action == "published"}


def test_bulk_files_made_while_others_publish_are_of_one_moment(some):
    cursors, most = [], 0
    for place in PLACES:
        with meanwhile(change_everything, before=place) as statements:
            dump = builder.build_dump()
        most = max(most, len(statements))
        held = current_at(dump.cursor)
        lines = [
            json.loads(line)
            for file in dump.full_files if file.form == "jsonl"
            for line in dump.path_of(file).read_text().splitlines()
        ]  # fmt: skip
        assert {line["ref"]: line["version"] for line in lines} == held
        assert sum(file.records for file in dump.full_files if file.form == "jsonl") == len(held)
        for file in dump.full_files:
            if file.form == "csv":
                rows = csv.DictReader(io.StringIO(dump.path_of(file).read_text("utf-8-sig"), newline=""))
                refs = {ref for ref in held if ref[0] == letter_of(file.kind)}
                assert {row["Reference" if file.language == "en" else "등록번호"] for row in rows} == refs
        with closing(sqlite3.connect(dump.path_of(dump.find_file("register.sqlite")))) as database:
            assert dict(database.execute("SELECT ref, version FROM records")) == held
        cursors.append(dump.cursor)
    # what is published before the snapshot is in it, what is published after it is in the next one alone
    assert most > PLACES[-2]
    assert len(set(cursors)) >= len(PLACES) - 2


def letter_of(plural: str) -> str:
    letters = {"agreements": "A", "activities": "E", "organizations": "O", "people": "P", "topics": "T"}
    return (letters | {"collections": "C"})[plural]


@pytest.mark.parametrize(
    "place", [0, 1, 8, *(pytest.param(one, marks=pytest.mark.long) for one in (2, 4, 16))]
)
def test_an_export_made_while_others_publish_is_of_one_moment(some, place):
    before, out = exported(), io.StringIO()

    with meanwhile(change_everything, before=place) as statements:
        call_command("export_records", "-", stdout=out, stderr=io.StringIO())

    assert len(statements) > place
    assert out.getvalue() in {before, exported()}
    assert exported() != before
