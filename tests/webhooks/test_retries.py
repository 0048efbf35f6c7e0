"""What does not arrive is sent again for three days; who never answers is left in peace, stopped and written to."""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from core import locks
from register.publishing import publish
from tests.factories import OrganizationFactory
from tests.webhooks.conftest import NOON, deliver, deliver_when_due
from tests.webhooks.receiver import receiving
from webhooks import actions, dispatcher, retries, tasks
from webhooks.attempts import record_attempt
from webhooks.http import DeliveryAttempt
from webhooks.models import Delivery, Endpoint

pytestmark = pytest.mark.django_db
HOURS = [0, 5 / 3600, 5 / 60 + 5 / 3600, 0.5847, 2.5847, 7.5847, 17.5847, 31.5847, 51.5847, 75.5847]


@pytest.fixture
def evenly(monkeypatch):
    monkeypatch.setattr(retries, "JITTER", 0)


def test_the_schedule_is_the_one_of_the_specification(endpoint, receiver, clock, evenly):
    receiver.answers = [500]
    publish(OrganizationFactory(), by=None)

    hours = deliver_when_due(clock)

    assert hours == pytest.approx(HOURS, abs=0.001)
    assert len(set(receiver.ids)) == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries, delivery.next_attempt_at) == ("given_up", 10, None)
    assert [attempt["status"] for attempt in delivery.attempts] == [500] * 10


def test_each_attempt_carries_its_own_time(endpoint, receiver, clock, evenly):
    receiver.answers = [500, 204]
    publish(OrganizationFactory(), by=None)

    deliver_when_due(clock)

    times = [int(request["headers"]["webhook-timestamp"]) for request in receiver.requests]
    assert times == [NOON.timestamp(), NOON.timestamp() + 5]
    assert Delivery.objects.get().state == "delivered"


def test_no_two_waits_are_the_same():
    waits = {retries.retry_delay(4) for _ in range(50)}

    assert len(waits) > 40
    assert min(waits) >= timedelta(hours=2)
    assert max(waits) <= timedelta(hours=2.2)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120),
        (format_datetime(NOON + timedelta(hours=1), usegmt=True), 3600),
        ("999999999", 86400),
        (format_datetime(NOON + timedelta(days=400), usegmt=True), 86400),
        ("1", 5),
        (format_datetime(NOON - timedelta(days=1), usegmt=True), 5),
        ("soon", 5),
        ("-5", 5),
        ("１２０", 5),
        ("9" * 400, 5),
        ("Mon, 99 Mar 2026 12:00:00 GMT", 5),
    ],
)
def test_a_receiver_may_ask_for_a_longer_wait_but_not_for_ever(
    endpoint, receiver, clock, evenly, told, seconds
):
    told = told.encode().decode("latin-1")
    receiver.answers = [lambda handler: handler.answer(503, Retry_After=told), 204]
    publish(OrganizationFactory(), by=None)

    deliver()

    assert dispatcher.next_due_at() - NOON == timedelta(seconds=seconds)


def test_a_message_that_fails_alone_does_not_hold_up_the_others(endpoint, receiver, clock, evenly):
    receiver.answers = [204, 500, 204]
    versions = publish(*[OrganizationFactory() for _ in range(5)], by=None)

    deliver()

    names = [f"change_{version.pk}" for version in versions]
    assert receiver.ids == names
    deliver_when_due(clock)
    assert receiver.ids == [*names, names[1]]


def test_a_receiver_that_only_fails_is_left_in_peace(endpoint, receiver, clock, evenly):
    receiver.answers = [500]
    publish(*[OrganizationFactory() for _ in range(50)], by=None)

    deliver()

    assert len(receiver.ids) == 3
    hours = deliver_when_due(clock)
    assert len(hours) <= 12  # and not fifty times ten
    assert Endpoint.objects.get().state == "failed"


def test_when_it_recovers_everything_arrives(endpoint, receiver, clock, evenly):
    receiver.answers = [*[500] * 7, 204]
    versions = publish(*[OrganizationFactory() for _ in range(20)], by=None)

    deliver_when_due(clock)

    assert {f"change_{version.pk}" for version in versions} == set(receiver.ids)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}
    endpoint.refresh_from_db()
    assert (endpoint.failures, endpoint.failing_since, endpoint.rests_until) == (0, None, None)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_receiver_is_left_in_peace_at_once(endpoint, receiver, clock, evenly, status):
    receiver.answers = [status, 204]
    publish(OrganizationFactory(), OrganizationFactory(), by=None)

    deliver()

    assert len(receiver.ids) == 1
    deliver_when_due(clock)
    assert len(set(receiver.ids)) == 2


