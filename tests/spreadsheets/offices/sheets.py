"""Files as offices save them: CSV in old encodings, workbooks with titles, groups, merged cells and hidden columns."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl import Workbook


@dataclass(frozen=True)
class OfficeList:
    """A list of an office, and what a reader counts in it."""

    file_name: str
    data: bytes
    agreements: int  # rows of which each is an agreement
    partners: int  # organizations of the other side, each once
    most_answers: int = 3  # that a person may be asked for
    refused: int = 0  # rows that nobody could read


def csv_file(rows: Iterable[Iterable], *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding, "replace")  # as Excel does


def workbook(sheets: dict[str, list[list]], dress=None) -> bytes:
    """A workbook of these sheets; ``dress(book)`` merges, hides and formats as the office did."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if dress:
        dress(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
