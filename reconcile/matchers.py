"""What can be matched: the kinds of records, their types and their properties, as each app says in `reconcile.py`."""

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
    """A kind of record, or a narrower sort of it."""

    id: str
    name: str
    broader: EntityType | None = None

    def told(self) -> dict:
        return {"id": self.id, "name": self.name} | (
            {"broader": [self.broader.told()]} if self.broader else {}
        )


@dataclass(frozen=True)
class RecordName:
    """What a record is or was called. ``is_main``: what it is called now."""

    text: str
    kind: str = ""
    is_main: bool = False


@dataclass(frozen=True)
class MatchRecord:
    """A record as it is matched: its titles by language, its body, its status today where it has one."""

    ref: str
    kind: str
    titles: dict[str, str]
    body: dict = field(repr=False)
    keys: Sequence[str] = field(default=(), repr=False)
    status: dict | None = None

    @property
    def name(self) -> str:
        return in_language(self.titles, "en")[0] or self.ref


@dataclass(frozen=True)
class RecordProperty:
    """What can be asked and told of a record.

    ``tell`` gives its values. ``read`` brings what is given and what is told into the form in which ``is_same``
    compares them, empty where it makes no sense. ``keys`` are those of the entries that have a value which was read.
    ``is_decisive``: nothing else has the same. ``is_weak``: a great many have. ``is_of_records``: its values are
    records themselves.
    """

    id: str
    name: StrOrPromise
    about: str
    tell: Callable[[MatchRecord], Iterable[PropertyValue]]
    read: Callable[[str], str] = text.normalize_name
    is_same: Callable[[str, str], bool] = eq
    keys: Callable[[str], list[str]] | None = None
    is_decisive: bool = False
    is_weak: bool = False
    is_of_records: bool = False

    def told(self) -> dict[str, str]:
        return {"id": self.id, "name": str(self.name), "description": self.about}


class RecordMatcher:
    """One kind of record that can be matched. Subclasses say what it is called, what it is and what is known of it."""

    kind: str
    label: str
    sort: str = ""  # the member of the body that holds its narrower type
    sorts: Iterable[tuple[str, str]] = ()  # codes and labels of these
    is_found_by_title: bool = False  # by the words of its title, not by names
    shown: tuple[str, ...] = ()  # properties in the preview

    @cached_property
    def types(self) -> list[EntityType]:
        """The kind, then its narrower types."""
        whole = EntityType(self.kind, str(self.label))
        return [whole, *(EntityType(f"{self.kind}:{code}", str(label), whole) for code, label in self.sorts)]

    def types_of(self, record: MatchRecord) -> list[EntityType]:
        """The types of a record, the narrowest first."""
        mine = {f"{self.kind}:{record.body.get(self.sort)}", self.kind}
        return [one for one in reversed(self.types) if one.id in mine]

    @cached_property
    def properties(self) -> Sequence[RecordProperty]:
        raise NotImplementedError

    def names(self, record: MatchRecord) -> list[RecordName]:
        """Everything that it is or was called."""
        body = record.body
        return [
            RecordName(body["name"], "", is_main=True),
            *(RecordName(one["text"], one["kind"], one["text"] == body["name"]) for one in body["names"]),
        ]

    def is_telling(self, record: MatchRecord, name: RecordName) -> bool:
        """Whether somebody who says exactly this name can hardly mean anything else in the world."""
        raise NotImplementedError

    def is_short(self, name: RecordName) -> bool:
        """Whether others in the same country may well have this name."""
        return name_length(name.text) < _MIN_NAME_LENGTH

    def description(self, record: MatchRecord) -> str:
        """What tells it from its namesakes, in a few words."""
        names = dict(countries)
        places = [names.get(one.partition(":")[2], "") for one in record.keys if one.startswith("country:")]
        sort = next((one.name for one in self.types_of(record)), "")
        return " · ".join(filter(None, [sort, ", ".join(places)]))


@cache
def record_matchers() -> tuple[RecordMatcher, ...]:
    """Matcher of every kind that can be matched, in the order of their ranks."""
    ranked = sorted(kinds(), key=lambda kind: kind.matcher_rank)
    return tuple(kind.matcher_class() for kind in ranked if kind.matcher_class)


def matcher_for(kind: str) -> RecordMatcher:
    """Raises StopIteration for a kind that cannot be matched."""
    return next(one for one in record_matchers() if one.kind == kind)


@cache
def entity_types() -> dict[str, EntityType]:
    return {one.id: one for subject in record_matchers() for one in subject.types}


@cache
def record_properties() -> dict[str, RecordProperty]:
    """Every property by its id; one that several kinds have is that of the first."""
    found: dict[str, RecordProperty] = {}
    for subject in record_matchers():
        for one in subject.properties:
            found.setdefault(one.id, one)
    return found


def find_property(kind: str, name: str) -> RecordProperty | None:
    """The property of this kind; None where records of this kind have no such thing."""
    return next((one for one in matcher_for(kind).properties if one.id == name), None)


def name_length(name: str) -> int:
    """How long a name is; a sign of Hangul, Han or Kana says as much as two letters."""
    return sum(2 if text.is_cjk(sign) else 1 for sign in text.normalize_name(name))
