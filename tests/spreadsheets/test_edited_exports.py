"""An export that a person edits in a spreadsheet program comes back as just these edits."""

import random
from collections import Counter
from copy import deepcopy
from itertools import cycle, islice

import pytest
from django.db import transaction

from agreements.models import Agreement, Topic
from core.localized import in_language
from interchange.record_ids import record_id
from organizations.models import Organization
from spreadsheets.answers import ImportAnswers
from spreadsheets.columns import guess_columns
from spreadsheets.exports.flat import flat_rows
from spreadsheets.files.reader import read_table
from spreadsheets.files.writer import write_sheet
from spreadsheets.imports.apply import apply_import
from spreadsheets.imports.planner import plan_import
from tests.spreadsheets.edits import (
    house_edits,
    life_edits,
    party_edits,
    sheet,
    signing_edits,
    substance_edits,
)
from tests.spreadsheets.edits.cells import ADDED_HEADER, EDITS, Desk, Row
from tests.spreadsheets.edits.register import agreements, differences, make_register, part_keys, recorded

EDIT_MODULES = (
    house_edits,
    life_edits,
    party_edits,
    signing_edits,
    substance_edits,
)  # each registers its own
WAYS = [{"sorted"}, {"shuffled", "hidden"}, {"filtered"}, {"inserted"}, set()]


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make_register()
        yield
        transaction.set_rollback(True)


def desk_of(language: str, seed: int, records) -> Desk:
    pks = {
        record_id(pk, external_id, created_at): pk
        for pk, external_id, created_at in Organization.objects.values_list("pk", "external_id", "created_at")
    }
    topics = {
        in_language(dict(topic.names), language)[0]: record_id(topic.pk, topic.external_id, topic.created_at)
        for topic in Topic.objects.order_by("-pk")
    }
    return Desk(random.Random(seed), language, records["organizations"], pks, topics)


def edited_rows(desk: Desk, rows: list[Row], count: int) -> Counter:
    """Make so many edits, of all kinds in turn, each group of columns of a row once. Returns the edits by name."""
    made: Counter = Counter()
    done: set[tuple[int, str]] = set()
    for name in islice(cycle(EDITS), 5 * count):
        group, function = EDITS[name]
        order = desk.random.sample(range(len(rows)), len(rows))
        free = (place for place in order if (place, group) not in done)
        place = next((place for place in free if function(desk, rows[place])), None)
        if place is not None:
            done.add((place, group))
            made[name] += 1
        if sum(made.values()) == count:
            break
    return made


def round_trip(language: str, seed: int, count: int, save) -> Counter:
    """Export, edit, save, import, and compare every record with what its edits mean. Returns the edits by name."""
    before = recorded()
    known = agreements(deepcopy(before))
    headers, *lines = flat_rows(Agreement.objects.order_by("pk"), language)
    columns = guess_columns(headers)
    rows = [
        Row(dict(zip(columns, line, strict=True)), deepcopy(known[line[columns.index("record")]]))
        for line in lines
    ]
    desk = desk_of(language, seed, before)
    desk.rows = rows
    made = edited_rows(desk, rows, count)
    for row in rows:
        row.complete()
    cells = {
        (number, place): row.cells[name]
        for number, (row, line) in enumerate(zip(rows, lines, strict=True), 2)
        for place, (name, text) in enumerate(zip(columns, line, strict=True), 1)
        if row.cells[name] != text
    }
    if remarks := {
        (number, len(headers) + 1): row.remark for number, row in enumerate(rows, 2) if row.remark
    }:
        cells |= remarks | {(1, len(headers) + 1): ADDED_HEADER}
    data = sheet.edited_workbook(
        write_sheet([headers, *lines], "xlsx"), cells, WAYS[seed % len(WAYS)], desk.random
    )
    table = read_table(*save(data))
    mapping = guess_columns(table.headers)
    answers = ImportAnswers(desk.choices, {})
    plan = plan_import(table, mapping, answers, name="edited")
    refused = {row.record for row in plan.rows if row.state == "error"}
    reasons = [f"{row.record}: {problem}" for row in plan.rows for problem in row.problems]
    assert refused == {row.record["id"] for row in rows if row.is_refused}, "\n".join(reasons)
    apply_import(table, mapping, answers, name="edited", digest=plan.digest, by=None, skip_errors=True)
    after = agreements(recorded(), {row["id"] for row in before["organizations"]})
    expected = {row.record["id"]: known[row.record["id"]] if row.is_refused else row.record for row in rows}
    wrong = [
        f"{name}: {line}"
        for name, record in expected.items()
        for line in differences(record, after[name], part_keys(known[name]))
    ]
    assert set(after) == set(known)
    assert wrong == [], "\n".join(wrong)
    return made


@pytest.mark.parametrize(("language", "seed"), [pytest.param("en", 1, marks=pytest.mark.long), ("ko", 2)])
def test_each_edit_of_an_export_is_that_edit_and_nothing_else_changes(register, db, language, seed):
    def save(data):
        return sheet.as_libreoffice_writes(data), "edited.xlsx"

    assert sum(round_trip(language, seed, 60, save).values()) == 60


@pytest.mark.long
@pytest.mark.skipif(not sheet.SOFFICE, reason="LibreOffice (soffice) is not installed here")
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_each_of_200_edits_comes_back_through_libreoffice(
    register, db, tmp_path, record_property, ending, seed
):
    def save(data):
        return sheet.through_libreoffice(data, tmp_path, ending), f"edited.{ending}"

    made = round_trip("ko" if seed % 3 == 0 else "en", seed, 200, save)

    record_property("edits", dict(made))
    assert sum(made.values()) == 200
