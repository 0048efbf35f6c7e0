"""Extraction of texts out of stored files, and their passages as they are kept and searched."""

import logging
import time
from collections.abc import Iterator, Sequence
from typing import BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from core import text
from core.file_texts.files import NO_TEXT, FileText, read_file
from core.visible_text import is_seen
from document_texts.choices import TextState
from document_texts.models import DocumentPassage, DocumentText

logger = logging.getLogger(__name__)

# Signs of a passage at most: what a reader takes in at a glance, and far from the last position in a search vector.
MOST_SIGNS = 2_500


def extract_waiting(*, seconds: float) -> bool:
    """Extract the texts that wait, for so long. Returns True where some are left."""
    end = time.monotonic() + seconds
    while document := DocumentText.objects.waiting().order_by("pk").first():
        if time.monotonic() > end:
            return True
        extract_text(document)
    return False


def extract_text(document: DocumentText) -> None:
    """Extract the text of a document, unless it is public no more by then. One of the same file is copied."""
    state, is_cut, passages = _extracted_already(document) or _extracted_now(document)
    with transaction.atomic():
        # while the file was open, others may have published, withdrawn or redacted
        waiting = DocumentText.objects.waiting().filter(pk=document.pk).select_for_update().first()
        if waiting is None:
            return
        waiting.passages.all().delete()
        _insert_passages(waiting, passages)
        waiting.state, waiting.is_cut = state, is_cut
        waiting.save(update_fields=["state", "is_cut", "changed_at"])


# State of a text, whether it is cut, and the passages as rows: page, text, vector as a literal.
_Extracted = tuple[TextState, bool, list[tuple]]


def _extracted_already(document: DocumentText) -> _Extracted | None:
    """The text of the same file in another record: a copy of a source that several cite."""
    other = DocumentText.objects.filter(stored_name=document.stored_name, state=TextState.EXTRACTED).first()
    if other is None:
        return None
    vector = Cast("vector", TextField())
    return TextState.EXTRACTED, other.is_cut, list(other.passages.values_list("page", "text", vector))


def _extracted_now(document: DocumentText) -> _Extracted:
    try:
        with default_storage.open(document.stored_name) as opened:
            file_text = read_file(cast(BinaryIO, opened))
    except ValidationError as error:
        return (TextState.NONE if error.code == NO_TEXT else TextState.FAILED), False, []
    except OSError:
        logger.exception("The file of %s cannot be opened: %s", document, document.stored_name)
        return TextState.FAILED, False, []
    rows = [(page, words, passage_vector(words)) for page, words in passages_in(file_text)]
    return TextState.EXTRACTED, file_text.is_cut, rows


def passages_in(file_text: FileText) -> Iterator[tuple[int | None, str]]:
    """``(page, text)`` of each passage; without a page where the format has none. Pages without text are left out."""
    if not file_text.pages:
        yield from ((None, part) for part in _text_parts(file_text.text))
    for number, page in enumerate(file_text.pages, 1):
        yield from ((number, part) for part in _text_parts(page))


def _text_parts(whole: str) -> Iterator[str]:
    """A text in parts of at most `MOST_SIGNS`, between lines where that can be."""
    lines: list[str] = []
    for line in (piece for each in whole.split("\n") for piece in _line_pieces(each)):
        if lines and sum(map(len, lines)) + len(lines) + len(line) > MOST_SIGNS:
            yield "\n".join(lines)
            lines = []
        lines += [line] if line or lines else []
    if any(map(is_seen, lines)):
        yield "\n".join(lines)


def _line_pieces(line: str) -> Iterator[str]:
    """A line, in pieces of at most `MOST_SIGNS`, between words where that can be."""
    while len(line) > MOST_SIGNS:
        end = line.rfind(" ", 1, MOST_SIGNS)
        end = MOST_SIGNS if end < 0 else end
        yield line[:end]
        line = line[end:].lstrip()
    yield line


def _insert_passages(document: DocumentText, passages: Sequence[tuple]) -> None:
    table = connection.ops.quote_name(DocumentPassage._meta.db_table)
    rows = [(document.pk, position, *passage) for position, passage in enumerate(passages, 1)]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (document_id, position, page, text, vector)"
            " VALUES (%s, %s, %s, %s, %s::tsvector)",
            rows,
        )


def passage_vector(words: str) -> str:
    """Literal of the search vector (tsvector) of a passage."""
    return text.tsvector_literal([("D", words)])


def redact_passage(passage: DocumentPassage, words: str) -> None:
    """Put other words in place of a passage. Its file is not opened again for any record: it still has the old ones."""
    table = connection.ops.quote_name(DocumentPassage._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET text = %s, vector = %s::tsvector WHERE id = %s",
            [words, passage_vector(words), passage.pk],
        )
    same_file = DocumentText.objects.filter(stored_name=passage.document.stored_name)
    same_file.update(state=TextState.REDACTED, changed_at=timezone.now())
