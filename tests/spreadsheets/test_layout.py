"""Sheets as offices keep them: titles above, several header rows, merged and hidden cells, groups, totals, remarks."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.xml.constants import SHEET_MAIN_NS

from spreadsheets.files.notices import SENTENCES, SheetNotice
from spreadsheets.files.reader import read_table
from spreadsheets.files.table import ReadingOptions, SheetError
from tests.spreadsheets.lists import as_file

HEADER = ["No", "Partner", "Country", "Signed on"]
BONN, KIEL = ["1", "Uni Bonn", "Germany", "2019"], ["2", "Uni Kiel", "Germany", "2020"]
LYON = ["3", "Uni Lyon", "France", "2021"]
ROWS = [BONN, KIEL, LYON]


def workbook(*rows, merged=(), hidden_rows=(), hidden_columns=(), sheets=None) -> bytes:
    """A workbook as a spreadsheet program keeps it; ``sheets``: (title, rows, state) of further ones."""
    book, out = Workbook(), io.BytesIO()
    book.active.title = "List"
    for row in rows:
        book.active.append([cell or None for cell in row])
    for cells in merged:
        book.active.merge_cells(cells)
    for number in hidden_rows:
        book.active.row_dimensions[number].hidden = True
    for letter in hidden_columns:
        book.active.column_dimensions[letter].hidden = True
    for title, lines, state in sheets or []:
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for line in lines:
            sheet.append(line)
    book.save(out)
    return out.getvalue()


def read(*rows, **options):
    return read_table(as_file(*rows), "a.csv", ReadingOptions(**options))


def read_workbook(*rows, options=None, **how):
    return read_table(workbook(*rows, **how), "a.xlsx", ReadingOptions(**(options or {})))


def notices(table) -> dict[str, list[int]]:
    return {notice.code: notice.rows for notice in table.notices}


def choice_of(table, name):
    return next((choice for choice in table.choices if choice.name == name), None)


# Header


@pytest.mark.parametrize(
    "above",
    [
        [],
        [["List of agreements"]],
        [["University of Examples", "Office of International Affairs"], []],
        [["List of agreements", "", "", "as of 2024-05-01"], [], ["Draft"]],
        [["협약 현황", "2024. 5. 1. 현재"]],
    ],
)
def test_what_stands_above_the_header_is_no_header(above):
    table = read(*above, HEADER, *ROWS)

    assert (table.headers, table.rows, table.first) == (HEADER, ROWS, len(above) + 2)
    filled = [number for number, row in enumerate(above, 1) if row]
    assert notices(table) == ({"title": filled} if above else {})


def test_a_header_of_words_that_no_list_has_is_the_first_full_row():
    header, *rows = [["Wer", "Woher", "Wann"], ["Uni Bonn", "Bonn", "2019"], ["Uni Kiel", "Kiel", "2020"]]

    assert read(["Liste"], header, *rows).headers == header
    assert read(header, ["Partner", "Country", "2019"], ["Partner", "Country", "2020"]).headers == header


def test_people_say_which_row_is_the_header():
    table = read(
        ["Partner", "Country"], ["Bonn", "Kiel"], ["Uni Bonn", "Germany"], header_row=2, header_rows=1
    )

    assert (table.headers, table.rows) == (["Bonn", "Kiel"], [["Uni Bonn", "Germany"]])
    assert choice_of(table, "header_row").chosen == "2"
    assert choice_of(table, "header_row").options[0] == ("1", "Partner · Country")
    with pytest.raises(SheetError, match="nothing below the header, row 3"):
        read(HEADER, BONN, KIEL, header_row=3)
    assert read(HEADER, BONN, header_row=99).headers == HEADER


TWO_ROWS = [["No", "Partner", "", "Period", "", "Remarks"], ["", "Name", "Country", "From", "To", ""]]
JOINED = ["No", "Partner – Name", "Partner – Country", "Period – From", "Period – To", "Remarks"]
LONG = [["1", "Uni Bonn", "Germany", "2019", "2024", "x"], ["2", "Uni Lyon", "France", "2020", "", ""]]


def test_a_header_of_two_rows_is_joined_by_its_gaps():
    table = read(["List of agreements"], *TWO_ROWS, *LONG)

    assert (table.headers, table.rows, table.first) == (JOINED, LONG, 4)
    assert notices(table) == {"title": [1], "header_rows": [2]}
    assert read(*TWO_ROWS, *LONG, header_rows=1).headers == [
        "No",
        "Partner",
        "Column C",
        "Period",
        "Column E",
        "Remarks",
    ]


@pytest.mark.parametrize("title", [[], [["List of agreements"]]])
def test_a_header_of_two_rows_is_joined_by_its_merged_cells(title):
    top = len(title) + 1
    merged = [f"A{top}:A{top + 1}", f"B{top}:C{top}", f"D{top}:E{top}", f"F{top}:F{top + 1}"]
    table = read_workbook(*title, *TWO_ROWS, *LONG, merged=[*merged, *(["A1:F1"] if title else [])])

    assert (table.headers, table.rows) == (JOINED, LONG)


def test_a_first_row_of_little_is_no_part_of_the_header():
    rows = [["", "Uni Bonn", "Germany", ""], ["", "Uni Kiel", "", "2020"]]

    assert read(HEADER, *rows).rows == rows
    assert read(["Partner", "", "Signed on"], ["Uni Bonn", "x", "2019"]).headers == [
        "Partner",
        "Column B",
        "Signed on",
    ]


def test_a_header_in_two_languages_is_read_once():
    korean = ["번호", "상대기관", "국가", "체결일"]

    for first, second in ((HEADER, korean), (korean, HEADER)):
        table = read(first, second, *ROWS)
        assert (table.headers, table.rows) == (first, ROWS)
        assert notices(table) == {"second_header": [2]}


def test_a_row_that_numbers_the_columns_is_left_out():
    for numbers in (["1", "2", "3", "4"], ["(1)", "(2)", "(3)", "(4)"]):
        table = read(HEADER, numbers, *ROWS)
        assert (table.rows, notices(table)) == (ROWS, {"column_numbers": [2]})


def test_columns_without_a_header_and_with_the_same_get_names():
    table = read(["Partner", "Partner", "", "Partner (2)"], ["A", "B", "C", "D"])
    assert table.headers == ["Partner", "Partner (3)", "Column C", "Partner (2)"]
    assert [notice.values["columns"] for notice in table.notices] == ["Column C", "Partner (3)"]

    assert read(["상대기관", "", "비고"], ["A", "B", "C"]).headers == ["상대기관", "B열", "비고"]
    assert read(["Partner", "", "Note"], ["A", "", "C"]).headers == ["Partner", "Note"]


# Rows that are no records


@pytest.mark.parametrize(
    "row",
    [
        ["Total", "3", "", ""],
        ["", "Total: 3", "", ""],
        ["", "TOTAL", "", "3"],
        ["", "Grand total", "2", ""],
        ["합계", "3건", "", ""],
        ["총 3건", "", "", ""],
        ["계", "", "", "3"],
        ["Summe", "3", "", ""],
        ["Итого:", "3", "", ""],
        ["合计", "3", "", ""],
    ],
)
def test_a_row_of_totals_is_left_out_with_a_notice(row):
    table = read(HEADER, *ROWS, row)

    assert (table.rows, notices(table)) == (ROWS, {"totals": [5]})
    assert read(HEADER, *ROWS, row, extras="take").rows == [*ROWS, row]
    assert read(HEADER, BONN, row, KIEL).rows == [BONN, [""] * 4, KIEL]


@pytest.mark.parametrize(
    "row",
    [
        ["4", "Total Institute", "France", ""],
        ["4", "Sum Labs", "", "2020"],
        ["4", "계명대학교", "", ""],
        ["4", "Uni Total", "", ""],
        ["", "TotalEnergies", "France", "2019"],
    ],
)
def test_a_partner_whose_name_begins_like_a_total_is_none(row):
    assert read(HEADER, *ROWS, row).rows == [*ROWS, row]


def test_numbers_drawn_down_further_than_the_list_are_left_out():
    table = read(HEADER, *ROWS, ["4", "", "", ""], ["5", "", "", ""])

    assert (table.rows, notices(table)) == (ROWS, {"numbers": [5, 6]})


def test_a_header_that_comes_again_on_each_page_is_left_out():
    table = read(HEADER, BONN, HEADER, KIEL)

    assert (table.rows, notices(table)) == ([BONN, [""] * 4, KIEL], {"headers": [3]})


@pytest.mark.parametrize(
    "remarks",
    [
        [["", "", "", ""], ["As the office knows", "", "", ""]],
        [["* as of May 2024", "", "", ""]],
        [["※ 2024년 5월 기준", "", "", ""]],
        [["Source: International Office", "", "", ""], ["of the University", "", "", ""]],
        [["This list holds all agreements that were ever signed", "", "", ""]],
    ],
)
def test_remarks_below_the_table_are_left_out(remarks):
    table = read(HEADER, *ROWS, *remarks)

    assert table.rows == ROWS
    assert list(notices(table)) == ["remarks"]
    assert read(HEADER, *ROWS, *remarks, extras="take").rows == [*ROWS, *remarks]


def test_a_last_row_of_which_only_the_partner_is_known_is_a_row():
    assert read(HEADER, *ROWS, ["", "Uni Nice", "", ""]).rows == [*ROWS, ["", "Uni Nice", "", ""]]


# Groups


def group(cell, place=0):
    return [cell if number == place else "" for number in range(3)]


PARTNERS = ["Partner", "Type", "Signed on"]
MOUS = [["Uni Bonn", "MoU", "2019"], ["Uni Kiel", "MoU", "2020"], ["Uni Lyon", "MoU", "2021"]]


@pytest.mark.parametrize(
    "headings",
    [("Germany", "France"), ("독일", "프랑스"), ("2019", "2020"), ("2019년", "2020년"), ("Europe", "Faculty of Law"),
     ("Germany (2)", "France (1)")],
)  # fmt: skip
def test_headings_by_which_lists_are_parted_become_a_column(headings):
    first, second = headings
    table = read(PARTNERS, group(first), *MOUS[:2], group(second), MOUS[2])

    assert table.headers == [*PARTNERS, "Group"]
    assert [row for _number, row in table.numbered()] == [
        [*MOUS[0], first],
        [*MOUS[1], first],
        [*MOUS[2], second],
    ]
    assert [number for number, _row in table.numbered()] == [3, 4, 6]
    assert notices(table) == {"groups": [2, 5]}


def test_headings_are_taken_as_people_say():
    lines = [PARTNERS, group("Germany"), *MOUS[:2], group("France"), MOUS[2]]

    assert read(*lines, groups="rows").rows == lines[1:]
    assert notices(read(*lines, groups="rows")) == {"groups_open": [2, 5]}
    left_out = read(*lines, groups="leave_out")
    assert (left_out.headers, [row for _number, row in left_out.numbered()]) == (PARTNERS, MOUS)


def test_headings_that_may_be_partners_are_asked_about():
    lines = [PARTNERS, group("Alpha"), *MOUS[:2], group("Beta"), MOUS[2]]

    table = read(*lines)
    assert (table.headers, table.rows, notices(table)) == (PARTNERS, lines[1:], {"groups_open": [2, 5]})
    assert choice_of(table, "groups").chosen == "rows"
    assert read(*lines, groups="column").rows[1] == [*MOUS[0], "Alpha"]


def test_headings_merged_over_the_table_or_in_a_column_of_their_own_are_clear():
    merged = read_workbook(
        PARTNERS, group("Alpha"), *MOUS[:2], group("Beta"), MOUS[2], merged=["A2:C2", "A5:C5"]
    )
    assert [row[3] for row in merged.rows] == ["", "Alpha", "Alpha", "", "Beta"]

    own = read(
        ["Unit", *PARTNERS],
        ["Alpha", "", "", ""],
        ["", *MOUS[0]],
        ["", *MOUS[1]],
        ["Beta", "", "", ""],
        ["", *MOUS[2]],
    )
    assert own.headers == ["Unit", *PARTNERS]
    assert [row[0] for row in own.rows] == ["", "Alpha", "Alpha", "", "Beta"]


def test_headings_of_headings_are_joined():
    table = read(PARTNERS, group("Europe"), group("Germany"), *MOUS[:2], group("France"), MOUS[2])

    assert [row[3] for row in table.rows] == ["", "", "Europe – Germany", "Europe – Germany", "", "France"]


def test_rows_of_which_only_the_partner_is_known_are_no_headings():
    lines = [PARTNERS, MOUS[0], group("Uni Trier"), MOUS[1], group("Uni Ulm"), MOUS[2]]

    table = read(*lines)

    assert (table.rows, notices(table)) == (lines[1:], {})


def test_a_list_of_one_column_has_no_groups():
    assert read(["Partner"], ["Germany"], ["France"]).rows == [["Germany"], ["France"]]


# Merged, hidden, formulas


def test_what_is_merged_over_rows_counts_for_each_of_them():
    rows = [["Germany", "Uni Bonn"], ["", "Uni Kiel"], ["France", "Uni Lyon"]]
    header = ["Country", "Partner"]

    table = read_workbook(header, *rows, merged=["A2:A3"])
    assert table.rows == [["Germany", "Uni Bonn"], ["Germany", "Uni Kiel"], ["France", "Uni Lyon"]]
    assert notices(table) == {"merged_fill": [3]}
    assert read_workbook(header, *rows, merged=["A2:A3"], options={"merged": "leave"}).rows == rows


def test_rows_over_which_the_number_is_merged_are_one_agreement():
    rows = [
        ["1", "Three", "Uni Bonn", "Germany", "2019"],
        ["", "", "Uni Lyon", "France", ""],
        ["", "", "Uni Nice", "France", ""],
        ["2", "Two", "Uni Kiel", "Germany", "2020"],
    ]
    merged = ["A2:A4", "B2:B4", "E2:E4"]

    table = read_workbook(["No", "Title", "Partner", "Country", "Signed"], *rows, merged=merged)

    assert [row for _number, row in table.numbered()] == [
        ["1", "Three", "Uni Bonn\nUni Lyon\nUni Nice", "Germany\nFrance\nFrance", "2019"],
        rows[3],
    ]
    assert notices(table) == {"merged_join": [3, 4]}


def test_cells_written_once_are_filled_only_when_people_say_so():
    rows = [["Germany", "Uni Bonn"], ["", "Uni Kiel"], ["France", "Uni Lyon"], ["", "Uni Nice"]]
    header = ["Country", "Partner"]

    table = read(header, *rows)
    assert (table.rows, notices(table)) == (rows, {"down_leave": [3, 5]})
    filled = read(header, *rows, down="fill")
    assert [row[0] for row in filled.rows] == ["Germany", "Germany", "France", "France"]
    assert read(header, rows[0], ["Germany", "Uni Kiel"], *rows[1:]).notices == []


def test_hidden_rows_and_columns_are_taken_and_said_or_left_out():
    header = ["Title", "Partner", "Fee"]
    rows = [["A", "B", "1"], ["C", "D", "2"], ["E", "F", "3"]]
    hidden = {"hidden_rows": [3], "hidden_columns": ["C"]}

    table = read_workbook(header, *rows, **hidden)
    assert (table.headers, table.rows) == (header, rows)
    assert notices(table) == {"hidden_rows": [3], "hidden_columns": []}

    table = read_workbook(header, *rows, **hidden, options={"hidden": "leave_out"})
    assert (table.headers, table.rows) == (header[:2], [["A", "B"], ["", ""], ["E", "F"]])
    assert notices(table) == {"hidden_rows_out": [3], "hidden_columns_out": []}


def test_formulas_without_a_result_and_those_that_failed_are_said():
    book, out = Workbook(), io.BytesIO()
    for row in (["Title", "Partner", "Ends on"], ["A", "B", "=C1+1"], ["C", "#REF!", date(2020, 1, 1)]):
        book.active.append(row)
    book.active["B3"].data_type = "e"
    book.save(out)

    table = read_table(out.getvalue(), "a.xlsx")

    assert table.rows == [["A", "B", ""], ["C", "", "2020-01-01"]]
    assert [(notice.code, notice.values["cells"]) for notice in table.notices] == [
        ("formulas", "C2"),
        ("errors", "B3"),
    ]


STRUCK = InlineFont(strike=True)


def struck_workbook(*rows) -> bytes:
    """A workbook with cells that are struck through: a text after “~”, or the part of it before “~”."""
    book, out = Workbook(), io.BytesIO()
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            before, _sign, rest = text.rpartition("~")
            cell = book.active.cell(
                number, place, CellRichText(TextBlock(STRUCK, before), rest) if before else rest
            )
            if text.startswith("~"):
                cell.font = Font(strike=True)
    book.save(out)
    return out.getvalue()


def test_what_is_struck_through_does_not_count():
    rows = [
        ["No", "Partner", "Country"],
        ["1", "Old name~Uni Bonn", "DE"],
        ["~2", "~Uni Kiel", "~DE"],
        ["3", "FR", "~Lyon"],
    ]
    data = struck_workbook(*rows)

    table = read_table(data, "a.xlsx")
    assert table.rows == [["1", "Uni Bonn", "DE"], ["", "", ""], ["3", "FR", ""]]
    assert notices(table) == {"struck_rows_out": [3], "struck": [2, 4]}
    assert table.notices[-1].values == {"cells": "B2, C4"}
    table = read_table(data, "a.xlsx", ReadingOptions(struck="take"))
    assert (table.rows[1], notices(table)) == (
        ["2", "Uni Kiel", "DE"],
        {"struck_rows": [3], "struck": [2, 4]},
    )


def test_struck_runs_of_shared_texts_do_not_count_either():
    data = struck_workbook(["No", "Partner"], ["1", "Old name~Uni Bonn"])
    run = b"<si><r><rPr><strike/></rPr><t>Old name</t></r><r><t>Uni Bonn</t></r></si>"
    shared = f'<sst xmlns="{SHEET_MAIN_NS}" count="1" uniqueCount="1">'.encode() + run + b"</sst>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w") as other:
        for name in book.namelist():
            text = book.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = re.sub(rb'<c r="B2".*?</c>', b'<c r="B2" t="s"><v>0</v></c>', text)
            elif name == "[Content_Types].xml":
                text = text.replace(b"</Types>", _SHARED_TYPE + b"</Types>")
            elif name == "xl/_rels/workbook.xml.rels":
                text = text.replace(b"</Relationships>", _SHARED_RELATION + b"</Relationships>")
            other.writestr(name, text)
        other.writestr("xl/sharedStrings.xml", shared)

    table = read_table(out.getvalue(), "a.xlsx")
    assert (table.rows, notices(table)) == ([["1", "Uni Bonn"]], {"struck": [2]})


_SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_SHARED_RELATION = (
    b'<Relationship Id="rId99" Target="sharedStrings.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)


def test_a_number_that_is_no_day_is_shown_as_it_was_typed():
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Partner", "Signed"])
    book.active.append(["Uni Bonn", 20140401])
    book.active["B2"].number_format = "yyyy-mm-dd"
    book.save(out)

    assert read_table(out.getvalue(), "a.xlsx").rows == [["Uni Bonn", "20140401"]]


# Sheets


def test_the_list_is_found_on_the_second_sheet_and_the_others_are_named():
    cover = [["International Office"], ["List of agreements"]]
    old, secret = [HEADER, *ROWS], [["Partner", "Fee"], ["Uni Bonn", "1"]]
    sheets = [("2024", [HEADER, *ROWS], "visible"), ("2023", old, "visible"), ("Secret", secret, "hidden")]
    data = workbook(*cover, sheets=sheets)

    table = read_table(data, "a.xlsx")
    assert (table.headers, table.rows) == (HEADER, ROWS)
    assert {notice.code: notice.values["others"] for notice in table.notices} == {
        "sheets": "List (2), 2023 (4)",
        "hidden_sheets": "Secret",
    }
    assert choice_of(table, "sheet").options == [("2024", "4"), ("List", "2"), ("2023", "4"), ("Secret", "")]
    assert read_table(data, "a.xlsx", ReadingOptions(sheet="Secret")).headers == ["Partner", "Fee"]
    assert read_table(data, "a.xlsx", ReadingOptions(sheet="No such")).headers == HEADER


def test_a_sheet_that_is_too_large_is_no_hindrance_for_another():
    rows = [["x", "y"]] * 20_001
    data = workbook(HEADER, *ROWS, sheets=[("Log", rows, "visible")])

    assert read_table(data, "a.xlsx").rows == ROWS
    with pytest.raises(SheetError, match="more than 20,000 rows"):
        read_table(data, "a.xlsx", ReadingOptions(sheet="Log"))


def test_a_workbook_that_is_called_csv_is_read_as_what_it_is():
    assert read_table(workbook(HEADER, *ROWS), "a.csv").rows == ROWS
    assert read_table(workbook(HEADER, *ROWS), "a.xlsm").rows == ROWS


# CSV


@pytest.mark.parametrize(
    "text",
    [
        "List, of agreements, 2024\nPartner;Country\nUni Bonn, Law;Germany\n",
        "sep=;\nPartner;Country\nUni Bonn, Law;Germany\n",
        "Partner|Country\nUni Bonn, Law|Germany\n",
        '"Partner";"Country"\n"Uni Bonn, Law";"Germany"\n',
        'Partner,Country\n"Uni Bonn, Law",Germany\n',
    ],
)
def test_the_sign_that_parts_the_cells_is_that_of_the_header(text):
    assert [row for _number, row in read_table(text.encode(), "a.csv").numbered()] == [
        ["Uni Bonn, Law", "Germany"]
    ]


def test_names_parted_by_semicolons_do_not_part_a_list_of_commas():
    table = read_table(b"Title,Partner\nA,Uni Bonn; Uni Kiel; Uni Trier\nB,C; D; E\n", "a.csv")

    assert table.rows == [["A", "Uni Bonn; Uni Kiel; Uni Trier"], ["B", "C; D; E"]]


def test_every_notice_is_a_sentence_in_both_languages():
    values = dict.fromkeys(
        ["encoding", "sheet", "others", "header", "count", "columns", "column", "cells"], "x"
    )
    for code in SENTENCES:
        with override("en"):
            english = SheetNotice(code, values).sentence
        with override("ko"):
            korean = SheetNotice(code, values).sentence
        assert "%" not in english + korean
        assert english != korean
