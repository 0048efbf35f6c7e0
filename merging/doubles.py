"""Rows of two records that a constraint allows one of: they are doubled once both records are one."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from merging.declarations import Relation
from merging.facts import fact_fields
from merging.journal import Journal


def doubled_rows(relation: Relation, stand_ins: Mapping[Any, Any]) -> dict[Any, Any]:
    """Rows that would say the same as another, once what they name is named by its stand-in: the other by each.

    ``stand_ins``: the key that takes the place of a key. Rows are given by their primary keys.
    """
    pairs: dict[Any, Any] = {}
    for names, condition, nulls_are_alike in _unique_sets(relation):
        pairs |= _same_rows(relation, condition, names, stand_ins, nulls_are_alike=nulls_are_alike)
    return pairs


def equal_rows(relation: Relation, stand_ins: Mapping[Any, Any]) -> dict[Any, Any]:
    """The same for rows that are equal in all that staff fill in."""
    names = [field.attname for field in fact_fields(relation.model)]
    return _same_rows(relation, Q(), names, stand_ins, nulls_are_alike=True)


def _same_rows(
    relation: Relation,
    condition: Q,
    names: Iterable[str],
    stand_ins: Mapping[Any, Any],
    *,
    nulls_are_alike: bool,
) -> dict[Any, Any]:
    own = relation.field
    others = [name for name in names if name not in (own.name, own.attname)]
    concerned = relation.rows_of(*stand_ins, *stand_ins.values()).filter(condition)
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


def _unique_sets(relation: Relation) -> Iterator[tuple[Sequence[str], Q, bool]]:
    """``(names of fields, condition, nulls are alike)`` of each constraint that allows one row with the same values."""
    model, name = relation.model, relation.field.name
    if relation.field.unique:
        yield [name], Q(), False
    for names in model._meta.unique_together:
        if name in names:
            yield names, Q(), False
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint) or name not in constraint.fields:
            continue
        if "key" not in constraint.fields:  # a random key tells nothing: a part gets another one
            yield constraint.fields, constraint.condition or Q(), constraint.nulls_distinct is False


def repoint_rows(
    journal: Journal, relation: Relation, rows: models.QuerySet, stand_ins: Mapping[Any, Any]
) -> None:
    """Rows that point at these keys point at their stand-ins; those that would be doubled are left."""
    doubled = doubled_rows(relation, stand_ins)
    pointing = rows.values_list("pk", relation.field.attname)
    moving = {pk: stand_ins[key] for pk, key in pointing if pk not in doubled}
    journal.repoint(relation.model, relation.field.attname, moving)
