"""Reads CSV and XLSX files into a table of text."""

import csv
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import PurePath

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from core.formula_injection import unescape_formula

MAX_XLSX_CELL_LENGTH = 32_767  # characters in a cell, by the format itself
_XLSX_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")  # .xls, and .xlsx with a password
REASON_HEADER = gettext_lazy("What is wrong here")  # heads the column that is added to rows with errors
_FORMAT_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # of a number format


class SheetError(Exception):
    """The file cannot be used at all; the text is one sentence for the person who uploaded it."""


@dataclass(frozen=True)
class FileLimits:
    """Limits of what is read: bytes of the file, bytes when unpacked, lines, columns, characters in a cell."""

    bytes: int
    unpacked: int
    rows: int
    columns: int
    cell: int = MAX_XLSX_CELL_LENGTH


UPLOAD_LIMITS = FileLimits(bytes=10 * 2**20, unpacked=100 * 2**20, rows=20_000, columns=200)


@dataclass(frozen=True)
class SheetTable:
    """A sheet: cells as text as a person reads them, days as ISO dates."""

    name: str
    headers: list[str]
    rows: list[list[str]]  # each as long as ``headers``; empty lines stay, so that numbers are the sheet's
    encoding: str
    first: int = 2  # the number of the first of the rows, as the sheet counts

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that are not empty, with their numbers in the sheet."""
        return ((number, row) for number, row in enumerate(self.rows, self.first) if any(row))


def read_table(data: bytes, name: str) -> SheetTable:
    """The table in a .csv or .xlsx file. Lines above the header that hold one cell, a title, are passed over.

    Raises SheetError.
    """
    _check_size(data, UPLOAD_LIMITS)
    if PurePath(name).suffix.lower() == ".xlsx":
        sheets = read_xlsx(data, UPLOAD_LIMITS)
        title = next((title for title, rows in sheets.items() if rows), None)
        rows, encoding = sheets[title] if title else [], "xlsx"
    elif PurePath(name).suffix.lower() == ".csv":
        text, encoding = decode_csv(data)
        rows = read_csv(text, UPLOAD_LIMITS)
    else:
        raise SheetError(_("Choose a file whose name ends in .csv or .xlsx."))
    return _build_table(rows, name, encoding)


def _check_size(data: bytes, limits: FileLimits) -> None:
    if not data.strip():
        raise SheetError(_("The file is empty."))
    if len(data) > limits.bytes:
        reason = _("The file is larger than %s: divide it.")
        raise SheetError(reason % filesizeformat(limits.bytes))


# The table


def _build_table(rows: list[list[str]], name: str, encoding: str) -> SheetTable:
    filled = [sum(map(bool, row)) for row in rows]
    header = next((place for place, count in enumerate(filled) if count >= min(2, max(filled))), None)
    if header is None or not filled[header]:
        raise SheetError(_("The file is empty."))
    headers = [" ".join(cell.split()) for cell in rows[header]]
    below = rows[header + 1 :]
    if not any(map(any, below)):
        raise SheetError(_("There is nothing below the header, row %s.") % (header + 1))
    width = max((place for row in [headers, *below] for place, cell in enumerate(row, 1) if cell), default=0)
    headers = (headers + [""] * width)[:width]
    _check_headers(headers, below, header + 1)
    places = [place for place, text in enumerate(headers) if text and text not in _reason_headers()]
    body = [[row[place] if place < len(row) else "" for place in places] for row in below]
    while body and not any(body[-1]):
        body.pop()
    return SheetTable(name, [headers[place] for place in places], body, encoding, first=header + 2)


def _reason_headers() -> set[str]:
    """Headers, in each language, of the last column of a sheet of rows with errors."""
    headers = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            headers.add(str(REASON_HEADER))
    return headers


def _check_headers(headers: list[str], below: list[list[str]], number: int) -> None:
    """Raise SheetError where a column that holds something has no header, or one that another has too."""
    for place, text in enumerate(headers):
        if not text and any(len(row) > place and row[place] for row in below):
            reason = _("Column %(column)s has no header: write one in row %(row)s.")
            raise SheetError(reason % {"column": get_column_letter(place + 1), "row": number})
    twice = [text for text, count in Counter(filter(None, headers)).items() if count > 1]
    if twice:
        places = ", ".join(
            get_column_letter(place) for place, text in enumerate(headers, 1) if text == twice[0]
        )
        reason = _("Several columns are called “%(header)s” (%(columns)s): give each a name of its own.")
        raise SheetError(reason % {"header": twice[0], "columns": places})


def _rows_within_limits(rows: Iterable[list[str]], limits: FileLimits) -> list[list[str]]:
    """The rows up to the last that is not empty. Raises SheetError where there are too many, or too wide."""
    kept: list[list[str]] = []
    empty = 0
    for row in rows:
        if not any(row):
            empty += 1
            continue
        kept += [[]] * empty
        kept.append(row)
        empty = 0
        if len(kept) > limits.rows:
            raise SheetError(_("The file has more than %s rows: divide it.") % f"{limits.rows:,}")
        if len(row) > limits.columns and any(row[limits.columns :]):
            raise SheetError(_("The file has more than %s columns.") % limits.columns)
        if max(map(len, row)) > limits.cell:
            reason = _("Row %(row)s has a cell of more than %(most)s characters.")
            raise SheetError(reason % {"row": len(kept), "most": f"{limits.cell:,}"})
    return [row[: limits.columns] for row in kept]


# CSV


def _clean_cell(cell: str) -> str:
    """The cell without blanks round it, lines ended in one way, and as it was before it was defused."""
    return unescape_formula(cell.replace("\r\n", "\n").strip())


def decode_csv(data: bytes) -> tuple[str, str]:
    """The text of a CSV file and its encoding: UTF-8, or CP949, in which Korean Excel writes. Raises SheetError."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding.removesuffix("-sig")
    raise SheetError(_("This is not a CSV file in UTF-8 or CP949. In Excel, save it as “CSV UTF-8”."))


