"""SQL that builds a record's JSON envelope and status in the database.

Stored bodies pass through as text and are not parsed. A list or a record costs one statement, and one more for the
register's revision, whatever its size.
"""

import json
from datetime import date

from django.db.models import TextField
from django.db.models.expressions import RawSQL

from lifecycle.reasons import ReasonCode
from register.addresses import RecordUrls
from register.possible_periods import (
    certainty_on_sql,
    has_begun_sql,
    possible_on_sql,
    state_on_sql,
    status_row_sql,
)

_SUSPENDED_IN_PART = f"'{json.dumps([{'code': ReasonCode.IN_PART_SUSPENDED}])}'"
_NO_DAYS = """'{"earliest":null,"latest":null,"qualifier":""}'"""


def _days_sql(*, from_day: str = "") -> str:
    """SQL of the JSON text of the day on which a period begins; none past the calendar.

    With ``from_day``, it is that of the day before, no earlier than this day, which may be NULL.
    """
    earliest, latest = "nullif(start_earliest, '9999-12-31')", "nullif(start_latest, '9999-12-31')"
    if from_day:
        day_before = f"greatest(start_earliest - 1, {from_day})"
        earliest = f"CASE WHEN start_earliest = '9999-12-31' THEN NULL ELSE {day_before} END"
        latest = f"{latest} - 1"
    return f"""concat('{{"earliest":', coalesce(to_json({earliest})::text, 'null'), ',"latest":',
                   coalesce(to_json({latest})::text, 'null'), ',"qualifier":"', start_qualifier, '"}}')"""


# The same rule as `lifecycle.status.status_on`: the period that holds, else the first, which may have begun; and the
# states of all that the day may fall into. A state may last through several periods: it ends where the first later
# period of another state begins, and it began after the last earlier one. Periods end with the first day after; the
# JSON has the last day, no earlier than the first.
_STATUS = f"""(
    SELECT concat(
        '{{"on":', to_json(asked.day), ',"state":"', {state_on_sql("asked.day")}, '","certainty":"',
        {certainty_on_sql("asked.day")}, '","possible":',
        (SELECT json_agg(state ORDER BY position) FROM (
            SELECT DISTINCT ON (state) state, position FROM register_period
            WHERE entry_id = register_entry.ref AND {possible_on_sql("asked.day")} ORDER BY state, position
        ) AS states),
        ',"since":', CASE WHEN {has_begun_sql("asked.day")} THEN since.days ELSE {_NO_DAYS} END,
        ',"until":', CASE WHEN NOT {has_begun_sql("asked.day")} THEN {_days_sql(from_day="NULL::date")} ELSE coalesce((
            SELECT {_days_sql(from_day="since.earliest")}
            FROM register_period other
            WHERE other.entry_id = here.entry_id AND other.position > here.position AND other.state <> here.state
            ORDER BY other.position LIMIT 1
        ), {_NO_DAYS}) END,
        ',"suspended_parts":', CASE WHEN reasons @> {_SUSPENDED_IN_PART} THEN coalesce((
            SELECT json_agg(reason -> 'params' -> 'scope' ORDER BY place)
            FROM jsonb_array_elements(reasons) WITH ORDINALITY AS of_state (reason, place)
            WHERE reason ->> 'code' = '{ReasonCode.IN_PART_SUSPENDED}'
        )::text, '[]') ELSE '[]' END,
        ',"last_evidence":', CASE WHEN evidence_on <= asked.day AND {has_begun_sql("asked.day")} THEN coalesce(
            (evidence || jsonb_build_object('years', extract(year FROM age(asked.day, evidence_on))::int))::text, 'null'
        ) ELSE 'null' END,
        ',"reasons":', reasons, '}}'
    )
    FROM register_period here, (SELECT %s::date AS day) AS asked, LATERAL (
        SELECT {_days_sql()}, first.start_earliest
        FROM register_period first
        WHERE first.entry_id = here.entry_id AND first.position > CASE WHEN here.position = 0 THEN -1 ELSE coalesce((
            SELECT max(other.position) FROM register_period other
            WHERE other.entry_id = here.entry_id AND other.position < here.position AND other.state <> here.state
        ), -1) END ORDER BY first.position LIMIT 1
    ) AS since(days, earliest)
    WHERE entry_id = register_entry.ref AND {status_row_sql("asked.day")}
)"""
_BODY = "register_entry.body"
# The text of each member stays as it was published: json keeps it, jsonb would not.
_SOME_MEMBERS = """(
    SELECT concat('{', string_agg(to_json(key)::text || ':' || value::text, ',' ORDER BY place), '}')
    FROM json_each(register_entry.body::json) WITH ORDINALITY AS member (key, value, place) WHERE key = ANY(%s)
)"""
_ENVELOPE = """concat(
    '{"ref":"', register_entry.ref, '","kind":"', register_entry.kind,
    '","url":"', %s, register_entry.ref, '","html_url":"', %s, register_entry.ref,
    '","version":', register_entry.number,
    ',"published_at":"', to_char(register_entry.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    '","sha256":"', register_entry.sha256, '","status":', STATUS, ',"record":', RECORD, '}'
)"""


def status_sql(day: date) -> tuple[str, list]:
    """SQL, with its parameters, of an entry's status on a day as JSON text; NULL before anything can have begun."""
    return _STATUS, [day]


def envelope_sql(addresses: RecordUrls, *, day: date | None, members: list[str]) -> RawSQL:
    """SQL of an entry as JSON text. ``day``: with its status on that day; ``members``: only these of its body."""
    status, status_params = status_sql(day) if day else ("NULL", [])
    record_sql, record_params = (_SOME_MEMBERS, [members]) if members else (_BODY, [])
    sql = _ENVELOPE.replace("STATUS", f"coalesce({status}, 'null')").replace("RECORD", record_sql)
    bases = [json.dumps(base)[1:-1] for base in (addresses.api, addresses.page)]
    return RawSQL(sql, [*bases, *status_params, *record_params], output_field=TextField())
