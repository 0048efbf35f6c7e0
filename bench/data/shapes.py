"""Bodies without facts, from the serializers that publishing uses: the generator fills in what it knows."""

import random

from rest_framework import serializers

_LETTERS, _SIGNS = "bcdfghjkmnpqrstvwxz", "bcdfghjkmnpqrstvwxz23456789"
_OPTIONAL = {"quotations"}  # left out where there are none
_LISTS = serializers.ListSerializer, serializers.ListField, serializers.SerializerMethodField


def blank(serializer: serializers.Serializer) -> dict:
    """Every member of a body or of a part, empty, in the order in which publishing writes them."""
    return {name: _empty_value(field) for name, field in serializer.fields.items() if name not in _OPTIONAL}


def _empty_value(field: serializers.Field):
    if isinstance(field, serializers.ReadOnlyField):
        return field.default
    if isinstance(field, _LISTS):
        return []
    if isinstance(field, serializers.DictField):
        return {}
    if isinstance(field, serializers.BooleanField):
        return False
    return "" if isinstance(field, serializers.CharField) and not field.allow_null else None


def key(rng: random.Random) -> str:
    """Key of a part, with the letters of `register.records.new_part_key`, from a seed."""
    return rng.choice(_LETTERS) + "".join(rng.choices(_SIGNS, k=5))
