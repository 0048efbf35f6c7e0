"""What people do with webhooks."""

import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from webhooks import signing, tasks
from webhooks.choices import DeliveryState, EndpointState, KeyKind
from webhooks.models import DELIVERIES_ARE_KEPT, OLD_SECRETS_SIGN, Delivery, Endpoint, SigningKey
from webhooks.taking import last_change


@transaction.atomic
def create(endpoint: Endpoint, *, after: int | None = None) -> dict[str, str]:
    """Keep a new webhook, told of what comes from now on, or of what came after a change. Returns its secrets."""
    endpoint.cursor = last_change() if after is None else after
    endpoint.full_clean()
    endpoint.save()
    secrets = new_keys(endpoint)
    tasks.nudge()
    return secrets


@transaction.atomic
def rotate(endpoint: Endpoint, *, old_ones_sign: timedelta = OLD_SECRETS_SIGN) -> dict[str, str]:
    """New secrets; those of before sign beside them for a while, those before these no longer. Returns the new ones."""
    now = timezone.now()
    Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    endpoint.keys.exclude(expires_at=None).delete()
    endpoint.keys.update(expires_at=now + old_ones_sign)
    return new_keys(endpoint)


def new_keys(endpoint: Endpoint) -> dict[str, str]:
    """Make a key of each kind. Returns what the receiver is told, by kind: nobody is told a shared secret again."""
    told = {}
    for kind in KeyKind:
        secret = signing.new_secret(kind)
        SigningKey.objects.create(endpoint=endpoint, kind=kind, secret=signing.locked(secret))
        told[kind.value] = signing.told(kind, secret)
    return told


@transaction.atomic
def stop(endpoint: Endpoint, *, state: EndpointState, reason: str = "") -> None:
    """Send nothing more until it is started again; what waits goes on waiting."""
    Endpoint.objects.filter(pk=endpoint.pk).update(state=state, state_reason=reason, state_at=timezone.now())
    endpoint.refresh_from_db()


@transaction.atomic
def start(endpoint: Endpoint) -> None:
    """Go on where it stopped; what was given up is tried again."""
    Endpoint.objects.filter(pk=endpoint.pk).update(
        state=EndpointState.ACTIVE, state_reason="", state_at=timezone.now(),
        failures=0, failing_since=None, rests_until=None, told_at=None,
    )  # fmt: skip
    send_again(endpoint.deliveries.filter(state=DeliveryState.GIVEN_UP))
    endpoint.refresh_from_db()
    tasks.nudge()


@transaction.atomic
def try_now(endpoint: Endpoint) -> None:
    """Wait no longer with what waits: the address is another one now."""
    Endpoint.objects.filter(pk=endpoint.pk).update(rests_until=None)
    endpoint.deliveries.waiting().update(next_attempt_at=timezone.now())
    endpoint.refresh_from_db()
    tasks.nudge()


@transaction.atomic
def redeliver(deliveries) -> int:
    """Send messages again, under the same ids. Returns how many; those that wait have their turn at once."""
    sent = send_again(deliveries)
    Endpoint.objects.filter(pk__in=deliveries.values("endpoint")).update(rests_until=None)
    tasks.nudge()
    return sent


def send_again(deliveries) -> int:
    return deliveries.update(
        state=DeliveryState.WAITING, tries=0, next_attempt_at=timezone.now(), finished_at=None
    )


@transaction.atomic
def send_test(endpoint: Endpoint) -> Delivery:
    """Send a message that means nothing. Raises ValidationError where nothing is sent at all."""
    if not (endpoint.is_active and endpoint.partner.is_active):
        raise ValidationError(_("Nothing is sent there now: it must be active."))
    delivery = Delivery.objects.create(
        endpoint=endpoint, webhook_id=f"test_{uuid.uuid4().hex}", next_attempt_at=timezone.now()
    )
    Endpoint.objects.filter(pk=endpoint.pk).update(rests_until=None)
    tasks.nudge()
    return delivery


def forget() -> int:
    """Remove what arrived or was given up long ago, and keys that sign no more. Returns how many messages."""
    now = timezone.now()
    SigningKey.objects.filter(expires_at__lt=now).delete()
    deleted, _by_model = Delivery.objects.finished(before=now - DELIVERIES_ARE_KEPT).delete()
    return deleted


def lock_anew() -> int:
    """Encrypt secrets with today's SECRET_KEY, so that the one before can be forgotten. Returns how many there were."""
    count = 0
    for key in SigningKey.objects.all():
        try:
            secret = signing.locked_anew(key.secret)
        except signing.Unreadable:
            continue  # its webhook says so
        if secret is not None:
            count += SigningKey.objects.filter(pk=key.pk, secret=key.secret).update(secret=secret)
    return count
