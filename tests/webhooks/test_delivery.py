"""A change of the register reaches whoever asked for it, signed, and says no more than everybody may know."""

import json
from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from register.models import Version
from register.publishing import merge, publish, withdraw
from tests.factories import AgreementFactory, EndpointFactory, OrganizationFactory, PartnerFactory
from tests.redacted_texts import redact
from tests.webhooks.conftest import deliver
from tests.webhooks.receiver import receiving
from webhooks import actions, dispatcher, tasks
from webhooks.models import Delivery, Endpoint

pytestmark = pytest.mark.django_db


def test_publishing_reaches_the_receiver_and_verifies(endpoint, receiver):
    [version] = publish(OrganizationFactory(), by=None)

    deliver()

    assert receiver.verified(endpoint.secrets["v1"]) == [
        {
            "type": "organization.published",
            "timestamp": receiver.messages[0]["data"]["published_at"],
            "data": receiver.messages[0]["data"],
        }
    ]
    assert receiver.ids == [f"change_{version.pk}"]
    assert receiver.requests[0]["path"] == "/hook?of=partner"
    [delivery] = Delivery.objects.all()
    assert (delivery.state, delivery.last_result, delivery.tries) == ("delivered", "delivered", 1)


def test_a_message_says_what_changes_says(endpoint, receiver, client):
    gone, into = OrganizationFactory(), OrganizationFactory()
    agreement = AgreementFactory(titled=True)
    publish(agreement, gone, into, by=None, note="Nobody outside reads this.")
    merge(gone, into=into, by=None)
    withdraw(agreement, by=None, reason={"en": "An error."})

    deliver()

    changes = client.get("/api/v1/changes/").json()["results"]
    assert [message["data"] for message in receiver.messages] == changes
    assert [message["type"] for message in receiver.messages][-2:] == [
        "organization.merged",
        "agreement.withdrawn",
    ]
    assert b"Nobody outside" not in b"".join(request["body"] for request in receiver.requests)


def test_a_receiver_is_told_of_what_it_asked_for_only(endpoint, receiver):
    first, second, third = OrganizationFactory(), OrganizationFactory(), OrganizationFactory()
    publish(first, second, by=None)
    Endpoint.objects.update(actions=["withdrawn"], kinds=["organization"], refs=[second.ref, "O99"])
    agreement = AgreementFactory(titled=True)
    publish(third, agreement, by=None)

    for record in (agreement, first, second, third):
        withdraw(record, by=None, reason={"en": "An error."})
    deliver()

    assert [(message["type"], message["data"]["ref"]) for message in receiver.messages] == [
        ("organization.withdrawn", second.ref)
    ]
    assert Endpoint.objects.get().cursor == Version.objects.latest("pk").pk


def test_what_was_told_is_not_told_again_where_the_cursor_is_put_back(endpoint, receiver):
    publish(OrganizationFactory(), OrganizationFactory(), by=None)
    deliver()
    Endpoint.objects.update(cursor=0)

    deliver()

    assert len(receiver.ids) == 2


def test_changes_come_in_their_order(endpoint, receiver):
    versions = publish(*[OrganizationFactory() for _ in range(30)], by=None)

    deliver()

    assert receiver.ids == [f"change_{version.pk}" for version in versions]


def test_a_new_webhook_is_told_of_what_comes_or_of_what_came_after_a_change(receiver):
    first, second = publish(OrganizationFactory(), OrganizationFactory(), by=None)
    actions.create_endpoint(endpoint=EndpointFactory.build(partner=PartnerFactory(), url=receiver.address))
    deliver()
    assert receiver.ids == []

    actions.create_endpoint(
        endpoint=EndpointFactory.build(partner=PartnerFactory(), url=receiver.address), after=first.pk
    )
    deliver()

    assert receiver.ids == [f"change_{second.pk}"]


def test_each_of_several_receivers_is_told(endpoint, receiver):
    with receiving() as other:
        actions.create_endpoint(endpoint=EndpointFactory.build(partner=endpoint.partner, url=other.address))
        publish(OrganizationFactory(), by=None)

        deliver()

    assert other.ids == receiver.ids


