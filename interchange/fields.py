"""Model fields that are members of an interchange file."""

from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.db import models

from register.records import Part


@cache
def member_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields that a file fills in: no keys, nothing derived, no uploads, no accounts."""
    record_field = getattr(model, "record_field", "")
    return [
        field for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in {record_field, "position"}
        and not isinstance(field, models.FileField)
        and not (field.is_relation and field.related_model._meta.label == settings.AUTH_USER_MODEL)
    ]  # fmt: skip


@cache
def many_to_many_fields(model: type[models.Model]) -> list[models.ManyToManyField]:
    """The fields that name several records or parts."""
    return list(model._meta.many_to_many)


@cache
def file_fields(model: type[models.Model]) -> list[models.FileField]:
    """The fields of uploaded files. An interchange file names one, or "" for none; it stays without the member."""
    return [field for field in model._meta.concrete_fields if isinstance(field, models.FileField)]


@cache
def citable_field_names(model: type[models.Model]) -> set[str]:
    """Names of the facts of such a row that a citation may support, besides its parts."""
    return {field.name for field in [*member_fields(model), *many_to_many_fields(model), *file_fields(model)]}


@cache
def is_part_reference(field: models.Field) -> bool:
    """True for a field that points to a part of the same record rather than to a record."""
    return field.is_relation and issubclass(field.related_model, Part)


def field_values(row: models.Model, fields: Iterable[models.Field]) -> dict:
    """Values of the row by column name, for comparison."""
    return {field.attname: getattr(row, field.attname) for field in fields}
