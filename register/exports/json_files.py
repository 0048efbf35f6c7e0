"""A list as JSON, whole: the API's envelopes, put together by the database."""

from collections.abc import Iterator
from itertools import batched

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from register.exports.rows import streamed

AT_ONCE = 50  # records that are sent together


def json_file(entries: QuerySet, envelope: RawSQL) -> Iterator[bytes]:
    """``{"results": […]}``, piece by piece, in the order of ``entries``."""
    comma = '{"results":['
    for some in batched(
        streamed(entries.annotate(envelope=envelope).values_list("envelope", flat=True)), AT_ONCE
    ):
        yield (comma + ",\n".join(some)).encode()
        comma = ",\n"
    yield b"]}\n" if comma.startswith(",") else b'{"results":[]}\n'
