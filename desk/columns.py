"""Columns of lists in the staff area: their orders, and dates in words."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import DateField, F, Model
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce


class _UnknownLast:
    """Sort expressions by which rows without a value come last, upwards and downwards."""

    def asc(self, **kwargs) -> OrderBy:
        return super().asc(**{"nulls_last": True, **kwargs})  # type: ignore[misc]  # mixed into expressions

    def desc(self, **kwargs) -> OrderBy:
        return super().desc(**{"nulls_last": True, **kwargs})  # type: ignore[misc]  # mixed into expressions


class KnownFirst(_UnknownLast, F):
    """The sort expression of a list column by a field."""


class _FirstDay(_UnknownLast, Coalesce):
    """The sort expression of a date: its first possible day, or the last where it has no first."""


def date_column(model: type[Model], name: str) -> Callable[[Model], str]:
    """A list column of an EDTF field: the date in words, sorted by its days."""
    field: Any = model._meta.get_field(name)
    days = _FirstDay(f"{name}_earliest", f"{name}_latest", output_field=DateField())

    @admin.display(description=field.verbose_name, ordering=days)
    def date_in_words(row: Model) -> str:
        return getattr(row, f"{name}_words")

    return date_in_words
