"""Raw SQL on the register's connection."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import TextField
from django.db.models.expressions import RawSQL

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
