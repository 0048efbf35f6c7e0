"""."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Max

from register.choices import EditorialState
from register.kinds import Kind
from register.models import Version
from register.records import Record


def store_refs(kind: Kind, records: Sequence[Record]) -> None:
    """Write reference and state in one statement; Django's own way has a condition for each record."""
    table = connection.ops.quote_name(kind.model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET ref = told.ref, editorial_state = %s "
            f"FROM unnest(%s::bigint[], %s::text[]) AS told (id, ref) WHERE {table}.id = told.id",
            [
                EditorialState.PUBLISHED.value,
                [record.pk for record in records],
                [record.ref for record in records],
            ],
        )


def allocate_refs(kind: Kind, count: int) -> list[str]:
    """The next references of a kind: after every one ever given, without those that unpublished records hold.

    An import gives a record the reference that it had elsewhere before it is published here.
    """
    serial = _last_serial(kind) if count else 0
    refs: list[str] = []
    while len(refs) < count:
        next_ones = [f"{kind.letter}{serial + step}" for step in range(1, count - len(refs) + 1)]
        held = set(kind.model._default_manager.filter(ref__in=next_ones).values_list("ref", flat=True))
        refs += [ref for ref in next_ones if ref not in held]
        serial += len(next_ones)
    return refs


def _last_serial(kind: Kind) -> int:
    """The highest number ever given to a record of this kind. Versions are never deleted, so none is given twice."""
    return Version.objects.filter(kind=kind.name).aggregate(last=Max("serial"))["last"] or 0
