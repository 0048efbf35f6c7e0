"""Ids of records in files, and every name under which a record may be known, here and elsewhere."""

from datetime import datetime
from typing import Any

_EXPORT_ID_TIMESTAMP = "%Y-%m-%dT%H:%M:%S.%fZ"


def record_id(pk: int, external_id: str, created_at: datetime) -> str:
    """The id of a record in an export.

    Without an external identifier it is the primary key and the moment of entry. The two together are never those of
    another record, here or in another register.
    """
    return external_id or f"{pk}@{created_at.strftime(_EXPORT_ID_TIMESTAMP)}"


def identity_name(label: str, identity: str) -> str:
    """Name of a row that outlasts it: the label of its table, and what the row is called elsewhere."""
    return f"{label}={identity}"


def record_names(record: Any) -> tuple[str, ...]:
    """Names by which a record may be known: its reference if it has one, label and key of its row, its identities.

    These outlast the row: what files call it, by its id or its reference.
    """
    label = record._meta.label_lower
    identities = (record_id(record.pk, record.external_id, record.created_at), record.ref)
    named = (identity_name(label, identity) for identity in identities if identity)
    return (*filter(None, [record.ref]), f"{label}#{record.pk}", *named)
