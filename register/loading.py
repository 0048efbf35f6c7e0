"""Loading of desk records with everything that their bodies need."""

from collections.abc import Iterable

from register.kinds import kinds, primary_keys_by_model
from register.records import Record


def load_for_publication(records: Iterable[Record]) -> list[Record]:
    """The records as they are in the database now, prefetched for their bodies, in the given order."""
    records = distinct_records(records)
    keys = primary_keys_by_model(records)
    loaded: dict[tuple[str, int], Record] = {}
    for kind in kinds():
        if keys[kind.model]:
            rows = kind.with_prefetched(kind.model._default_manager.filter(pk__in=keys[kind.model]))
            loaded |= {record_identity(record): record for record in rows}
    return [loaded[record_identity(record)] for record in records]


def record_identity(record: Record) -> tuple[str, int]:
    """Model label and primary key: equal for two objects of one record."""
    return record._meta.label, record.pk


def distinct_records(records: Iterable[Record]) -> list[Record]:
    """The records, each once, in the given order."""
    return list({record_identity(record): record for record in records}.values())
