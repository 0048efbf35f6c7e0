"""Matches sources in a file to stored sources by address or by what is printed on them."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from interchange.fields import member_fields
from interchange.files import FileRow
from interchange.json_values import json_value
from sources.models import Source


def source_fingerprint(source: Source) -> tuple:
    """The address of a source or, without one, its title, publisher and day of publication."""
    return (source.address,) if source.address else (source.title, source.publisher, source.published_on)


def sources_by_fingerprint(rows: Iterable[FileRow]) -> dict[tuple, list[Source]]:
    """The stored sources that these rows may be about, by fingerprint, the oldest first."""
    rows = list(rows)
    addresses = {address for row in rows if isinstance(address := row.members.get("address"), str)}
    titles = {title for row in rows if isinstance(title := row.members.get("title"), str)}
    sources: dict[tuple, list[Source]] = {}
    for source in Source.objects.filter(
        Q(address__in=addresses - {""}) | Q(address="", title__in=titles)
    ).order_by("pk"):
        sources.setdefault(source_fingerprint(source), []).append(source)
    return sources


def match_source(
    row: FileRow, candidates: dict[tuple, list[Source]], taken: set[int], *, is_exact: bool
) -> Source | None:
    """The source of a row: one that says the same, else of those of the same fingerprint the one most like it.

    ``candidates`` are sources by fingerprint, stored or of this import; ``taken`` are the primary keys of those that
    other rows of the same file are about. ``is_exact``: only one that says the same.
    """
    members = {
        name: row.members.get(name) or "" for name in ("address", "title", "publisher", "published_on")
    }
    if not all(isinstance(value, str) for value in members.values()):
        return None
    alike = candidates.get(source_fingerprint(Source(**members)), [])
    if same := next((source for source in alike if _says_the_same(source, row)), None):
        return same
    if is_exact:
        return None
    left = [source for source in alike if source.pk not in taken and not source._state.adding]
    return max(left, key=lambda source: _source_similarity(source, row), default=None)


def _says_the_same(source: Source, row: FileRow) -> bool:
    return _source_similarity(source, row) == len(member_fields(Source))


def _source_similarity(source: Source, row: FileRow) -> int:
    return sum(_value_in_row(field, row) == json_value(field, source) for field in member_fields(Source))


def _value_in_row(field: models.Field, row: FileRow):
    """The value that a row gives a field; one that is left out is the default."""
    value = row.members.get(field.name)
    return json_value(field, Source()) if value in (None, "", [], {}) else value
