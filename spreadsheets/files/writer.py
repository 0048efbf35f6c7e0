"""Writes sheets: every cell is text, so that 007 and 2014-09 stay what they are, and no cell is a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from core.formula_injection import escape_formula
from spreadsheets.files.table import MAX_XLSX_CELL_LENGTH, SheetError

CSV_FORMAT = "csv"
_UTF8_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# What XML cannot hold, and what would read as its escape (ECMA-376, 22.4.2.4: _xHHHH_)
_XML_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
# the same desk gives the same bytes; openpyxl takes no time zone
_CREATED_AT = datetime.fromisoformat("2000-01-01")
_Rows = Iterable[list[str]]


def write_sheet(rows: _Rows, file_format: str) -> bytes:
    """One sheet as a file; ``file_format`` is csv or xlsx. Raises SheetError for a cell that xlsx cannot hold."""
    return csv_bytes(rows) if file_format == CSV_FORMAT else xlsx_bytes({"Sheet1": rows})


def csv_bytes(rows: _Rows) -> bytes:
    """A CSV file in UTF-8 with the mark by which Excel knows it."""
    return "".join(csv_lines(rows)).encode()


def csv_lines(rows: _Rows) -> Iterator[str]:
    """The text of a CSV file line by line, after the mark by which Excel knows UTF-8."""
    writer = csv.writer(_ReturningFile())
    yield _UTF8_MARK
    for row in rows:
        yield writer.writerow([escape_formula(cell) for cell in row])


class _ReturningFile:
    """A file whose ``write`` returns the line, as ``csv.writer`` passes it on."""

    def write(self, line: str) -> str:
        return line


def xlsx_bytes(sheets: Mapping[str, _Rows]) -> bytes:
    """A workbook of these sheets. Raises SheetError for a cell that is longer than a sheet can hold."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _CREATED_AT
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for row in rows:
            sheet.append([_as_text_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_text_cell(sheet, text: str) -> WriteOnlyCell:
    """A cell that stays text, also when somebody edits it."""
    text = _XML_UNSAFE.sub(lambda unsafe: f"_x{ord(unsafe[0]):04X}_", escape_formula(text))
    if len(text) > MAX_XLSX_CELL_LENGTH:
        reason = _("A cell of an XLSX file holds %(most)s characters; “%(text)s…” is longer. Choose CSV.")
        raise SheetError(reason % {"most": MAX_XLSX_CELL_LENGTH, "text": text[:40]})
    cell = WriteOnlyCell(sheet, text)
    cell.data_type, cell.number_format = "s", "@"
    return cell


def zip_of_csv(sheets: Mapping[str, _Rows]) -> bytes:
    """A zip file with one CSV file for each sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for title, rows in sheets.items():
            archive.writestr(zipfile.ZipInfo(f"{title}.csv"), csv_bytes(rows), zipfile.ZIP_DEFLATED)
    return out.getvalue()
