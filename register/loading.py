"""."""

from collections.abc import Iterable

from register.kinds import kinds, primary_keys_by_model
from register.records import Record


def load_for_publication(records: Iterable[Record]) -> list[Record]:
    """The records as they stand on the desk now, whatever the caller holds, with all that their bodies read."""
    records = distinct_records(records)
    keys = primary_keys_by_model(records)
    found: dict[tuple[str, int], Record] = {}
    for kind in kinds():
        if keys[kind.model]:
            rows = kind.with_prefetched(kind.model._default_manager.filter(pk__in=keys[kind.model]))
            found |= {record_identity(record): record for record in rows}
    return [found[record_identity(record)] for record in records]


def record_identity(record: Record) -> tuple[str, int]:
    return record._meta.label, record.pk


def distinct_records(records: Iterable[Record]) -> list[Record]:
    return list({record_identity(record): record for record in records}.values())
