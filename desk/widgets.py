"""Autocomplete widgets whose labels come with the page."""

from typing import Any

from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.db.models import Model
from django.forms import ModelChoiceField, Select, Widget

from desk.addresses import key_in
from desk.typed_records import TypedRecordField


class OfferingMixin:
    """A list that does not have all of its choices, with a button that offers them where there are no scripts."""

    template_name: Any = "admin/widgets/offering_select.html"  # Any: the widget says of what kind

    def is_short(self, name: str) -> bool:
        """True where the field of this name has not all of its choices."""
        return False

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["is_short"] = self.is_short(name)
        return context


class _PreloadedLabelsMixin(OfferingMixin, AutocompleteMixin):
    """An autocomplete with the labels of what is chosen, so that a page of many asks the database once.

    ``offered`` is the name of the input whose choices are all wanted: where there are no scripts to look them up.
    """

    def __init__(self, *args, offered: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.labels: dict[str, str] = {}

    def is_short(self, name):
        return self.offered != name

    def optgroups(self, name, value, attr=None):
        if not self.is_short(name):
            return Select.optgroups(self, name, [str(pk) for pk in value], attr)
        chosen = [pk for pk in map(str, value) if pk in self.labels]
        if not chosen or len(chosen) < len([pk for pk in value if pk]):
            return super().optgroups(name, value, attr)
        options = (
            []
            if self.is_required or self.allow_multiple_selected
            else [self.create_option(name, "", "", False, 0)]
        )
        options += [
            self.create_option(name, pk, self.labels[pk], True, index)
            for index, pk in enumerate(chosen, len(options))
        ]
        return [(None, options, 0)]


class RecordSelect(AutocompleteSelect):
    """One record of a form of its own. What is sent and is no key selects none; the field says so."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in map(str, value) if not key or key_in(key)], attr)


class PreloadedSelect(_PreloadedLabelsMixin, AutocompleteSelect):
    """One record, found by typing a part of its name."""


class PreloadedSelectMultiple(_PreloadedLabelsMixin, AutocompleteSelectMultiple):
    """Several records, found by typing parts of their names."""


class KnownChoiceField(ModelChoiceField):
    """One record, which is not looked up again where it is the one that the page has loaded."""

    known: Model | None = None

    def to_python(self, value):
        is_known = self.known is not None and str(self.known.pk) == str(value)
        return self.known if is_known else super().to_python(value)


def inner_widget(widget: Widget) -> Widget:
    """The widget without the admin's links to add and change beside it."""
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


def preload_labels(form) -> None:
    """Give the autocompletes of a form the labels of what the instance has loaded already."""
    for name, field in form.fields.items():
        widget = inner_widget(field.widget)
        if isinstance(widget, _PreloadedLabelsMixin):
            single = form.instance._state.fields_cache.get(name)
            several = getattr(form.instance, "_prefetched_objects_cache", {}).get(name, [])
            widget.labels = {str(record.pk): str(record) for record in ([single] if single else several)}
        if isinstance(field, KnownChoiceField) and field.known is None:
            field.known = form.instance._state.fields_cache.get(name)
        if isinstance(field, TypedRecordField) and (record := form.instance._state.fields_cache.get(name)):
            field.loaded = {str(record.pk): record}
            field.widget.labels = {str(record.pk): str(record)}
