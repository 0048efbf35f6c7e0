"""Values of form fields in the shape in which a browser sends them, and when two of them are the same."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import InlineForeignKeyField
from django.utils.datastructures import MultiValueDict

from desk.widgets import inner_widget

# Values by the name of the input, without the prefix of its form.
Data = dict[str, list[str]]

_SETS = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


class FieldShape:
    """Inputs of one field of a form, and the comparison of their values.

    A *link* chooses another part of the page: its form field has ``linked_pks(form)``, the parts that are stored, and
    ``source``, the list that they are in.
    """

    def __init__(self, name: str, field: forms.Field):
        self.name, self.field = name, field
        self.widget = inner_widget(field.widget)
        self.is_file = isinstance(self.widget, forms.FileInput)
        self.is_set = isinstance(field, _SETS)
        self.is_link = hasattr(field, "linked_pks")
        self.source = getattr(field, "source", "")
        self.inputs = [f"{name}{suffix}" for suffix in _suffixes(self.widget)]

    def values(self, data: Mapping[str, list[str]]) -> list[str]:
        """The field's values in the data of its form, spaces and ways of ending lines aside."""
        if len(self.inputs) > 1:
            return [_trimmed(_last_value(data.get(name))) for name in self.inputs]
        values = [text for value in data.get(self.name, []) if (text := _trimmed(value))]
        return sorted(values) if self.is_set else values[-1:]

    def is_same(self, data: Data, other: Data) -> bool:
        """True for values that mean the same: “Aug 2023” is 2023-08."""
        values, others = self.values(data), self.values(other)
        if values == others:
            return True
        if self.is_set or self.is_file or isinstance(self.field, forms.ModelChoiceField):
            return False
        try:
            return self._cleaned(data) == self._cleaned(other)
        except ValidationError:
            return False

    def _cleaned(self, data: Data) -> Any:
        return self.field.clean(
            self.widget.value_from_datadict(MultiValueDict(data), MultiValueDict(), self.name)
        )


def _trimmed(value: str) -> str:
    return value.replace("\r\n", "\n").strip()


def _last_value(values: list[str] | None) -> str:
    return values[-1] if values else ""


def _suffixes(widget: forms.Widget) -> list[str]:
    """Ends of the names of a widget's inputs, after the name of the field."""
    suffixes: list[str] = getattr(widget, "widgets_names", [""])
    return suffixes


def field_shapes(form: forms.BaseForm, pk_name: str = "") -> list[FieldShape]:
    """The fields of a form that hold facts: not its keys, nor the tick that deletes a row.

    What nobody can change is left out, too: above all the hash of a password, which must not travel.
    """
    return [
        FieldShape(name, field)
        for name, field in form.fields.items()
        if name not in {pk_name, DELETION_FIELD_NAME}
        and not isinstance(field, InlineForeignKeyField)
        and not field.disabled
    ]


def shown_data(form: forms.BaseForm, shapes: list[FieldShape]) -> Data:
    """Data that a browser sends of a form that nobody has touched. Of a file, the name under which it is stored."""
    data: Data = {}
    for shape in shapes:
        _add_shown(data, shape.name, inner_widget(form.fields[shape.name].widget), form[shape.name].value())
    return data


def _add_shown(data: Data, name: str, widget: forms.Widget, value: Any) -> None:
    if isinstance(widget, forms.MultiWidget):
        values = value if isinstance(value, list) else widget.decompress(value) or []
        for suffix, part, own in zip(_suffixes(widget), widget.widgets, values, strict=True):
            _add_shown(data, f"{name}{suffix}", part, own)
    elif isinstance(widget, forms.CheckboxInput):
        data[name] = ["on"] if widget.check_test(value) else []
    elif isinstance(widget, forms.FileInput):
        data[name] = [value.name] if value else []
    else:
        shown = widget.format_value(value)
        several = shown if isinstance(shown, list | tuple) else [shown]
        data[name] = ["" if own is None else str(own) for own in several]
