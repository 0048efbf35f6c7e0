"""Cost of the API's reads beside three plain SQL queries and orjson for the same 50 agreements, in one run.

    ./dev manage shell -c "import bench.api_list; bench.api_list.run()"

Only the ratios mean something. The reference says all that a record says, put together by hand without any framework;
it has no status and no cursor. Ours come as the server asks for them, through WSGI and every middleware, without the
network. Everything is made in a transaction that is undone.
"""

import io
import statistics
import time
from collections.abc import Callable

import orjson
import psycopg
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, connections, transaction
from django.test import override_settings
from psycopg.rows import dict_row

from register.publishing import publish
from tests.factories import (
    AgreementFactory,
    AgreementTextFactory,
    InvolvementFactory,
    MilestoneFactory,
    OrganizationFactory,
    TermFactory,
    TopicFactory,
)

RECORDS, ROWS, ROUNDS = 600, 50, 200
REFERENCE = "three plain queries + orjson"
# What may be spent of the reference's time; None: told, not judged.
BUDGETS = {"list of 50": 0.5, "record": 0.7, "list of 50, not modified": 0.4}
EMPTY = [
    "identifiers", "languages", "signatories", "relations", "commitments", "results", "contributions", "documents",
    "sources", "citations",
]  # fmt: skip


def run() -> None:
    connections["register"] = connections["default"]  # what is not committed is seen on this connection only
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    unlimited = {"anonymous": 0, "partner": 0}
    with (
        override_settings(DEBUG=False, ALLOWED_HOSTS=["localhost"], API_LIMITS=unlimited),
        transaction.atomic(),
    ):
        fill()
        report(arms(WSGIHandler()))
        transaction.set_rollback(True)


def arms(handler: WSGIHandler) -> dict[str, Callable[[], bytes]]:
    path = "agreements/"
    query = f"limit={ROWS}"
    etag = header(handler, path, query, "ETag")
    plain_cursor = psycopg.Cursor(connection.connection, row_factory=dict_row)
    return {
        REFERENCE: lambda: plain(plain_cursor),
        "list of 50": lambda: body(handler, path, query),
        "list of 50, filtered": lambda: body(handler, path, f"{query}&party=O1&form=mou"),
        "list of 50, expanded": lambda: body(handler, path, f"{query}&expand=organizations,topics"),
        "list of 50, compressed": lambda: body(handler, path, query, HTTP_ACCEPT_ENCODING="gzip"),
        "list of 50, not modified": lambda: body(handler, path, query, HTTP_IF_NONE_MATCH=etag),
        "record": lambda: body(handler, "agreements/A1"),
        "record, as of today": lambda: body(handler, "agreements/A1", f"as_of={time.strftime('%Y-%m-%d')}"),
        "links of an organization": lambda: body(handler, "organizations/O1/links/", query),
        "changes, 50": lambda: body(handler, "changes/", query),
        "deadlines, 50 of all": lambda: body(handler, "deadlines/", query),
        "suggestions": lambda: body(handler, "suggestions/", "q=inst"),
    }


# Our side


def answer(handler, path: str, query: str = "", **headers) -> tuple[str, list, bytes]:
    started: list = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": f"/api/v1/{path}", "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), **headers,
    }  # fmt: skip
    response = handler(environ, lambda status, headers: started.extend([status, headers]))
    content = b"".join(response)
    response.close()
    return started[0], started[1], content


def body(handler, path: str, query: str = "", **headers) -> bytes:
    status, _headers, content = answer(handler, path, query, **headers)
    assert status[:3] in {"200", "304"}, (path, query, status, content)
    return content


def header(handler, path: str, query: str, name: str) -> str:
    return dict(answer(handler, path, query)[1])[name]


# The other side


AGREEMENTS = """
SELECT a.*, t.key AS text_key, t.language, t.title, t.is_working_title, t.summary, m.key AS milestone_key,
       m.kind, m.on, m.effective_on, m.until, m.places, m.condition, m.reason, m.legal_basis, m.wording,
       r.key AS term_key, r.starts_on, r.starts_with, r.length, r.until AS term_until, r.renewal, r.renewal_length,
       r.maximum_length, r.non_renewal_notice, r.wording AS term_wording
FROM agreements_agreement a JOIN agreements_agreementtext t ON t.agreement_id = a.id
JOIN agreements_milestone m ON m.agreement_id = a.id LEFT JOIN agreements_term r ON r.agreement_id = a.id
ORDER BY m.on DESC, a.id DESC LIMIT %s
"""
INVOLVEMENTS = """
SELECT i.*, o.ref, o.country FROM agreements_involvement i JOIN organizations_organization o ON o.id = i.organization_id
WHERE i.agreement_id = ANY(%s) ORDER BY i.position, i.id
"""
TOPICS = """
SELECT l.agreement_id, t.ref, t.names FROM agreements_agreement_topics l JOIN agreements_topic t ON t.id = l.topic_id
WHERE l.agreement_id = ANY(%s)
"""


