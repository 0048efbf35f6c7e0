"""Loading of desk records with everything that their bodies need."""

from collections.abc import Iterable

from core.related_objects import RelatedObjects
from register.kinds import kind_of, kinds
from register.records import Record, primary_keys_by_model


def load_for_publication(records: Iterable[Record], related: RelatedObjects | None = None) -> list[Record]:
    """Those that are there of these records, with what their bodies need, in the given order.

    As they are in the database now; of what ``related`` has loaded before, the same objects.
    """
    records, related = distinct_records(records), related or RelatedObjects()
    related.load_rows(primary_keys_by_model(records))
    loaded = [row for record in records if (row := related.get(type(record), record.pk))]
    of_kinds = [(kind, [row for row in loaded if kind_of(row) is kind]) for kind in kinds()]
    related.load_related(*((rows, kind.body_lookups) for kind, rows in of_kinds))
    return loaded


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
