"""Validation of a row as the admin would, without looking references up again."""

from collections.abc import Set

from django.core.exceptions import ValidationError
from django.db import models


def validate_row(row: models.Model, *, with_rules: bool, but: Set[str] = frozenset()) -> None:
    """Check fields ``but`` those named, ``clean`` of the model and, ``with_rules``, its constraints.

    As ``full_clean``, except that what a field refers to is taken to exist: whoever fills it in has just looked it
    up. Raises ValidationError with every reason. Without ``with_rules`` it asks the database next to nothing; the
    rules are then the database's to enforce when the row is stored. A row that is refused is checked against the rules
    all the same, so that all its reasons come at once.
    """
    errors: dict = {}
    _collect_errors(errors, lambda: row.clean_fields(exclude=_relation_field_names(row) | but))
    _collect_errors(errors, row.clean)
    if errors or with_rules:
        refused = set(errors) | but
        _collect_errors(errors, lambda: row.validate_unique(exclude=refused))
        _collect_errors(errors, lambda: row.validate_constraints(exclude=refused))
    if errors:
        raise ValidationError(errors)


def _collect_errors(errors: dict, check) -> None:
    try:
        check()
    except ValidationError as error:
        error.update_error_dict(errors)


def _relation_field_names(row: models.Model) -> set[str]:
    """Names of the relation fields that have a value."""
    return {
        field.name for field in row._meta.concrete_fields
        if field.is_relation and (getattr(row, field.attname) is not None or field.is_cached(row))
    }  # fmt: skip
