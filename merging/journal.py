"""Journal of a merger: every change of a row goes through it, with the values before and after.

Rows are kept as the database has them (``to_jsonb``), so that a field of any type comes back as it was.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.db.models import Case, Value, When
from django.db.models.deletion import Collector

Values = dict[str, Any]  # by column


def _number(text: str) -> float | str:
    """A number as JSON holds it; as text where a binary number would be another one."""
    number = float(text)
    return number if Decimal(repr(number)) == Decimal(text) else text


def stored_rows(model: type[models.Model], pks: Iterable[Any]) -> dict[Any, Values]:
    """Rows of a table by primary key, as the database has them."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{key}", to_jsonb(stored)::text FROM "{table}" stored WHERE "{key}" = ANY(%s)',
            [list(pks)],
        )
        return {pk: json.loads(text, parse_float=_number) for pk, text in cursor.fetchall()}


@dataclass
class RowChange:
    """A row that changed: of one that was added there is nothing before, of one that was deleted nothing after."""

    label: str  # of the model
    pk: Any
    before: Values | None
    after: Values | None

    def as_json(self) -> dict:
        return {"label": self.label, "pk": self.pk, "before": self.before, "after": self.after}


@dataclass
class Journal:
    """Changes by model and primary key."""

    changes: dict[tuple[type[models.Model], Any], RowChange] = field(default_factory=dict)

    def __iter__(self) -> Iterator[RowChange]:
        return (change for change in self.changes.values() if change.before != change.after)

    def as_json(self) -> list[dict]:
        return [change.as_json() for change in self]

    def keep(self, model: type[models.Model], pk: Any) -> None:
        """Notes a row as it is, before something else than the journal changes it."""
        row = stored_rows(model, [pk])[pk]
        self.changes[model, pk] = RowChange(model._meta.label, pk, row, row)

    def update(self, model: type[models.Model], pks: Collection[Any], **values: Any) -> None:
        """Sets columns of rows, by field names."""
        if not pks:
            return
        before = stored_rows(model, pks)
        model._base_manager.filter(pk__in=before).update(**values)
        for pk, row in stored_rows(model, before).items():
            columns = [column for column in row if row[column] != before[pk][column]]
            change = self.changes.setdefault((model, pk), RowChange(model._meta.label, pk, {}, {}))
            if change.before is not None:
                change.before = {column: before[pk][column] for column in columns} | change.before
            change.after = (change.after or {}) | {column: row[column] for column in columns}

    def repoint(self, model: type[models.Model], column: str, targets: Mapping[Any, Any]) -> None:
        """Sets a foreign key of each row to a target of its own, by primary key of the row."""
        if targets:
            cases = [When(pk=pk, then=Value(target)) for pk, target in targets.items()]
            field = model._meta.get_field(column.removesuffix("_id"))
            self.update(model, [*targets], **{column: Case(*cases, output_field=field.target_field)})

    def insert(self, row: models.Model) -> None:
        """Stores a new row."""
        row.save(force_insert=True)
        model = type(row)
        self.changes[model, row.pk] = RowChange(
            model._meta.label, row.pk, None, stored_rows(model, [row.pk])[row.pk]
        )

    def rekey(self, model: type[models.Model], pk: Any, new: Any) -> None:
        """Gives a row another primary key, where that is the record that it is part of."""
        before = stored_rows(model, [pk])[pk]
        model._base_manager.filter(pk=pk).update(**{model._meta.pk.attname: new})
        self.changes[model, pk] = RowChange(model._meta.label, pk, before, None)
        self.changes[model, new] = RowChange(model._meta.label, new, None, stored_rows(model, [new])[new])

    def delete(self, *rows: models.Model) -> None:
        """Deletes rows with all that goes along, and keeps them."""
        collector = Collector(using=connection.alias)
        collector.collect(rows)
        doomed: dict[type[models.Model], set] = {
            model: {instance.pk for instance in instances} for model, instances in collector.data.items()
        }
        for queryset in collector.fast_deletes:
            doomed.setdefault(queryset.model, set()).update(queryset.values_list("pk", flat=True))
        for model, pks in doomed.items():
            for pk, stored in stored_rows(model, pks).items():
                change = self.changes.get((model, pk))
                before = (
                    None if change and change.before is None else stored | (change.before if change else {})
                )
                self.changes[model, pk] = RowChange(model._meta.label, pk, before, None)
        collector.delete()
