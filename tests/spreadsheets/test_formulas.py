"""No cell that leaves is a formula, and every cell comes back as it was."""

import io

from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.formula_injection import escape_formula, unescape_formula
from spreadsheets.files.reader import read_table
from spreadsheets.files.writer import csv_bytes, xlsx_bytes

STARTS = "=+-@\t\r\n\0＝＋－＠"
QUOTES = st.sampled_from(["", "'", "''"])
CELLS = st.text() | st.builds("{}{}{}".format, QUOTES, st.sampled_from(STARTS), st.text())


@given(CELLS)
@example("'=1")
@example("''+1")
@example("'quoted'")
def test_every_cell_comes_back_and_none_begins_as_a_formula(text):
    assert unescape_formula(escape_formula(text)) == text
    assert not escape_formula(text).startswith(tuple(STARTS))


def test_no_cell_of_a_file_is_a_formula_and_all_are_read_as_they_were():
    dangerous = ['=HYPERLINK("http://evil.example")', "+1", "-1", "@SUM(A1)", "＝1+1", "'=1"]
    cells = [*dangerous, "007", "2014-09", "#N/A", "1e5"]
    rows = [["Title", "Partner"], *([cell, "x"] for cell in cells)]

    assert [row[0] for row in read_table(csv_bytes(rows), "a.csv").rows] == cells
    assert [row[0] for row in read_table(xlsx_bytes({"A": rows}), "a.xlsx").rows] == cells
    sheet = load_workbook(io.BytesIO(xlsx_bytes({"A": rows}))).active
    assert {(cell.data_type, cell.number_format) for row in sheet.iter_rows() for cell in row} == {("s", "@")}
