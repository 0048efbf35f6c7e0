"""A table as CSV (RFC 4180): UTF-8 with a byte order mark, which spreadsheets ask for."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import batched

from django.utils.translation import override

from exports.cells import format_cell
from exports.rows import EntryRow
from exports.tables import ExportTable

_BYTE_ORDER_MARK = "\ufeff".encode()
_ROWS_PER_PIECE = 200  # rows that are written together


def stream_csv(table: ExportTable, rows: Iterable[EntryRow]) -> Iterator[bytes]:
    """The file piece by piece."""
    yield _BYTE_ORDER_MARK + _csv_bytes([[one.heading for one in table.columns]])
    for some in batched(rows, _ROWS_PER_PIECE):
        # only while a piece is made: in between, whoever reads it may speak another language
        with override(table.language):
            piece = _csv_bytes([format_cell(cell) for cell in table.cells(row)] for row in some)
        yield piece


def _csv_bytes(rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
