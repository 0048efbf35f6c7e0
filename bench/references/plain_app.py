"""WSGI app by hand: psycopg, prepared statements, orjson, no framework; on the tables of ``tables.sql``.

``/three`` is the list of 50 by three plain queries, ``/same`` the list with all the members that the register answers,
``/record/A1`` one record of them. ``/copy/bodies`` and ``/copy/flat`` pass a COPY through.
"""

import os
from collections.abc import Iterator
from functools import cache

import orjson
import psycopg
from psycopg.rows import dict_row

ROWS = 50
SITE = "http://localhost"
# Members that hold nothing in generated registers: a constant, without a query.
EMPTY = ("identifiers", "results", "contributions", "documents", "contacts")

FLAT = f"SELECT * FROM plain.flat ORDER BY sort_on DESC, id DESC LIMIT {ROWS}"
PARTIES = """
SELECT i.agreement_id, i.key, i.role, i.side, i.unit, o.ref, o.name, o.country FROM plain.involvement i
JOIN plain.organization o ON o.id = i.organization_id WHERE i.agreement_id = ANY(%s) ORDER BY i.agreement_id, i.id
"""
TOPICS = """
SELECT l.agreement_id, t.ref, t.names FROM plain.topic_of l JOIN plain.topic t ON t.id = l.topic_id
WHERE l.agreement_id = ANY(%s) ORDER BY l.agreement_id, l.id
"""
LIST = f"SELECT * FROM plain.agreement ORDER BY sort_on DESC, id DESC LIMIT {ROWS}"
ONE = "SELECT * FROM plain.agreement WHERE ref = %s"
_OF = "FROM plain.{name} p {join} WHERE p.agreement_id = ANY(%s) ORDER BY p.agreement_id, p.id"
_SIMPLE = {
    "texts": ("text", "key, language, title, is_working_title, summary"),
    "milestones": (
        "milestone",
        'key, kind, "on", effective_on, until, is_planned, places, involvement, NULL AS by_body, NULL AS instrument, '
        "condition, scope, notice_of, reason, legal_basis, wording",
    ),
    "terms": (
        "term",
        "key, starts_on, starts_with, length, until, renewal, renewal_length, maximum_length, non_renewal_notice, "
        "wording, milestone",
    ),
    "commitments": (
        "commitment",
        "key, kind, text, by, quantity, unit, comparison, per, due, due_each_year, due_event, strength, progress",
    ),
    "sources": (
        "source",
        "key, title, publisher, author, issuer, kind, language, address, published_on, retrieved_on, file, media_type, "
        "size, sha256",
    ),
    "citations": ("citation", "key, source, facts, basis, says, locator"),
}
PARTS = {
    **{
        member: f"SELECT p.agreement_id, {columns} {_OF.format(name=name, join='')}"
        for member, (name, columns) in _SIMPLE.items()
    },
    "topics": "SELECT p.agreement_id, t.ref "
    + _OF.format(name="topic_of", join="JOIN plain.topic t ON t.id = p.topic_id"),
    "involvements": "SELECT p.agreement_id, p.key, o.ref AS _ref, p.name_as_written AS _name, o.country AS _country, "
    "p.count, p.country, p.role, p.role_as_written, p.side, p.unit, p.acting_for, p.jurisdiction "
    + _OF.format(name="involvement", join="JOIN plain.organization o ON o.id = p.organization_id"),
    "signatories": "SELECT p.agreement_id, p.key, p.involvement, p.milestone, o.ref AS _ref, o.name AS _name, p.post, "
    "p.post_by_language, NULL AS affiliation, p.on_behalf_of, p.authority, p.act "
    + _OF.format(name="signatory", join="JOIN plain.person o ON o.id = p.person_id"),
    "relations": "SELECT p.agreement_id, p.key, p.kind, o.ref AS _ref, p.stub, p.scope "
    + _OF.format(name="relation", join="JOIN plain.agreement o ON o.id = p.older_id"),
}
COPIES = {
    "/copy/bodies": "COPY (SELECT body FROM register_entry WHERE kind = 'agreement') TO STDOUT",
    "/copy/flat": "COPY (SELECT ref, nature, form, bindingness, title, summary, title_ko, summary_ko, signed_on, "
    "term_length, renewal, country, state FROM plain.flat) TO STDOUT (FORMAT csv)",
}


@cache
def connection() -> psycopg.Connection:
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, prepare_threshold=0)


def rows(statement: str, *parameters) -> list[dict]:
    with connection().cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement, parameters, prepare=True).fetchall()


def envelope(ref: str, record: dict) -> dict:
    url = f"{SITE}/api/v1/agreements/{ref}"
    return {
        "ref": ref,
        "kind": "agreement",
        "url": url,
        "html_url": f"{SITE}/agreements/{ref}",
        "record": record,
    }


def three_queries() -> bytes:
    """A page of records that have what lists usually have: a title, the date, the term, parties, topics."""
    records = {row.pop("id"): row for row in rows(FLAT)}
    for row in records.values():
        row.update(involvements=[], topics=[])
    for row in rows(PARTIES, [*records]):
        records[row.pop("agreement_id")]["involvements"].append(row)
    for row in rows(TOPICS, [*records]):
        records[row.pop("agreement_id")]["topics"].append(row)
    return orjson.dumps({"results": [envelope(row["ref"], row) for row in records.values()]})


def same_members(statement: str = LIST, *parameters) -> list[dict]:
    """Records with every member of a body, each kind of part by a query."""
    records = {row.pop("id"): row for row in rows(statement, *parameters)}
    for row in records.values():
        del row["sort_on"]
        row.update({member: [] for member in (*PARTS, *EMPTY)}, object="agreement")
    for member, part_statement in PARTS.items():
        for row in rows(part_statement, [*records]):
            records[row.pop("agreement_id")][member].append(_nested(member, row))
    return [envelope(row["ref"], row) for row in records.values()]


def _nested(member: str, row: dict) -> dict:
    """A part with what it mentions as a member of its own."""
    if "_ref" not in row:
        return row
    mention = {"ref": row.pop("_ref")}
    if member == "relations":
        return {**row, "agreement": mention}
    mention["name"] = row.pop("_name")
    if member == "signatories":
        return {**row, "person": mention}
    return {**row, "organization": {**mention, "country": row.pop("_country")}, "person": None}


def same_list() -> bytes:
    return orjson.dumps({"results": same_members()}, default=str)


def same_record(ref: str) -> bytes:
    return orjson.dumps(same_members(ONE, ref)[0], default=str)


def copied(statement: str) -> Iterator[bytes]:
    with connection().cursor() as cursor, cursor.copy(statement) as copy:
        for chunk in copy:
            yield bytes(chunk)


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path in COPIES:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return copied(COPIES[path])
    if path not in _LISTS and not path.startswith("/record/"):
        start_response("404 Not Found", [("Content-Length", "0")])
        return []
    body = _LISTS[path]() if path in _LISTS else same_record(path.rpartition("/")[2])
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


_LISTS = {"/three": three_queries, "/same": same_list}
