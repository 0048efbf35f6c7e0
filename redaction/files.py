"""Files in which people must look for words themselves: those of records in which they stand, and unread uploads."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

from redaction.stores import TextStore, stores
from redaction.subjects import Subject


@dataclass(frozen=True)
class AttachedFile:
    """A file of a record, by the name under which people know it."""

    subject: Subject
    label: str
    name: str


def files_about(subjects: Iterable[Subject]) -> list[AttachedFile]:
    """Files of these records and rows, and those of which nothing was read yet."""
    subjects = list(subjects)
    files: dict[AttachedFile, None] = {}
    for store in stores().values():
        for subject in subjects if store.files else ():
            files |= dict.fromkeys(
                file for row in store.rows_about(subject) for file in _files_of(store, row)
            )
        for row in store.unsearched_rows():
            files |= dict.fromkeys(_files_of(store, row))
    return list(files)


def _files_of(store: TextStore, row: Model) -> list[AttachedFile]:
    return [
        AttachedFile(store.subject_of(row), store.label(column), _file_name(row, column))
        for column in store.files
        if getattr(row, column)
    ]


def _file_name(row: Model, column: str) -> str:
    """The name that it has for people: stored files lie under their hashes."""
    name_field = getattr(row._meta.get_field(column), "name_field", "")
    return (name_field and getattr(row, name_field)) or str(row)
