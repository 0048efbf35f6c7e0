"""Words of the page that shows a conflict: each side of a difference as people read it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from desk.conflicts.differences import Difference, Side
from desk.conflicts.snapshot import Row, Shapes, Snapshot
from desk.conflicts.values import FieldShape
from desk.typed_records import TypedRecordField


class DifferenceWords:
    """Words of the differences of one page. ``formsets`` are those of the page as it is stored."""

    def __init__(self, record: Any, formsets, shapes: Shapes, snapshots: list[Snapshot]):
        self.record, self.shapes, self.snapshots = record, shapes, snapshots
        self.models = {str(formset.prefix): formset.model for formset in formsets}

    def row(self, difference: Difference) -> dict[str, Any]:
        """Context of one difference for a template."""
        was_there = difference.base is not None or not difference.is_base_known
        gone = _("deleted") if was_there else _("not there")
        sides = {
            name: self._side(difference, getattr(difference, name), gone) for name in ("theirs", "yours")
        }
        base = self._side(difference, difference.base, gone) if difference.is_base_known else _("not known")
        return {"difference": difference, "place": self.place(difference), "base": base, **sides}

    def sentence(self, difference: Difference) -> str:
        """A fact that a merge took over, in a line: before and after."""
        row = self.row(difference)
        before, after = (_shortened(row[name]) or "–" for name in ("base", "theirs"))
        return f"{row['place']}: {before} → {after}"

    def place(self, difference: Difference) -> str:
        """The part and the fact: “Signatory: Hong Gil-dong – post as written”."""
        words = []
        if difference.prefix:
            model = self.models[difference.prefix]
            label = difference.label
            words.append(": ".join(filter(None, [str(capfirst(model._meta.verbose_name)), label])))
        if difference.shape:
            words.append(self._fact(difference.prefix, difference.shape))
        return " – ".join(words)

    def _fact(self, prefix: str, shape: FieldShape) -> str:
        model = self.models[prefix] if prefix else type(self.record)
        try:
            name = model._meta.get_field(shape.name).verbose_name
        except (FieldDoesNotExist, AttributeError):
            name = shape.field.label or shape.name.replace("_", " ")
        return str(shape.field.label or name)

    def _side(self, difference: Difference, side: Side | None, gone: str) -> str:
        if difference.shape is None:
            if side is None or side.row is None:
                return gone
            return "\n".join(self._facts(difference.prefix, side.row))
        return self._value(difference.prefix, difference.shape, side) if side else ""

    def _facts(self, prefix: str, row: Row) -> Iterator[str]:
        """A line for each fact of a part that is not what a blank row has."""
        blank = self.shapes.blanks[prefix]
        for shape in self.shapes.parts[prefix]:
            values = [f"#{pk}" for pk in row.links.get(shape.name, ())] or shape.values(row.data)
            if any(values) and values != shape.values(blank):
                yield f"{self._fact(prefix, shape)}: {self._value(prefix, shape, Side(values, row))}"

    def _value(self, prefix: str, shape: FieldShape, side: Side) -> str:
        """The values of a field, as the form itself would show them."""
        field = shape.field
        if shape.is_file:
            return self._file(prefix, shape, side)
        if isinstance(field, forms.BooleanField):
            return _("yes") if side.values else _("no")
        if isinstance(field, TypedRecordField):
            return field.shown_values(side.values)
        if len(shape.inputs) > 1:
            return "\n".join(filter(None, side.values))
        labels = self._labels(shape, side.values)
        return ", ".join(str(labels.get(value, value)) for value in side.values)

    def _file(self, prefix: str, shape: FieldShape, side: Side) -> str:
        """The name of a file as it was uploaded."""
        if side.file is not None:
            return str(side.file.name)
        model = self.models[prefix] if prefix else type(self.record)
        name_field = getattr(model._meta.get_field(shape.name), "name_field", "")
        named = side.row.data.get(name_field) if side.row and side.values else None
        return (named or side.values or [""])[0]

    def _labels(self, shape: FieldShape, values: list[str]) -> dict[str, str]:
        """Labels of the values of a choice, those of parts as their page has them."""
        labels = {value: self._part_label(shape.source, value[1:]) for value in values if value[:1] == "#"}
        if isinstance(shape.field, forms.ModelChoiceField):
            pks = [value for value in values if value.isdecimal()]
            queryset: Any = shape.field.queryset
            rows = queryset.filter(pk__in=pks) if pks else []
            labels |= {str(row.pk): str(row) for row in rows}
        elif isinstance(shape.field, forms.ChoiceField):
            labels |= dict(_flat(shape.field.choices))
        return labels

    def _part_label(self, prefix: str, pk: str) -> str:
        rows = [
            parts[pk]
            for parts in (snapshot.parts.get(prefix, {}) for snapshot in self.snapshots)
            if pk in parts
        ]
        return rows[0].label if rows else f"#{pk}"


def _flat(choices) -> Iterator[tuple[str, str]]:
    """Value and label of each choice; those of groups as well."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)


def _shortened(words: str) -> str:
    line = " · ".join(words.splitlines())
    return line if len(line) <= 120 else f"{line[:119]}…"
