"""Lists of parts of a record that are not empty, so that a page of many lists asks the database for these only."""

from typing import Any

from django.db.models import Exists, Model, OuterRef
from django.forms.models import _get_foreign_key


def models_with_rows(record: Model, inlines: list[Any]) -> set[type[Model]]:
    """Models of the inlines of which this record has rows: one query, and none if asked again."""
    known: set[type[Model]] | None = record.__dict__.get("_models_with_rows")
    if known is None:
        keys = {
            inline.model: _get_foreign_key(type(record), inline.model, fk_name=inline.fk_name)
            for inline in inlines
        }
        are_there = {
            f"has_{number}": Exists(model._base_manager.filter(**{key.name: OuterRef("pk")}))
            for number, (model, key) in enumerate(keys.items())
        }
        row = type(record)._base_manager.filter(pk=record.pk).values(**are_there).first() or {}
        known = {model for number, model in enumerate(keys) if row.get(f"has_{number}")}
        record.__dict__["_models_with_rows"] = known
    return known
