"""Raw SQL on the register's connection."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections
from django.db.models import TextField
from django.db.models.expressions import RawSQL

from register.kinds import kind_named
from register.routers import REGISTER_ALIAS


def parsed_json(value):
    """JSON value of a column, which arrives as text on connections of Django."""
    return json.loads(value) if isinstance(value, str) else value


def fetch_rows(statement: str, **parameters: Any) -> Sequence[tuple]:
    """All rows of a statement with named parameters, through the ``register`` alias."""
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


# Main date of a record in EDTF: the day that lists sort by would be more exact than what is known.
DATE_IN_BODY = RawSQL("coalesce(body::json ->> 'on', '')", [], output_field=TextField())

# Its last day in EDTF, where it has one apart.
LAST_DAY_IN_BODY = RawSQL("coalesce(body::json ->> 'until', '')", [], output_field=TextField())

_LINKED_TITLES_SQL = """(
    SELECT json_object_agg(linked.ref, linked.title ORDER BY link.position)::text
    FROM register_link link JOIN register_entry linked ON linked.ref = link.to_ref
    WHERE link.entry_id = register_entry.ref AND left(link.to_ref, 1) = ANY(%s)
)"""


def linked_titles_sql(kind_names: Iterable[str]) -> RawSQL:
    """SQL of the titles, by reference, of the public records of these kinds that an entry links to; NULL for none."""
    letters = [kind_named(name).letter for name in kind_names]
    if not letters:
        return RawSQL("NULL", [], output_field=TextField())
    return RawSQL(_LINKED_TITLES_SQL, [letters], output_field=TextField())