def read_csv(text: str, limits: FileLimits, clean_cell=_clean_cell) -> list[list[str]]:
    """The lines of a CSV file, each cell passed through ``clean_cell``. Raises SheetError."""
    csv.field_size_limit(limits.bytes)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_detect_delimiter(text), strict=True)
        return _rows_within_limits(([clean_cell(cell) for cell in line] for line in lines), limits)
    except csv.Error as error:
        raise SheetError(_("The file cannot be read: %s.") % error) from error


def _detect_delimiter(text: str) -> str:
    """The sign that parts the cells of the header: that of the first line that any of the three parts."""
    for line in islice(filter(str.strip, text.splitlines()), 20):
        bare = re.sub('"[^"]*"', "", line)
        delimiter = max(",;\t", key=bare.count)
        if delimiter in bare:
            return delimiter
    return ","


# XLSX


def read_xlsx(data: bytes, limits: FileLimits, clean_cell=_clean_cell) -> dict[str, list[list[str]]]:
    """The visible sheets of a workbook by title, each up to its last row that is not empty. Raises SheetError."""
    check_zip_archive(data, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that are of no matter here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = {}
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    sheet.reset_dimensions()  # the size that a file declares may be wrong
                    lines = ([_cell_text(cell, clean_cell) for cell in row] for row in sheet.iter_rows())
                    sheets[sheet.title] = _rows_within_limits(lines, limits)
            book.close()
    except SheetError:
        raise
    except Exception as error:  # openpyxl meets a broken file with whatever its parts raise
        raise SheetError(_("This is not an XLSX file that can be read. Save it anew as .xlsx.")) from error
    return sheets


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


def _cell_text(cell, clean_cell) -> str:
    """Text of a cell as a person sees it; a day as an ISO date, as far as its format shows it."""
    value = cell.value
    if value is None:
        return ""
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
    return text.zfill(len(shown)) if re.fullmatch("0+", shown) else text
