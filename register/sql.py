"""."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import TextField
from django.db.models.expressions import RawSQL

from register.routers import REGISTER_ALIAS


def parsed_json(value):
    """JSON as the driver hands it over: as text where the connection is Django's."""
    return json.loads(value) if isinstance(value, str) else value


def fetch_rows(statement: str, **parameters: Any) -> Sequence[tuple]:
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


# The main date of a record as it is known: the day that lists are sorted by would say more than that.
DATE_IN_BODY = RawSQL("coalesce(body::json ->> 'on', '')", [], output_field=TextField())
