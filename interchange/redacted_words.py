"""Problems of an import that would bring back words that were redacted in a record."""

from collections.abc import Iterator, Mapping

from django.db.models import Model

from interchange.files import FileRow
from interchange.problems import ImportProblem
from redaction.rules import desk_refusals


def redacted_words_problems(
    rows: Mapping[tuple[str, str], FileRow], records: Mapping[tuple[str, str], Model | None]
) -> Iterator[ImportProblem]:
    """A problem for each of these rows whose record, as it is stored now, holds words that were redacted in it."""
    stored = {key: record for key in rows if (record := records.get(key)) is not None}
    for key, reasons in zip(stored, desk_refusals([*stored.values()]), strict=True):
        for reason in reasons:
            yield ImportProblem(rows[key].file, rows[key].path, reason, key, is_refusal=True)
