"""Preview and result count each kind of row by itself: no two of these numbers are the same."""

import re

import pytest

from agreements.models import Agreement
from history.models import Change
from tests.spreadsheets.admin.journey import apply, apply_sheet, check_sheet, page_of, run_worker_on

pytestmark = pytest.mark.django_db

BEFORE = [f"{number},Memorandum {number},Ministry of Examples,2020-02," for number in range(1, 8)]
# rows 2 and 3 are as they were, rows 4 to 7 changed, rows 8 to 12 are new, three of them far ahead, row 13 is wrong
AFTER = [
    *BEFORE[:2],
    *(line.replace("Memorandum", "Agreement") for line in BEFORE[2:6]),
    *(f"{number},,Ministry of Trade {number},2091-03," for number in (11, 12, 13)),
    *(f"{number},Memorandum {number},Ministry of Trade 11,2021-03," for number in (14, 15)),
    "16,Memorandum 16,Ministry of Examples,soon,",
]
NUMBERS = {"all": 12, "new": 5, "changed": 4, "unchanged": 2, "error": 1, "left out": 0, "with warnings": 3}


def rows_of(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"Row (\d+)\s*</span>", page)]


def test_the_preview_counts_each_kind_of_row_and_shows_those_of_one_kind(desk):
    apply_sheet(desk, *BEFORE)

    spreadsheet = check_sheet(desk, *AFTER)

    context = desk.get(page_of(spreadsheet)).context
    assert {str(button["label"]): button["count"] for button in context["filters"]} == NUMBERS
    assert (context["effect"], context["errors"]) == (9, 1)
    shown = {
        name: rows_of(
            desk.get(f"{page_of(spreadsheet)}?show={name}").content.decode().partition('id="rows"')[2]
        )
        for name in ("new", "changed", "unchanged", "error", "warning", "")
    }
    assert shown == {
        "new": [8, 9, 10, 11, 12], "changed": [4, 5, 6, 7], "unchanged": [2, 3], "error": [13],
        "warning": [8, 9, 10], "": [*range(2, 14)],
    }  # fmt: skip


def test_the_result_counts_what_was_made_what_was_changed_and_what_was_left_out(desk):
    apply_sheet(desk, *BEFORE)
    spreadsheet = check_sheet(desk, *AFTER)
    apply(desk, spreadsheet, errors="leave-out")

    spreadsheet = run_worker_on(spreadsheet)

    context = desk.get(page_of(spreadsheet)).context
    assert context["record_counts"] == [
        {"name": "Organizations", "created": 3, "changed": 0, "public": 0},
        {"name": "Agreements", "created": 5, "changed": 4, "public": 0},
    ]
    assert context["left_out"] == 1
    assert [(row.number, str(row.agreement)) for row in context["rows"]] == [
        *((number, f"Agreement {number - 1}") for number in range(4, 8)),
        *((number, f"Agreement: Ministry of Trade {number + 3}") for number in (8, 9, 10)),
        (11, "Memorandum 14"),
        (12, "Memorandum 15"),
    ]


def test_taking_back_is_in_the_history_of_what_it_deletes(desk, editor):
    spreadsheet = apply_sheet(desk, *BEFORE[:3])
    deleted = {str(agreement) for agreement in Agreement.objects.all()} | {"Ministry of Examples"}

    desk.post(page_of(spreadsheet, "take-back"))
    run_worker_on(spreadsheet)

    acts = Change.objects.filter(act__by=editor, act__kind="undo_import", kind="deleted")
    models = ["agreements.agreement", "organizations.organization"]
    assert acts.filter(model__in=models).count() == len(deleted)
