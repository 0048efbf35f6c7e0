"""Loading of objects with all that is related to them: one statement a level, whatever the number of relations.

Django's ``prefetch_related`` makes a query for each relation, and a new object for each mention of a row. Here the rows
of several models come from one statement, and a row is one object, wherever it is mentioned.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

type Lookups = dict[str, "Lookups"]
type PrimaryKeys[Row: models.Model] = Mapping[type[Row], set[Any]]

# Fields whose values are texts in JSON
_TEXTS_IN_JSON = (
    models.DateField, models.DecimalField, models.DurationField, models.TimeField, models.UUIDField, ArrayField,
)  # fmt: skip


class RelatedObjects:
    """All objects loaded so far, each row once."""

    def __init__(self) -> None:
        self._known: dict[tuple[type[models.Model], Any], Any] = {}

    def get(self, model: type[models.Model], pk: Any) -> Any:
        """The object of a row; None where there is none or it was not loaded."""
        return self._known.get((model, pk))

    def add(self, rows: Iterable[models.Model]) -> None:
        """Takes rows as they were just read: the object that a row has already gets its values."""
        for row in rows:
            known = self._known.setdefault((type(row), row.pk), row)
            for field in row._meta.concrete_fields if known is not row else ():
                setattr(known, field.attname, getattr(row, field.attname))

    def load_rows[Row: models.Model](self, keys: PrimaryKeys[Row]) -> None:
        """Loads the rows with these primary keys, but for those that are known, in one statement."""
        self.add(chain(*fetch_together(self._unknown(keys))))

    def load_related(self, *wanted: tuple[Sequence[models.Model], Iterable[str]]) -> None:
        """Loads what lookups name, as in ``prefetch_related``, for objects: a statement for each level of all.

        What an object has already is not loaded again.
        """
        steps = [step for objects, lookups in wanted for step in _relation_steps(objects, _tree(lookups))]
        while steps:
            keys: dict[type[models.Model], set[Any]] = defaultdict(set)
            for step in steps:
                keys[step.target] |= step.keys()
            mentioned = self._unknown(keys)
            parts = [(step, queryset) for step in steps if (queryset := step.parts()) is not None]
            fetched = fetch_together([*mentioned, *(queryset for _step, queryset in parts)])
            self.add(chain(*fetched[: len(mentioned)]))
            for (step, _queryset), rows in zip(parts, fetched[len(mentioned) :], strict=True):
                step.rows = [self._known.setdefault((type(row), row.pk), row) for row in rows]
            steps = [following for step in steps for following in step.finish(self.get)]

    def _unknown[Row: models.Model](self, keys: PrimaryKeys[Row]) -> list[models.QuerySet]:
        missing = {model: {pk for pk in pks if (model, pk) not in self._known} for model, pks in keys.items()}
        return [model._base_manager.filter(pk__in=pks) for model, pks in missing.items() if pks]


def fetch_together(querysets: Sequence[models.QuerySet]) -> list[list[Any]]:
    """The objects of each of these querysets, read by one statement. Each is of whole rows of one model."""
    if not querysets:
        return []
    statements: list[str] = []
    parameters: list[Any] = []
    for number, queryset in enumerate(querysets):
        sql, its_parameters = queryset.query.sql_with_params()
        columns = ", ".join(map(_column_in_json, queryset.model._meta.concrete_fields))
        statements.append(
            f"SELECT {number} AS statement, row_number() OVER () AS place, "
            f"json_build_array({columns})::text FROM ({sql}) AS r"
        )
        parameters += its_parameters
    objects: list[list[Any]] = [[] for _queryset in querysets]
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(statements)} ORDER BY statement, place", parameters)
        for number, _place, row in cursor.fetchall():
            objects[number].append(_object_of(querysets[number].model, json.loads(row)))
    return objects


def _column_in_json(field: models.Field) -> str:
    """A column as JSON holds it exactly: numbers with a point and JSON itself as texts."""
    column = f"r.{connection.ops.quote_name(str(field.column))}"
    return f"{column}::text" if isinstance(field, (models.DecimalField, models.JSONField)) else column


def _object_of(model: type[models.Model], values: Sequence[Any]) -> models.Model:
    fields = model._meta.concrete_fields
    converted = [_value(field, value) for field, value in zip(fields, values, strict=True)]
    return model.from_db(connection.alias, [field.attname for field in fields], converted)


def _value(field: models.Field, value: Any) -> Any:
    """The value of a field as Django reads it from the database, of one from JSON."""
    if isinstance(field, models.JSONField):
        return field.from_db_value(value, None, connection)  # type: ignore[arg-type]  # no field of ours asks
    return field.to_python(value) if isinstance(field, _TEXTS_IN_JSON) else value


def _tree(lookups: Iterable[str]) -> Lookups:
    """Lookups by their first name, each with what goes on after it."""
    tree: Lookups = {}
    for lookup in lookups:
        branch = tree
        for name in lookup.split("__"):
            branch = branch.setdefault(name, {})
    return tree


def _relation_steps(objects: Sequence[models.Model], tree: Lookups) -> list["_Step"]:
    return [_relation_step(objects, name, branch) for name, branch in tree.items()] if objects else []


def _relation_step(objects: Sequence[models.Model], name: str, branch: Lookups) -> "_Step":
    field = objects[0]._meta.get_field(name)
    if field.many_to_many:
        return _Through(objects, field, branch)
    return _Parts(objects, field, branch) if field.auto_created else _Mentioned(objects, field, branch)


class _Step:
    """A relation of objects that is being loaded, and the lookups that go on from there."""

    def __init__(self, objects: Sequence[Any], field: Any, branch: Lookups):
        self.objects, self.field, self.branch = objects, field, branch
        self.target: type[models.Model] = field.related_model
        self.rows: list[Any] = []

    def keys(self) -> set[Any]:
        """Primary keys of the target that are mentioned."""
        return set()

    def parts(self) -> models.QuerySet | None:
        """The rows that belong to the objects; None where they are known."""
        return None

    def finish(self, get: Callable[..., Any]) -> list["_Step"]:
        """Stores what was loaded in the objects. Returns the steps that follow."""
        raise NotImplementedError


class _Mentioned(_Step):
    """A foreign key."""

    def keys(self) -> set[Any]:
        return {getattr(each, self.field.attname) for each in self._without()} - {None}

    def finish(self, get):
        for each in self._without():
            self.field.set_cached_value(each, get(self.target, getattr(each, self.field.attname)))
        mentioned = {each.pk: each for owner in self.objects if (each := getattr(owner, self.field.name))}
        return _relation_steps([*mentioned.values()], self.branch)

    def _without(self) -> Iterator[Any]:
        return (each for each in self.objects if not self.field.is_cached(each))


class _Parts(_Step):
    """Rows with a foreign key, or a one-to-one key, to the objects."""

    def parts(self):
        without = [each for each in self.objects if not self._is_there(each)]
        name = self.field.field.name
        return self.target._default_manager.filter(**{f"{name}__in": without}) if without else None

    def finish(self, get):
        by_owner = defaultdict(list)
        for row in self.rows:
            by_owner[getattr(row, self.field.field.attname)].append(row)
        for each in self.objects:
            if not self._is_there(each):
                self._store(each, by_owner[each.pk])
        parts = (self._stored(each) for each in self.objects) if self.branch else ()
        return _relation_steps([*chain(*parts)], self.branch)

    def _stored(self, owner: Any) -> Iterable[Any]:
        if self.field.one_to_one:
            return filter(None, [self.field.get_cached_value(owner)])
        return getattr(owner, self.field.get_accessor_name()).all()

    def _is_there(self, owner: Any) -> bool:
        if self.field.one_to_one:
            return self.field.is_cached(owner)
        return self.field.get_accessor_name() in getattr(owner, "_prefetched_objects_cache", ())

    def _store(self, owner: Any, rows: list[Any]) -> None:
        for row in rows:
            self.field.field.set_cached_value(row, owner)
        if self.field.one_to_one:
            self.field.set_cached_value(owner, rows[0] if rows else None)
        else:
            _store_many(owner, self.field.get_accessor_name(), rows)


class _Through(_Step):
    """A many-to-many field: the rows of its table, in the order of what they lead to."""

    def __init__(self, objects: Sequence[Any], field: Any, branch: Lookups):
        super().__init__(objects, field, branch)
        self.table = field.remote_field.through

    def parts(self):
        names = self.field.m2m_field_name(), self.field.m2m_reverse_field_name()
        rows = self.table._default_manager.filter(**{f"{names[0]}__in": self.objects})
        return rows.order_by(names[1])

    def finish(self, get):
        return [_Targets(self)]


class _Targets(_Step):
    """The objects to which the rows of a many-to-many table lead."""

    def __init__(self, through: _Through):
        super().__init__(through.objects, through.field, through.branch)
        self._pairs = [
            (getattr(row, self.field.m2m_column_name()), getattr(row, self.field.m2m_reverse_name()))
            for row in through.rows
        ]

    def keys(self):
        return {target for _owner, target in self._pairs}

    def finish(self, get):
        by_owner = defaultdict(list)
        for owner, target in self._pairs:
            by_owner[owner].append(get(self.target, target))
        for each in self.objects:
            _store_many(each, self.field.name, by_owner[each.pk])
        return _relation_steps([*{each.pk: each for each in chain(*by_owner.values())}.values()], self.branch)


def _store_many(owner: Any, name: str, objects: list[Any]) -> None:
    """Stores related objects as ``prefetch_related`` does."""
    queryset = getattr(owner, name).get_queryset()
    queryset._result_cache, queryset._prefetch_done = objects, True
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset
