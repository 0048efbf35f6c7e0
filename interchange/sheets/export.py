"""The desk as sheets."""

from collections.abc import Iterator

from django.db.models import QuerySet


def flat(agreements: QuerySet, language: str) -> Iterator[list[str]]:
    """The headers in that language, then one row an agreement. Read again by ``guess`` and ``plan`` it changes nothing."""
    raise NotImplementedError


def write_flat(agreements: QuerySet, language: str, format: str) -> bytes:
    """``flat`` as a file; ``format`` is csv or xlsx."""
    raise NotImplementedError


def relational(format: str, **selection) -> bytes:
    """Whole records, a sheet for each kind and part: an xlsx file, or a zip of csv files ("csv").

    ``selection`` as for ``interchange.exporting.export``: kinds, refs, exporter.
    """
    raise NotImplementedError


def read_relational(data: bytes) -> dict:
    """What ``relational`` wrote, as the interchange file that ``record()`` takes. Raises SheetError."""
    raise NotImplementedError