def plain(cursor) -> bytes:
    """What somebody would write by hand: the same records with the same members."""
    rows = cursor.execute(AGREEMENTS, [ROWS]).fetchall()
    records = {row["id"]: record(row) for row in rows}
    for row in cursor.execute(INVOLVEMENTS, [list(records)]).fetchall():
        records[row["agreement_id"]]["record"]["involvements"].append(involvement(row))
    for row in cursor.execute(TOPICS, [list(records)]).fetchall():
        records[row["agreement_id"]]["record"]["topics"].append({"ref": row["ref"]})
    return orjson.dumps({"results": list(records.values())})


def record(row: dict) -> dict:
    texts = ("language", "title", "is_working_title", "summary")
    acts = ("kind", "on", "effective_on", "until", "places", "condition", "reason", "legal_basis", "wording")
    terms = (
        "starts_on",
        "starts_with",
        "length",
        "renewal",
        "renewal_length",
        "maximum_length",
        "non_renewal_notice",
    )
    members = (
        "nature", "form", "form_as_written", "bindingness", "disclosure", "occasion", "background",
        "prevailing_language", "termination_notice", "review_interval",
    )  # fmt: skip
    url = f"http://localhost/api/v1/agreements/{row['ref']}"
    term = {"key": row["term_key"], **{name: row[name] for name in terms}, "until": row["term_until"]}
    return {
        "ref": row["ref"], "kind": "agreement", "url": url, "html_url": url.replace("/api/v1", ""),
        "record": {
            "object": "agreement", "ref": row["ref"], **{name: row[name] for name in members},
            "texts": [{"key": row["text_key"], **{name: row[name] for name in texts}}],
            "milestones": [
                {"key": row["milestone_key"], "involvement": None, **{name: row[name] for name in acts}}
            ],
            "terms": [term] if row["term_key"] else [], "involvements": [], "topics": [],
            **{name: [] for name in EMPTY},
        },
    }  # fmt: skip


def involvement(row: dict) -> dict:
    organization = {"ref": row["ref"], "name": row["name_as_written"], "country": row["country"]}
    names = ("key", "role", "side", "unit", "jurisdiction")
    return {
        **{name: row[name] for name in names},
        "organization": organization,
        "person": None,
        "acting_for": None,
    }


# The register that both read


def fill() -> None:
    organizations, topics = [OrganizationFactory() for _ in range(20)], [TopicFactory() for _ in range(5)]
    publish(*organizations, by=None)
    agreements = []
    for number in range(RECORDS):
        agreement = AgreementFactory(form="mou")
        AgreementTextFactory(agreement=agreement, summary="What the two agreed to do together. " * 10)
        for side in range(3):
            InvolvementFactory(agreement=agreement, organization=organizations[(number + side) % 20])
        MilestoneFactory(agreement=agreement, on=f"{2000 + number % 25}-05-13")
        if number % 2:
            TermFactory(
                agreement=agreement,
                length="P1Y",
                starts_with="signature",
                renewal="automatic",
                non_renewal_notice="P3M",
            )
        agreement.topics.add(topics[number % 5])
        agreements.append(agreement)
    publish(*agreements, by=None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(arms: dict[str, Callable[[], bytes]]) -> dict[str, float]:
    """Median milliseconds of each arm; the arms take turns, so that a busy machine is as busy for all."""
    taken: dict[str, list[float]] = {name: [] for name in arms}
    for _round in range(ROUNDS):
        for name, arm in arms.items():
            started = time.perf_counter()
            arm()
            taken[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def report(arms: dict[str, Callable[[], bytes]]) -> None:
    medians = measure(arms)
    for name, arm in arms.items():
        median, budget = medians[name], BUDGETS.get(name)
        ratio = median / medians[REFERENCE]
        judged = "" if budget is None else f"budget {budget:.1f} x: {'kept' if ratio <= budget else 'MISSED'}"
        print(f"{name:28} {median:7.2f} ms {ratio:6.2f} x {len(arm()) / 1000:7.1f} kB  {judged}")
