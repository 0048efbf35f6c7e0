"""Ids of records in interchange files: how exports form them and imports resolve them."""

import re
from collections.abc import Iterable
from datetime import datetime

from register.kinds import kinds
from register.records import Record

# The id of a record that has no external identifier: primary key and moment of entry. The two together are never those
# of another record, here or in another register.
_EXPORT_ID = re.compile(r"^(\d{1,18})@(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)$")
_EXPORT_ID_TIMESTAMP = "%Y-%m-%dT%H:%M:%S.%fZ"


def record_id(pk: int, external_id: str, created_at: datetime) -> str:
    """The id of a record in an export."""
    return external_id or f"{pk}@{created_at.strftime(_EXPORT_ID_TIMESTAMP)}"


def ref_pattern(model: type[Record]) -> re.Pattern:
    """Pattern of the references of such records: the letter of the kind and a number."""
    letter = next(kind.letter for kind in kinds() if kind.model is model)
    return re.compile(rf"^{letter}[1-9]\d{{0,8}}$")


def records_by_id(model: type[Record], ids: Iterable[str]) -> dict[str, Record]:
    """The records that these ids name: by external identifier, else by the id of an export, else by reference."""
    ids = set(ids)
    records = {record.external_id: record for record in model.objects.filter(external_id__in=ids)}
    left = ids - set(records)
    pks = {int(match[1]): row_id for row_id in left if (match := _EXPORT_ID.match(row_id))}
    for record in model.objects.filter(pk__in=pks, external_id=""):
        if record_id(record.pk, "", record.created_at) == pks[record.pk]:
            records[pks[record.pk]] = record
    refs = {row_id for row_id in left if ref_pattern(model).match(row_id)}
    return records | {record.ref: record for record in model.objects.filter(ref__in=refs)}
