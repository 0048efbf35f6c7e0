"""Response bodies of the specification: candidates with their scores, and values of properties."""

from collections.abc import Iterable, Mapping

from reconcile import candidates, scoring
from reconcile.matchers import MatchRecord, RecordProperty, find_property
from reconcile.queries import ExtendRequest, ReconcileQuery
from reconcile.values import EntityValue, PropertyValue


def query_response(batch: Mapping[str, ReconcileQuery]) -> dict[str, dict]:
    """The candidates by the key of each query."""
    filled = {key: query for key, query in batch.items() if not query.is_blank}
    queries = candidates.resolve_queries(filled.values())
    records_by_query = candidates.find_candidates(queries) if queries else []
    results = {
        key: _query_result(query, records)
        for key, query, records in zip(filled, queries, records_by_query, strict=True)
    }
    return {key: {"result": results.get(key, [])} for key in batch}


def _query_result(resolved: candidates.ResolvedQuery, records: Iterable[MatchRecord]) -> list[dict]:
    ranked = scoring.rank_candidates(resolved, records)
    match = scoring.certain_match(ranked)
    return [
        _candidate_json(candidate, is_match=candidate is match)
        for candidate in ranked[: resolved.query.limit]
    ]


def _candidate_json(candidate: scoring.ScoredCandidate, *, is_match: bool) -> dict:
    record, matcher = candidate.record, candidate.matcher
    return {
        "id": record.ref,
        "name": record.name,
        "description": matcher.description(record),
        "type": [{"id": type.id, "name": type.name} for type in matcher.types_of(record)],
        "score": candidate.score,
        "match": is_match,
        "features": [{"id": id, "value": value} for id, value in candidate.features.items()],
    }


def extend_response(request: ExtendRequest) -> dict:
    """The values of properties by record; a record that is not public, or not any more, has none."""
    records = candidates.matched_records(request.refs)
    return {
        "meta": [_property_meta(property) for property in request.properties],
        "rows": {
            ref: {
                property.id: _property_cells(records.get(ref), property.id) for property in request.properties
            }
            for ref in request.refs
        },
    }


def _property_meta(property: RecordProperty) -> dict:
    return {"id": property.id, "name": str(property.name)}


def _property_cells(record: MatchRecord | None, name: str) -> list[dict]:
    property = find_property(record.kind, name) if record else None
    return [_cell_json(value) for value in property.values(record)] if record and property else []


def _cell_json(value: PropertyValue) -> dict:
    if isinstance(value, EntityValue):
        return {"id": value.ref, "name": value.name} if value.ref else {"str": value.name}
    return {"int": value} if isinstance(value, int) else {"str": value}
