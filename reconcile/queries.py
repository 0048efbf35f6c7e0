"""What is asked: batches of queries, and records to tell more of. Read strictly: InvalidParameters, TooLarge."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rest_framework import exceptions, status

from api.parsers import reject_lone_surrogates
from api.problems import InvalidParameters
from core import text
from reconcile.matchers import (
    EntityType,
    RecordMatcher,
    RecordProperty,
    entity_types,
    matcher_for,
    record_matchers,
    record_properties,
)
from register.parameters import MAX_QUERY_LENGTH, closest_match

MAX_BATCH, _MAX_LIMIT, _DEFAULT_LIMIT = 25, 25, 5
_MAX_PROPERTIES, _MAX_PROPERTY_VALUES, _MAX_VALUE_LENGTH = 20, 20, 400
_MAX_RECORDS, _MAX_COLUMNS = 200, 40
_QUERY_MEMBERS = ("query", "type", "limit", "properties", "type_strict")
_TYPE_STRICT_VALUES = ("any", "should", "all")


class ContentTooLarge(exceptions.APIException):
    """More at once than is answered."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "content_too_large"


@dataclass(frozen=True)
class Condition:
    """A property and the values that are given for it, any of which will do."""

    property: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class ReconcileQuery:
    """One row of somebody's list: what it calls a record, what else it knows of it."""

    said: str = ""
    types: tuple[EntityType, ...] = ()
    conditions: tuple[Condition, ...] = ()
    limit: int = _DEFAULT_LIMIT

    @property
    def subjects(self) -> Sequence[RecordMatcher]:
        """The kinds that may be meant: of the types, or all."""
        if not self.types:
            return record_matchers()
        return [matcher_for(kind) for kind in dict.fromkeys(one.id.partition(":")[0] for one in self.types)]

    @property
    def name(self) -> str:
        """What it calls the record, as names are compared."""
        return " ".join(text.tokens(self.said))


@dataclass(frozen=True)
class ExtendRequest:
    """Records by reference, and the properties that are to be told of them."""

    refs: tuple[str, ...]
    properties: tuple[RecordProperty, ...]