def test_a_slow_receiver_holds_up_nobody(endpoint, receiver):
    publish(*[OrganizationFactory() for _ in range(20)], by=None)
    Endpoint.objects.update(cursor=0)
    with receiving() as quick:
        actions.create_endpoint(
            endpoint=EndpointFactory.build(partner=endpoint.partner, url=quick.address), after=0
        )
        sent_to_slow, is_done = [], Event()

        def answer(handler):
            sent_to_slow.append(len(receiver.ids))
            handler.answer(200)
            if len(sent_to_slow) == 20:
                is_done.set()

        quick.answers = [answer]
        receiver.answers = [lambda handler: (is_done.wait(timeout=10), handler.answer(200))]

        dispatcher.dispatch_due(seconds=20)

    assert len(sent_to_slow) == 20
    assert sent_to_slow[-1] < 10
    assert len(receiver.ids) == 20


def test_publishing_asks_for_a_worker_and_rolls_back_with_it(endpoint):
    DBTaskResult.objects.all().delete()

    publish(OrganizationFactory(), by=None)

    asked_for = [task.task_path for task in DBTaskResult.objects.all()]
    assert asked_for == [tasks.deliver.module_path]
    with transaction.atomic():
        publish(OrganizationFactory(), by=None)
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == 1


def test_what_people_ask_for_is_not_left_to_the_next_publication(endpoint):
    delivery = actions.send_test_delivery(endpoint=endpoint)
    actions.stop_endpoint(endpoint=endpoint, state="stopped", by=None)

    for act in (
        lambda: actions.start_endpoint(endpoint=endpoint, by=None),
        lambda: actions.retry_now(endpoint=endpoint),
        lambda: actions.send_test_delivery(endpoint=endpoint),
        lambda: actions.redeliver(deliveries=Delivery.objects.filter(pk=delivery.pk)),
        lambda: actions.create_endpoint(
            endpoint=EndpointFactory.build(partner=endpoint.partner, url="http://localhost/")
        ),
    ):
        DBTaskResult.objects.all().delete()
        act()
        assert [task.task_path for task in DBTaskResult.objects.all()] == [tasks.deliver.module_path]


def test_without_active_webhooks_nobody_is_asked(endpoint):
    actions.stop_endpoint(endpoint=endpoint, state="stopped", by=None)
    DBTaskResult.objects.all().delete()

    publish(OrganizationFactory(), by=None)

    assert DBTaskResult.objects.count() == 0


def test_a_partner_that_is_not_active_is_told_nothing(endpoint, receiver):
    endpoint.partner.is_active = False
    endpoint.partner.save()
    publish(OrganizationFactory(), by=None)

    deliver()

    with pytest.raises(ValidationError, match="it must be active"):
        actions.send_test_delivery(endpoint=endpoint)
    assert (receiver.requests, Delivery.objects.count()) == ([], 0)


def test_what_was_redacted_since_is_not_told_by_its_old_hash(endpoint, receiver):
    [version] = publish(OrganizationFactory(name="Institute of Somebody"), by=None)
    receiver.answers = [500, 204]
    deliver()
    redact([version], ["/name"], reason="A court order", basis="Act", by=None)
    Delivery.objects.update(next_attempt_at=timezone.now())

    deliver()

    version.refresh_from_db()
    first, again = receiver.messages[0]["data"], receiver.messages[1]["data"]
    assert (first["id"], again["id"]) == (version.pk, version.pk)
    assert first["sha256"] != again["sha256"] == version.sha256


def test_a_message_is_small(endpoint, receiver):
    publish(OrganizationFactory(name="x" * 200), by=None)
    deliver()

    assert len(receiver.requests[0]["body"]) < 600
    assert json.loads(receiver.requests[0]["body"])["data"]["url"] == (
        "https://register.example.org/api/v1/organizations/O1/versions/1"
    )


def test_the_log_waits_and_not_the_messages(endpoint, receiver, monkeypatch):
    monkeypatch.setattr("webhooks.outbox.BATCH_SIZE", 5)
    monkeypatch.setattr("webhooks.outbox.MAX_WAITING_DELIVERIES", 10)
    receiver.answers = [500]
    publish(*[OrganizationFactory() for _ in range(40)], by=None)

    deliver()

    assert Delivery.objects.count() <= 10
    receiver.answers = [204]
    receiver.requests.clear()
    Endpoint.objects.update(rests_until=None)
    Delivery.objects.update(next_attempt_at=timezone.now())
    deliver()
    assert len(receiver.ids) == len(set(receiver.ids)) == 40
