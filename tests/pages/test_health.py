"""Probes: liveness asks nothing, readiness the database and its migrations."""

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder


def test_liveness_asks_no_database(client):
    """Without the fixture of a database, a query would fail."""
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_readiness_says_that_migrations_are_missing(db, client):
    assert (client.get("/readyz").status_code, client.get("/readyz").content) == (200, b"ok\n")

    recorder = MigrationRecorder(connection)
    recorder.record_unapplied(
        "register", max(name for app, name in recorder.applied_migrations() if app == "register")
    )
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"Migrations are missing: run migrate.\n")
    assert response["Retry-After"] == "30"


def test_readiness_lets_migrations_of_a_later_release_be(db, client):
    """Old servers go on while a new release migrates."""
    MigrationRecorder(connection).record_applied("register", "9999_of_tomorrow")

    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_probes_come_without_tls(db, client, settings, address):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get(address).status_code == 200
    assert client.get("/").status_code == 301


def away(execute, sql, params, many, context):
    raise OperationalError("no answer") from psycopg.OperationalError("no answer")


def test_where_the_database_does_not_answer_pages_and_api_say_503(db, client):
    """A server whose database stops and starts again is tried in long runs: `tests/test_database_away.py`."""
    client.raise_request_exception = False
    for address in (
        "/",
        "/ko/agreements/",
        "/search?q=a",
        "/agreements/export.csv",
        "/api/v1/agreements/",
        "/reconcile?queries={}",
    ):
        with transaction.atomic(), connection.execute_wrapper(away):
            response = client.get(address)
            transaction.set_rollback(True)

        assert response.status_code == 503, address
        assert int(response["Retry-After"]) > 0
        assert "no-store" in response["Cache-Control"]
        if address.startswith("/api/"):
            assert response.json()["code"] == "unavailable"
