"""Which record of the desk a file means, and what an export calls a record."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, models
from django.db.models import Q

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


def print_of(source: Source) -> tuple:
    """What a source is found by: its address, or else what is printed on it."""
    return (source.address,) if source.address else (source.title, source.publisher, source.published_on)


def printed_sources(rows: Iterable[Row]) -> dict[tuple, list[Source]]:
    """The sources on the desk that these rows may be about, by what they are found by, the oldest first."""
    rows = list(rows)
    addresses = {told for row in rows if isinstance(told := row.members.get("address"), str)}
    titles = {told for row in rows if isinstance(told := row.members.get("title"), str)}
    found: dict[tuple, list[Source]] = {}
    for source in Source.objects.filter(
        Q(address__in=addresses - {""}) | Q(address="", title__in=titles)
    ).order_by("pk"):
        found.setdefault(print_of(source), []).append(source)
    return found


def source_of(row: Row, printed: dict[tuple, list[Source]], taken: set[int]) -> Source | None:
    """The source that a row tells: of those of the same print the one most like it.

    ``taken`` are the sources that other rows of the same file are about.
    """
    told = {name: row.members.get(name) or "" for name in ("address", "title", "publisher", "published_on")}
    if not all(isinstance(value, str) for value in told.values()):
        return None
    candidates = [one for one in printed.get(print_of(Source(**told)), []) if one.pk not in taken]
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
