"""The worker is killed and the receiver goes away in the middle: nothing is missed, and doubles carry one id."""

import random
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection

from core.locks import WEBHOOK_DELIVERY_LOCK
from register.models import Version
from register.publishing import publish
from tests import working
from tests.factories import EndpointFactory, OrganizationFactory, PartnerFactory
from tests.webhooks.receiver import receiving, wait_for
from webhooks import actions, tasks
from webhooks.models import Delivery, Endpoint
from webhooks.outbox import create_deliveries, last_change_id

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def worker():
    """A worker that may send to the receivers of tests; when it has ended, so has its turn at sending."""
    try:
        with working.worker("--interval=0.05", OUTBOUND_INSECURE="1", DEBUG="1") as process:
            yield process
    finally:
        wait_for(lambda: not is_somebody_at_it())


def is_somebody_at_it() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid::bigint = %s",
            [WEBHOOK_DELIVERY_LOCK],
        )
        return cursor.fetchone()[0] > 0


def due_at_once() -> None:
    """As if the waits after failures were over."""
    Endpoint.objects.update(rests_until=None)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE webhooks_delivery SET next_attempt_at = now() WHERE state = 'waiting'")


@pytest.mark.parametrize(
    ("changes", "kills"), [(20, 1), pytest.param(5_000, 25, marks=pytest.mark.long)], ids=["few", "many"]
)
def test_kills_and_restarts_lose_nothing_and_double_nothing_by_id(insecure, changes, kills):
    chance, received = random.Random(changes), []
    with receiving() as server:
        port, address = server.server_port, server.address
    endpoint = EndpointFactory.build(partner=PartnerFactory(), url=address)
    told = actions.create_endpoint(endpoint=endpoint)
    to_publish = [OrganizationFactory() for _ in range(changes)]
    step = changes // kills

    for number in range(kills):
        publish(*to_publish[number * step : (number + 1) * step if number < kills - 1 else changes], by=None)
        due_at_once()
        with receiving(port) as server, worker():
            # the receiver goes away first, or the worker, after one message or after many
            wanted = chance.randrange(1, step)
            wait_for(lambda server=server, wanted=wanted: len(server.requests) >= wanted)
            if number % 2:
                server.answers = [503]
        received += server.requests

    with receiving(port) as server, worker():
        due_at_once()
        tasks.wake_delivery_worker()
        wait_for(lambda: at_the_end(endpoint) and not Delivery.objects.waiting().exists(), seconds=300)
        received += server.requests

    accepted = {request["headers"]["webhook-id"] for request in received}
    assert accepted == {f"change_{pk}" for pk in Version.objects.values_list("pk", flat=True)}
    assert len(accepted) == changes
    assert Delivery.objects.filter(state="delivered").count() == changes
    bodies = {}
    for request in received:
        assert bodies.setdefault(request["headers"]["webhook-id"], request["body"]) == request["body"]
    assert len(server.verified(told["v1"])) == len(server.requests)


def at_the_end(endpoint) -> bool:
    endpoint.refresh_from_db()
    return endpoint.cursor == Version.objects.latest("pk").pk


@pytest.mark.long
def test_a_message_that_was_under_way_when_the_worker_was_killed_comes_again_under_its_id(insecure):
    with receiving() as server:
        endpoint = EndpointFactory.build(partner=PartnerFactory(), url=server.address)
        actions.create_endpoint(endpoint=endpoint)
        [version] = publish(OrganizationFactory(), by=None)
        killed = []
        with worker() as process:
            # the receiver has it, but the worker never learns so
            server.answers = [lambda handler: (process.kill(), process.wait(), killed.append(1)), 204]
            wait_for(lambda: killed)
        assert Delivery.objects.get().state == "waiting"

        with worker():
            tasks.wake_delivery_worker()
            wait_for(lambda: Delivery.objects.get().state == "delivered")

        assert server.ids == [f"change_{version.pk}"] * 2


@pytest.mark.long
def test_two_workers_send_each_message_once(insecure):
    with receiving() as server:
        endpoint = EndpointFactory.build(partner=PartnerFactory(), url=server.address)
        actions.create_endpoint(endpoint=endpoint)
        records = [OrganizationFactory() for _ in range(15)]
        with worker(), worker():
            for record in records:
                publish(record, by=None)
            wait_for(lambda: at_the_end(endpoint) and not Delivery.objects.waiting().exists())

        assert server.ids == [
            f"change_{pk}" for pk in Version.objects.order_by("pk").values_list("pk", flat=True)
        ]


def test_a_cursor_never_moves_without_its_messages(insecure):
    endpoint = EndpointFactory.build(partner=PartnerFactory(), url="http://localhost/")
    actions.create_endpoint(endpoint=endpoint)
    publish(OrganizationFactory(), by=None)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE webhooks_delivery ADD CONSTRAINT no_room CHECK (id < 0) NOT VALID")
        try:
            with pytest.raises(IntegrityError):
                create_deliveries(endpoint, until=last_change_id())
        finally:
            cursor.execute("ALTER TABLE webhooks_delivery DROP CONSTRAINT no_room")

    endpoint.refresh_from_db()
    assert (endpoint.cursor, Delivery.objects.count()) == (0, 0)
    assert create_deliveries(endpoint, until=last_change_id())
