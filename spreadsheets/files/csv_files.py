"""CSV files: rows of cells, whatever sign parts them."""

import csv
import io
import re
from collections.abc import Callable, Iterable
from itertools import islice
from statistics import median

from django.utils.translation import gettext as _

from core.formula_injection import unescape_formula
from spreadsheets.files.header_rows import is_known_header
from spreadsheets.files.table import FileLimits, SheetError

_DELIMITERS = ",;\t|"


def clean_cell(cell: str) -> str:
    """The cell without blanks round it, lines ended in one way, and as it was before it was defused."""
    return unescape_formula(cell.replace("\r\n", "\n").strip())


def read_csv(text: str, limits: FileLimits, clean_cell: Callable[[str], str] = clean_cell) -> list[list[str]]:
    """The lines of a CSV file, each cell passed through ``clean_cell``. Raises SheetError."""
    csv.field_size_limit(limits.bytes)
    delimiter, text = _delimiter_of(text)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return rows_within_limits(
            enumerate(([clean_cell(cell) for cell in line] for line in lines), 1), limits
        )
    except csv.Error as error:
        raise SheetError(_("The file cannot be read: %s.") % error) from error


def _delimiter_of(text: str) -> tuple[str, str]:
    """The sign that parts the cells, and the text without what Excel is told by: ``sep=;`` in the first line."""
    if declared := re.match(r"sep=(.)(?=\r?\n)", text):
        return declared[1], text[declared.end() :]
    return _detect_delimiter(text), text


def _detect_delimiter(text: str) -> str:
    """The sign by which a line comes apart into known headers, or else the one that parts the first full line.

    A title above the header may hold commas, and so may the cells of a list that is parted by semicolons.
    """
    lines = [re.sub('"[^"]*"', "", line) for line in islice(filter(str.strip, text.splitlines()), 20)]
    known = {sign: max((_count_known(line.split(sign)) for line in lines), default=0) for sign in _DELIMITERS}
    if max(known.values()) > 1:
        return max(_DELIMITERS, key=lambda sign: known[sign])
    signs = [max(_DELIMITERS, key=line.count) for line in lines]
    counts = [line.count(sign) for line, sign in zip(lines, signs, strict=True)]
    usual = median(counts or [0])
    return next(
        (sign for sign, count in zip(signs, counts, strict=True) if count and count >= usual / 2), ","
    )


def _count_known(cells: list[str]) -> int:
    return sum(map(is_known_header, cells))


def rows_within_limits(rows: Iterable[tuple[int, list[str]]], limits: FileLimits) -> list[list[str]]:
    """The rows, which come with their numbers, up to the last that is not empty.

    Raises SheetError where there are too many, or too wide.
    """
    kept: list[list[str]] = []
    for number, row in rows:
        if not any(row):
            continue
        if number > limits.rows:
            raise SheetError(_too_many_rows(number, len(kept), limits))
        kept += [[]] * (number - 1 - len(kept))
        kept.append(row)
        if len(row) > limits.columns and any(row[limits.columns :]):
            raise SheetError(_("The file has more than %s columns.") % limits.columns)
        if max(map(len, row)) > limits.cell:
            reason = _("Row %(row)s has a cell of more than %(most)s characters.")
            raise SheetError(reason % {"row": len(kept), "most": f"{limits.cell:,}"})
    return [row[: limits.columns] for row in kept]


def _too_many_rows(number: int, filled: int, limits: FileLimits) -> str:
    """Reason why a file is refused for the row of this number, of which so many rows are above it."""
    if number == filled + 1:
        return _("The file has more than %s rows: divide it.") % f"{limits.rows:,}"
    return _(
        "Row %(row)s has something in it, far below the list: delete it. A list may have %(most)s rows."
    ) % {"row": f"{number:,}", "most": f"{limits.rows:,}"}
