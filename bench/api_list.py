"""The API's list of 50 agreements beside three plain SQL queries and json for the same records, in one run.

    ./dev manage shell -c "import bench.api_list; bench.api_list.run()"

Only the ratio means something. Everything is made in a transaction that is undone.
"""

import json
import statistics
import time

from django.db import connection, connections, transaction
from django.test import Client, override_settings

from register.publishing import publish
from tests.factories import (
    AgreementFactory,
    AgreementTextFactory,
    InvolvementFactory,
    MilestoneFactory,
    OrganizationFactory,
    TopicFactory,
)

RECORDS, ROWS, ROUNDS = 400, 50, 200


def run() -> None:
    connections["register"] = connection  # what is not committed is seen on this connection only
    with transaction.atomic(), override_settings(API_LIMITS={"anonymous": 0, "partner": 0}):
        fill()
        client = Client(headers={"host": "localhost"})
        address = f"/api/v1/agreements/?limit={ROWS}"
        etag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"if-none-match": etag}).status_code == 304
        arms = {
            "three plain queries + json": plain,
            "API list": lambda: client.get(address).content,
            "API record": lambda: client.get("/api/v1/agreements/A1").content,
            "API list, 304": lambda: client.get(address, headers={"if-none-match": etag}).content,
        }
        report(measure(arms), {name: len(arm()) for name, arm in arms.items()})
        transaction.set_rollback(True)


def fill() -> None:
    organizations, topics = [OrganizationFactory() for _ in range(20)], [TopicFactory() for _ in range(5)]
    agreements = []
    for number in range(RECORDS):
        agreement = AgreementFactory()
        AgreementTextFactory(agreement=agreement, summary="What the two agreed to do together. " * 10)
        for side in range(3):
            InvolvementFactory(agreement=agreement, organization=organizations[(number + side) % 20])
        MilestoneFactory(agreement=agreement, on=f"{2000 + number % 25}-05-13")
        agreement.topics.add(topics[number % 5])
        agreements.append(agreement)
    publish(*agreements, by=None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plain() -> bytes:
    """What somebody would write by hand, without any framework: half of what the API says."""
    with connection.cursor() as cursor:
        agreements = rows(
            cursor,
            "SELECT a.id, a.ref, a.nature, a.form, a.bindingness, t.language, t.title, t.summary, m.kind, m.on "
            "FROM agreements_agreement a JOIN agreements_agreementtext t ON t.agreement_id = a.id "
            "JOIN agreements_milestone m ON m.agreement_id = a.id ORDER BY m.on DESC, a.id DESC LIMIT %s",
            [ROWS],
        )
        found = {agreement["id"]: {**agreement, "involvements": [], "topics": []} for agreement in agreements}
        for row in rows(
            cursor,
            "SELECT i.agreement_id, i.role, i.side, i.unit, i.name_as_written, o.ref, o.country "
            "FROM agreements_involvement i JOIN organizations_organization o ON o.id = i.organization_id "
            "WHERE i.agreement_id = ANY(%s) ORDER BY i.position, i.id",
            [list(found)],
        ):
            found[row["agreement_id"]]["involvements"].append(row)
        for row in rows(
            cursor,
            "SELECT l.agreement_id, t.ref, t.names::text FROM agreements_agreement_topics l "
            "JOIN agreements_topic t ON t.id = l.topic_id WHERE l.agreement_id = ANY(%s)",
            [list(found)],
        ):
            found[row["agreement_id"]]["topics"].append(row)
    return json.dumps({"results": list(found.values())}).encode()


def rows(cursor, sql: str, params: list) -> list[dict]:
    cursor.execute(sql, params)
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def measure(arms: dict) -> dict[str, float]:
    """Median milliseconds of each arm; the arms take turns, so that a busy machine is as busy for all."""
    taken: dict[str, list[float]] = {name: [] for name in arms}
    for _round in range(ROUNDS):
        for name, arm in arms.items():
            started = time.perf_counter()
            arm()
            taken[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def report(medians: dict[str, float], sizes: dict[str, int]) -> None:
    reference = next(iter(medians.values()))
    for name, median in medians.items():
        print(f"{name:28} {median:7.2f} ms  {median / reference:5.2f} x  {sizes[name] / 1000:6.1f} kB")
