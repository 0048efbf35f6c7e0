"""A partner gets an e-mail when its endpoint was stopped automatically, once each time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from core import locks
from register.publishing import publish
from tests.factories import OrganizationFactory
from tests.webhooks.conftest import NOON, deliver_when_due
from webhooks import actions, tasks
from webhooks.models import Delivery

pytestmark = pytest.mark.django_db


def test_gone_stops_it_at_once_and_its_partner_is_told(endpoint, receiver):
    receiver.answers = [410]
    publish(OrganizationFactory(), OrganizationFactory(), by=None)

    tasks.run_deliveries(seconds=10)
    tasks.run_deliveries(seconds=10)

    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.state_reason, len(receiver.ids)) == ("gone", "410", 1)
    assert [delivery.state for delivery in Delivery.objects.order_by("pk")] == ["given_up", "waiting"]
    [letter] = mail.outbox
    assert letter.to == [endpoint.partner.email]
    assert "410 Gone" in letter.body
    assert f"https://register.example.org/api/v1/changes/?after={endpoint.cursor}" in letter.body
    assert endpoint.emailed_at is not None


def test_after_days_without_success_it_is_stopped_and_its_partner_is_told_once(endpoint, receiver, clock):
    receiver.answers = [500]
    publish(OrganizationFactory(), by=None)
    deliver_when_due(clock)

    for _ in range(2):
        call_command("deliver_webhooks")

    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.state_reason) == ("failed", "500")
    assert timedelta(days=3) < endpoint.state_at - NOON < timedelta(days=4)
    [letter] = mail.outbox
    assert "for three days" in letter.body


def test_a_letter_that_cannot_be_sent_is_sent_the_next_time(endpoint, receiver, monkeypatch, caplog):
    receiver.answers = [410]
    publish(OrganizationFactory(), by=None)

    def broken(*args, **kwargs):
        raise ConnectionRefusedError("no server")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", broken)
        tasks.run_deliveries(seconds=10)
    assert "could not be sent" in caplog.text

    tasks.run_deliveries(seconds=10)

    assert len(mail.outbox) == 1


def test_while_somebody_writes_letters_nobody_else_does(endpoint, receiver, held):
    receiver.answers = [410]
    publish(OrganizationFactory(), by=None)

    with held(locks.WEBHOOK_EMAIL_LOCK):
        tasks.run_deliveries(seconds=10)
    assert mail.outbox == []

    tasks.run_deliveries(seconds=10)
    assert len(mail.outbox) == 1


def test_who_stops_again_is_written_to_again(endpoint, receiver):
    receiver.answers = [410]
    publish(OrganizationFactory(), by=None)
    tasks.run_deliveries(seconds=10)

    actions.start_endpoint(endpoint=endpoint, by=None)
    assert endpoint.emailed_at is None
    tasks.run_deliveries(seconds=10)

    assert len(mail.outbox) == 2
