"""Deliveries verify by secret and by key pair; secrets are rotated, and lie encrypted."""

import base64
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management import call_command
from django.utils import timezone

from register.publishing import publish
from tests.factories import OrganizationFactory
from tests.webhooks.conftest import deliver
from webhooks import actions, signing
from webhooks.models import Delivery, SigningKey

pytestmark = pytest.mark.django_db


def test_the_key_pair_verifies_too(endpoint, receiver):
    publish(OrganizationFactory(), by=None)
    deliver()

    [request] = receiver.requests
    signatures = dict(one.split(",") for one in request["headers"]["webhook-signature"].split(" "))
    public = Ed25519PublicKey.from_public_bytes(
        base64.b64decode(endpoint.secrets["v1a"].removeprefix("whpk_"))
    )
    content = f"{request['headers']['webhook-id']}.{request['headers']['webhook-timestamp']}.".encode()
    public.verify(base64.b64decode(signatures["v1a"]), content + request["body"])
    assert len(base64.b64decode(endpoint.secrets["v1"].removeprefix("whsec_"))) == 32


def test_a_secret_that_is_changed_signs_for_a_day_beside_the_new_one(endpoint, receiver, time_machine):
    new = actions.rotate_secrets(endpoint=endpoint, by=None)
    publish(OrganizationFactory(), by=None)
    deliver()
    assert receiver.verified(endpoint.secrets["v1"]) == receiver.verified(new["v1"]) == receiver.messages
    assert len(receiver.requests[0]["headers"]["webhook-signature"].split(" ")) == 4

    time_machine.move_to(timezone.now() + timedelta(hours=25))
    receiver.requests.clear()
    publish(OrganizationFactory(), by=None)
    deliver()

    assert receiver.verified(new["v1"]) == receiver.messages
    assert len(receiver.requests[0]["headers"]["webhook-signature"].split(" ")) == 2


def test_a_secret_that_was_changed_twice_signs_no_more(endpoint, receiver, time_machine):
    second = actions.rotate_secrets(endpoint=endpoint, by=None)
    time_machine.move_to(timezone.now() + timedelta(hours=1))
    third = actions.rotate_secrets(endpoint=endpoint, by=None)
    publish(OrganizationFactory(), by=None)

    deliver()

    assert receiver.verified(second["v1"]) == receiver.verified(third["v1"]) == receiver.messages
    assert len(receiver.requests[0]["headers"]["webhook-signature"].split(" ")) == 4


def test_secrets_that_sign_no_more_are_forgotten_and_no_others(endpoint, time_machine):
    new = actions.rotate_secrets(endpoint=endpoint, by=None)
    actions.delete_expired()
    assert endpoint.keys.count() == 4

    time_machine.move_to(timezone.now() + timedelta(hours=25))
    actions.delete_expired()

    assert [key.verification_key for key in endpoint.keys.order_by("kind")] == [new["v1"], new["v1a"]]


def test_secrets_lie_encrypted_and_open_with_older_keys_of_the_site(endpoint, settings):
    secrets = [key.verification_key for key in endpoint.keys.order_by("kind")]
    assert secrets == [endpoint.secrets["v1"], endpoint.secrets["v1a"]]
    raw = base64.b64decode(endpoint.secrets["v1"].removeprefix("whsec_"))
    assert all(raw not in base64.urlsafe_b64decode(key.secret) for key in SigningKey.objects.all())

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert [key.verification_key for key in endpoint.keys.order_by("kind")] == secrets

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(signing.UnreadableSecret):
        _told = endpoint.keys.first().verification_key


def test_the_sweep_encrypts_secrets_with_todays_key(endpoint, receiver, settings, capsys):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    call_command("deliver_webhooks")
    assert "Encrypted anew: 2 secrets." in capsys.readouterr().out

    settings.SECRET_KEY_FALLBACKS = []
    call_command("deliver_webhooks")

    assert "Encrypted anew: 0 secrets." in capsys.readouterr().out
    publish(OrganizationFactory(), by=None)
    deliver()
    assert receiver.verified(endpoint.secrets["v1"]) == receiver.messages


def test_a_secret_that_cannot_be_read_is_said_to_be(endpoint, receiver, settings, caplog):
    publish(OrganizationFactory(), by=None)
    settings.SECRET_KEY = "another"

    deliver()

    assert Delivery.objects.get().last_result == "not_signed"
    assert receiver.requests == []
    assert "was SECRET_KEY changed?" in caplog.text
