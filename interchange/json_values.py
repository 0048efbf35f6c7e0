"""Values of the desk in the words of a file."""

from datetime import date
from decimal import Decimal

from django.db import models


def json_value(one: models.Field, row: models.Model):
    """What a file says of this field: text, number, yes or no, list or object. None where it need not say anything."""
    value = _as_json_type(one.get_prep_value(getattr(row, one.attname)))
    is_empty = value in (None, "", [], {}) or value is False
    return None if is_empty and value == _as_json_type(one.get_default()) else value


def _as_json_type(value):
    """Days and exact numbers as text; members of objects in the order of their names."""
    if isinstance(value, dict):
        return {name: _as_json_type(value[name]) for name in sorted(value)}
    if isinstance(value, (list, tuple)):
        return [_as_json_type(item) for item in value]
    return str(value) if isinstance(value, (Decimal, date, models.fields.files.FieldFile)) else value
