"""Field values as JSON values."""

from datetime import date
from decimal import Decimal

from django.db import models


def json_value(field: models.Field, row: models.Model):
    """The value of a field as text, number, boolean, list or object; None where a file may leave the member out.

    A member may be left out where the value is empty and the default of the field is the same.
    """
    value = _as_json_type(field.get_prep_value(getattr(row, field.attname)))
    is_empty = value in (None, "", [], {}) or value is False
    return None if is_empty and value == _as_json_type(field.get_default()) else value


def _as_json_type(value):
    """Days and exact numbers as text; members of objects in the order of their names."""
    if isinstance(value, dict):
        return {name: _as_json_type(value[name]) for name in sorted(value)}
    if isinstance(value, (list, tuple)):
        return [_as_json_type(item) for item in value]
    return str(value) if isinstance(value, (Decimal, date, models.fields.files.FieldFile)) else value
