"""What people do with webhooks."""

import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from webhooks import signing, tasks
from webhooks.choices import DeliveryState, EndpointState, KeyKind
from webhooks.models import DELIVERY_RETENTION, ROTATION_OVERLAP, Delivery, Endpoint, SigningKey
from webhooks.outbox import last_change_id


@transaction.atomic
def create_endpoint(endpoint: Endpoint, *, after: int | None = None) -> dict[str, str]:
    """Keep a new webhook, told of what comes from now on, or of what came after a change. Returns its secrets."""
    endpoint.cursor = last_change_id() if after is None else after
    endpoint.full_clean()
    endpoint.save()
    secrets = _create_signing_keys(endpoint)
    tasks.wake_delivery_worker()
    return secrets


@transaction.atomic
def rotate_secrets(endpoint: Endpoint, *, old_ones_sign: timedelta = ROTATION_OVERLAP) -> dict[str, str]:
    """New secrets; those of before sign beside them for a while, those before these no longer. Returns the new ones."""
    now = timezone.now()
    Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    endpoint.keys.exclude(expires_at=None).delete()
    endpoint.keys.update(expires_at=now + old_ones_sign)
    return _create_signing_keys(endpoint)


def _create_signing_keys(endpoint: Endpoint) -> dict[str, str]:
    """Make a key of each kind. Returns what the receiver is told, by kind: nobody is told a shared secret again."""
    told = {}
    for kind in KeyKind:
        secret = signing.generate_signing_secret(kind)
        SigningKey.objects.create(endpoint=endpoint, kind=kind, secret=signing.encrypt_secret(secret))
        told[kind.value] = signing.verification_key(kind, secret)
    return told


@transaction.atomic
def stop_endpoint(endpoint: Endpoint, *, state: EndpointState, reason: str = "") -> None:
    """Send nothing more until it is started again; what waits goes on waiting."""
    Endpoint.objects.filter(pk=endpoint.pk).update(state=state, state_reason=reason, state_at=timezone.now())
    endpoint.refresh_from_db()


@transaction.atomic
def start_endpoint(endpoint: Endpoint) -> None:
    """Go on where it stopped; what was given up is tried again."""
    Endpoint.objects.filter(pk=endpoint.pk).update(
        state=EndpointState.ACTIVE, state_reason="", state_at=timezone.now(),
        failures=0, failing_since=None, rests_until=None, told_at=None,
    )  # fmt: skip
    _requeue(endpoint.deliveries.filter(state=DeliveryState.GIVEN_UP))
    endpoint.refresh_from_db()
    tasks.wake_delivery_worker()


@transaction.atomic
def retry_now(endpoint: Endpoint) -> None:
    """Wait no longer with what waits: the address is another one now."""
    Endpoint.objects.filter(pk=endpoint.pk).update(rests_until=None)
    endpoint.deliveries.waiting().update(next_attempt_at=timezone.now())
    endpoint.refresh_from_db()
    tasks.wake_delivery_worker()


@transaction.atomic
def redeliver(deliveries) -> int:
    """Send messages again, under the same ids. Returns how many; those that wait have their turn at once."""
    sent = _requeue(deliveries)
    Endpoint.objects.filter(pk__in=deliveries.values("endpoint")).update(rests_until=None)
    tasks.wake_delivery_worker()
    return sent


def _requeue(deliveries) -> int:
    return deliveries.update(
        state=DeliveryState.WAITING, tries=0, next_attempt_at=timezone.now(), finished_at=None
    )


@transaction.atomic
def send_test_delivery(endpoint: Endpoint) -> Delivery:
    """Send a message that means nothing. Raises ValidationError where nothing is sent at all."""
    if not (endpoint.is_active and endpoint.partner.is_active):
        raise ValidationError(_("Nothing is sent there now: it must be active."))
    delivery = Delivery.objects.create(
        endpoint=endpoint, webhook_id=f"test_{uuid.uuid4().hex}", next_attempt_at=timezone.now()
    )
    Endpoint.objects.filter(pk=endpoint.pk).update(rests_until=None)
    tasks.wake_delivery_worker()
    return delivery


def delete_expired() -> int:
    """Remove what arrived or was given up long ago, and keys that sign no more. Returns how many messages."""
    now = timezone.now()
    SigningKey.objects.filter(expires_at__lt=now).delete()
    deleted, _by_model = Delivery.objects.finished(before=now - DELIVERY_RETENTION).delete()
    return deleted


def reencrypt_secrets() -> int:
    """Encrypt secrets with today's SECRET_KEY, so that the one before can be forgotten. Returns how many there were."""
    count = 0
    for key in SigningKey.objects.all():
        try:
            secret = signing.reencrypt_secret(key.secret)
        except signing.UnreadableSecret:
            continue  # its webhook says so
        if secret is not None:
            count += SigningKey.objects.filter(pk=key.pk, secret=key.secret).update(secret=secret)
    return count
