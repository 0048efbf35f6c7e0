"""Ids of records in interchange files, as imports resolve them."""

import re
from collections.abc import Iterable

from core.record_ids import record_id
from merging.survivors import survivors_by_name
from register.kinds import kinds
from register.records import Record

# What `record_id` makes for a record without external identifier.
_EXPORT_ID = re.compile(r"^(\d{1,18})@(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)$")


def ref_pattern(model: type[Record]) -> re.Pattern:
    """Pattern of the references of such records: the letter of the kind and a number."""
    letter = next(kind.letter for kind in kinds() if kind.model is model)
    return re.compile(rf"^{letter}[1-9]\d{{0,8}}$")


def records_by_id(model: type[Record], ids: Iterable[str]) -> dict[str, Record]:
    """The records that these ids name: by external identifier, else by the id of an export, else by reference.

    What was merged is found as what it became part of.
    """
    ids = set(ids)
    records = {record.external_id: record for record in model.objects.filter(external_id__in=ids)}
    left = ids - set(records)
    pks = {int(match[1]): row_id for row_id in left if (match := _EXPORT_ID.match(row_id))}
    for record in model.objects.filter(pk__in=pks, external_id=""):
        if record_id(record.pk, "", record.created_at) == pks[record.pk]:
            records[pks[record.pk]] = record
    refs = {row_id for row_id in left if ref_pattern(model).match(row_id)}
    records |= {record.ref: record for record in model.objects.filter(ref__in=refs)}
    return survivors_by_name(model, ids - set(records)) | records
