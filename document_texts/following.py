"""Texts follow what is public: rows for the files that current bodies name, and none for any other file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import batched

from django.db import transaction

from core.file_texts.files import can_be_read
from core.stored_files import stored_name_of
from document_texts import tasks
from document_texts.choices import TextState
from document_texts.models import DocumentPassage, DocumentText
from register.body_files import files_in_body
from register.choices import Action
from register.models import NAMES_FILES, Entry, Version
from register.versions import lock_version_log

_AT_ONCE = 200  # records that a publication may have to wait for
_NAMES_A_FILE = '"file":"'  # in bodies; empty names stand in many
# Of the text of a record, which was current before them and is after them.
_CHANGE_NO_FILE = {Action.REDACTED, Action.NARROWED}


def follow_versions(versions: Sequence[Version]) -> None:
    """Has the texts of documents follow these versions. One of settings.REGISTER_FOLLOWERS."""
    follow_bodies(
        {
            version.ref: version.body if version.action == Action.PUBLISHED else ""
            for version in versions
            if version.action not in _CHANGE_NO_FILE
        }
    )


def follow_bodies(bodies: Mapping[str, str]) -> None:
    """Keeps a text for each file that these bodies name, and removes all others of their records.

    ``bodies`` are current ones by reference, as JSON text; empty for a record that is not public. The caller holds
    `lock_version_log`.
    """
    named = dict.fromkeys(row for ref, body in bodies.items() for row in _files_of_body(ref, body))
    # locked, so that no passage is added meanwhile
    kept = DocumentText.objects.filter(ref__in=bodies).select_for_update()
    rows = {(row.ref, row.key, row.stored_name): row for row in kept.order_by("pk")} if bodies else {}
    gone = [row for name, row in rows.items() if name not in named]
    if gone:
        DocumentPassage.objects.filter(document__in=gone).delete()
        DocumentText.objects.filter(pk__in=[row.pk for row in gone]).exclude(
            state=TextState.REDACTED
        ).delete()
    if new := [name for name in named if name not in rows]:
        _add_texts(new)
        tasks.wake_worker()


def _files_of_body(ref: str, body: str) -> Iterator[tuple[str, str, str]]:
    for file in files_in_body(json.loads(body)) if _NAMES_A_FILE in body else ():
        if stored_name := stored_name_of(file.sha256, file.media_type):
            yield ref, file.key, stored_name


def _add_texts(names: Sequence[tuple[str, str, str]]) -> None:
    files = {stored_name for _ref, _key, stored_name in names}
    redacted = DocumentText.objects.filter(stored_name__in=files, state=TextState.REDACTED)
    never_again = {*redacted.values_list("stored_name", flat=True)}

    def state(stored_name: str) -> TextState:
        if stored_name in never_again:
            return TextState.REDACTED
        return TextState.WAITING if can_be_read(stored_name) else TextState.NONE

    DocumentText.objects.bulk_create(
        DocumentText(ref=ref, key=key, stored_name=stored_name, state=state(stored_name))
        for ref, key, stored_name in names
    )


def rebuild_texts(*, again: bool = False) -> int:
    """Has all texts follow what is public now; the worker extracts what is missing. Returns their number.

    ``again``: also those that were extracted, or could not be. What was redacted stays as it is.
    """
    with_files = Entry.objects.filter(version__in=Version.objects.filter(NAMES_FILES).values("pk"))
    refs = {*with_files.values_list("ref", flat=True), *DocumentText.objects.values_list("ref", flat=True)}
    for batch in batched(sorted(refs), _AT_ONCE):
        with transaction.atomic():
            lock_version_log()
            bodies = dict(Entry.objects.filter(ref__in=batch).values_list("ref", "body"))
            follow_bodies({ref: bodies.get(ref, "") for ref in batch})
    if again:
        rows = DocumentText.objects.exclude(state__in=[TextState.REDACTED, TextState.WAITING])
        rows.update(state=TextState.WAITING)
    tasks.wake_worker()
    return DocumentText.objects.count()
