"""Versions that a published import closes for good, or in which there stays what it takes back."""

from collections.abc import Collection, Iterable

from django.utils.translation import ngettext

from desk.previews import name_taken_back
from interchange.files import FileRow
from interchange.problems import ImportProblem
from register.desk_changes import desk_body_texts
from register.loading import record_identity
from register.records import Record, primary_keys_by_model
from register.withheld import TakenBack, narrowed_versions, taken_back

Candidates = Collection[tuple[FileRow, Record]]


def closing_problems(candidates: Candidates) -> list[ImportProblem]:
    """Reasons to refuse records whose publication would close their earlier versions."""
    rows = {record.ref: row for row, record in candidates}
    narrowed = narrowed_versions(record for _row, record in candidates)
    return [
        ImportProblem(row.file, row.path, _closing_reason(len(narrowed[ref])), row.key, is_refusal=True)
        for ref, row in rows.items() if ref in narrowed
    ]  # fmt: skip


def taken_back_by(records: Iterable[Record]) -> dict[str, list[TakenBack]]:
    """Parts and files that earlier versions of these records give out, and they no more, by reference.

    Only of those that differ from what is public.
    """
    edited = [
        record
        for model, pks in primary_keys_by_model(records).items()
        for record in model._default_manager.published().filter(pk__in=pks, is_edited=True)
    ]
    texts = desk_body_texts(edited)
    return taken_back({record.ref: texts[record_identity(record)] for record in edited})


def staying_warnings(candidates: Candidates, things: dict[str, list[TakenBack]]) -> list[ImportProblem]:
    """Warnings of each part or file that the import takes back: in which versions it stays public."""
    return [
        ImportProblem(row.file, row.path, _staying_words(record, thing), row.key)
        for row, record in candidates
        for thing in things.get(record.ref, ())
    ]


def _closing_reason(count: int) -> str:
    words = ngettext(
        "Only its existence is to be public, which closes %(count)d earlier version for good",
        "Only its existence is to be public, which closes %(count)d earlier versions for good",
        count,
    )
    return f"{words % {'count': count}} (--close-versions)."


def _staying_words(record: Record, thing: TakenBack) -> str:
    words = ngettext(
        "“%(name)s” is taken back, but stays public in version %(numbers)s",
        "“%(name)s” is taken back, but stays public in versions %(numbers)s",
        len(thing.numbers),
    )
    facts = {"name": name_taken_back(record, thing), "numbers": ", ".join(map(str, thing.numbers))}
    return f"{words % facts} (--close-versions)."
