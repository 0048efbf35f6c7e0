"""Files of records in which words were redacted: no program reads them all, so people are told to look inside."""

from collections.abc import Iterable
from dataclasses import dataclass

from redaction.stores import stores
from redaction.subjects import Subject


@dataclass(frozen=True)
class AttachedFile:
    """A file of a record."""

    subject: Subject
    label: str
    name: str


def files_about(subjects: Iterable[Subject]) -> list[AttachedFile]:
    """Files of these records and rows."""
    with_files = [store for store in stores().values() if store.files]
    return [
        AttachedFile(subject, store.label(column), getattr(row, column).name)
        for subject in subjects
        for store in with_files
        for row in store.rows_about(subject)
        for column in store.files
        if getattr(row, column)
    ]
