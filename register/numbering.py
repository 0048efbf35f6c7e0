"""References of records: allocation and storage."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Max

from register.choices import EditorialState
from register.kinds import Kind
from register.models import Version
from register.records import Record


def store_refs(kind: Kind, records: Sequence[Record]) -> None:
    """Stores references, and the state published, in one statement; ``bulk_update`` has a condition for each record.

    A reference is given once: a row that has another one by now is not touched, and raises RuntimeError.
    """
    table = connection.ops.quote_name(kind.model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET ref = given.ref, editorial_state = %s "
            f"FROM unnest(%s::bigint[], %s::text[]) AS given (id, ref) "
            f"WHERE {table}.id = given.id AND {table}.ref IN ('', given.ref)",
            [
                EditorialState.PUBLISHED.value,
                [record.pk for record in records],
                [record.ref for record in records],
            ],
        )
        if cursor.rowcount != len(records):
            raise RuntimeError("A record was given another reference meanwhile.")


def allocate_refs(kind: Kind, count: int) -> list[str]:
    """The next references of a kind: after all ever published, without those that records have already.

    An import that publishes brings references along.
    """
    serial = _last_serial(kind) if count else 0
    refs: list[str] = []
    while len(refs) < count:
        candidates = [f"{kind.letter}{serial + step}" for step in range(1, count - len(refs) + 1)]
        taken = set(kind.model._default_manager.filter(ref__in=candidates).values_list("ref", flat=True))
        refs += [ref for ref in candidates if ref not in taken]
        serial += len(candidates)
    return refs


def _last_serial(kind: Kind) -> int:
    """Highest number of any version of the kind. Versions are never deleted, so no number is given twice."""
    return Version.objects.filter(kind=kind.name).aggregate(last=Max("serial"))["last"] or 0
