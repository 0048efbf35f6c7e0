"""What a file may say of a row on the desk, and whether two rows say the same."""

from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.db import models

from agreements.models import Custody
from register.records import Part


@cache
def member_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields that a file fills in: not keys, not what is derived, no uploads, no accounts."""
    record_field = "agreement" if model is Custody else getattr(model, "record_field", "")
    return [
        one for one in model._meta.concrete_fields
        if one.editable and not one.primary_key and one.name not in {record_field, "position"}
        and not isinstance(one, models.FileField)
        and not (one.is_relation and one.related_model._meta.label == settings.AUTH_USER_MODEL)
    ]  # fmt: skip


@cache
def many_to_many_fields(model: type[models.Model]) -> list[models.ManyToManyField]:
    """The fields that name several records or parts."""
    return list(model._meta.many_to_many)


@cache
def file_fields(model: type[models.Model]) -> list[models.FileField]:
    """The fields that hold an uploaded file. A file names it; one that does not leaves it as it is."""
    return [one for one in model._meta.concrete_fields if isinstance(one, models.FileField)]


@cache
def citable_field_names(model: type[models.Model]) -> set[str]:
    """What a citation may call the facts of such a row, besides its parts."""
    return {one.name for one in [*member_fields(model), *many_to_many_fields(model), *file_fields(model)]}


@cache
def is_part_reference(one: models.Field) -> bool:
    """Whether the field points to a part of the same record rather than to a record."""
    return one.is_relation and issubclass(one.related_model, Part)


def field_values(row: models.Model, fields: Iterable[models.Field]) -> dict:
    """What the row says in these fields, for comparison."""
    return {one.attname: getattr(row, one.attname) for one in fields}
