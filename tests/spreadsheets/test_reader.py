"""Files as spreadsheet programs write them, and files that are none."""

import io
import zipfile
from datetime import date, datetime
from time import process_time

import pytest
from openpyxl import Workbook

from spreadsheets.files.reader import read_table
from spreadsheets.files.table import SheetError
from spreadsheets.files.writer import xlsx_bytes
from tests.spreadsheets.lists import as_file

ROWS = [["협약명", "Partner"], ["공동 연구 협약", "Universität Zürich"], ["교류, 협력", 'The "Old" School']]
KOREAN = [["협약명", "상대기관"], ["공동 연구; 협약", "똠방각하 대학교"]]


HALF_PAST_NINE = datetime.fromisoformat("2019-03-05T09:30")


def workbook(*rows, formats=None) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    for place, shown in (formats or {}).items():
        book.active[place].number_format = shown
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_utf_8_is_read_with_a_mark_or_without_and_however_cells_are_parted(encoding, delimiter):
    table = read_table(as_file(*ROWS, encoding=encoding, delimiter=delimiter), "list.csv")

    assert (table.headers, table.rows, table.encoding) == (ROWS[0], ROWS[1:], "utf-8")


def test_what_korean_excel_writes_is_read():
    table = read_table(as_file(*KOREAN, encoding="cp949"), "목록.CSV")

    assert (table.headers, table.rows, table.encoding) == (KOREAN[0], KOREAN[1:], "cp949")


def test_a_cell_of_xlsx_is_what_a_person_sees():
    data = workbook(
        ["No", "Signed", "Month", "Year", "At", "Count", "Share", "Is", "Text", "Korean month"],
        [7, date(2019, 3, 5), date(2019, 3, 1), date(2019, 1, 1), HALF_PAST_NINE, 5.0, 2.5, True, "007",
         date(2020, 4, 1)],
        formats={"A2": "000", "B2": "yyyy-mm-dd", "C2": "mmm-yy", "D2": "yyyy", "J2": 'yyyy"년" m"월"'},
    )  # fmt: skip

    [row] = read_table(data, "list.xlsx").rows

    assert row == [
        "007", "2019-03-05", "2019-03", "2019", "2019-03-05 09:30:00", "5", "2.5", "TRUE", "007", "2020-04",
    ]  # fmt: skip


def test_blanks_round_a_cell_and_empty_rows_below_are_no_part_of_the_table():
    lines = [
        [" Title ", "Partner  name "],
        ["A\u00a0 ", "  B"],
        [" ", ""],
        ["\tC", "D\n"],
        ["  ", " "],
        ["", ""],
    ]
    for data, name in ((as_file(*lines), "a.csv"), (workbook(*lines), "a.xlsx")):
        table = read_table(data, name)

        assert table.headers == ["Title", "Partner name"]
        assert list(table.numbered()) == [(2, ["A", "B"]), (4, ["C", "D"])]


def test_a_hidden_sheet_is_passed_over_and_so_is_an_empty_one():
    book, out = Workbook(), io.BytesIO()
    book.active.title = "hidden"
    book.active.append(["Wrong", "List"])
    book.active.append(["1", "2"])
    book.active.sheet_state = "hidden"
    book.create_sheet("empty")
    listed = book.create_sheet("list")
    for row in (["Title", "Partner"], ["A", "B"]):
        listed.append(row)
    book.active = 2
    book.save(out)

    table = read_table(out.getvalue(), "a.xlsx")

    assert (table.headers, table.rows) == (["Title", "Partner"], [["A", "B"]])


def test_rows_are_numbered_as_in_the_sheet_with_a_title_above_and_empty_lines_between():
    lines = [
        ["List of agreements", ""],
        ["", ""],
        ["Title", "Partner"],
        ["A", "B"],
        ["", ""],
        ["C", "D"],
        ["", ""],
    ]
    for data, name in ((as_file(*lines), "a.csv"), (workbook(*lines), "a.xlsx")):
        table = read_table(data, name)

        assert table.headers == ["Title", "Partner"]
        assert list(table.numbered()) == [(4, ["A", "B"]), (6, ["C", "D"])]


