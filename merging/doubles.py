"""Rows of two records that a constraint allows one of: they are doubled once both records are one."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from merging.declarations import Relation
from merging.facts import fact_fields


def doubled_rows(relation: Relation, stand_ins: Mapping[Any, Any]) -> dict[Any, Any]:
    """Rows that would say the same as another, once what they name is named by its stand-in: the other by each.

    ``stand_ins``: the key that takes the place of a key. Rows are given by their primary keys.
    """
    pairs: dict[Any, Any] = {}
    for names, rows, nulls_are_alike in _unique_sets(relation):
        pairs |= _same_rows(relation, rows, names, stand_ins, nulls_are_alike=nulls_are_alike)
    return pairs


def equal_rows(relation: Relation, stand_ins: Mapping[Any, Any]) -> dict[Any, Any]:
    """The same for rows that are equal in all that staff fill in."""
    names = [field.attname for field in fact_fields(relation.model)]
    return _same_rows(relation, relation.model._base_manager.all(), names, stand_ins, nulls_are_alike=True)


def _same_rows(
    relation: Relation,
    rows: models.QuerySet,
    names: Iterable[str],
    stand_ins: Mapping[Any, Any],
    *,
    nulls_are_alike: bool,
) -> dict[Any, Any]:
    own = relation.field
    others = [name for name in names if name not in (own.name, own.attname)]
    concerned = rows.filter(**{f"{own.name}__in": [*stand_ins, *stand_ins.values()]})
    kept: dict[tuple, Any] = {}
    going: dict[tuple, Any] = {}
    for pk, target, *values in concerned.values_list("pk", own.attname, *others):
        if nulls_are_alike or None not in values:
            values_text = json.dumps(values, sort_keys=True, default=str)
            if target in stand_ins:
                going[stand_ins[target], values_text] = pk
            else:
                kept[target, values_text] = pk
    return {pk: kept[key] for key, pk in going.items() if key in kept}


def _unique_sets(relation: Relation):
    """``(names of fields, rows, nulls are alike)`` of each constraint that allows one row with the same values."""
    model, name = relation.model, relation.field.name
    if relation.field.unique:
        yield [name], model._base_manager.all(), False
    for names in model._meta.unique_together:
        if name in names:
            yield list(names), model._base_manager.all(), False
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and name in constraint.fields:
            if "key" in constraint.fields:  # a random key tells nothing: a part gets another one
                continue
            rows = model._base_manager.all()
            rows = rows.filter(constraint.condition) if constraint.condition is not None else rows
            yield list(constraint.fields), rows, constraint.nulls_distinct is False
