"""CSV writer (RFC 4180): UTF-8 with a byte order mark, by which spreadsheets know the encoding."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import override

from exports.rows import EntryRow
from exports.tables import ExportTable

BYTE_ORDER_MARK = "\ufeff".encode()
_ROWS_PER_PIECE = 200  # rows that are written together


def stream_csv(table: ExportTable, rows: Iterable[EntryRow]) -> Iterator[bytes]:
    """Pieces of the file, headings first. No row outlives its line: a body is hundreds of objects to collect."""
    yield BYTE_ORDER_MARK + _csv_bytes([[column.heading for column in table.columns]])
    rows = iter(rows)
    while True:
        # only while a piece is made: the consumer of the stream may have another language active
        with override(table.language):
            piece = _csv_bytes(map(table.texts, islice(rows, _ROWS_PER_PIECE)))
        if not piece:
            return
        yield piece


def _csv_bytes(rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
