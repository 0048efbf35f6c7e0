"""Each column of each list holds the member that its heading names: in both languages, as CSV and as a workbook."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from register.models import Entry
from tests.exports.conftest import KEPT, PLURALS
from tests.kept_tables import check_kept, markdown_table, member_paths

HEADINGS = ["Heading", "In Korean", "Member", "Cell", "Cell in Korean", "Excel"]


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def cell_text(cell) -> str:
    """A cell of a workbook: its type, its format where it has one, and its value."""
    if cell.value is None:
        return ""
    shown = "" if cell.number_format == "General" else f" as {cell.number_format}"
    name = {"s": "text", "n": "number", "d": "day"}[cell.data_type]
    return f"{name}{shown}" if name == "text" else f"{name}{shown}: {cell.value}"


@pytest.mark.parametrize("plural", PLURALS)
def test_every_column_shows_the_member_that_it_names(full_records, fetch, plural):
    english, korean = (csv_rows(fetch(f"{prefix}/{plural}/export.csv")) for prefix in ("", "/ko"))
    workbooks = [
        load_workbook(io.BytesIO(fetch(f"{prefix}/{plural}/export.xlsx"))).worksheets
        for prefix in ("", "/ko")
    ]

    in_korean = {row[0]: row for row in korean}
    sheet_rows = {line[0].value: line for line in workbooks[0][0].iter_rows(min_row=2)}
    orders = [" ".join(row[0] for row in rows[1:]) for rows in (english, korean)]
    sections = [f"# Columns of {plural}\n\nOrder: {orders[0]}. In Korean: {orders[1]}.\n"]
    for row in english[1:]:
        lines = column_lines(english[0], korean[0], row, in_korean[row[0]], sheet_rows[row[0]])
        sections.append(f"\n## {row[0]}\n\n{markdown_table(HEADINGS, lines)}")
    sections += [f"\n## About the list\n\n{about_table(*workbooks)}"]

    check_kept(KEPT / f"{plural}.md", "".join(sections))
    for (sheet, _about), rows in zip(workbooks, (english, korean), strict=True):
        assert [[text_of(cell) for cell in line] for line in sheet.iter_rows()] == rows


def column_lines(headings, korean_headings, row, korean_row, sheet_row):
    body = json.loads(Entry.objects.get(ref=row[0]).body)
    for heading, korean_heading, cell, korean_cell, sheet_cell in zip(
        headings, korean_headings, row, korean_row, sheet_row, strict=True
    ):
        in_korean = "=" if cell == korean_cell else korean_cell
        yield heading, korean_heading, member_paths(body, cell), cell, in_korean, cell_text(sheet_cell)


def about_table(english, korean) -> str:
    """The second sheet of two workbooks, and the names of the sheets."""
    names = [[workbook[number].title for workbook in (english, korean)] for number in (0, 1)]
    rows = [
        [cell.value or "" for cell in (*line, *korean_line)]
        for line, korean_line in zip(english[1].iter_rows(), korean[1].iter_rows(), strict=True)
    ]
    lines = [["name of the first sheet", names[0][0], "", names[0][1]]]
    lines += [["name of the second sheet", names[1][0], "", names[1][1]], *rows]
    return markdown_table(["Heading", "Words", "In Korean", "Words in Korean"], lines)


def text_of(cell) -> str:
    """A cell of a workbook as the CSV file has it."""
    if cell.value is None:
        return ""
    if cell.data_type != "d":
        return str(cell.value)
    return (
        f"{cell.value:%Y-%m-%d}" if cell.number_format == "yyyy-mm-dd" else f"{cell.value:%Y-%m-%dT%H:%M:%SZ}"
    )
