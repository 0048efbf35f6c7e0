"""."""

from collections.abc import Iterable, Sequence
from itertools import batched

from register import bodies
from register.kinds import kind_of, kinds, primary_keys_by_model
from register.loading import distinct_records, load_for_publication, record_identity
from register.models import Entry
from register.records import Record

_BATCH_SIZE = 1_000  # records that are held at once with all that their bodies read


def changed_body_texts(records: Sequence[Record]) -> list[tuple[str, str]]:
    """``(ref, body text)`` for each record whose text is not public already, in the given order."""
    texts = draft_body_texts(records)
    public = dict(_published_body_texts(record.ref for record in records))
    return [
        (record.ref, texts[record_identity(record)])
        for record in records
        if texts[record_identity(record)] != public.get(record.ref)
    ]


def draft_body_texts(records: Iterable[Record]) -> dict[tuple[str, int], str]:
    """The body text of each record as it stands on the desk, by identity."""
    return {
        record_identity(record): bodies.record_body_json(kind_of(record), record)
        for some in batched(records, _BATCH_SIZE)
        for record in load_for_publication(some)
    }


def _published_body_texts(refs: Iterable[str]) -> list[tuple[str, str]]:
    """``(ref, body)`` of what is public now, in the schema of today."""
    return list(Entry.objects.filter(ref__in=list(refs)).values_list("ref", "body"))


def clear_edited_marks(records: Sequence[Record]) -> None:
    for model, pks in primary_keys_by_model(records).items():
        model._default_manager.filter(pk__in=pks, is_edited=True).update(is_edited=False)


def refresh_edited_marks(records: Iterable[Record]) -> int:
    """Set "edited since published" where the desk differs from what is public, clear it where not.

    Every save, import and action that touches a record calls this. Returns how many records changed their mark.
    """
    records = distinct_records(record for record in records if record.is_public)
    texts = draft_body_texts(records)
    public = dict(_published_body_texts(record.ref for record in records))
    edited = [record for record in records if texts[record_identity(record)] != public.get(record.ref)]
    changed = 0
    for model, pks in primary_keys_by_model(records).items():
        rows, now_edited = model._default_manager.filter(pk__in=pks), primary_keys_by_model(edited)[model]
        changed += rows.filter(pk__in=now_edited, is_edited=False).update(is_edited=True)
        changed += rows.filter(is_edited=True).exclude(pk__in=now_edited).update(is_edited=False)
    return changed


def refresh_edited_marks_of_mentions(records: Iterable[Record], besides: Iterable[Record] = ()) -> None:
    """Published records that mention these may now say more, or less: put them in the queue.

    Those ``besides`` were published a moment ago, with these in mind.
    """
    keys, done = primary_keys_by_model(records), primary_keys_by_model(besides)
    for kind in kinds():
        refresh_edited_marks(kind.records_mentioning(keys).published().exclude(pk__in=done[kind.model]))
