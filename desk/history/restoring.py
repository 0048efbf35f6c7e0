"""Restores facts of a record, or all of it, as they were before an act: an ordinary change, with a history itself."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.stored_files import StoredFileField, remove_unless_named
from desk.fingerprints import require_as_shown
from desk.history.bodies import DeskBody, RowNames, collection_of, fixed_members, kind_of_model, table_named
from desk.history.rows import delete_row, insert_row, update_row
from desk.history.wording import DeskBodyFormatter
from history.acts import act
from history.choices import ActKind
from history.states import RecordedAct, RecordHistory, RowKey, State, history_of
from history.tracked import tables_of
from register.choices import EditorialState
from register.diff import Difference, is_parts

_WHOLE = "record"  # the path of a record that was deleted, which is restored as a whole
_ORDER = "order"


@dataclass(frozen=True)
class Restoration:
    """Differences between a record as it is now and as it was before an act, fact by fact."""

    history: RecordHistory
    recorded: RecordedAct

    @property
    def is_deleted(self) -> bool:
        return self._record_key not in self.history.present

    @property
    def _record_key(self) -> RowKey:
        return self.history.record_model._meta.label_lower, self.history.pk

    @cached_property
    def bodies(self) -> tuple[DeskBody, DeskBody]:
        """The record as it is now, and as it was."""
        states = (self.history.present, self.recorded.before)
        names = RowNames(states)
        now, before = (DeskBody(self.history.record_model, state, names) for state in states)
        return now, before

    @cached_property
    def differences(self) -> dict[str, Difference]:
        """Facts that may be restored, by path: members of the record, parts, members of parts, and orders of parts."""
        now, before = self.bodies
        if not self.recorded.before:  # the act that made it
            return {}
        if self.is_deleted:
            return {_WHOLE: (_WHOLE, None, before.body)}
        fixed = fixed_members(self.history.record_model)
        return {
            path: (path, *both)
            for path, *both in _differing_facts(now.body, before.body)
            if path not in fixed
        }

    def rows(self) -> list[dict]:
        """The same in words, each with its path; of a deleted record, each of its parts."""
        now, before = self.bodies
        formatter = DeskBodyFormatter(self.history.record_model, before, now)
        if self.is_deleted and self.differences:
            whole = [
                (path, *both) for path, *both in _differing_facts({}, before.body) if both != [None, None]
            ]
            return [{"path": "", **row} for row in formatter.rows(whole)]
        return [
            {"path": path, **row}
            for path, difference in self.differences.items()
            for row in formatter.rows([difference])
        ]

    def shown(self) -> dict[str, object]:
        """All that the confirmation shows, for `desk.fingerprints`, and when the record was saved last."""
        saved = self.history.present.get(self._record_key, {}).get("updated_at")
        return {"saved": saved, **{path: list(both) for path, *both in self.differences.values()}}

    def state(self, paths: Collection[str]) -> State:
        """The record as it will be with these facts restored."""
        if self.is_deleted:
            return dict(self.recorded.before)
        state = dict(self.history.present)
        for path in paths:
            self._restore_path(state, path)
        return state

    def _restore_path(self, state: State, path: str) -> None:
        collection, _slash, rest = path.partition("/")
        key, _slash, member = rest.partition("/")
        now, before = self.bodies
        if not rest:
            self._restore_member(state, self._record_key, collection)
        elif key == _ORDER:
            for place, row_key in before.rows.items():
                if place.startswith(f"{collection}/") and row_key in state:
                    state[row_key] = {**state[row_key], "position": self.recorded.before[row_key]["position"]}
        elif member:
            self._restore_member(state, now.rows[f"{collection}/{key}"], member)
        else:
            place = f"{collection}/{key}"
            self._restore_rows(state, now.rows.get(place) or before.rows[place])

    def _restore_member(self, state: State, row_key: RowKey, member: str) -> None:
        """One field of a row with the columns that go with it, or its links."""
        model = table_named(row_key[0]).model
        for table in tables_of(self.history.record_model):
            is_link = table.model._meta.auto_created and table.path[0].related_model is model
            if is_link and collection_of(table) == member:
                _replace_rows(state, self.recorded.before, _links_of(table, row_key))
                return
        columns = _columns_of(model, _field_name(self.history.record_model, model, member))
        former = self.recorded.before[row_key]
        state[row_key] = {**state[row_key], **{name: former[name] for name in columns if name in former}}

    def _restore_rows(self, state: State, row_key: RowKey) -> None:
        """A part that was added or deleted since, with its links."""
        model = table_named(row_key[0]).model
        _replace_rows(state, self.recorded.before, lambda key, _row: key == row_key)
        for table in tables_of(self.history.record_model):
            if table.model._meta.auto_created and table.path[0].related_model is model:
                _replace_rows(state, self.recorded.before, _links_of(table, row_key))


def restoration_of(record_model: type[models.Model], pk: int, number: int) -> Restoration | None:
    """The restoration of what was before the act of this change; None where it is none of this record."""
    history = history_of(record_model, pk)
    recorded = history.act_of(number)
    return Restoration(history, recorded) if recorded else None


@transaction.atomic
def restore(
    *,
    record_model: type[models.Model],
    pk: int,
    number: int,
    paths: Collection[str],
    shown: str,
    reason: str,
    by: Any,
) -> set[str]:
    """Restore what stood at these paths before the act of a change. Returns the members of the record that changed.

    Raises ChangedSinceShown where the page showed something else, and ValidationError where what was there may not be
    there now.
    """
    record_model._base_manager.select_for_update().filter(pk=pk).first()
    restoration = restoration_of(record_model, pk, number)
    if restoration is None:
        raise ValidationError(_("There is nothing to restore."))
    require_as_shown(shown, restoration.shown())
    chosen = {_WHOLE} if restoration.is_deleted else {*paths} & {*restoration.differences}
    if not chosen:
        raise ValidationError(_("Tick what is to be restored."))
    with act(kind=ActKind.RESTORE, by=by, reason=reason):
        try:
            with transaction.atomic():
                _write_state(restoration, restoration.state(chosen))
        except IntegrityError as error:
            raise ValidationError(
                _(
                    "Something else stands in the way, or is gone: restore what belongs together, or enter it anew."
                )
            ) from error
    return {path.split("/")[0] for path in chosen}


def _write_state(restoration: Restoration, state: State) -> None:
    """Makes the rows of the record those of a state."""
    present = restoration.history.present
    changed = {key: row for key, row in state.items() if key in present and row != present[key]}
    added = {key: row for key, row in state.items() if key not in present}
    _require_files({**changed, **added}, present)
    for key in present.keys() - state.keys():
        delete_row(key)
    for key, row in changed.items():
        update_row(key, {name: value for name, value in row.items() if value != present[key].get(name)})
    for key, row in added.items():
        insert_row(key, _as_draft(row) if restoration.is_deleted else row)
    _touch(restoration.history)
    connection.check_constraints()
    for name, pk in (*changed, *added):
        model = table_named(name).model
        if not model._meta.auto_created:
            model._base_manager.get(pk=pk).full_clean()
    _remove_files(present, state)


def _as_draft(row: dict) -> dict:
    """The row; of a record that was in review, which ended when it was deleted, as a draft."""
    return row | {"editorial_state": EditorialState.DRAFT} if "editorial_state" in row else row


def _touch(history: RecordHistory) -> None:
    """Whoever has the record open learns that it was saved since."""
    if any(each.name == "updated_at" for each in history.record_model._meta.concrete_fields):
        history.record_model._base_manager.filter(pk=history.pk).update(updated_at=timezone.now())


def _require_files(rows: Mapping[RowKey, dict], present: State) -> None:
    """Raises ValidationError for a file that is stored no more."""
    for key, field, name in _files(rows):
        if name != present.get(key, {}).get(str(field.column)) and not field.storage.exists(name):
            raise ValidationError(_("A file is not stored any more. Restore the rest, and attach it again."))


def _remove_files(present: State, state: State) -> None:
    kept = {name for _key, _field, name in _files(state)}
    for _key, field, name in _files(present):
        if name not in kept:
            remove_unless_named(field.storage, name)


def _files(rows: Mapping[RowKey, dict]) -> Iterator[tuple[RowKey, StoredFileField, str]]:
    for key, row in rows.items():
        for field in table_named(key[0]).model._meta.concrete_fields:
            name = row.get(str(field.column))
            if isinstance(field, StoredFileField) and name:
                yield key, field, name


def _differing_facts(old: dict, new: dict) -> Iterator[tuple[str, Any, Any]]:
    """``(path, old, new)`` of each fact that differs: whole members, whole parts, members of parts, orders."""
    for name in [*new, *(name for name in old if name not in new)]:
        before, after = old.get(name), new.get(name)
        if name == "sources" or (before or None) == (after or None):
            continue
        if not (is_parts(before or []) and is_parts(after or [])):
            yield name, before or None, after or None
            continue
        parts_before = {part["key"]: part for part in before or []}
        parts_after = {part["key"]: part for part in after or []}
        for key in [*parts_after, *(key for key in parts_before if key not in parts_after)]:
            yield from _facts_of_part(f"{name}/{key}", parts_before.get(key), parts_after.get(key))
        kept_before = [key for key in parts_before if key in parts_after]
        kept_after = [key for key in parts_after if key in parts_before]
        if kept_before != kept_after:
            yield f"{name}/{_ORDER}", kept_before, kept_after


def _facts_of_part(path: str, before: dict | None, after: dict | None) -> Iterator[tuple[str, Any, Any]]:
    if before is None or after is None:
        yield path, before, after
        return
    for member in {**after, **before}:
        if before.get(member) != after.get(member):
            yield f"{path}/{member}", before.get(member), after.get(member)


def _field_name(record_model: type[models.Model], model: type[models.Model], member: str) -> str:
    names = {field.name for field in model._meta.concrete_fields}
    alias = kind_of_model(record_model).field_aliases.get(member, member)
    owner = getattr(model, "record_field", "")
    return member if member in names and member != owner else alias


def _columns_of(model: type[models.Model], name: str) -> list[str]:
    """The columns that are stored together: a date with its bounds, a file with what is known of it."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    field = fields.get(name)
    if field is None:  # of a field that there was once
        return []
    names = getattr(field, "names", [name])
    if isinstance(field, StoredFileField):
        names = [name, field.name_field, field.size_field, field.media_type_field, field.sha256_field]
    return [str(fields[each].column) for each in names]


def _links_of(table, owner: RowKey) -> Callable[[RowKey, dict], bool]:
    """Tells the links of a row from others."""
    return lambda key, row: key[0] == table.name and row[table.path[0].column] == owner[1]


def _replace_rows(state: State, former: State, belongs: Callable[[RowKey, dict], bool]) -> None:
    """Puts the rows that were there in the place of those that are there."""
    for key in [key for key, row in state.items() if belongs(key, row)]:
        del state[key]
    state.update({key: row for key, row in former.items() if belongs(key, row)})
