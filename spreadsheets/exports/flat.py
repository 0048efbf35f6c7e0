"""Flat export: agreements as one sheet, one row an agreement."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import override

from spreadsheets.columns import SHEET_COLUMNS
from spreadsheets.exports.flat_row import flat_row
from spreadsheets.files.writer import write_sheet
from spreadsheets.lookups import DeskLookups

# a list may have them; a record has them nowhere
_IMPORT_ONLY_COLUMNS = {"number", "officer", "our_side", "party_identifier"}


def flat_rows(agreements: QuerySet, language: str) -> Iterator[list[str]]:
    """The headers in that language, then one row an agreement. Imported again it changes nothing."""
    columns = [column for column in SHEET_COLUMNS if column.name not in _IMPORT_ONLY_COLUMNS]
    with override(language):
        headers = [str(column.label) for column in columns]
    yield headers
    desk = DeskLookups()
    for members in desk.exporter.records("agreements", agreements):
        texts = flat_row(members, desk, language)
        yield [texts[column.name] for column in columns]


def write_flat_sheet(agreements: QuerySet, language: str, file_format: str) -> bytes:
    """``flat_rows`` as a file; ``file_format`` is csv or xlsx. Raises SheetError."""
    return write_sheet(flat_rows(agreements, language), file_format)
