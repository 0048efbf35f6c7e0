"""A table as CSV (RFC 4180): UTF-8 with a byte order mark, which spreadsheets ask for."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import batched

from django.utils.translation import override

from register.exports.cells import written
from register.exports.rows import Row
from register.exports.tables import Table

BOM = "\ufeff".encode()
AT_ONCE = 200  # rows that are written together


def csv_file(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """The file piece by piece."""
    yield BOM + lines([[one.heading for one in table.columns]])
    for some in batched(rows, AT_ONCE):
        # only while a piece is made: in between, whoever reads it may speak another language
        with override(table.language):
            piece = lines([written(cell) for cell in table.cells(row)] for row in some)
        yield piece


def lines(rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
