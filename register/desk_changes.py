"""Differences between desk and register: changed bodies, and the mark "edited since published"."""

from collections.abc import Iterable, Sequence
from itertools import batched, groupby

from register import bodies
from register.kinds import kind_named, kind_of, kinds
from register.loading import load_for_publication, lock_records, record_identity
from register.models import Entry
from register.records import Record, primary_keys_by_model

_BATCH_SIZE = 1_000  # records in memory at once, each with everything that its body needs


def desk_body_texts(records: Iterable[Record]) -> dict[tuple[str, int], str]:
    """Body text of each record as it is on the desk, by record identity."""
    texts: dict[tuple[str, int], str] = {}
    for batch in batched(records, _BATCH_SIZE):
        texts |= body_texts(load_for_publication(batch))
    return texts


def body_texts(loaded: Iterable[Record]) -> dict[tuple[str, int], str]:
    """Body text of each record that was loaded for it, by record identity."""
    return {record_identity(record): bodies.record_body_json(kind_of(record), record) for record in loaded}


def published_body_texts(refs: Iterable[str]) -> list[tuple[str, str]]:
    """``(ref, body text)`` of the public entries among these, in the current schema."""
    return list(Entry.objects.filter(ref__in=list(refs)).values_list("ref", "body"))


def clear_edited_marks(records: Sequence[Record]) -> None:
    """Clears "edited since published" of records that were just published."""
    for model, pks in primary_keys_by_model(records).items():
        model._default_manager.filter(pk__in=pks, is_edited=True).update(is_edited=False)


def refresh_edited_marks(records: Iterable[Record]) -> int:
    """Sets "edited since published" where the desk differs from what is public, and clears it where not.

    Every save, import and action that touches a record calls this, in its transaction: whoever publishes or edits one
    of them waits for its end, and this for theirs. Returns the number of marks changed.
    """
    records = lock_records(records, only_public=True)
    texts = desk_body_texts(records)
    public = dict(published_body_texts(record.ref for record in records))
    edited = [record for record in records if texts[record_identity(record)] != public.get(record.ref)]
    changed = 0
    for model, pks in primary_keys_by_model(records).items():
        rows, now_edited = model._default_manager.filter(pk__in=pks), primary_keys_by_model(edited)[model]
        changed += rows.filter(pk__in=now_edited, is_edited=False).update(is_edited=True)
        changed += rows.filter(is_edited=True).exclude(pk__in=now_edited).update(is_edited=False)
    return changed


def refresh_edited_marks_of_refs(refs: Iterable[str]) -> None:
    """Refreshes the marks of the records with these references, where they are public."""
    by_letter = groupby(sorted(refs), key=lambda ref: ref[0])
    for letter, of_kind in by_letter:
        rows = kind_named(letter).model._default_manager.published()
        refresh_edited_marks(rows.filter(ref__in=[*of_kind]))


def refresh_edited_marks_of_mentions(records: Iterable[Record], besides: Iterable[Record] = ()) -> None:
    """Refreshes the marks of published records whose bodies mention these, but for those ``besides``."""
    keys, done = primary_keys_by_model(records), primary_keys_by_model(besides)
    for kind in kinds():
        refresh_edited_marks(kind.records_mentioning(keys).published().exclude(pk__in=done[kind.model]))
