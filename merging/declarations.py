"""Declarations of the relations that a merger moves. An app has them in ``merge_rules.py``: RULES, MENTIONS, FOLLOWERS.

A relation that nobody declared stops every merger of its kind, and a test: what is not known is not moved.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.module_loading import module_has_submodule
from django.utils.text import capfirst


@dataclass(frozen=True)
class Relation:
    """A foreign key to a record that can be merged, by model label and field name."""

    model_label: str
    field_name: str = ""

    @cached_property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.model_label)

    @cached_property
    def field(self) -> models.Field:
        return self.model._meta.get_field(self.field_name or getattr(self.model, "record_field", ""))

    @property
    def target(self) -> type[models.Model]:
        return self.field.related_model

    def rows_of(self, *keys: Any) -> models.QuerySet:
        """Rows that point at one of these keys."""
        return self.model._base_manager.filter(**{f"{self.field.name}__in": keys})

    @cached_property
    def many_to_many(self) -> models.Field | None:
        """The field of many records that the rows of the model are the links of; None for a model of its own."""
        made_by = self.model._meta.auto_created
        if not made_by:
            return None
        return next(each for each in made_by._meta.many_to_many if each.remote_field.through is self.model)

    @property
    def label(self) -> str:
        """Name of such rows, for staff."""
        if self.many_to_many is not None:
            of = self.model._meta.auto_created
            return f"{capfirst(str(of._meta.verbose_name))}: {self.many_to_many.verbose_name}"
        return capfirst(str(self.model._meta.verbose_name))


@dataclass(frozen=True)
class Mention(Relation):
    """A foreign key by which another record names one: it is moved. ``owner`` leads from the row to that record."""

    owner: str | None = None

    @property
    def owner_lookup(self) -> str:
        """Lookup of the record that a row belongs to; "" for the row itself."""
        return getattr(self.model, "record_field", "") if self.owner is None else self.owner

    @property
    def owner_model(self) -> type[models.Model]:
        """Model of the record that a row belongs to."""
        model = self.model
        for name in self.owner_lookup.split("__") if self.owner_lookup else ():
            model = model._meta.get_field(name).related_model
        return model

    @property
    def label(self) -> str:
        if self.many_to_many is not None:
            return super().label
        return f"{super().label}: {self.field.verbose_name}"


@dataclass(frozen=True)
class OwnRows(Relation):
    """Rows that are part of the record itself, in the order in which they are taken over.

    ``adds_up``: the survivor has them beside its own. Others say the same of both records in other rows: the survivor
    takes them where it has none, or where somebody says so.
    """

    adds_up: bool = True

    @property
    def label(self) -> str:
        plural = str(self.model._meta.verbose_name_plural)
        return capfirst(str(self.many_to_many.verbose_name) if self.many_to_many is not None else plural)


def _nothing(loser: models.Model, into: models.Model) -> Iterable[Any]:
    return ()


@dataclass(frozen=True)
class MergeRules:
    """How two records of a model become one.

    ``together`` has further columns that go with a field. ``names`` makes the rows that keep what the record was
    called. ``refusals`` are reasons, in sentences, why two are not merged. ``label_prefetch`` is what ``str`` reads.
    """

    model_label: str
    own: tuple[OwnRows, ...]
    together: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Callable[[Any, Any], Iterable[models.Model]] = _nothing
    refusals: Callable[[Any, Any], Iterable[str]] = _nothing
    label_prefetch: tuple[str, ...] = ()

    @cached_property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.model_label)


@cache
def _declared(name: str) -> tuple:
    modules = [
        import_module(f"{config.name}.merge_rules")
        for config in apps.get_app_configs()
        if module_has_submodule(config.module, "merge_rules")
    ]
    return tuple(each for module in modules for each in getattr(module, name, ()))


@cache
def rules() -> dict[type[models.Model], MergeRules]:
    """Rules by model, of everything that can be merged."""
    return {each.model: each for each in _declared("RULES")}


@cache
def mentions_of(model: type[models.Model]) -> list[Mention]:
    """Every declared foreign key by which others name rows of a model."""
    return [mention for mention in _declared("MENTIONS") if mention.target is model]


def followers() -> tuple:
    """Functions that move what no foreign key holds. Called with journal, loser and survivor; they return sentences."""
    return _declared("FOLLOWERS")


def relations_to(model: type[models.Model]) -> list[Relation]:
    """Every foreign key to a model that the models of the project have, those of links of many records too."""
    return [
        Relation(relation.related_model._meta.label, relation.field.name)
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.many_to_many
    ]


def unknown_relations(model: type[models.Model]) -> list[Relation]:
    """Foreign keys to a model that nobody declared."""
    known = {(each.model, each.field) for each in (*rules()[model].own, *mentions_of(model))}
    return [each for each in relations_to(model) if (each.model, each.field) not in known]


def label_prefetch(model: type[models.Model]) -> tuple[str, ...]:
    """Lookups that the name of a record reads."""
    return rules()[model].label_prefetch if model in rules() else ()
