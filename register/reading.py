"""Answers of the API, put together by the database: stored bodies pass through as text, and nothing is parsed.

A list or a record costs one statement, and one more for `revision`, whatever its size.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connections
from django.db.models import BooleanField, QuerySet, TextField
from django.db.models.expressions import RawSQL

from register.addresses import Addresses
from register.filters import Ordering
from register.querysets import REGISTER

POSSIBLE = "(start_earliest IS NULL OR start_earliest <= %s) AND (end_latest IS NULL OR end_latest > %s)"

# As `register.lifecycle.status_at`: the first period that the day may fall into, and the states of all.
# Periods end with the first day after; the public is told the last day.
STATUS = f"""(
    SELECT concat(
        '{{"on":', to_json(%s::date), ',"state":"', state, '","certainty":"', certainty, '","possible":',
        (SELECT json_agg(state ORDER BY first) FROM (
            SELECT state, min(position) AS first FROM register_period
            WHERE entry_id = register_entry.ref AND {POSSIBLE} GROUP BY state
        ) AS states),
        ',"since":{{"earliest":', coalesce(to_json(start_earliest)::text, 'null'),
        ',"latest":', coalesce(to_json(start_latest)::text, 'null'),
        '}},"until":{{"earliest":', coalesce(to_json(end_earliest - 1)::text, 'null'),
        ',"latest":', coalesce(to_json(end_latest - 1)::text, 'null'),
        '}},"reasons":', reasons, '}}'
    )
    FROM register_period WHERE entry_id = register_entry.ref AND {POSSIBLE}
    ORDER BY position LIMIT 1
)"""
BODY = "register_entry.body"
# The text of each member stays as it was published: json keeps it, jsonb would not.
SOME_MEMBERS = """(
    SELECT concat('{', string_agg(to_json(key)::text || ':' || value::text, ',' ORDER BY place), '}')
    FROM json_each(register_entry.body::json) WITH ORDINALITY AS member (key, value, place) WHERE key = ANY(%s)
)"""
ENVELOPE = """concat(
    '{"ref":"', register_entry.ref, '","kind":"', register_entry.kind,
    '","url":"', %s, register_entry.ref, '","html_url":"', %s, register_entry.ref,
    '","version":', register_entry.number,
    ',"published_at":"', to_char(register_entry.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    '","sha256":"', register_entry.sha256, '","status":', STATUS, ',"record":', RECORD, '}'
)"""


@dataclass(frozen=True)
class Place:
    """A place in an ordered list: right after the entry that has this value and serial number."""

    value: str
    serial: int


def status(day: date) -> tuple[str, list]:
    """SQL and parameters of the status of an entry on a day, as JSON text; NULL before anything can have begun."""
    return STATUS, [day] * 5


def envelope(addresses: Addresses, *, day: date | None, members: list[str]) -> RawSQL:
    """An entry as JSON text. ``day``: with its status on that day; ``members``: only these of its body."""
    status_sql, status_params = status(day) if day else ("NULL", [])
    record_sql, record_params = (SOME_MEMBERS, [members]) if members else (BODY, [])
    sql = ENVELOPE.replace("STATUS", f"coalesce({status_sql}, 'null')").replace("RECORD", record_sql)
    bases = [json.dumps(base)[1:-1] for base in (addresses.api, addresses.page)]
    return RawSQL(sql, [*bases, *status_params, *record_params], output_field=TextField())  # noqa: S611


def after(place: Place, ordering: Ordering) -> RawSQL:
    """Whether an entry comes after a place: one comparison of rows, which an index answers at any depth."""
    sign = "<" if ordering.is_descending else ">"
    kind = {"sort_on": "date", "published_at": "timestamptz", "sort_title": "text"}[ordering.column]
    sql = f"(register_entry.{ordering.column}, register_entry.serial) {sign} (%s::{kind}, %s)"
    return RawSQL(sql, [place.value, place.serial], output_field=BooleanField())


def page(
    entries: QuerySet, envelope: RawSQL, *, ordering: Ordering, start: Place | None, limit: int
) -> tuple[list[str], Place | None]:
    """The envelopes of one page, and the place where the next begins; None where this is the last."""
    if start:
        entries = entries.filter(after(start, ordering))
    rows = list(
        entries.order_by(*ordering.columns)
        .annotate(envelope=envelope)
        .values_list("envelope", ordering.column, "serial")[: limit + 1]
    )
    if len(rows) <= limit:
        return [row[0] for row in rows], None
    _text, value, serial = rows[limit - 1]
    return [row[0] for row in rows[:limit]], Place(written(value), serial)


def written(value: date | datetime | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def revision() -> int:
    """What the register stands at: the id of its last version. Whatever is published, withdrawn or redacted moves it."""
    with connections[REGISTER].cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM register_version")
        return cursor.fetchone()[0]
