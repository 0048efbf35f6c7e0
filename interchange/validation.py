"""Validation of a row as the admin would, without looking references up again."""

from collections.abc import Set
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

_MAX_VALUES_SHOWN = 40


def validate_row(row: models.Model, *, with_rules: bool, but: Set[str] = frozenset()) -> None:
    """Check fields ``but`` those named, ``clean`` of the model and, ``with_rules``, its constraints.

    As ``full_clean``, except that what a field refers to is taken to exist: whoever fills it in has just looked it
    up. Raises ValidationError with every reason. Without ``with_rules`` it asks the database next to nothing; the
    rules are then the database's to enforce when the row is stored. A row that is refused is checked against the rules
    all the same, so that all its reasons come at once.
    """
    errors: dict = {}
    _collect_errors(errors, lambda: row.clean_fields(exclude=_relation_field_names(row) | but))
    _name_choices(errors, row)
    _collect_errors(errors, row.clean)
    if errors or with_rules:
        refused = set(errors) | but
        _collect_errors(errors, lambda: row.validate_unique(exclude=refused))
        _collect_errors(errors, lambda: row.validate_constraints(exclude=refused))
    if errors:
        raise ValidationError(errors)


def _name_choices(errors: dict, row: models.Model) -> None:
    """Give the allowed values where a value is none of them; call what is null missing, as it is in a file."""
    for name, reasons in errors.items():
        if any(reason.code == "null" for reason in reasons):
            errors[name] = [ValidationError(_("It is missing."))]
        if any(reason.code == "invalid_choice" for reason in reasons):
            values = [str(value) for value, _label in row._meta.get_field(name).flatchoices]
            errors[name] = [ValidationError(_choice_words(getattr(row, name), values))]


def _choice_words(value, values: list[str]) -> str:
    if len(values) > _MAX_VALUES_SHOWN:
        near = get_close_matches(str(value), values, n=3) or values[:3]
        words = _("“%(value)s” is none of the %(count)d values, such as %(values)s.")
        return words % {"value": value, "count": len(values), "values": ", ".join(near)}
    return _("“%(value)s” is none of: %(values)s.") % {"value": value, "values": ", ".join(values)}


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
