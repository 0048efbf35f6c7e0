"""Bodies of states: all that staff can see of a record, in the shape of a published body, with its internal facts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import get_language

from core.fields import EDTFBound
from core.stored_files import StoredFileField
from history.states import Row, RowKey, State
from history.tracked import DERIVED_COLUMNS, TrackedTable, tables_of, tracked_tables
from register.kinds import kinds
from register.loading import load_for_publication

_KEYS = {"key", "position"}  # the one names a part, the other is the order in which they stand


@dataclass(frozen=True)
class PlainKind:
    """Stands for a kind where bodies are formatted, for models that are no kind of public record."""

    model: type[models.Model]
    part_references: Mapping[str, str] = field(default_factory=dict)
    field_aliases: Mapping[str, str] = field(default_factory=dict)

    def part_names(self, directory) -> dict:
        return {}


@cache
def kind_of_model(model: type[models.Model]) -> Any:
    """The kind of a model, or what stands for it."""
    return next((kind for kind in kinds() if kind.model is model), PlainKind(model))


def fixed_members(record_model: type[models.Model]) -> set[str]:
    """Members of a record that only actions change, such as its reference and its editorial state."""
    return {"id", "external_id", *getattr(record_model, "set_by_actions", ())}


class RowNames:
    """Names and references of the rows outside of a record that its states refer to. One query a model."""

    def __init__(self, states: Iterable[State]):
        self._names: dict[RowKey, tuple[str, str]] = {}
        for model, pks in _outside_keys(states).items():
            named_with = [
                each.name for each in model._meta.concrete_fields if each.remote_field and not each.null
            ]
            rows = model._base_manager.filter(pk__in=pks)
            if named_with:
                rows = rows.select_related(*named_with)
            if hasattr(model, "texts"):
                rows = rows.prefetch_related("texts")
            for row in _under_titles(model, rows):
                self._names[model._meta.label_lower, row.pk] = getattr(row, "ref", ""), str(row)

    def mention(self, model: type[models.Model], pk: int) -> dict:
        """A row as a body mentions it; one that is gone by its key."""
        gone = ("", f"{model._meta.verbose_name} #{pk}")
        ref, name = self._names.get((model._meta.label_lower, pk), gone)
        return {"ref": ref, "name": name, "pk": pk}


def _under_titles(model: type[models.Model], rows: models.QuerySet) -> Iterable[Any]:
    """The rows; those that have names by language under the one of the active language, if there is one."""
    kind = kind_of_model(model)
    if not getattr(kind, "has_names", False):
        return rows
    loaded: list[Any] = load_for_publication(rows)
    for row in loaded:
        title = kind.index(kind.body(row)).title
        row.name = title.get(get_language() or "", row.name)
    return loaded


def _outside_keys(states: Iterable[State]) -> dict[type[models.Model], set[int]]:
    keys: dict[type[models.Model], set[int]] = defaultdict(set)
    rows = {id(row): (name, row) for state in states for (name, _pk), row in state.items()}
    for name, row in rows.values():
        for each in _outward_fields(table_named(name)):
            if row.get(each.column) is not None:
                keys[each.related_model].add(row[each.column])
    return keys


@cache
def _outward_fields(table: TrackedTable) -> list[Any]:
    """Foreign keys of a table but the one that leads to the record or part that its rows belong to."""
    fields = table.model._meta.concrete_fields
    return [each for each in fields if each.remote_field and each not in table.path[:1]]


@dataclass
class DeskBody:
    """A state of a record as a body. ``rows`` has the row of each part, by its path ``milestones/h7x2kq``."""

    record_model: type[models.Model]
    state: State
    names: RowNames
    body: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, RowKey] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tables = tables_of(self.record_model)
        self._collections = {table.name: collection_of(table) for table in tables if table.path}
        self._parts: dict[RowKey, dict] = {}
        by_table: dict[str, list[tuple[RowKey, Row]]] = defaultdict(list)
        for key, row in self.state.items():
            by_table[key[0]].append((key, row))
        self._number_parts(by_table)
        for table in tables:
            listed = sorted(by_table[table.name], key=lambda each: (each[1].get("position") or 0, each[0]))
            self._add(table, listed)
        if "citations" in self.body:  # sources by their titles, as bodies know them within themselves
            self.body["sources"] = [
                {"key": title, "title": title, "address": "", "published_on": ""}
                for title in dict.fromkeys(citation["source"] for citation in self.body["citations"])
            ]

    def _number_parts(self, by_table: Mapping[str, list[tuple[RowKey, Row]]]) -> None:
        """Keys of all parts, which others refer to."""
        self._part_keys = {
            key: row.get("key") or str(key[1]) for listed in by_table.values() for key, row in listed
        }

    def _add(self, table: TrackedTable, listed: list[tuple[RowKey, Row]]) -> None:
        if not table.path:
            for _key, row in listed:
                self.body |= self._members(table, row)
        elif table.model._meta.auto_created:
            self._add_links(table, listed)
        else:
            collection = self._collections[table.name]
            self.body[collection] = []
            for key, row in listed:
                part = {"key": self._part_keys[key], **self._members(table, row)}
                self._parts[key] = part
                self.rows[f"{collection}/{part['key']}"] = key
                self.body[collection].append(part)

    def _add_links(self, table: TrackedTable, listed: list[tuple[RowKey, Row]]) -> None:
        """Links stand in a list of the record, or of the part, that they lead from."""
        owner, name = table.path[0], self._collections[table.name]
        target = _target_of(table)
        for _key, row in listed:
            owner_key = (owner.related_model._meta.label_lower, row[owner.column])
            holder = self._parts.get(owner_key) if len(table.path) > 1 else self.body
            if holder is not None:
                holder.setdefault(name, []).append(self._reference(target, row[target.column]))

    def _members(self, table: TrackedTable, row: Row) -> dict[str, Any]:
        known = {each.column: each for each in table.model._meta.concrete_fields}
        left_out = _hidden_columns(table)
        return {
            member_of(table, known[column].name if column in known else column): self._value(known.get(column), value)
            for column, value in row.items() if column not in left_out
        }  # fmt: skip

    def _value(self, described: Any, value: Any) -> Any:
        if described is not None and described.remote_field and value is not None:
            return self._reference(described, value)
        return value

    def _reference(self, described: Any, value: int) -> Any:
        model = described.related_model
        if (key := (model._meta.label_lower, value)) in self._part_keys and model is not self.record_model:
            return self._part_keys[key]
        mention = self.names.mention(model, value)
        return mention["name"] if described.name == "source" else mention


@cache
def collection_of(table: TrackedTable) -> str:
    """Member of a body that holds the parts or links of a table, named as the bodies of the kind do."""
    owner = table.path[0]
    if table.model._meta.auto_created:
        fields = owner.related_model._meta.local_many_to_many
        return next(each.name for each in fields if each.remote_field.through is table.model)
    accessor = str(owner.remote_field.get_accessor_name())
    return _aliases(table).get(accessor, accessor)


@cache
def member_of(table: TrackedTable, field_name: str) -> str:
    """Member of a body for a field, as the bodies of the kind name it."""
    return _aliases(table).get(field_name, field_name)


def _aliases(table: TrackedTable) -> dict[str, str]:
    """Members by field, where their names differ."""
    aliases = kind_of_model(table.record_model).field_aliases
    return {field_name: member for member, field_name in aliases.items()}


def _target_of(table: TrackedTable) -> Any:
    """The field of a link that leads out of the record."""
    return next(
        each for each in table.model._meta.concrete_fields
        if isinstance(each, models.ForeignKey) and each is not table.path[0]
    )  # fmt: skip


@cache
def _hidden_columns(table: TrackedTable) -> frozenset[str]:
    """Columns that say nothing beside others: keys, bounds of dates, what follows from a file, times of saving."""
    meta = table.model._meta
    hidden = {meta.pk.column, *(step.column for step in table.path[:1]), *(_KEYS if table.path else ())}
    for each in meta.concrete_fields:
        is_time = getattr(each, "auto_now", False) or getattr(each, "auto_now_add", False)
        if is_time or isinstance(each, EDTFBound):
            hidden.add(each.column)
        if isinstance(each, StoredFileField):
            hidden |= {each.size_field, each.media_type_field, each.sha256_field}
    return frozenset(hidden | DERIVED_COLUMNS)


def table_named(name: str) -> TrackedTable:
    """The tracked table of a model."""
    return tracked_tables()[name]
