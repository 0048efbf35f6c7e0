"""The store of texts of public documents: derived, and read by everybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from document_texts.extraction import redact_passage
from document_texts.models import DocumentPassage
from redaction.stores import StoredText, TextStore
from redaction.subjects import Subject
from register.records import Record


@dataclass(frozen=True)
class PassageStore(TextStore):
    """Passages belong to the record whose body names the file. People replace the file itself, which is listed there.

    One whose text was redacted is never opened for its text again, so that nothing brings the words back.
    """

    def rows_about(self, subject: Subject) -> models.QuerySet:
        ref = subject.row.ref if isinstance(subject.row, Record) else ""
        rows = self.model._base_manager.all()
        return rows.filter(document__ref=ref) if ref else rows.none()

    def texts_of(self, rows: models.QuerySet) -> Iterator[StoredText]:
        return super().texts_of(rows.select_related("document"))

    def subject_of(self, row: models.Model) -> Subject:
        assert isinstance(row, DocumentPassage)
        return Subject(row.document.ref)

    def fact(self, row: models.Model, column: str) -> str:
        assert isinstance(row, DocumentPassage)
        return f"documents/{row.document.key}"

    def store(self, row: models.Model, column: str, value: Any) -> None:
        assert isinstance(row, DocumentPassage)
        redact_passage(row, value)


DOCUMENT_STORES = [
    PassageStore("document_texts.DocumentPassage", words=("text",), nameless={"vector": "made of the text"}),
    TextStore(
        "document_texts.DocumentText",
        nameless={
            "ref": "a reference",
            "key": "random",
            "stored_name": "a hash",
            "state": "a code of the program",
        },
    ),
]
