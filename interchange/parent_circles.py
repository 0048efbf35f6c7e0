"""Circles of records that are each other's parents, among the records of files and the stored ones they refer to."""

from collections.abc import Iterable, Iterator

from django.db import models

from core.circles import own_parent_words
from core.graphs import shortest_path
from interchange.fields import member_fields
from interchange.files import FileRow
from interchange.problems import ImportProblem


def parent_circle_problems(imported: Iterable[tuple[FileRow, models.Model]]) -> Iterator[ImportProblem]:
    """A problem for each of these records that is its own parent by way of others; a constraint refuses it alone."""
    imported = list(imported)
    for model in {type(target) for _row, target in imported}:
        for field in member_fields(model):
            if field.related_model is model:
                yield from _circles_by_field(field, [pair for pair in imported if type(pair[1]) is model])


def _circles_by_field(
    field: models.Field, imported: list[tuple[FileRow, models.Model]]
) -> Iterator[ImportProblem]:
    records = {target.pk: target for _row, target in imported}
    _load_parents(field, records)

    def follow(keys: set[int]) -> list[tuple[int, int | None]]:
        return [(key, getattr(records[key], field.attname)) for key in keys if key in records]

    for row, target in imported:
        keys = shortest_path(getattr(target, field.attname), target.pk, follow)
        way = [records[key] for key in keys]
        if len(way) > 1:
            words = own_parent_words(map(str, way))
            yield ImportProblem(row.file, f"{row.path}/{field.name}", words, row.key)


def _load_parents(field: models.Field, records: dict[int, models.Model]) -> None:
    """Add the stored records that these have as parents, and theirs, all of a level at once."""
    while missing := {getattr(record, field.attname) for record in records.values()} - {None, *records}:
        loaded = field.model._default_manager.in_bulk(missing)
        records |= loaded
        if not loaded:
            return
