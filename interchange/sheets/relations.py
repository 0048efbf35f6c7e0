"""An interchange file as sheets and back, nothing lost: knows the shape of the format and no field of it.

The sheet ``agreements`` has a row for each agreement; ``agreements.milestones`` one for each key date, beside the id of
its record. A text by language has a column for each language (``names[en]``), anything else that is not plain text a
column of JSON (``pages{}``). An empty cell says nothing; ``""`` is the empty text.
"""

import json
import re

from django.utils.translation import gettext as _

from interchange.files import KINDS
from interchange.parts import COLLECTIONS
from interchange.sheets.reading import SheetError

SINGLES = {"custody"}  # parts of which a record has one
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
HEADER = re.compile(r"(?P<name>\w+)(?:\[(?P<language>[\w-]+)\]|(?P<json>\{\}))?")
Sheets = dict[str, list[list[str]]]


def flatten(file: dict) -> Sheets:
    sheets = {}
    for kind, records in file.items():
        parts = {
            name for name in [*COLLECTIONS.get(kind, []), *SINGLES] if any(name in one for one in records)
        }
        sheets[kind] = as_rows([{k: v for k, v in one.items() if k not in parts} for one in records])
        for name in sorted(parts):
            sheets[f"{kind}.{name}"] = as_rows(
                [
                    {"record": one["id"], **part}
                    for one in records if name in one
                    for part in ([one[name]] if name in SINGLES else one[name])
                ]
            )  # fmt: skip
    return sheets


def as_rows(records: list[dict]) -> list[list[str]]:
    """A header and a row for each of these objects."""
    headers = list(dict.fromkeys(header for one in records for header in spread(one)))
    return [headers, *([spread(one).get(header, "") for header in headers] for one in records)]


def spread(members: dict) -> dict[str, str]:
    """The cells of one object by header."""
    cells = {}
    for name, value in members.items():
        if isinstance(value, str):
            cells[name] = as_text(value)
        elif is_localized(value):
            cells |= {f"{name}[{language}]": as_text(text) for language, text in value.items()}
        else:
            cells[f"{name}{{}}"] = json.dumps(value, ensure_ascii=False)
    return cells


def is_localized(value) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(LANGUAGE.fullmatch(code) and isinstance(text, str) for code, text in value.items())
    )


def as_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if not text or text.startswith('"') else text


def unflatten(sheets: Sheets) -> dict:
    """The file of these sheets. Raises SheetError with the place of what is none."""
    file: dict = {kind: [] for kind in KINDS if kind in sheets}
    for kind in file:
        file[kind] = [members for _number, members in objects(kind, sheets[kind])]
    for title, rows in sheets.items():
        kind, _dot, name = title.partition(".")
        if title in file:
            continue
        if kind not in file or name not in {*COLLECTIONS.get(kind, []), *SINGLES}:
            raise SheetError(_("There is no kind of record or part called “%s”.") % title)
        by_id = {one.get("id"): one for one in file[kind]}
        for number, part in objects(title, rows):
            record = by_id.get(part.pop("record", None))
            if record is None:
                raise SheetError(
                    _("%(sheet)s, row %(row)s: there is no such record.") % {"sheet": title, "row": number}
                )
            if name in SINGLES:
                record[name] = part
            else:
                record.setdefault(name, []).append(part)
    return file


def objects(title: str, rows: list[list[str]]) -> list[tuple[int, dict]]:
    """The objects of a sheet with their row numbers."""
    headers = [HEADER.fullmatch(header) for header in rows[0]] if rows else []
    if not all(headers):
        raise SheetError(_("%s: the first row does not hold the names of an export.") % title)
    found = []
    for number, row in enumerate(rows[1:], 2):
        try:
            if any(row):
                found.append((number, gathered(headers, row)))
        except ValueError as error:
            raise SheetError(
                _("%(sheet)s, row %(row)s: a cell is not JSON as it should be.")
                % {"sheet": title, "row": number}
            ) from error
    return found


def gathered(headers: list[re.Match], row: list[str]) -> dict:
    members: dict = {}
    for header, cell in zip(headers, row, strict=False):
        if not cell:
            continue
        if header["json"]:
            members[header["name"]] = json.loads(cell)
        elif header["language"]:
            members.setdefault(header["name"], {})[header["language"]] = from_text(cell)
        else:
            members[header["name"]] = from_text(cell)
    return members


def from_text(cell: str) -> str:
    return json.loads(cell) if cell.startswith('"') else cell
