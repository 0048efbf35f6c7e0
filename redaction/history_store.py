"""The stores of the history: former values of rows that changed or were deleted, and reasons of acts."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from history.acts import current_act
from history.choices import ChangeKind
from history.models import Act, Change
from history.tracked import tracked_tables
from redaction.stores import HISTORY, Steps, StoredText, TextStore, any_may_hold, stores, words_in
from redaction.subjects import Subject, subject_name
from redaction.words import Leaf
from register.kinds import kind_named

_BEFORE = "before"


@dataclass(frozen=True)
class ChangeStore(TextStore):
    """Former values. Which of them hold words says the store of the table that they were in.

    Former numbers and addresses are words as well: nobody finds a record by them any more.
    """

    def texts_with(self, may_hold: Callable[[str], bool]) -> Iterator[StoredText]:
        for change in Change.objects.exclude(before__isnull=True).order_by("pk").iterator(chunk_size=500):
            if any_may_hold((leaf.text for _column, leaf in _leaves_of(change)), may_hold):
                yield from self._texts_of_change(change)

    def texts_about(self, subject: Subject) -> Iterator[StoredText]:
        yield from self.texts_of(self.rows_about(subject))

    def rows_about(self, subject: Subject) -> models.QuerySet:
        """Changes of a record or row, also of one that was deleted."""
        row, (label, _hash, key) = subject.row, subject.name.partition("#")
        if row is not None:
            label, key = row._meta.label_lower, str(row.pk)
        return Change.objects.filter(record_model=label, record_id=int(key)) if key else Change.objects.none()

    def texts_of(self, rows: models.QuerySet) -> Iterator[StoredText]:
        for change in rows.exclude(before__isnull=True).order_by("pk"):
            yield from self._texts_of_change(change)

    def _texts_of_change(self, change: Change) -> Iterator[StoredText]:
        store, subject = _store_of(change), self.subject_of(change)
        for column, leaf in _leaves_of(change):
            yield StoredText(
                self.name, str(change.pk), _BEFORE, (column, *leaf.steps), leaf.text, subject,
                f"{capfirst(_('history'))}: {store.label(column)}", HISTORY,
            )  # fmt: skip

    def subject_of(self, row: models.Model) -> Subject:
        assert isinstance(row, Change)
        named = Subject(f"{row.record_model}#{row.record_id or 0}")
        return Subject(subject_name(named.row)) if named.row else named

    def write(self, row_key: str, column: str, texts: Mapping[Steps, tuple[str, str]]) -> None:
        change = Change.objects.get(pk=row_key)
        store = _store_of(change)
        before, redacted = change.before or {}, {}
        for name in {str(steps[0]) for steps in texts}:
            of_column = {steps[1:]: both for steps, both in texts.items() if steps[0] == name}
            redacted[name] = store.replaced_in(name, before[name], of_column)
        with connection.cursor() as cursor:
            cursor.execute("SELECT redact_change(%s, %s::jsonb)", [change.pk, json.dumps(redacted)])


@dataclass(frozen=True)
class ActStore(TextStore):
    """Reasons that people gave for what they did."""

    is_changed_by_owner = True

    def store(self, row: models.Model, column: str, value: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT redact_act(%s, %s)", [row.pk, value])


def redact_former_values(
    store: str, row_key: str, column: str, texts: Mapping[Steps, tuple[str, str]]
) -> None:
    """Redact what the redaction of a row, in this act, has just left in the history of it."""
    if store not in tracked_tables():
        return
    left = Change.objects.filter(act=current_act(), model=store, row_id=row_key, before__has_key=column)
    for pk in left.values_list("pk", flat=True):
        in_history = {(column, *steps): both for steps, both in texts.items()}
        stores()[Change._meta.label_lower].write(str(pk), _BEFORE, in_history)


def note_redaction(places: Mapping[str, int]) -> None:
    """Leaves a row in the history of each record, given by its name, in how many places words of it are redacted.

    Without it, words that stood only in versions, in the history or in a deleted draft would leave no line there.
    """
    recorded = {table.record_model._meta.label_lower for table in tracked_tables().values()}
    for name, count in places.items():
        label, key = _row_of(name)
        if label in recorded and key:
            with connection.cursor() as cursor:
                cursor.execute("SELECT history_note_redaction(%s, %s, %s)", [label, key, count])


def _row_of(name: str) -> tuple[str, Any]:
    """Label and key of a record or row by its name, also of one that was deleted; None where nothing knows the key."""
    if "#" in name:
        label, key = name.split("#")
        return label, key
    label = kind_named(name[0]).model._meta.label_lower
    if (row := Subject(name).row) is not None:
        return label, row.pk
    gone = Change.objects.filter(model=label, kind=ChangeKind.DELETED, before__ref=name)
    return label, gone.values_list("row_id", flat=True).last()


def _leaves_of(change: Change) -> Iterator[tuple[str, Leaf]]:
    """Former texts with their columns: words, numbers and addresses."""
    store = _store_of(change)
    for column in (*store.words, *store.all_listed):
        for leaf in words_in(store.decoded(column, (change.before or {}).get(column))):
            yield column, leaf


def _store_of(change: Change) -> TextStore:
    """The store of the table that the row was in; one without words where there is no such table any more."""
    return stores().get(change.model) or TextStore(change.model)


HISTORY_STORES = [
    ChangeStore(
        Change._meta.label,
        words=(_BEFORE,),
        nameless=dict.fromkeys(["model", "record_model"], "a name of the program"),
    ),
    ActStore(
        Act._meta.label,
        words=("reason",),
        nameless={
            "request_id": "random",
            "role": "a name of the installation",
            "program": "a name of a program",
        },
    ),
]
