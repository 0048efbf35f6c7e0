"""Probes: liveness asks nothing, readiness the database and its migrations."""

import pytest
from django.db import connection
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
