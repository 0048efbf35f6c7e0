"""States of a record: its row and those of its parts and links, as they are now and as they were before each act."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db import connection, models

from core.transactions import read_snapshot
from history.choices import ChangeKind
from history.models import Act, Change, ExactNumbers
from history.tracked import SECRET_COLUMNS, TrackedTable, tables_of, tracked_tables

Row = dict[str, Any]  # columns by name, with values as PostgreSQL writes them in JSON
RowKey = tuple[str, int]  # name of the model and primary key
State = dict[RowKey, Row]


@dataclass(frozen=True)
class RecordedAct:
    """An act as it changed one record: with the states of the record before and after it."""

    act: Act
    number: int  # of the last of its changes
    before: State
    after: State
    redacted_places: int = 0


@dataclass(frozen=True)
class RecordHistory:
    """The changes of a record, the latest first, and its present state, from one snapshot of the database."""

    record_model: type[models.Model]
    pk: int
    present: State
    changes: list[Change]

    @cached_property
    def by_act(self) -> list[tuple[Act, list[Change]]]:
        """The acts with their changes, the latest first."""
        groups = groupby(self.changes, key=lambda change: change.act_id)
        return [((listed := list(changes))[0].act, listed) for _act, changes in groups]

    def acts(self, start: int = 0, end: int | None = None) -> list[RecordedAct]:
        """The acts at these positions, the latest first."""
        state, acts = self.present, []
        for act, changes in self.by_act[:end]:
            before = undone(state, changes)
            acts.append(RecordedAct(act, changes[0].pk, before, state, _redacted_places(changes)))
            state = before
        return acts[start:]

    def act_of(self, number: int) -> RecordedAct | None:
        """The act that made this change; None where it is no change of this record."""
        position = [
            position for position, (_act, changes) in enumerate(self.by_act)
            if number in {change.pk for change in changes}
        ]  # fmt: skip
        return self.acts(position[0], position[0] + 1)[0] if position else None


def history_of(record_model: type[models.Model], pk: int) -> RecordHistory:
    """The history of a record, also of one that was deleted. Take locks before it, not after."""
    with read_snapshot():
        changes = Change.objects.filter(record_model=record_model._meta.label_lower, record_id=pk)
        listed = list(changes.select_related("act__by").order_by("-pk"))
        return RecordHistory(record_model, pk, _present_state(record_model, pk), listed)


def undone(state: State, changes: Iterable[Change]) -> State:
    """The state before these changes, of which the latest come first."""
    state = dict(state)
    for change in changes:
        key, former = (change.model, change.row_id), change.before or {}
        if change.model not in tracked_tables() or change.kind == ChangeKind.REDACTED:
            continue  # there was such a table once; a redaction is no change of a column
        if change.kind == ChangeKind.ADDED:
            state.pop(key, None)
        elif change.kind == ChangeKind.DELETED:
            state[key] = former
        else:
            state[key] = {**state.get(key, {}), **former, **_secrets(change)}
    return state


def _redacted_places(changes: Iterable[Change]) -> int:
    return sum(
        change.before["places"] for change in changes if change.before and change.kind == ChangeKind.REDACTED
    )


def _secrets(change: Change) -> Row:
    """Values of secret columns that differ before and after a change, in place of the true ones."""
    return dict.fromkeys(SECRET_COLUMNS & {*(change.before or {})}, f"before {change.pk}")


def _present_state(record_model: type[models.Model], pk: int) -> State:
    """All rows of a record, from one statement."""
    tables = tables_of(record_model)
    statement = " UNION ALL ".join(map(_rows_sql, tables))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"pk": pk})
        return {(name, key): json.loads(row, cls=ExactNumbers) for name, key, row in cursor.fetchall()}


def _rows_sql(table: TrackedTable) -> str:
    quote, meta = connection.ops.quote_name, table.model._meta
    key, columns = quote(table.key_column), [quote(step.column) for step in table.path]
    if not columns:
        condition = f"t.{key} = %(pk)s"
    elif len(columns) == 1:
        condition = f"t.{columns[0]} = %(pk)s"
    else:
        part = quote(table.path[0].related_model._meta.db_table)
        condition = f"t.{columns[0]} IN (SELECT id FROM {part} WHERE {columns[1]} = %(pk)s)"
    return (
        f"SELECT '{table.name}', t.{key}::bigint, to_jsonb(t) "
        f"FROM {quote(meta.db_table)} AS t WHERE {condition}"
    )
