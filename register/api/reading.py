"""Answers of the API, put together by the database: stored bodies pass through as text, and nothing is parsed.

A list or a record costs one statement, and one more for `revision`, whatever its size.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.utils import timezone

from register.api.addresses import Addresses
from register.choices import Action
from register.filters import Ordering
from register.models import Version
from register.querysets import REGISTER

POSSIBLE = "(start_earliest IS NULL OR start_earliest <= %s) AND (end_latest IS NULL OR end_latest > %s)"

# As `register.lifecycle.status_at`: the first period that the day may fall into, and the states of all.
# A state may last through several periods: it ends where the first later period of another state begins, and it
# began after the last earlier one. Periods end with the first day after; the public is told the last day.
STATUS = f"""(
    SELECT concat(
        '{{"on":', to_json(%s::date), ',"state":"', state, '","certainty":"', certainty, '","possible":',
        (SELECT json_agg(state ORDER BY position) FROM (
            SELECT DISTINCT ON (state) state, position FROM register_period
            WHERE entry_id = register_entry.ref AND {POSSIBLE} ORDER BY state, position
        ) AS states),
        ',"since":', CASE WHEN position = 0 THEN
            concat('{{"earliest":', coalesce(to_json(start_earliest)::text, 'null'),
                   ',"latest":', coalesce(to_json(start_latest)::text, 'null'), '}}')
        ELSE (
            SELECT concat('{{"earliest":', coalesce(to_json(start_earliest)::text, 'null'),
                          ',"latest":', coalesce(to_json(start_latest)::text, 'null'), '}}')
            FROM register_period first WHERE first.entry_id = here.entry_id AND first.position > coalesce((
                SELECT max(other.position) FROM register_period other
                WHERE other.entry_id = here.entry_id AND other.position < here.position AND other.state <> here.state
            ), -1) ORDER BY first.position LIMIT 1
        ) END,
        ',"until":', coalesce((
            SELECT concat('{{"earliest":', coalesce(to_json(start_earliest - 1)::text, 'null'),
                          ',"latest":', coalesce(to_json(start_latest - 1)::text, 'null'), '}}')
            FROM register_period other
            WHERE other.entry_id = here.entry_id AND other.position > here.position AND other.state <> here.state
            ORDER BY other.position LIMIT 1
        ), '{{"earliest":null,"latest":null}}'),
        ',"reasons":', reasons, '}}'
    )
    FROM register_period here WHERE entry_id = register_entry.ref AND {POSSIBLE}
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
    return RawSQL(sql, [*bases, *status_params, *record_params], output_field=TextField())


def after(place: Place, ordering: Ordering) -> RawSQL:
    """Whether an entry comes after a place: one comparison of rows, which an index answers at any depth."""
    sign = "<" if ordering.is_descending else ">"
    kind = {"sort_on": "date", "published_at": "timestamptz", "sort_title": "text"}[ordering.column]
    sql = f"(register_entry.{ordering.column}, register_entry.serial) {sign} (%s::{kind}, %s)"
    return RawSQL(sql, [place.value, place.serial], output_field=BooleanField())


def page(
    entries: QuerySet, shown: dict[str, RawSQL], *, ordering: Ordering, start: Place | None, limit: int
) -> tuple[list[tuple], Place | None]:
    """What is ``shown`` of one page of entries, and the place where the next begins; None where this is the last."""
    if start:
        entries = entries.filter(after(start, ordering))
    sign = "DESC" if ordering.is_descending else "ASC"
    rows = selected(
        entries, shown, [ordering.column, "serial"],
        f"ORDER BY {ordering.column} {sign}, serial {sign} LIMIT {limit + 1:d}",
    )  # fmt: skip
    told = [row[:-2] for row in rows[:limit]]
    if len(rows) <= limit:
        return told, None
    *_shown, value, serial = rows[limit - 1]
    return told, Place(written(value), serial)


def selected(entries: QuerySet, shown: dict[str, RawSQL], columns: list[str], end: str = "") -> list[tuple]:
    """Rows of these entries: what is ``shown``, then plain columns.

    Only their conditions are the ORM's work: the rest is known, and to have it worked out takes longer than the rows.
    """
    try:
        where, params = entries.query.get_compiler(REGISTER).compile(entries.query.where)
    except EmptyResultSet:  # so contradictory that it need not be asked
        return []
    names = ", ".join(
        [*(f"({one.sql})" for one in shown.values()), *(f"register_entry.{name}" for name in columns)]
    )
    params = [*(param for one in shown.values() for param in one.params), *params]
    with connections[REGISTER].cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM register_entry WHERE {where} {end}", params)
        return cursor.fetchall()


def written(value: date | datetime | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def revision() -> int:
    """What the register stands at: the id of its last version. Whatever is published or withdrawn moves it."""
    with connections[REGISTER].cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM register_version")
        return cursor.fetchone()[0]


def today() -> date:
    """The day that a status is told for when nobody asks for another."""
    return timezone.localdate()


def instant(moment: datetime) -> str:
    """As `ENVELOPE` writes it: UTC, to the microsecond."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def history(ref: str, address: str) -> list[dict]:
    """All that was ever recorded of a record, first to last, also after its end. ``address`` is the record's."""
    rows = Version.public.of(ref).values("number", "action", "published_at", "sha256")
    return [
        {
            **row,
            "published_at": instant(row["published_at"]),
            "url": f"{address}/versions/{row['number']}" if row["action"] == Action.PUBLISHED else None,
        }
        for row in rows
    ]


def end(ref: str, number: int | None = None) -> Version | None:
    """The withdrawal or merger that closed a record, or that version of it; None where nothing did."""
    log = Version.public.of(ref)
    if number is None:
        last = log.exclude(action=Action.REDACTED).last()
        return last if last and last.action != Action.PUBLISHED else None
    if not log.filter(number=number).exclude(action=Action.REDACTED).exists():
        return None
    return log.filter(number__gte=number, action__in=[Action.WITHDRAWN, Action.MERGED]).first()


def changes(after: int, limit: int, address_of: Callable[[dict], str]) -> list[dict]:
    """What happened to the register after the change with this number, in order. No later commit comes in between."""
    return told(Version.public.filter(pk__gt=after).order_by("pk")[:limit], address_of)


def told(versions: QuerySet, address_of: Callable[[dict], str]) -> list[dict]:
    """What everybody may know of these changes."""
    into = RawSQL("CASE WHEN action = 'merged' THEN body::json->>'into' END", [], output_field=TextField())
    rows = versions.annotate(into=into).values(
        "id", "action", "ref", "kind", "number", "published_at", "sha256", "into"
    )
    return [{**row, "published_at": instant(row["published_at"]), "url": address_of(row)} for row in rows]
