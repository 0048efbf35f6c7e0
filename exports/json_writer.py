"""JSON writer: all records of a list in the API's envelopes, which the database assembles."""

from collections.abc import Iterator
from itertools import batched

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from exports.rows import stream_values

_RECORDS_PER_PIECE = 50  # records that are sent together


def stream_json(entries: QuerySet, envelope: RawSQL) -> Iterator[bytes]:
    """``{"results": […]}``, piece by piece, in the order of ``entries``."""
    separator = '{"results":['
    for batch in batched(
        stream_values(entries.annotate(envelope=envelope).values_list("envelope", flat=True)),
        _RECORDS_PER_PIECE,
    ):
        yield (separator + ",\n".join(batch)).encode()
        separator = ",\n"
    yield b"]}\n" if separator.startswith(",") else b'{"results":[]}\n'
