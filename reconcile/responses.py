"""What is answered: candidates with their scores, values of properties, in the shapes of the specification."""

from collections.abc import Iterable, Mapping

from reconcile import candidates, scoring
from reconcile.matchers import MatchRecord, RecordProperty, find_property
from reconcile.queries import ExtendRequest, ReconcileQuery
from reconcile.values import EntityValue, PropertyValue


def query_response(batch: Mapping[str, ReconcileQuery]) -> dict[str, dict]:
    """By the key of each query, its candidates."""
    asked = candidates.resolve_queries(batch.values())
    found = candidates.find_candidates(asked) if asked else []
    return {
        key: {"result": _query_result(one, records)}
        for key, one, records in zip(batch, asked, found, strict=True)
    }


def _query_result(asked: candidates.ResolvedQuery, records: Iterable[MatchRecord]) -> list[dict]:
    found = scoring.rank_candidates(asked, records)
    sure = scoring.certain_match(found)
    return [_candidate_json(one, is_match=one is sure) for one in found[: asked.query.limit]]


def _candidate_json(one: scoring.ScoredCandidate, *, is_match: bool) -> dict:
    return {
        "id": one.record.ref,
        "name": one.record.name,
        "description": one.subject.description(one.record),
        "type": [{"id": type.id, "name": type.name} for type in one.subject.types_of(one.record)],
        "score": one.score,
        "match": is_match,
        "features": [{"id": id, "value": value} for id, value in one.features.items()],
    }


def extend_response(asked: ExtendRequest) -> dict:
    """The values of properties by record; a record that is not public, or not any more, has none."""
    records = candidates.matched_records(asked.refs)
    return {
        "meta": [_property_meta(one) for one in asked.properties],
        "rows": {
            ref: {one.id: _property_cells(records.get(ref), one.id) for one in asked.properties}
            for ref in asked.refs
        },
    }


def _property_meta(one: RecordProperty) -> dict:
    return {"id": one.id, "name": str(one.name)}


def _property_cells(record: MatchRecord | None, name: str) -> list[dict]:
    found = find_property(record.kind, name) if record else None
    return [_cell_json(value) for value in found.tell(record)] if record and found else []


def _cell_json(value: PropertyValue) -> dict:
    if isinstance(value, EntityValue):
        return {"id": value.ref, "name": value.name} if value.ref else {"str": value.name}
    return {"int": value} if isinstance(value, int) else {"str": value}
