"""XLSX workbooks: their sheets as text, with what is merged, hidden, or a formula without a result."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from defusedxml.ElementTree import iterparse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from spreadsheets.files.csv_files import clean_cell as clean_text
from spreadsheets.files.csv_files import rows_within_limits
from spreadsheets.files.table import FileLimits, RawSheet, SheetError, StruckCells

_XLSX_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")  # .xls, and .xlsx with a password
_FORMAT_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # of a number format
# Words and digits of a number format that shows a number as it is: 0"年", "M-"000, 0\年, General" months"
_WORDS_BESIDE = r'(?:"[^"]*"|\\.|[年月日個个か개년월間间간회 ])*'
_NUMBER_WITH_WORDS = re.compile(
    rf"(?:\[\$-[^\]]*\])?(?P<before>{_WORDS_BESIDE})(?:[#,]*(?P<digits>0+)|General|#)(?P<after>{_WORDS_BESIDE})"
)
_RUN, _TEXT = f"{{{SHEET_MAIN_NS}}}r", f"{{{SHEET_MAIN_NS}}}t"
_STRIKE = f"{{{SHEET_MAIN_NS}}}rPr/{{{SHEET_MAIN_NS}}}strike"
_FORMULA, _VALUE = f"{{{SHEET_MAIN_NS}}}f", f"{{{SHEET_MAIN_NS}}}v"
_MAX_COLUMN = 16_384  # by the format itself: what is hidden up to there is hidden to the right of the table

_CleanCell = Callable[[str], str]


class Workbook:
    """A workbook that is open: titles of its sheets, and each sheet read when it is asked for."""

    def __init__(self, book, archive: zipfile.ZipFile, limits: FileLimits, clean_cell: _CleanCell):
        self._sheets = {sheet.title: sheet for sheet in book.worksheets}
        self._archive, self._limits, self._clean_cell = archive, limits, clean_cell
        self._struck: dict[str, StruckCells] = {}  # by the title of the sheet

    def titles(self, *, are_hidden: bool = False) -> list[str]:
        """Titles of the visible sheets, or of the hidden ones."""
        return [
            title for title, sheet in self._sheets.items() if (sheet.sheet_state != "visible") == are_hidden
        ]

    def rows(self, title: str) -> list[list[str]]:
        """The rows of a sheet up to the last that is not empty. Raises SheetError."""
        sheet = self._sheets[title]
        self._struck[title] = StruckCells()
        return rows_within_limits(self._numbered_rows(sheet, self._struck[title]), self._limits)

    def _numbered_rows(self, sheet, struck: StruckCells) -> Iterator[tuple[int, list[str]]]:
        """Rows that hold a text, with their numbers. Raises SheetError for a text beyond the columns of a list.

        openpyxl would fill in rows and cells up to whatever number stands in the file.
        """
        last, book = 0, sheet.parent
        with sheet._get_source() as source:
            parser = WorkSheetParser(
                source, sheet._shared_strings, data_only=True, epoch=book.epoch,
                date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
            )  # fmt: skip
            for number, cells in parser.parse():
                texts = {
                    cell["column"]: _cell_text(ReadOnlyCell(sheet, **cell), self._clean_cell, struck)
                    for cell in cells
                    if cell["value"] is not None
                }
                if any(text for column, text in texts.items() if column > self._limits.columns):
                    raise SheetError(_("The file has more than %s columns.") % self._limits.columns)
                if texts and number > last:
                    last, width = number, min(max(texts), self._limits.columns)
                    yield number, [texts.get(column, "") for column in range(1, width + 1)]

    def raw_sheet(self, title: str, rows: list[list[str]]) -> RawSheet:
        """The sheet with these rows and what openpyxl leaves out when it reads row by row."""
        # the one way to the part of a sheet without resolving the relations of the workbook again
        path = self._sheets[title]._worksheet_path
        with self._archive.open(path) as part:
            return _read_marks(part, RawSheet(title, rows, struck=self._struck[title]))


@contextmanager
def open_workbook(data: bytes, limits: FileLimits, clean_cell: _CleanCell = clean_text) -> Iterator[Workbook]:
    """The workbook in a file, while it is read. Raises SheetError."""
    check_zip_archive(data, limits)
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(data)) as archive:
            warnings.simplefilter("ignore")  # about styles and extensions that are of no matter here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, rich_text=True)
            yield Workbook(book, archive, limits, clean_cell)
            book.close()
    except SheetError:
        raise
    except Exception as error:  # openpyxl meets a broken file with whatever its parts raise
        raise SheetError(_("This is not an XLSX file that can be read. Save it anew as .xlsx.")) from error


def read_xlsx(
    data: bytes, limits: FileLimits, clean_cell: _CleanCell = clean_text
) -> dict[str, list[list[str]]]:
    """The visible sheets of a workbook by title, each up to its last row that is not empty. Raises SheetError."""
    with open_workbook(data, limits, clean_cell) as book:
        return {title: book.rows(title) for title in book.titles()}


def check_zip_archive(data: bytes, limits: FileLimits) -> None:
    """Raise SheetError where it is no zip file, or would unpack to too much; Python unpacks no more than declared."""
    if data.startswith(_OLE_SIGNATURE):
        raise SheetError(
            _("This is an old Excel file, or one with a password. Save it as .xlsx without one.")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise SheetError(_("This is not an XLSX file that can be read. Save it anew as .xlsx.")) from error
    if unpacked > limits.unpacked:
        raise SheetError(_("Unpacked, the file is larger than %s.") % filesizeformat(limits.unpacked))


# Marks of a sheet


def _read_marks(part, sheet: RawSheet) -> RawSheet:
    """Merged ranges, hidden rows and columns, what openpyxl leaves out of cells; ECMA-376, 18.3.1."""
    row_number = 0
    for _event, element in iterparse(part):
        name = element.tag.removeprefix(f"{{{SHEET_MAIN_NS}}}")
        if name == "row":
            row_number = int(element.get("r") or row_number + 1)
            if _is_true(element.get("hidden")) and row_number <= len(sheet.rows):
                sheet.hidden_rows.add(row_number)
            element.clear()
        elif name == "c":
            _note_formula(sheet, element)
            _show_number(sheet, element)
            _read_inline_runs(sheet, element)
        elif name == "col" and _is_true(element.get("hidden")):
            last = min(int(element.get("max")), _MAX_COLUMN)
            sheet.hidden_columns.update(range(max(int(element.get("min")), 1), last + 1))
        elif name == "mergeCell":
            first_column, first_row, last_column, last_row = range_boundaries(element.get("ref"))
            sheet.merged.append((first_row, first_column, last_row, last_column))
    return sheet


def _note_formula(sheet: RawSheet, cell) -> None:
    """Note a cell whose formula failed, or was not worked out yet: one whose result is an empty text says so."""
    kind = cell.get("t")
    if kind in {"s", "inlineStr"} or not cell.get("r"):  # no formula has these
        return
    if kind == "e":
        sheet.errors.append(coordinate_to_tuple(cell.get("r")))
    elif cell.find(_FORMULA) is not None and kind != "str" and not cell.findtext(_VALUE):
        sheet.formulas.append(coordinate_to_tuple(cell.get("r")))


def _show_number(sheet: RawSheet, cell) -> None:
    """Show a number that its format has for a day, and that is none: 20140401, of which openpyxl leaves nothing."""
    if cell.get("t", "n") != "n" or not cell.get("r") or not (value := cell.findtext(_VALUE)):
        return
    row, column = coordinate_to_tuple(cell.get("r"))
    texts = sheet.rows[row - 1] if row <= len(sheet.rows) else []
    if column <= len(texts) and not texts[column - 1]:
        texts[column - 1] = value


def _read_inline_runs(sheet: RawSheet, cell) -> None:
    """Read the rich text that a cell holds itself, of which openpyxl leaves the plain text only."""
    if cell.get("t") != "inlineStr" or not cell.get("r"):
        return
    runs = [
        (run.findtext(_TEXT) or "", strike is not None and _is_true(strike.get("val", "1")))
        for run in cell.iter(_RUN)
        for strike in [run.find(_STRIKE)]
    ]
    row, column = coordinate_to_tuple(cell.get("r"))
    if row <= len(sheet.rows) and column <= len(sheet.rows[row - 1]):
        text = _without_struck_runs((row, column), runs, sheet.struck)
        if text is not None:
            sheet.rows[row - 1][column - 1] = text


def _without_struck_runs(
    cell: tuple[int, int], runs: list[tuple[str, bool]], struck: StruckCells
) -> str | None:
    """The text of the runs that are not struck through; None where all are, or none."""
    kept = [text for text, is_struck in runs if not is_struck]
    if len(kept) == len(runs):
        return None
    if not any(text.strip() for text in kept):
        struck.whole.add(cell)
        return None
    struck.parts.append(cell)
    return "".join(kept).strip()


def _is_true(value: str | None) -> bool:
    return value in {"1", "true"}


# Cells


def _cell_text(cell, clean_cell: _CleanCell, struck: StruckCells) -> str:
    """Text of a cell as a person sees it; a day as an ISO date, as far as its format shows it."""
    value = cell.value
    if value is None or cell.data_type == "e":  # a formula that failed
        return ""
    if cell.has_style and cell.font.strike:
        struck.whole.add((cell.row, cell.column))
    if isinstance(value, CellRichText):
        runs = [(str(run), isinstance(run, TextBlock) and bool(run.font.strike)) for run in value]
        value = _without_struck_runs((cell.row, cell.column), runs, struck) or str(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (datetime, date)):
        return _date_text(value, _FORMAT_LITERALS.sub("", cell.number_format or "").lower())
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return _number_text(value, cell.number_format or "")
    return clean_cell(_XLSX_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), str(value)))


def _date_text(value: datetime | date, shown: str) -> str:
    """An ISO date; only the month or the year where the format shows no more."""
    if isinstance(value, datetime):
        if value.time() != time():
            return value.isoformat(" ")
        value = value.date()
    if "y" in shown and "d" not in shown:
        return value.isoformat()[: 7 if "m" in shown else 4]
    return value.isoformat()


def _number_text(value: float, shown: str) -> str:
    """Digits as a person reads them: whole numbers without a point, with leading zeros where the format adds them."""
    text = str(int(value)) if value == int(value) and abs(value) < 1e15 else str(value)
    if not (pattern := _NUMBER_WITH_WORDS.fullmatch(shown.split(";")[0])):
        return text
    text = text.zfill(len(pattern["digits"] or ""))
    return f"{_literal(pattern['before'])}{text}{_literal(pattern['after'])}".strip()


def _literal(part: str) -> str:
    """The words that a number format writes beside a number: 0"年" shows 5年."""
    return part.replace('"', "").replace("\\", "")
