"""Corrections of cells and answers to questions about a list: as the preview shows them, and as they are posted."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from spreadsheets.answers import ImportAnswers
from spreadsheets.choices import RowState
from spreadsheets.files.table import MAX_XLSX_CELL_LENGTH
from spreadsheets.messages import in_active_language
from spreadsheets.models import ImportRow, SpreadsheetImport

_MAX_FIELDS_PER_ROW = 12  # cells of a row to correct on the preview; the page of the row has all
_LONG_TEXT = 60  # characters, above which a cell is a text area
_CELL_FIELD = re.compile(r"cell-(\d{1,9})-(\d{1,4})")


def list_questions(spreadsheet: SpreadsheetImport) -> list[dict]:
    """Questions about the list with the value to preselect; first the open ones that must be answered."""
    questions = [
        {**question, "number": number, "selected": question["answer"] or question["suggested"]}
        for number, question in enumerate(in_active_language(spreadsheet.findings.get("questions", [])), 1)
    ]
    return sorted(
        questions, key=lambda question: (bool(question["answer"]), not question.get("is_needed", True))
    )


def rows_to_repair(spreadsheet: SpreadsheetImport, rows: Iterable[ImportRow]) -> list[dict]:
    """Each row with its problems and warnings, and the fields in which their cells can be corrected."""
    answers = ImportAnswers.from_json(spreadsheet.answers)
    places = {header: place for place, header in enumerate(spreadsheet.headers)}
    numbers = {question["key"]: question["number"] for question in list_questions(spreadsheet)}
    rows = list(rows)
    alike = _count_alike(spreadsheet) if any(row.state == RowState.ERROR for row in rows) else {}
    shown = []
    for row in rows:
        plan, fields = in_active_language(row.plan), _fields_of_row(row, places, answers, alike)
        problems, warnings = (
            [
                {**problem, "field": fields.pop(problem["column"], None), "number": numbers.get(problem["question"])}
                for problem in plan[kind]
            ]
            for kind in ("problems", "warnings")
        )  # fmt: skip
        shown.append({"row": row, "plan": plan, "problems": problems, "warnings": warnings})
    return shown


def cells_to_repair(spreadsheet: SpreadsheetImport, row: ImportRow) -> list[dict]:
    """Every cell of a row as a field, with its problems and warnings."""
    answers = ImportAnswers.from_json(spreadsheet.answers)
    alike = _count_alike(spreadsheet)
    plan = in_active_language(row.plan)
    remarks = [*plan["problems"], *plan["warnings"]]
    return [
        {
            "column": header,
            "field": _cell_field(row, place, header, answers, alike),
            "problems": [problem for problem in remarks if problem["column"] == header],
        }
        for place, header in enumerate(spreadsheet.headers[: len(row.cells)])
    ]


def _fields_of_row(row: ImportRow, places: dict[str, int], answers, alike) -> dict[str, dict]:
    """A field for each column of the row that something is said of, by header."""
    headers = dict.fromkeys(problem["column"] for problem in [*row.plan["problems"], *row.plan["warnings"]])
    known = [header for header in headers if places.get(header, len(row.cells)) < len(row.cells)]
    return {
        header: _cell_field(row, places[header], header, answers, alike)
        for header in known[:_MAX_FIELDS_PER_ROW]
    }


def _cell_field(row: ImportRow, place: int, header: str, answers: ImportAnswers, alike) -> dict:
    """Field of a cell: name, text as corrected, as written where that differs, and how many cells are alike."""
    written = row.cells[place]
    text = answers.corrected(row.number, header, written)
    return {
        "name": f"{row.number}-{place}",
        "text": text,
        "written": written if text != written else "",
        "is_long": len(text) > _LONG_TEXT or "\n" in text,
        "alike": alike.get((place, written), 1),
    }


def _count_alike(spreadsheet: SpreadsheetImport) -> Counter:
    """Number of rows with errors that have a text in a column, by place of the column and text."""
    rows = spreadsheet.rows.filter(state=RowState.ERROR).values_list("cells", flat=True)
    return Counter((place, text) for cells in rows for place, text in enumerate(cells) if text)


def corrections(spreadsheet: SpreadsheetImport) -> list[dict]:
    """The corrections so far: of all rows alike, of single cells; ``value`` is what undoes one when it is posted."""
    answers = ImportAnswers.from_json(spreadsheet.answers)
    alike = [
        {"column": header, "written": written, "text": text, "value": json.dumps([header, written])}
        for header, texts in answers.texts.items()
        for written, text in texts.items()
    ]
    single = [
        {"column": header, "row": number, "text": text, "value": json.dumps([header, int(number)])}
        for number, texts in answers.cells.items()
        for header, text in texts.items()
    ]
    return alike + single


def merge_repairs(spreadsheet: SpreadsheetImport, data, answers: ImportAnswers) -> None:
    """Add what was posted to the answers; what does not fit the list is passed over."""
    _merge_questions(spreadsheet, data, answers)
    for value in data.getlist("undo"):
        _undo_correction(value, answers)
    _merge_cells(spreadsheet, data, answers)
    numbers = {name: set(_numbers(data.getlist(name))) for name in ("leave-out", "take-in")}
    known = set(spreadsheet.rows.filter(number__in=numbers["leave-out"]).values_list("number", flat=True))
    answers.left_out = sorted(({*answers.left_out} | known) - numbers["take-in"])


def _numbers(texts: Iterable[str]) -> Iterator[int]:
    return (int(text) for text in texts if re.fullmatch(r"[0-9]{1,9}", text))


def _merge_questions(spreadsheet: SpreadsheetImport, data, answers: ImportAnswers) -> None:
    offered = {
        question["key"]: {value for value, _label in question["options"]}
        for question in spreadsheet.findings.get("questions", [])
    }
    for field, key in data.items():
        if field.startswith("question-") and key in offered:
            answer = data.get(f"answer-{field.removeprefix('question-')}")
            if answer == "":
                answers.questions.pop(key, None)
            elif answer in offered[key]:
                answers.questions[key] = answer


def _undo_correction(value: str, answers: ImportAnswers) -> None:
    try:
        header, which = json.loads(value)
    except (ValueError, TypeError):
        return
    if isinstance(which, int):
        answers.cells.get(str(which), {}).pop(str(header), None)
    else:
        answers.texts.get(str(header), {}).pop(str(which), None)


def _merge_cells(spreadsheet: SpreadsheetImport, data, answers: ImportAnswers) -> None:
    """Keep the posted cells that differ from what they are by the answers so far."""
    posted = [(match, data[field]) for field in data if (match := _CELL_FIELD.fullmatch(field))]
    numbers = {int(match[1]) for match, _text in posted}
    cells = dict(spreadsheet.rows.filter(number__in=numbers).values_list("number", "cells"))
    for match, text in posted:
        number, place = int(match[1]), int(match[2])
        if place < min(len(cells.get(number, ())), len(spreadsheet.headers)):
            is_alike = f"alike-{match[1]}-{match[2]}" in data
            header, written = spreadsheet.headers[place], cells[number][place]
            _correct(answers, number, header, written, _clean(text), is_alike=is_alike)


def _clean(text: str) -> str:
    """A posted text as a cell of a file would hold it."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()[:MAX_XLSX_CELL_LENGTH]


def _correct(
    answers: ImportAnswers, number: int, header: str, written: str, text: str, *, is_alike: bool
) -> None:
    if text == answers.corrected(number, header, written):
        return
    of_row = answers.cells.setdefault(str(number), {})
    of_row.pop(header, None)
    if is_alike:
        answers.texts.setdefault(header, {})[written] = text
    elif text != answers.corrected(number, header, written):
        of_row[header] = text
    if not of_row:
        del answers.cells[str(number)]
