"""Narrowed disclosure: versions that tell what a record withholds now."""

from collections.abc import Iterable

from django.db import connection

from register.kinds import Kind, kinds
from register.records import Record

# Open versions of these records, where one of them tells more than they will.
_TELLING_SQL = """
SELECT ref, array_agg(number ORDER BY number) FROM register_publicversion
WHERE ref = ANY(%s) AND is_open GROUP BY ref HAVING bool_or(body::json->>%s IS DISTINCT FROM %s) ORDER BY ref
"""


def narrowed_versions(records: Iterable[Record]) -> dict[str, list[int]]:
    """Numbers of the open versions that publishing these records closes, by reference.

    They are those of each record that withholds by law what one of its versions tells.
    """
    records = list(records)
    return {
        ref: numbers
        for kind in kinds()
        if kind.withheld_by
        for ref, numbers in _telling_versions(
            kind, [record.ref for record in records if _is_withheld(kind, record)]
        )
    }


def _is_withheld(kind: Kind, record: Record) -> bool:
    """True for a record of the kind of which the law withholds the most, and that was public before."""
    if not (kind.withheld_by and isinstance(record, kind.model) and record.ref):
        return False
    member, value = kind.withheld_by
    return getattr(record, member) == value


def _telling_versions(kind: Kind, refs: list[str]) -> list[tuple[str, list[int]]]:
    if not refs:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_TELLING_SQL, [refs, *map(str, kind.withheld_by or ())])
        return cursor.fetchall()
