"""Actions on webhook endpoints, their secrets and their deliveries."""

import uuid
from datetime import timedelta

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from webhooks import signing, tasks
from webhooks.choices import DeliveryState, EndpointState, KeyKind
from webhooks.models import DELIVERY_RETENTION, ROTATION_OVERLAP, Delivery, Endpoint, SigningKey
from webhooks.outbox import last_change_id


@transaction.atomic
def create_endpoint(*, endpoint: Endpoint, after: int | None = None) -> dict[str, str]:
    """Save a new endpoint, which gets the changes from now on, or those after the change with this id.

    Returns its secrets by kind of key. Raises ValidationError.
    """
    endpoint.cursor = last_change_id() if after is None else after
    endpoint.full_clean()
    endpoint.save()
    secrets = _create_signing_keys(endpoint)
    tasks.wake_delivery_worker()
    return secrets


@transaction.atomic
def save_endpoint(*, endpoint: Endpoint, fields) -> None:
    """Save these fields and no others, as a worker may be writing the rest. A new URL is tried at once."""
    endpoint.save(update_fields=fields)
    if "url" in fields:
        retry_now(endpoint=endpoint)


@transaction.atomic
def rotate_secrets(*, endpoint: Endpoint, by, overlap: timedelta = ROTATION_OVERLAP) -> dict[str, str]:
    """Make new secrets and return them by kind of key.

    The last ones sign beside them during the overlap, older ones no longer. ``by`` is the member of staff; None where
    the partner does it through the API.
    """
    now = timezone.now()
    Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    endpoint.keys.exclude(expires_at=None).delete()
    endpoint.keys.update(expires_at=now + overlap)
    secrets = _create_signing_keys(endpoint)
    _log_change(endpoint, by, gettext("New secrets."))
    return secrets


def _create_signing_keys(endpoint: Endpoint) -> dict[str, str]:
    """Make a key of each kind. Returns what verifies them, by kind: a shared secret is shown this once."""
    verification_keys = {}
    for kind in KeyKind:
        secret = signing.generate_signing_secret(kind)
        SigningKey.objects.create(endpoint=endpoint, kind=kind, secret=signing.encrypt_secret(secret))
        verification_keys[kind.value] = signing.verification_key(kind, secret)
    return verification_keys


@transaction.atomic
def stop_endpoint(*, endpoint: Endpoint, state: EndpointState, by, reason: str = "") -> None:
    """Send nothing more to an endpoint until it is started again; its deliveries go on waiting.

    ``by`` is the member of staff; None where the partner pauses it through the API.
    """
    Endpoint.objects.filter(pk=endpoint.pk).update(state=state, state_reason=reason, state_at=timezone.now())
    endpoint.refresh_from_db()
    _log_change(endpoint, by, gettext("Stopped."))


@transaction.atomic
def start_endpoint(*, endpoint: Endpoint, by) -> None:
    """Go on where an endpoint stopped; deliveries that were given up are tried again.

    ``by`` is the member of staff; None where the partner starts it through the API.
    """
    Endpoint.objects.filter(pk=endpoint.pk).update(
        state=EndpointState.ACTIVE, state_reason="", state_at=timezone.now(),
        failures=0, failing_since=None, rests_until=None, emailed_at=None,
    )  # fmt: skip
    _requeue(endpoint.deliveries.filter(state=DeliveryState.GIVEN_UP))
    endpoint.refresh_from_db()
    _log_change(endpoint, by, gettext("Started."))
    tasks.wake_delivery_worker()


def _log_change(endpoint: Endpoint, by, message: str) -> None:
    """Add to the endpoint's history in the staff area; not for a partner, who has no account there."""
    if by is not None:
        LogEntry.objects.log_actions(by.pk, [endpoint], CHANGE, message, single_object=True)


@transaction.atomic
def retry_now(*, endpoint: Endpoint) -> None:
    """Send the waiting deliveries of an endpoint now, as its URL has changed."""
    Endpoint.objects.filter(pk=endpoint.pk).update(rests_until=None)
    endpoint.deliveries.waiting().update(next_attempt_at=timezone.now())
    endpoint.refresh_from_db()
    tasks.wake_delivery_worker()


@transaction.atomic
def redeliver(*, deliveries) -> int:
    """Send deliveries again under the same ids; those that wait are sent now. Returns how many there are."""
    sent = _requeue(deliveries)
    Endpoint.objects.filter(pk__in=deliveries.values("endpoint")).update(rests_until=None)
    tasks.wake_delivery_worker()
    return sent


def _requeue(deliveries) -> int:
    """Let deliveries wait for a first attempt again."""
    return deliveries.update(
        state=DeliveryState.WAITING, tries=0, next_attempt_at=timezone.now(), finished_at=None
    )


@transaction.atomic
def send_test_delivery(*, endpoint: Endpoint) -> Delivery:
    """Send a delivery without a change, as a test. Raises ValidationError for an endpoint that is not active."""
    if not (endpoint.is_active and endpoint.partner.is_active):
        raise ValidationError(_("Nothing is sent there now: it must be active."))
    delivery = Delivery.objects.create(
        endpoint=endpoint, webhook_id=f"test_{uuid.uuid4().hex}", next_attempt_at=timezone.now()
    )
    Endpoint.objects.filter(pk=endpoint.pk).update(rests_until=None)
    tasks.wake_delivery_worker()
    return delivery


def delete_expired() -> int:
    """Delete deliveries that were finished long ago, and expired signing keys. Returns how many deliveries."""
    now = timezone.now()
    SigningKey.objects.filter(expires_at__lt=now).delete()
    deleted, _by_model = Delivery.objects.finished(before=now - DELIVERY_RETENTION).delete()
    return deleted


def reencrypt_secrets() -> int:
    """Encrypt secrets with today's SECRET_KEY, so that older ones can be removed. Returns how many were changed."""
    count = 0
    for key in SigningKey.objects.all():
        try:
            secret = signing.reencrypt_secret(key.secret)
        except signing.UnreadableSecret:
            continue  # the page of its endpoint says so
        if secret is not None:
            count += SigningKey.objects.filter(pk=key.pk, secret=key.secret).update(secret=secret)
    return count
