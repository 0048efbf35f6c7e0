"""The desk as sheets: one row an agreement, or every kind and part in a sheet of its own."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import override

from spreadsheets.columns import SHEET_COLUMNS
from spreadsheets.exports.flat_row import flat_row
from spreadsheets.files.writer import write_sheet
from spreadsheets.lookups import DeskLookups

_IMPORT_ONLY_COLUMNS = {
    "number",
    "officer",
    "our_side",
    "party_identifier",
}  # a list may tell them; a record has them nowhere


def flat_rows(agreements: QuerySet, language: str) -> Iterator[list[str]]:
    """The headers in that language, then one row an agreement. Read again it changes nothing."""
    columns = [column for column in SHEET_COLUMNS if column.name not in _IMPORT_ONLY_COLUMNS]
    with override(language):
        headers = [str(column.label) for column in columns]
    yield headers
    desk = DeskLookups()
    for members in desk.exporter.records("agreements", agreements):
        texts = flat_row(members, desk, language)
        yield [texts[column.name] for column in columns]


def write_flat_sheet(agreements: QuerySet, language: str, format: str) -> bytes:
    """``flat`` as a file; ``format`` is csv or xlsx."""
    return write_sheet(flat_rows(agreements, language), format)
