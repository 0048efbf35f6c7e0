"""The exported workbook as a person leaves it: cells, columns and rows edited, and saved by LibreOffice."""

import io
import shutil
import subprocess
from pathlib import Path

from openpyxl import Workbook, load_workbook

SOFFICE = shutil.which("soffice")
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"  # UTF-8, cells as they are shown


def edited_workbook(data: bytes, cells: dict[tuple[int, int], str], ways: set[str], random) -> bytes:
    """The exported workbook with these cells by row and column, and edited further in these ways."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.active
    for (row, column), text in cells.items():
        cell = sheet.cell(row, column)
        cell.value, cell.data_type, cell.number_format = text or None, "s", "@"
    if "sorted" in ways:
        _rewrite(sheet, sorted(_body(sheet), key=lambda row: str(row[3] or "")))
    if "shuffled" in ways:
        rows = _body(sheet)
        random.shuffle(rows)
        _rewrite(sheet, rows)
    if "hidden" in ways:
        sheet.column_dimensions["F"].hidden = True
    if "filtered" in ways:
        sheet.auto_filter.ref = sheet.dimensions
        for number in range(4, 9):
            sheet.row_dimensions[number].hidden = True
    if "inserted" in ways:
        sheet.insert_cols(5)
        sheet.cell(1, 5).value = None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _body(sheet) -> list[list]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def _rewrite(sheet, rows: list[list]) -> None:
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = value
            if value is not None:
                cell.data_type, cell.number_format = "s", "@"


def through_libreoffice(data: bytes, folder: Path, ending: str) -> bytes:
    """What LibreOffice makes of a workbook: saved as .ods, and that as .xlsx or .csv."""
    start = folder / "edited.xlsx"
    start.write_bytes(data)
    ods = _converted(start, "ods", folder / "ods")
    return _converted(ods, ending, folder / "out").read_bytes()


def _converted(path: Path, ending: str, folder: Path) -> Path:
    options = ["--headless", "--norestore", f"-env:UserInstallation=file://{folder.parent}/profile"]
    to = _CSV if ending == "csv" else ending
    command = [str(SOFFICE), *options, "--convert-to", to, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return folder / f"{path.stem}.{ending}"


def as_libreoffice_writes(data: bytes) -> bytes:
    """The workbook as LibreOffice saves it, without LibreOffice: a plain book of shared texts, empty cells kept."""
    source = load_workbook(io.BytesIO(data)).active
    book = Workbook()
    sheet = book.active
    for row in source.iter_rows():
        for cell in row:
            made = sheet.cell(cell.row, cell.column)
            made.number_format = "@"
            if cell.value is not None:
                made.value, made.data_type = cell.value, "s"
    for letter, column in source.column_dimensions.items():
        sheet.column_dimensions[letter].hidden = column.hidden
    for number, row in source.row_dimensions.items():
        sheet.row_dimensions[number].hidden = row.hidden
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
