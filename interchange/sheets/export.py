"""The desk as sheets: one row an agreement, or every kind and part in a sheet of its own."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.formulas import restore
from interchange.exporting import export
from interchange.sheets.columns import COLUMNS
from interchange.sheets.desk import Desk
from interchange.sheets.flattening import flat_texts
from interchange.sheets.reading import Limits, SheetError, check_archive, decoded, read_csv, read_xlsx
from interchange.sheets.relations import flatten, unflatten
from interchange.sheets.writing import CSV, as_xlsx, as_zip, write

OF_AN_EXPORT = Limits(
    bytes=500 * 2**20, unpacked=2**31, rows=5_000_000, columns=2_000, cell=500 * 2**20
)  # our own file, on the command line
READ_ONLY = {
    "number",
    "officer",
    "our_side",
    "party_identifier",
}  # a list may tell them; a record has them nowhere


def flat(agreements: QuerySet, language: str) -> Iterator[list[str]]:
    """The headers in that language, then one row an agreement. Read again it changes nothing."""
    columns = [column for column in COLUMNS if column.name not in READ_ONLY]
    with override(language):
        headers = [str(column.label) for column in columns]
    yield headers
    desk = Desk()
    for members in desk.exporter.records("agreements", agreements):
        texts = flat_texts(members, desk, language)
        yield [texts[column.name] for column in columns]


def write_flat(agreements: QuerySet, language: str, format: str) -> bytes:
    """``flat`` as a file; ``format`` is csv or xlsx."""
    return write(flat(agreements, language), format)


def relational(format: str, **selection) -> bytes:
    """Whole records, a sheet for each kind and part: an xlsx file, or a zip of csv files ("csv").

    ``selection`` as for ``interchange.exporting.export``: kinds, refs, exporter. Run it in one transaction that sees
    one moment.
    """
    out = io.StringIO()
    with transaction.atomic():
        export(out, **selection)
    sheets = flatten(json.loads(out.getvalue()))
    return as_zip(sheets) if format == CSV else as_xlsx(sheets)


def read_relational(data: bytes) -> dict:
    """What ``relational`` wrote, as the interchange file that ``record()`` takes. Raises SheetError."""
    check_archive(data, OF_AN_EXPORT)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" in archive.namelist():
            return unflatten(read_xlsx(data, OF_AN_EXPORT, clean=restore))
        sheets = {
            PurePath(name).stem: read_csv(decoded(archive.read(name))[0], OF_AN_EXPORT, clean=restore)
            for name in archive.namelist() if name.endswith(".csv")
        }  # fmt: skip
    if not sheets:
        raise SheetError(_("There is no sheet in the file."))
    return unflatten(sheets)
