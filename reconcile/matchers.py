"""Matchers: the names, types and properties by which records of one kind are reconciled. Each app has its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import eq
from typing import TYPE_CHECKING

from django_countries import countries

from core import text
from core.localized import in_language
from reconcile.values import PropertyValue
from register.kinds import kinds

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise
_MIN_NAME_LENGTH = 8


@dataclass(frozen=True)
class EntityType:
    """An entity type of the specification: a kind of record, or a narrower type of it."""

    id: str
    name: str
    broader: EntityType | None = None

    def as_json(self) -> dict:
        broader = {"broader": [self.broader.as_json()]} if self.broader else {}
        return {"id": self.id, "name": self.name} | broader


@dataclass(frozen=True)
class RecordName:
    """A present or former name of a record. ``is_main``: its main name now."""

    text: str
    kind: str = ""
    is_main: bool = False


@dataclass(frozen=True)
class MatchRecord:
    """A public record as it is matched: titles by language, body, index keys, status today where it has one."""

    ref: str
    kind: str
    titles: dict[str, str]
    body: dict = field(repr=False)
    keys: Sequence[str] = field(default=(), repr=False)
    status: dict | None = None
    linked_titles: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        return in_language(self.titles, "en")[0] or self.ref

    def title_of(self, mention: dict) -> str:
        """Title of a record that the body mentions by its reference; empty where it is not public."""
        return in_language(self.linked_titles.get(mention["ref"], {}), "en")[0]


@dataclass(frozen=True)
class RecordProperty:
    """A property of records: a condition of queries and a column of data extension.

    ``values`` gives the values of a record. ``normalize`` brings a value, of a record or of a query, into the form in
    which ``is_same`` compares it; empty where it makes no sense. ``index_keys`` gives the keys of the entries that
    have a normalized value. ``is_decisive``: no other record has the same value. ``is_weak``: very many have.
    ``is_of_records``: its values are records themselves.
    """

    id: str
    name: StrOrPromise
    description: str
    values: Callable[[MatchRecord], Iterable[PropertyValue]]
    normalize: Callable[[str], str] = text.normalize_name
    is_same: Callable[[str, str], bool] = eq
    index_keys: Callable[[str], list[str]] | None = None
    is_decisive: bool = False
    is_weak: bool = False
    is_of_records: bool = False

    def as_json(self) -> dict[str, str]:
        return {"id": self.id, "name": str(self.name), "description": self.description}


class RecordMatcher:
    """Matcher of one kind of record. Subclasses give its types, its properties and the weight of its names."""

    kind: str
    label: str
    type_field: str = ""  # member of the body that holds the narrower type
    type_choices: Iterable[tuple[str, str]] = ()  # codes and labels of the narrower types
    is_found_by_title: bool = False  # by the words of its title, not by names
    preview_properties: tuple[str, ...] = ()
    linked_kinds: tuple[str, ...] = ()  # kinds of the linked records whose titles are values of properties

    @cached_property
    def types(self) -> list[EntityType]:
        """The kind, then its narrower types."""
        whole = EntityType(self.kind, str(self.label))
        return [
            whole,
            *(EntityType(f"{self.kind}:{code}", str(label), whole) for code, label in self.type_choices),
        ]

    def types_of(self, record: MatchRecord) -> list[EntityType]:
        """The types of a record, the narrowest first."""
        own_ids = {f"{self.kind}:{record.body.get(self.type_field)}", self.kind}
        return [type for type in reversed(self.types) if type.id in own_ids]

    @cached_property
    def properties(self) -> Sequence[RecordProperty]:
        raise NotImplementedError

    def names(self, record: MatchRecord) -> list[RecordName]:
        """All present and former names."""
        body = record.body
        return [
            RecordName(body["name"], "", is_main=True),
            *(RecordName(name["text"], name["kind"], name["text"] == body["name"]) for name in body["names"]),
        ]

    def is_distinctive(self, record: MatchRecord, name: RecordName) -> bool:
        """Exactly this name can hardly mean anything else in the world."""
        raise NotImplementedError

    def is_ambiguous(self, name: RecordName) -> bool:
        """Others in the same country may well have this name: it is short."""
        return name_length(name.text) < _MIN_NAME_LENGTH

    def description(self, record: MatchRecord) -> str:
        """A few words that distinguish a record from its namesakes: its type and its countries."""
        names = dict(countries)
        places = [names.get(key.partition(":")[2], "") for key in record.keys if key.startswith("country:")]
        narrowest = next((type.name for type in self.types_of(record)), "")
        return " · ".join(filter(None, [narrowest, ", ".join(places)]))


@cache
def record_matchers() -> tuple[RecordMatcher, ...]:
    """Matcher of every kind that can be matched, in the order of their ranks."""
    ranked = sorted(kinds(), key=lambda kind: kind.matcher_rank)
    return tuple(kind.matcher_class() for kind in ranked if kind.matcher_class)


def matcher_for(kind: str) -> RecordMatcher:
    """The matcher of a kind. Raises StopIteration for a kind that cannot be matched."""
    return next(matcher for matcher in record_matchers() if matcher.kind == kind)


@cache
def entity_types() -> dict[str, EntityType]:
    """Every type by its id."""
    return {type.id: type for matcher in record_matchers() for type in matcher.types}


@cache
def record_properties() -> dict[str, RecordProperty]:
    """Every property by its id; of several kinds with the same property, that of the first."""
    by_id: dict[str, RecordProperty] = {}
    for matcher in record_matchers():
        for property in matcher.properties:
            by_id.setdefault(property.id, property)
    return by_id


def find_property(kind: str, name: str) -> RecordProperty | None:
    """The property of this name of a kind; None where its records have no such property."""
    return next((property for property in matcher_for(kind).properties if property.id == name), None)


def name_length(name: str) -> int:
    """The length of a name in letters; a character of Hangul, Han or Kana counts twice."""
    return sum(2 if text.is_cjk(character) else 1 for character in text.normalize_name(name))
