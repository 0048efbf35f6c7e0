"""Which record of the desk a file means, and what an export calls a record."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, models

from interchange.fields import own_fields
from interchange.files import Row
from interchange.plain import told
from register.kinds import kinds
from register.records import Record
from sources.models import Source

# What an export calls a record that has no external identifier: number on the desk and moment of entry. The two
# together are never those of another record, here or in another register.
ENTERED = re.compile(r"^(\d{1,18})@(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)$")
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


def name_of(pk: int, external_id: str, created_at: datetime) -> str:
    """The id of a record in an export."""
    return external_id or f"{pk}@{created_at.strftime(MOMENT)}"


def reference_pattern(model: type[Record]) -> re.Pattern:
    """What a reference of such a record looks like."""
    letter = next(kind.letter for kind in kinds() if kind.model is model)
    return re.compile(rf"^{letter}[1-9]\d{{0,8}}$")


def called(model: type[Record], ids: Iterable[str]) -> dict[str, Record]:
    """The records that these ids name: by external identifier, else by what an export calls them, else by reference."""
    ids = set(ids)
    found = {one.external_id: one for one in model.objects.filter(external_id__in=ids)}
    left = ids - set(found)
    pks = {int(match[1]): row_id for row_id in left if (match := ENTERED.match(row_id))}
    for one in model.objects.filter(pk__in=pks, external_id=""):
        if name_of(one.pk, "", one.created_at) == pks[one.pk]:
            found[pks[one.pk]] = one
    refs = {row_id for row_id in left if reference_pattern(model).match(row_id)}
    return found | {one.ref: one for one in model.objects.filter(ref__in=refs)}


def source_of(row: Row, taken: set[int]) -> Source | None:
    """The source that a row tells: found by its address, or else by what is printed on it; the most like it first.

    ``taken`` are the sources that other rows of the same file are about.
    """
    printed = {"address": row.members.get("address") or ""}
    if not printed["address"]:
        printed |= {name: row.members.get(name) or "" for name in ("title", "publisher", "published_on")}
    if not all(isinstance(value, str) for value in printed.values()):
        return None
    candidates = Source.objects.filter(**printed).exclude(pk__in=taken).order_by("pk")
    return max(candidates, key=lambda source: likeness(source, row), default=None)


def likeness(source: Source, row: Row) -> int:
    return sum(row.members.get(one.name) == told(one, source) for one in own_fields(Source))


def reserve(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for so many new rows, rising: lists that are ordered by age keep the order of a file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return sorted(pk for (pk,) in cursor.fetchall())