def test_short_lines_are_filled_and_columns_without_anything_left_out():
    table = read_table(b"Title,,Partner\nA\nB,,C\n", "a.csv")

    assert (table.headers, table.rows) == (["Title", "Partner"], [["A", ""], ["B", "C"]])


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.csv", "The file is empty."),
        (b" \n\n", "a.csv", "The file is empty."),
        (b",,\n,,\n", "a.csv", "The file is empty."),
        (b"Title,Partner\n", "a.csv", "nothing below the header, row 1"),
        (b"Title,Partner\nA,\"B\n", "a.csv", "cannot be read: unexpected end of data"),
        (b"\x00\x01\x02\x03" * 50, "a.csv", "not a text file, or it is broken"),
        (b"\xff\xfeT", "a.csv", "not a text file, or it is broken"),
        (b"\xff\xd8\xff\xe0\x10JFIF\x01" * 9, "a.csv", "not a text file, or it is broken"),
        (b"PK\x03\x04garbage" * 9, "a.xlsx", "not an XLSX file"),
        (b"%PDF-1.7 garbage", "a.xlsx", "not an XLSX file"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "a.xlsx", "old Excel file, or one with a password"),
        (b"Title\nA\n", "a.ods", "ends in .csv or .xlsx"),
        (b"Title,Partner\n" + b"A,B\n" * 20_001, "a.csv", "more than 20,000 rows"),
        (b"Title,Partner\n" + b"A," + b"x" * 40_000 + b"\n", "a.csv", "Row 2 has a cell of more than 32,767"),
        (b"x" * (10 * 2**20 + 1), "a.csv", "larger than 10.0\xa0MB"),
        (b",".join(b"h%d" % n for n in range(201)) + b"\n" + b",".join([b"x"] * 201), "a.csv", "more than 200 columns"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(data, name, words):
    with pytest.raises(SheetError) as refused:
        read_table(data, name)

    assert words in str(refused.value)


def packed(**contents) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = packed(**{"xl/workbook.xml": b"0" * 200 * 2**20})
    assert len(data) < 2**20

    with pytest.raises(SheetError, match="Unpacked, the file is larger than 100.0\xa0MB"):
        read_table(data, "a.xlsx")


def test_a_cell_of_a_hundred_megabytes_is_refused():
    sheet = xlsx_bytes({"A": [["Title", "Partner"], ["A", "B"]]})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b">B<", b">" + b"B" * 100 * 2**20 + b"<"))

    with pytest.raises(SheetError, match="Unpacked"):
        read_table(out.getvalue(), "a.xlsx")


def with_sheet(old: bytes, new: bytes) -> bytes:
    """A workbook of two lines, the first place of this in the XML of whose sheet is replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes({"A": [["Title", "Partner"], ["A", "B"]]}))) as before,
        zipfile.ZipFile(out, "w") as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            assert old in data or not name.startswith("xl/worksheets/")
            after.writestr(name, data.replace(old, new, 1) if name.startswith("xl/worksheets/") else data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'<row r="2"', b'<row r="20000000"', "Row 20,000,000 has something in it, far below the list"),
        (b'<row r="2"', b'<row r="1e15"', "Row 1,000,000,000,000,000 has something in it"),
        (b'<row r="2"', b'<row r="20001"', "Row 20,001 has something in it, far below the list"),
        (b'r="B2"', b'r="XFD9999999"', "more than 200 columns"),
        (b'r="B2"', b'r="ZZZ2"', "more than 200 columns"),
        (b'r="B2"', b'r="XFDXFD2"', "not an XLSX file"),
        (b'<row r="2"', b'<row r="%s"' % (b"9" * 5000), "not an XLSX file"),
    ],
)
def test_absurd_numbers_of_rows_and_columns_cost_nothing(old, new, words):
    data = with_sheet(old, new)
    started = process_time()

    with pytest.raises(SheetError, match=words):
        read_table(data, "a.xlsx")

    assert process_time() - started < 1  # filling them in took 2.5 s and more


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            b"</row></sheetData>",
            b'<c r="XFD2" s="1"/></row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>',
        ),
        (b"</row></sheetData>", b'<c r="XFD2" t="inlineStr"><is><t> </t></is></c></row></sheetData>'),
        (b"<sheetData>", b'<cols><col min="3" max="99999999999" hidden="1"/></cols><sheetData>'),
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="C3:XFD1048576"/></mergeCells>'),
        (b"</sheetData>", b'<row r="-7"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'),
    ],
)
def test_what_is_far_off_and_empty_is_no_part_of_the_list(old, new):
    started = process_time()

    table = read_table(with_sheet(old, new), "a.xlsx")

    assert list(table.numbered()) == [(2, ["A", "B"])]
    assert process_time() - started < 1


def test_many_empty_lines_of_text_are_not_kept():
    with pytest.raises(SheetError, match="Row 300,002 has something in it"):
        read_table(b"Title,Partner" + b"\n" * 300_001 + b"A,B", "a.csv")


def test_entities_are_not_expanded():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
    sheet = xlsx_bytes({"A": [["Title", "Partner"], ["A", "B"]]})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            is_sheet = name.startswith("xl/worksheets/")
            new.writestr(name, bomb + data.replace(b">B<", b">&c;<") if is_sheet else data)

    with pytest.raises(SheetError, match="not an XLSX file"):
        read_table(out.getvalue(), "a.xlsx")
