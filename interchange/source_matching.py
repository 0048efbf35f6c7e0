"""."""

from collections.abc import Iterable

from django.db.models import Q

from interchange.fields import member_fields
from interchange.files import FileRow
from interchange.json_values import json_value
from sources.models import Source


def source_fingerprint(source: Source) -> tuple:
    """What a source is found by: its address, or else what is printed on it."""
    return (source.address,) if source.address else (source.title, source.publisher, source.published_on)


def sources_by_fingerprint(rows: Iterable[FileRow]) -> dict[tuple, list[Source]]:
    """The sources on the desk that these rows may be about, by what they are found by, the oldest first."""
    rows = list(rows)
    addresses = {told for row in rows if isinstance(told := row.members.get("address"), str)}
    titles = {told for row in rows if isinstance(told := row.members.get("title"), str)}
    found: dict[tuple, list[Source]] = {}
    for source in Source.objects.filter(
        Q(address__in=addresses - {""}) | Q(address="", title__in=titles)
    ).order_by("pk"):
        found.setdefault(source_fingerprint(source), []).append(source)
    return found


def match_source(row: FileRow, printed: dict[tuple, list[Source]], taken: set[int]) -> Source | None:
    """The source that a row tells: of those of the same print the one most like it.

    ``taken`` are the sources that other rows of the same file are about.
    """
    told = {name: row.members.get(name) or "" for name in ("address", "title", "publisher", "published_on")}
    if not all(isinstance(value, str) for value in told.values()):
        return None
    candidates = [one for one in printed.get(source_fingerprint(Source(**told)), []) if one.pk not in taken]
    return max(candidates, key=lambda source: _source_similarity(source, row), default=None)


def _source_similarity(source: Source, row: FileRow) -> int:
    return sum(row.members.get(one.name) == json_value(one, source) for one in member_fields(Source))
