"""Excel writer (Office Open XML): a workbook, written row by row into a temporary file."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from core.formula_injection import is_formula
from exports.cells import CellValue, strip_control_characters
from exports.rows import EntryRow
from exports.tables import ExportTable

MAX_ROWS = 10_000  # a workbook is made whole before its first byte leaves; CSV has no bound
_READ_BLOCK = 64 * 1024
_FIRST_SERIAL_DAY = date(1900, 3, 1)  # before it, spreadsheets count days in different ways or not at all
_FIRST_COLUMN_WIDTH, _OTHER_COLUMN_WIDTH = 12, 24  # widths, in characters


def stream_xlsx(
    table: ExportTable, rows: Iterable[EntryRow], *, name: str, about: list[tuple[str, str]]
) -> Iterator[bytes]:
    """Pieces of the file. ``name`` is the sheet's; a second sheet lists the facts ``about`` the list."""
    with tempfile.TemporaryFile() as file:
        with override(table.language), _ReproducibleZip(file, "w", ZIP_DEFLATED) as archive:
            ExcelWriter(_build_workbook(table, rows, name=name, about=about), archive).write_data()
        file.seek(0)
        yield from iter(lambda: file.read(_READ_BLOCK), b"")


class _ReproducibleZip(ZipFile):
    """Zip archive without timestamps: the same list gives the same bytes."""

    def write(self, filename, arcname=None, *args, **kwargs):
        entry = ZipInfo(arcname)
        entry.compress_type = ZIP_DEFLATED
        with open(filename, "rb") as source, self.open(entry, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, _READ_BLOCK)


def _build_workbook(
    table: ExportTable, rows: Iterable[EntryRow], *, name: str, about: list[tuple[str, str]]
) -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "B2"
    for number in range(1, len(table.columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = (
            _OTHER_COLUMN_WIDTH if number > 1 else _FIRST_COLUMN_WIDTH
        )
    sheet.append([_text_cell(sheet, column.heading, is_heading=True) for column in table.columns])
    rows = iter(rows)
    for row in islice(rows, MAX_ROWS):
        sheet.append([_typed_cell(sheet, cell) for cell in table.cells(row)])
    if next(rows, None):
        about = [*about, (_("Not all of it"), _truncation_notice())]
    notes = book.create_sheet(_("About this list"))
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 24, 100
    for heading, words in about:
        notes.append([_text_cell(notes, heading, is_heading=True), _text_cell(notes, words)])
    return book


def _truncation_notice() -> str:
    return _("This workbook ends after %(most)s records. The CSV file of the same list has all of them.") % {
        "most": MAX_ROWS
    }


def _typed_cell(sheet, cell: CellValue):
    """Value of a cell: days and numbers as such, text as text whatever it begins with."""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    if isinstance(cell, date) and cell < _FIRST_SERIAL_DAY:
        return _text_cell(sheet, cell.isoformat())
    return _text_cell(sheet, cell) if isinstance(cell, str) else cell


def _text_cell(sheet, text: str, *, is_heading: bool = False):
    if not text:
        return None
    cell = WriteOnlyCell(sheet, strip_control_characters(text))
    cell.data_type = "s"  # or what begins with "=" would be calculated
    if is_formula(text):
        cell.quotePrefix = True  # and stays text when somebody edits it
    if is_heading:
        cell.font = Font(bold=True)
    return cell