def test_one_that_is_started_again_goes_on_where_it_stopped(endpoint, receiver, clock):
    receiver.answers = [500]
    first = publish(OrganizationFactory(), by=None)
    deliver_when_due(clock)
    second = publish(OrganizationFactory(), by=None)
    deliver()
    receiver.answers = [204]
    receiver.requests.clear()
    endpoint.refresh_from_db()

    actions.start_endpoint(endpoint=endpoint, by=None)
    deliver()

    assert receiver.ids == [f"change_{version.pk}" for version in (*first, *second)]


def test_a_stopped_one_is_sent_nothing_and_loses_nothing(endpoint, receiver):
    actions.stop_endpoint(endpoint=endpoint, state="stopped", by=None, reason="A question to ask first")
    versions = publish(OrganizationFactory(), OrganizationFactory(), by=None)
    tasks.run_deliveries(seconds=10)
    assert (receiver.requests, mail.outbox) == ([], [])  # staff know whom they stopped

    actions.start_endpoint(endpoint=endpoint, by=None)
    deliver()

    assert receiver.ids == [f"change_{version.pk}" for version in versions]


def test_stopping_it_while_an_attempt_is_under_way_holds(endpoint, receiver):
    publish(OrganizationFactory(), by=None)
    [delivery] = dispatcher.next_deliveries(set(), {}, 1)
    actions.stop_endpoint(endpoint=endpoint, state="stopped", by=None, reason="By hand")

    record_attempt(delivery, DeliveryAttempt("gone", 410))

    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.state_reason) == ("stopped", "By hand")


def test_a_worker_is_asked_to_come_when_the_next_attempt_is_due(endpoint, receiver, clock, evenly):
    DBTaskResult.objects.all().delete()
    receiver.answers = [500]
    publish(OrganizationFactory(), by=None)
    DBTaskResult.objects.all().delete()

    tasks.run_deliveries(seconds=10)
    tasks.run_deliveries(seconds=10)

    assert [task.run_after for task in DBTaskResult.objects.all()] == [NOON + timedelta(seconds=5)]


def test_who_finds_somebody_at_it_goes_and_asks_for_nothing(endpoint, receiver, held):
    publish(OrganizationFactory(), by=None)
    DBTaskResult.objects.all().delete()

    with held(locks.WEBHOOK_DELIVERY_LOCK):
        tasks.run_deliveries(seconds=10)
        call_command("deliver_webhooks")

    assert (receiver.requests, DBTaskResult.objects.count()) == ([], 0)
    deliver()
    assert len(receiver.ids) == 1
    with held(locks.WEBHOOK_DELIVERY_LOCK):  # it was let go of
        pass


def test_what_comes_while_somebody_is_at_it_is_sent_by_that_one(endpoint, receiver, monkeypatch):
    publish(OrganizationFactory(), by=None)
    published = []
    send_all = dispatcher.dispatch_until

    def and_then_somebody_publishes(end):
        send_all(end)
        if not published:
            published.extend(publish(OrganizationFactory(), by=None))

    monkeypatch.setattr(dispatcher, "dispatch_until", and_then_somebody_publishes)
    deliver()

    assert len(receiver.ids) == 2


def test_the_sweep_finds_what_no_task_asks_for(endpoint, receiver, capsys):
    publish(OrganizationFactory(), by=None)
    DBTaskResult.objects.all().delete()

    call_command("deliver_webhooks")

    assert len(receiver.ids) == 1
    assert capsys.readouterr().out == "Removed: 0 messages. Encrypted anew: 0 secrets.\n"


def test_old_messages_are_removed_and_waiting_ones_kept(endpoint, receiver, clock, capsys):
    publish(OrganizationFactory(), by=None)
    deliver()
    with receiving() as other:
        address = other.address
    Endpoint.objects.update(url=address)
    publish(OrganizationFactory(), by=None)
    deliver()
    actions.stop_endpoint(endpoint=endpoint, state="stopped", by=None)
    clock.move_to(NOON + timedelta(days=31), tick=False)

    call_command("deliver_webhooks")

    assert capsys.readouterr().out == "Removed: 1 messages. Encrypted anew: 0 secrets.\n"
    assert [delivery.state for delivery in Delivery.objects.all()] == ["waiting"]


def test_a_message_is_sent_again_under_its_own_id(endpoint, receiver):
    [version] = publish(OrganizationFactory(), by=None)
    deliver()

    assert actions.redeliver(deliveries=Delivery.objects.all()) == 1
    deliver()

    assert receiver.ids == [f"change_{version.pk}"] * 2
    assert len(Delivery.objects.get().attempts) == 2


def test_a_test_message_means_nothing_and_verifies(endpoint, receiver):
    delivery = actions.send_test_delivery(endpoint=endpoint)

    deliver()

    [message] = receiver.verified(endpoint.secrets["v1"])
    assert (message["type"], message["data"], receiver.ids) == ("webhook.test", {}, [delivery.webhook_id])
