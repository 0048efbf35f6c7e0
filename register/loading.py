"""Loading of desk records with everything that their bodies need."""

from collections.abc import Iterable

from register.kinds import kinds
from register.records import Record, primary_keys_by_model


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


def lock_records(records: Iterable[Record], *, only_public: bool = False) -> list[Record]:
    """The records as they are once no other transaction is writing them; none will before this one ends.

    In the order of kinds and ages, so that two callers do not wait for each other. ``only_public``: those that are.
    """
    keys = primary_keys_by_model(records)
    locked: list[Record] = []
    for kind in kinds():
        if keys[kind.model]:
            rows = kind.model._default_manager.select_for_update(no_key=True).filter(pk__in=keys[kind.model])
            locked += (rows.published() if only_public else rows).order_by("pk")
    return locked


def record_identity(record: Record) -> tuple[str, int]:
    """Model label and primary key: equal for two objects of one record."""
    return record._meta.label, record.pk


def distinct_records(records: Iterable[Record]) -> list[Record]:
    """The records, each once, in the given order."""
    return list({record_identity(record): record for record in records}.values())
