"""What is answered: candidates with their scores, values of properties, in the shapes of the specification."""

from collections.abc import Iterable, Mapping

from register.reconcile import candidates, scoring
from register.reconcile.queries import Extension, Query
from register.reconcile.subjects import Property, Record, property_of
from register.reconcile.values import Entity, Value


def results(batch: Mapping[str, Query]) -> dict[str, dict]:
    """By the key of each query, its candidates."""
    asked = candidates.read(batch.values())
    found = candidates.candidates(asked) if asked else []
    return {
        key: {"result": result(one, records)} for key, one, records in zip(batch, asked, found, strict=True)
    }


def result(asked: candidates.Asked, records: Iterable[Record]) -> list[dict]:
    found = scoring.judged(asked, records)
    sure = scoring.match(found)
    return [candidate(one, is_match=one is sure) for one in found[: asked.query.limit]]


def candidate(one: scoring.Scored, *, is_match: bool) -> dict:
    return {
        "id": one.record.ref,
        "name": one.record.name,
        "description": one.subject.description(one.record),
        "type": [{"id": type.id, "name": type.name} for type in one.subject.types_of(one.record)],
        "score": one.score,
        "match": is_match,
        "features": [{"id": id, "value": value} for id, value in one.features.items()],
    }


def extension(asked: Extension) -> dict:
    """The values of properties by record; a record that is not public, or not any more, has none."""
    records = candidates.by_ref(asked.refs)
    return {
        "meta": [column(one) for one in asked.properties],
        "rows": {
            ref: {one.id: cells(records.get(ref), one.id) for one in asked.properties} for ref in asked.refs
        },
    }


def column(one: Property) -> dict:
    return {"id": one.id, "name": str(one.name)}


def cells(record: Record | None, name: str) -> list[dict]:
    found = property_of(record.kind, name) if record else None
    return [cell(value) for value in found.tell(record)] if record and found else []


def cell(value: Value) -> dict:
    if isinstance(value, Entity):
        return {"id": value.ref, "name": value.name} if value.ref else {"str": value.name}
    return {"int": value} if isinstance(value, int) else {"str": value}
