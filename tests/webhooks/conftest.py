"""A receiver on this computer, an endpoint there, and ways to send its deliveries."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.utils import timezone

from tests.desk.conftest import desk, editor, errors_of, form_at, groups, publisher, reader, superuser
from tests.factories import EndpointFactory
from tests.interchange.test_killed_imports import database_url
from tests.webhooks.receiver import receiving
from webhooks import actions, dispatcher

__all__ = ["desk", "editor", "errors_of", "form_at", "groups", "publisher", "reader", "superuser"]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def insecure(settings):
    """Webhooks may go to this computer, as in development."""
    settings.OUTBOUND_INSECURE = True
    settings.SITE_URL = "https://register.example.org"


@pytest.fixture
def receiver(insecure):
    with receiving() as server:
        yield server


@pytest.fixture
def endpoint(db, receiver):
    """An endpoint at the receiver; ``endpoint.secrets`` are its secrets."""
    endpoint = EndpointFactory.build(partner=EndpointFactory.partner.get_factory()(), url=receiver.address)
    endpoint.secrets = actions.create_endpoint(endpoint=endpoint)
    return endpoint


@pytest.fixture
def held(db):
    """``with held(WEBHOOK_DELIVERY_LOCK):`` another process has it: our own session would be given its lock again."""

    @contextmanager
    def held(lock):
        with psycopg.connect(database_url()) as session:
            session.execute("SET lock_timeout = '5s'")
            session.execute("SELECT pg_advisory_lock(%s)", [lock])
            yield
            # at once: a closed session may hold it for a moment longer
            session.execute("SELECT pg_advisory_unlock(%s)", [lock])

    return held


@pytest.fixture
def clock(time_machine):
    """A clock that stands still until it is moved; no jitter."""
    time_machine.move_to(NOON, tick=False)
    return time_machine


def deliver():
    assert dispatcher.dispatch_due(seconds=30)


def deliver_when_due(clock, most=50):
    """Go from one attempt to the next. Returns when they were, in hours since noon."""
    hours = []
    while len(hours) < most and (due := dispatcher.next_due_at()):
        clock.move_to(max(due, timezone.now()), tick=False)
        hours.append((timezone.now() - NOON) / timedelta(hours=1))
        deliver()
    return hours
