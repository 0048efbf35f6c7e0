"""A receiver on this computer, and a webhook to it."""

from contextlib import contextmanager

import psycopg
import pytest

from tests.desk.conftest import desk, editor, errors_of, form_at, groups, publisher, reader, superuser
from tests.factories import EndpointFactory
from tests.interchange.test_killed_imports import database_url
from tests.webhooks.receiver import receiving
from webhooks import actions

__all__ = ["desk", "editor", "errors_of", "form_at", "groups", "publisher", "reader", "superuser"]


@pytest.fixture
def insecure(settings):
    """Webhooks may go to this computer, as in development."""
    settings.WEBHOOKS_INSECURE = True
    settings.SITE_URL = "https://register.example.org"


@pytest.fixture
def receiver(insecure):
    with receiving() as server:
        yield server


@pytest.fixture
def endpoint(db, receiver):
    """A webhook to the receiver; ``endpoint.told`` are its secrets."""
    endpoint = EndpointFactory.build(partner=EndpointFactory.partner.get_factory()(), url=receiver.address)
    endpoint.told = actions.create_endpoint(endpoint)
    return endpoint


@pytest.fixture
def held(db):
    """``with held(SENDING_LOCK):`` another process is at it: our own session would be given its lock once more."""

    @contextmanager
    def held(lock):
        with psycopg.connect(database_url()) as session:
            session.execute("SET lock_timeout = '5s'")
            session.execute("SELECT pg_advisory_lock(%s)", [lock])
            yield

    return held
