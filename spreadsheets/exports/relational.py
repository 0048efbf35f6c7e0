"""Relational export: an interchange file as sheets, one for each kind and part, and back; nothing is lost.

The sheet ``agreements`` has a row for each agreement; ``agreements.milestones`` one for each key date, beside the id of
its record. A text by language has a column for each language (``names[en]``), anything else that is not plain text a
column of JSON (``pages{}``). An empty cell is no value; ``""`` is the empty text. The code knows the shape of the
format and no field of it.
"""

import io
import json
import re
import zipfile
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from core.formula_injection import unescape_formula
from interchange.exporter import export_records
from interchange.schema import MODELS, PART_COLLECTIONS, SINGLE_PARTS
from spreadsheets.files.csv_files import read_csv
from spreadsheets.files.table import FileLimits, SheetError
from spreadsheets.files.text_encoding import decode_text
from spreadsheets.files.workbooks import check_zip_archive, read_xlsx
from spreadsheets.files.writer import CSV_FORMAT, xlsx_bytes, zip_of_csv

_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
_HEADER = re.compile(r"(?P<name>\w+)(?:\[(?P<language>[\w-]+)\]|(?P<json>\{\}))?")
_Sheets = dict[str, list[list[str]]]


def records_to_sheets(file: dict) -> _Sheets:
    """The sheets of an interchange file, by title: a header row each, then a row for each record or part."""
    sheets = {}
    for kind, records in file.items():
        parts = {
            name
            for name in [*PART_COLLECTIONS[kind], *SINGLE_PARTS[kind]]
            if any(name in record for record in records)
        }
        sheets[kind] = _sheet_rows(
            [{k: v for k, v in record.items() if k not in parts} for record in records]
        )
        for name in sorted(parts):
            sheets[f"{kind}.{name}"] = _sheet_rows(
                [
                    {"record": record["id"], **part}
                    for record in records if name in record
                    for part in ([record[name]] if name in SINGLE_PARTS[kind] else record[name])
                ]
            )  # fmt: skip
    return sheets


def _sheet_rows(records: list[dict]) -> list[list[str]]:
    """A header and a row for each of these objects."""
    rows = [_object_to_cells(members) for members in records]
    headers = list(dict.fromkeys(header for row in rows for header in row))
    return [headers, *([row.get(header, "") for header in headers] for row in rows)]


def _object_to_cells(members: dict) -> dict[str, str]:
    """The cells of one object by header."""
    cells = {}
    for name, value in members.items():
        if isinstance(value, str):
            cells[name] = _encode_text(value)
        elif _is_localized(value):
            cells |= {f"{name}[{language}]": _encode_text(text) for language, text in value.items()}
        else:
            cells[f"{name}{{}}"] = json.dumps(value, ensure_ascii=False)
    return cells


def _is_localized(value) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(_LANGUAGE_TAG.fullmatch(code) and isinstance(text, str) for code, text in value.items())
    )


def _encode_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if not text or text.startswith('"') else text


def sheets_to_records(sheets: _Sheets) -> dict:
    """The interchange file of these sheets. Raises SheetError with the place of a cell that does not fit."""
    file: dict = {kind: [] for kind in MODELS if kind in sheets}
    for kind in file:
        file[kind] = [members for _number, members in _sheet_objects(kind, sheets[kind])]
    for title, rows in sheets.items():
        kind, _dot, name = title.partition(".")
        if title in file:
            continue
        if kind not in file or name not in {*PART_COLLECTIONS[kind], *SINGLE_PARTS[kind]}:
            raise SheetError(_("There is no kind of record or part called “%s”.") % title)
        by_id = {record.get("id"): record for record in file[kind]}
        for number, part in _sheet_objects(title, rows):
            record = by_id.get(part.pop("record", None))
            if record is None:
                raise SheetError(
                    _("%(sheet)s, row %(row)s: there is no such record.") % {"sheet": title, "row": number}
                )
            if name in SINGLE_PARTS[kind]:
                record[name] = part
            else:
                record.setdefault(name, []).append(part)
    return file


def _sheet_objects(title: str, rows: list[list[str]]) -> list[tuple[int, dict]]:
    """The objects of a sheet with their row numbers."""
    headers = [_HEADER.fullmatch(header) for header in rows[0]] if rows else []
    if not all(headers):
        raise SheetError(_("%s: the first row does not hold the names of an export.") % title)
    objects = []
    for number, row in enumerate(rows[1:], 2):
        try:
            if any(row):
                objects.append((number, _cells_to_object(headers, row)))
        except ValueError as error:
            raise SheetError(
                _("%(sheet)s, row %(row)s: a cell is not JSON as it should be.")
                % {"sheet": title, "row": number}
            ) from error
    return objects


def _cells_to_object(headers: list[re.Match], row: list[str]) -> dict:
    members: dict = {}
    for header, cell in zip(headers, row, strict=False):
        if not cell:
            continue
        if header["json"]:
            members[header["name"]] = json.loads(cell)
        elif header["language"]:
            members.setdefault(header["name"], {})[header["language"]] = _decode_text(cell)
        else:
            members[header["name"]] = _decode_text(cell)
    return members


def _decode_text(cell: str) -> str:
    return json.loads(cell) if cell.startswith('"') else cell


# for our own file, on the command line
_EXPORT_LIMITS = FileLimits(
    bytes=500 * 2**20, unpacked=2**31, rows=5_000_000, columns=2_000, cell=500 * 2**20
)


def write_relational_sheets(file_format: str, **selection) -> bytes:
    """Whole records, a sheet for each kind and part: an xlsx file, or a zip of csv files ("csv").

    ``selection`` as for ``interchange.exporter.export_records``: kinds, refs, exporter. Call it in a read snapshot
    (core.transactions), so that all of it is of one moment.
    """
    out = io.StringIO()
    with transaction.atomic():
        export_records(out, **selection)
    sheets = records_to_sheets(json.loads(out.getvalue()))
    return zip_of_csv(sheets) if file_format == CSV_FORMAT else xlsx_bytes(sheets)


def read_relational_sheets(data: bytes) -> dict:
    """The interchange file that ``write_relational_sheets`` wrote as sheets. Raises SheetError."""
    check_zip_archive(data, _EXPORT_LIMITS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" in archive.namelist():
            return sheets_to_records(read_xlsx(data, _EXPORT_LIMITS, clean_cell=unescape_formula))
        texts = {
            PurePath(name).stem: decode_text(archive.read(name)).text
            for name in archive.namelist()
            if name.endswith(".csv")
        }
    if not texts:
        raise SheetError(_("There is no sheet in the file."))
    return sheets_to_records(
        {title: read_csv(text, _EXPORT_LIMITS, clean_cell=unescape_formula) for title, text in texts.items()}
    )


def is_relational_workbook(data: bytes) -> bool:
    """True for a workbook that ``write_relational_sheets`` wrote, whose sheets are no list of agreements."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            titles = re.findall(r'<sheet [^>]*?name="([^"]*)"', archive.read("xl/workbook.xml").decode())
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, NotImplementedError):
        return False
    names = {kind: {*PART_COLLECTIONS[kind], *SINGLE_PARTS[kind]} for kind in MODELS}
    parts = [title.partition(".") for title in titles]
    return "agreements" in titles and all(
        kind in names and (not part or part in names[kind]) for kind, _dot, part in parts
    )