class QueryParser:
    """Reads the JSON of one parameter; every refusal names it and the place in it."""

    def __init__(self, parameter: str):
        self.parameter = parameter

    def batch(self, written: str) -> dict[str, ReconcileQuery]:
        asked = self.parsed(written)
        if len(asked) > MAX_BATCH:
            raise ContentTooLarge(f"A batch holds at most {MAX_BATCH} queries; this one has {len(asked)}.")
        return {key: self.query(key, one) for key, one in asked.items()}

    def extension(self, written: str) -> ExtendRequest:
        asked = self.parsed(written)
        refs, wanted = (
            self.list_of(asked.get(name), name, kind) for name, kind in (("ids", str), ("properties", dict))
        )
        if len(refs) > _MAX_RECORDS or len(wanted) > _MAX_COLUMNS:
            raise ContentTooLarge(
                f"At most {_MAX_RECORDS} records and {_MAX_COLUMNS} properties are told at once; "
                f"these are {len(refs)} and {len(wanted)}."
            )
        found = [self.known_property("properties", one.get("id")) for one in wanted]
        return ExtendRequest(tuple(ref.replace("\x00", "") for ref in refs), tuple(found))

    def parsed(self, written: str) -> dict:
        try:
            asked = json.loads(written)
            reject_lone_surrogates(asked)
        except (ValueError, RecursionError):
            raise self.refusal("", "malformed", "This is not JSON.") from None
        if not isinstance(asked, dict):
            raise self.refusal("", "malformed", "A JSON object is needed here.")
        return asked

    def query(self, key: str, asked) -> ReconcileQuery:
        if not isinstance(asked, dict):
            raise self.refusal(key, "malformed", "A query is a JSON object.")
        for name in asked:
            if name not in _QUERY_MEMBERS:
                raise self.unknown(key, "member", name, _QUERY_MEMBERS)
        said = asked.get("query", "")
        if not isinstance(said, str):
            raise self.refusal(f"{key}/query", "malformed", "A text is needed here.")
        conditions = self.conditions(f"{key}/properties", asked.get("properties", []))
        if not said.strip() and not conditions:
            raise self.refusal(key, "empty", "Say `query`, or `properties`, or both.")
        if asked.get("type_strict") not in (None, *_TYPE_STRICT_VALUES):
            raise self.unknown(f"{key}/type_strict", "value", asked["type_strict"], _TYPE_STRICT_VALUES)
        return ReconcileQuery(
            said[:MAX_QUERY_LENGTH].replace("\x00", ""), self.types(f"{key}/type", asked.get("type")), conditions,
            self.limit(f"{key}/limit", asked.get("limit", _DEFAULT_LIMIT)),
        )  # fmt: skip

    def types(self, place: str, asked) -> tuple[EntityType, ...]:
        some = [asked] if isinstance(asked, str | dict) else asked or []
        if not isinstance(some, list):
            raise self.refusal(place, "malformed", "A type or a list of types is needed here.")
        # a type may be told whole, as in the manifest
        ids = [one.get("id") if isinstance(one, dict) else one for one in some]
        return tuple(self.known_type(place, one) for one in ids)

    def known_type(self, place: str, asked) -> EntityType:
        found = entity_types().get(asked) if isinstance(asked, str) else None
        if found is None:
            raise self.unknown(place, "type", asked, entity_types())
        return found

    def limit(self, place: str, asked) -> int:
        if isinstance(asked, bool) or not isinstance(asked, int | float) or asked != asked // 1 or asked < 1:
            raise self.refusal(place, "out_of_range", "A positive whole number is needed here.")
        return min(int(asked), _MAX_LIMIT)

    def conditions(self, place: str, asked) -> tuple[Condition, ...]:
        some = self.list_of(asked, place, dict)
        if len(some) > _MAX_PROPERTIES:
            raise ContentTooLarge(
                f"A query has at most {_MAX_PROPERTIES} properties; this one has {len(some)}."
            )
        read = []
        for one in some:
            found = self.known_property(place, one.get("pid"))
            given = one.get("v")
            values = given if isinstance(given, list) else [given]
            if len(values) > _MAX_PROPERTY_VALUES:
                raise ContentTooLarge(
                    f"A property has at most {_MAX_PROPERTY_VALUES} values; this one has {len(values)}."
                )
            told = [self.value(f"{place}/{found.id}", value) for value in values]
            # an empty cell says nothing
            if kept := tuple(dict.fromkeys(value for value in told if value)):
                read.append(Condition(found.id, kept))
        return tuple(read)

    def value(self, place: str, given) -> str:
        """A value as text; of a record that was matched already, its reference."""
        if isinstance(given, dict):
            given = given.get("id")
        if given is None or isinstance(given, str | bool | int | float):
            return "" if given is None else str(given).replace("\x00", "").strip()[:_MAX_VALUE_LENGTH]
        raise self.refusal(
            place, "malformed", "A value is a text, a number, true, false, or a record with its `id`."
        )

    def known_property(self, place: str, name) -> RecordProperty:
        found = record_properties().get(name) if isinstance(name, str) else None
        if found is None:
            raise self.unknown(place, "property", name, record_properties())
        return found

    def list_of(self, asked, place: str, kind: type) -> list:
        if not isinstance(asked, list) or not all(isinstance(one, kind) for one in asked):
            what = "texts" if kind is str else "objects"
            raise self.refusal(place, "malformed", f"A list of {what} is needed here.")
        return asked

    def unknown(self, place: str, what: str, given, known: Iterable[str]) -> InvalidParameters:
        meant = closest_match(str(given), known)
        advice = f" Did you mean `{meant}`?" if meant else ""
        return self.refusal(place, f"unknown_{what}", f"There is no {what} `{str(given)[:80]}` here.{advice}")

    def refusal(self, place: str, code: str, message: str) -> InvalidParameters:
        where = f"{place}: " if place else ""
        return InvalidParameters([(self.parameter, code, f"{where}{message}")])
