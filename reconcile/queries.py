"""Parsing of reconciliation requests: batches of queries, and requests for data extension."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rest_framework import exceptions, status

from api.parsers import reject_lone_surrogates
from api.problems import InvalidParameters
from core.text import tokens
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
    """More in one request than is answered."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "content_too_large"


@dataclass(frozen=True)
class Condition:
    """A property and the values given for it, any of which will do."""

    property: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class ReconcileQuery:
    """One row of a partner's list: the name of a record in it, and what else the row has."""

    text: str = ""
    types: tuple[EntityType, ...] = ()
    conditions: tuple[Condition, ...] = ()
    limit: int = _DEFAULT_LIMIT

    @property
    def is_blank(self) -> bool:
        """A row with nothing in it, which 0.2 of the specification allows: it matches no record."""
        return not self.text.strip() and not self.conditions

    @property
    def matchers(self) -> Sequence[RecordMatcher]:
        """The matchers of the kinds that may be meant: of the types, or all."""
        if not self.types:
            return record_matchers()
        kinds = dict.fromkeys(type.id.partition(":")[0] for type in self.types)
        return [matcher_for(kind) for kind in kinds]

    @property
    def folded_text(self) -> str:
        """The name in the form in which names are compared."""
        return " ".join(tokens(self.text))


@dataclass(frozen=True)
class ExtendRequest:
    """References of records, and the properties whose values are requested."""

    refs: tuple[str, ...]
    properties: tuple[RecordProperty, ...]


def batch_size(json_text: str) -> int:
    """Number of queries in the JSON of a batch, or more than there may be; 0 where it is none."""
    try:
        batch = json.loads(json_text)
    except (ValueError, RecursionError):
        return 0
    return len(batch) if isinstance(batch, dict) else 0


