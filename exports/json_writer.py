"""A list as JSON, whole: the API's envelopes, put together by the database."""

from collections.abc import Iterator
from itertools import batched

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from exports.rows import stream_values

_RECORDS_PER_PIECE = 50  # records that are sent together


def stream_json(entries: QuerySet, envelope: RawSQL) -> Iterator[bytes]:
    """``{"results": […]}``, piece by piece, in the order of ``entries``."""
    comma = '{"results":['
    for some in batched(
        stream_values(entries.annotate(envelope=envelope).values_list("envelope", flat=True)),
        _RECORDS_PER_PIECE,
    ):
        yield (comma + ",\n".join(some)).encode()
        comma = ",\n"
    yield b"]}\n" if comma.startswith(",") else b'{"results":[]}\n'
