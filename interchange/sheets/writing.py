"""Writes sheets: every cell is text, so that 007 and 2014-09 stay what they are, and no cell is a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from core.formulas import defuse
from interchange.sheets.reading import LONGEST_IN_XLSX, SheetError

CSV, XLSX = "csv", "xlsx"
# What XML cannot hold, and what would read as its escape (ECMA-376, 22.4.2.4: _xHHHH_)
ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
MADE = datetime.fromisoformat("2000-01-01")  # the same desk gives the same bytes; openpyxl takes no zone
Rows = Iterable[list[str]]


def write(rows: Rows, format: str) -> bytes:
    """One sheet as a file."""
    return as_csv(rows) if format == CSV else as_xlsx({"Sheet1": rows})


def as_csv(rows: Rows) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([defuse(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """Raises SheetError for a cell that is longer than a sheet can hold."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = MADE
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for row in rows:
            sheet.append([text_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text_cell(sheet, text: str) -> WriteOnlyCell:
    """A cell that stays text, also when somebody edits it."""
    text = ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", defuse(text))
    if len(text) > LONGEST_IN_XLSX:
        reason = _("A cell of an XLSX file holds %(most)s characters; “%(text)s…” is longer. Choose CSV.")
        raise SheetError(reason % {"most": LONGEST_IN_XLSX, "text": text[:40]})
    cell = WriteOnlyCell(sheet, text)
    cell.data_type, cell.number_format = "s", "@"
    return cell


def as_zip(sheets: Mapping[str, Rows]) -> bytes:
    """A zip file with one CSV file for each sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for title, rows in sheets.items():
            archive.writestr(zipfile.ZipInfo(f"{title}.csv"), as_csv(rows), zipfile.ZIP_DEFLATED)
    return out.getvalue()