class QueryParser:
    """Strict parser of the JSON of one parameter.

    Raises InvalidParameters, which names the parameter and the place in it, and ContentTooLarge.
    """

    def __init__(self, parameter: str):
        self.parameter = parameter

    def parse_batch(self, json_text: str) -> dict[str, ReconcileQuery]:
        """The queries of a batch by their keys; section 4.2 of the specification."""
        batch = self._load_json(json_text)
        if len(batch) > MAX_BATCH:
            raise ContentTooLarge(f"A batch holds at most {MAX_BATCH} queries; this one has {len(batch)}.")
        return {key: self._query(key, members) for key, members in batch.items()}

    def parse_extension(self, json_text: str) -> ExtendRequest:
        """The records and the properties of a data extension; section 6.3 of the specification."""
        members = self._load_json(json_text)
        refs = self._list_of(members.get("ids"), "ids", str)
        columns = self._list_of(members.get("properties"), "properties", dict)
        if len(refs) > _MAX_RECORDS or len(columns) > _MAX_COLUMNS:
            raise ContentTooLarge(
                f"At most {_MAX_RECORDS} records and {_MAX_COLUMNS} properties are told at once; "
                f"these are {len(refs)} and {len(columns)}."
            )
        properties = [self._find_property("properties", column.get("id")) for column in columns]
        return ExtendRequest(tuple(ref.replace("\x00", "") for ref in refs), tuple(properties))

    def _load_json(self, json_text: str) -> dict:
        try:
            members = json.loads(json_text)
            reject_lone_surrogates(members)
        except (ValueError, RecursionError):
            raise self._error("", "malformed", "This is not JSON.") from None
        if not isinstance(members, dict):
            raise self._error("", "malformed", "A JSON object is needed here.")
        return members

    def _query(self, key: str, members) -> ReconcileQuery:
        if not isinstance(members, dict):
            raise self._error(key, "malformed", "A query is a JSON object.")
        for name in members:
            if name not in _QUERY_MEMBERS:
                raise self._unknown_error(key, "member", name, _QUERY_MEMBERS)
        text = members.get("query", "")
        if not isinstance(text, str):
            raise self._error(f"{key}/query", "malformed", "A text is needed here.")
        conditions = self._conditions(f"{key}/properties", members.get("properties", []))
        if members.get("type_strict") not in (None, *_TYPE_STRICT_VALUES):
            place = f"{key}/type_strict"
            raise self._unknown_error(place, "value", members["type_strict"], _TYPE_STRICT_VALUES)
        return ReconcileQuery(
            text[:MAX_QUERY_LENGTH].replace("\x00", ""),
            self._types(f"{key}/type", members.get("type")),
            conditions,
            self._limit(f"{key}/limit", members.get("limit", _DEFAULT_LIMIT)),
        )

    def _types(self, place: str, given) -> tuple[EntityType, ...]:
        """The types of a query, each given by its id or as a whole, as in the manifest."""
        types = [given] if isinstance(given, str | dict) else given or []
        if not isinstance(types, list):
            raise self._error(place, "malformed", "A type or a list of types is needed here.")
        ids = [type.get("id") if isinstance(type, dict) else type for type in types]
        return tuple(self._find_type(place, id) for id in ids)

    def _find_type(self, place: str, id) -> EntityType:
        type = entity_types().get(id) if isinstance(id, str) else None
        if type is None:
            raise self._unknown_error(place, "type", id, entity_types())
        return type

    def _limit(self, place: str, given) -> int:
        is_number = isinstance(given, int | float) and not isinstance(given, bool)
        if not is_number or given != given // 1 or given < 1:
            raise self._error(place, "out_of_range", "A positive whole number is needed here.")
        return min(int(given), _MAX_LIMIT)

    def _conditions(self, place: str, given) -> tuple[Condition, ...]:
        items = self._list_of(given, place, dict)
        if len(items) > _MAX_PROPERTIES:
            raise ContentTooLarge(
                f"A query has at most {_MAX_PROPERTIES} properties; this one has {len(items)}."
            )
        conditions = [self._condition(place, item) for item in items]
        return tuple(condition for condition in conditions if condition.values)

    def _condition(self, place: str, item: dict) -> Condition:
        """One condition; an empty cell of the list gives no value."""
        property = self._find_property(place, item.get("pid"))
        given = item.get("v")
        values = given if isinstance(given, list) else [given]
        if len(values) > _MAX_PROPERTY_VALUES:
            raise ContentTooLarge(
                f"A property has at most {_MAX_PROPERTY_VALUES} values; this one has {len(values)}."
            )
        texts = [self._value(f"{place}/{property.id}", value) for value in values]
        return Condition(property.id, tuple(dict.fromkeys(text for text in texts if text)))

    def _value(self, place: str, given) -> str:
        """A value as text; of a record that was matched already, its reference."""
        if isinstance(given, dict):
            given = given.get("id")
        if given is None or isinstance(given, str | bool | int | float):
            return "" if given is None else str(given).replace("\x00", "").strip()[:_MAX_VALUE_LENGTH]
        raise self._error(
            place, "malformed", "A value is a text, a number, true, false, or a record with its `id`."
        )

    def _find_property(self, place: str, name) -> RecordProperty:
        property = record_properties().get(name) if isinstance(name, str) else None
        if property is None:
            raise self._unknown_error(place, "property", name, record_properties())
        return property

    def _list_of(self, given, place: str, item_type: type) -> list:
        if not isinstance(given, list) or not all(isinstance(item, item_type) for item in given):
            items = "texts" if item_type is str else "objects"
            raise self._error(place, "malformed", f"A list of {items} is needed here.")
        return given

    def _unknown_error(self, place: str, noun: str, given, known: Iterable[str]) -> InvalidParameters:
        match = closest_match(str(given), known)
        advice = f" Did you mean `{match}`?" if match else ""
        message = f"There is no {noun} `{str(given)[:80]}` here.{advice}"
        return self._error(place, f"unknown_{noun}", message)

    def _error(self, place: str, code: str, message: str) -> InvalidParameters:
        prefix = f"{place}: " if place else ""
        return InvalidParameters([(self.parameter, code, f"{prefix}{message}")])
