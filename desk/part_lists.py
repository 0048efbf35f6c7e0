"""Loading of a record with all that its form shows: a statement for each level, whatever the number of rows."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import ForeignKey, Model
from django.forms.models import _get_foreign_key

from core.related_objects import RelatedObjects


def load_form(record: Model, inlines: Iterable[Any], *more: tuple[Model, Iterable[str]]) -> None:
    """Loads what a record has several of, its parts, what the rows of these inlines show, and relations of others."""
    several = (field.name for field in record._meta.many_to_many)
    wanted = [*several, *_lookups_of_parts(type(record), inlines)]
    RelatedObjects().load_related(([record], wanted), *(([each], lookups) for each, lookups in more))


def _lookups_of_parts(model: type[Model], inlines: Iterable[Any]) -> Iterator[str]:
    for inline in inlines:
        name = _get_foreign_key(model, inline.model, fk_name=inline.fk_name).remote_field.name
        yield name
        yield from (f"{name}__{lookup}" for lookup in inline.shown_relations)


def loaded_parts(record: Model, key: ForeignKey) -> list[Any] | None:
    """The parts that point at a record by this key, where they were loaded with it; else None."""
    relation = key.remote_field
    if relation.one_to_one:
        return [*filter(None, [relation.get_cached_value(record)])] if relation.is_cached(record) else None
    loaded = record.__dict__.get("_prefetched_objects_cache", {}).get(relation.get_accessor_name())
    return None if loaded is None else [*loaded]
