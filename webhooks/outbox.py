"""Turns new versions into deliveries, one row per endpoint and change."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from register.models import Version
from webhooks.models import Delivery, Endpoint
from webhooks.payloads import webhook_id_of

BATCH_SIZE = 500  # changes that are looked at in one transaction
MAX_WAITING_DELIVERIES = 1000  # of one endpoint; the change log keeps the others


def last_change_id() -> int:
    """The id of the last change of the register; 0 before the first."""
    return Version.objects.aggregate(last=Max("pk"))["last"] or 0


def has_room(endpoint: Endpoint) -> bool:
    """False while so many deliveries wait that another batch might exceed the limit."""
    return endpoint.deliveries.waiting().count() <= MAX_WAITING_DELIVERIES - BATCH_SIZE


def create_deliveries(endpoint: Endpoint, *, until: int) -> bool:
    """Make deliveries of the next changes, up to that id. False where the endpoint wants none, or has no room.

    Cursor and deliveries are saved in one transaction: a change is taken once or not at all.
    """
    while endpoint.cursor < until:
        with transaction.atomic():
            endpoint = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
            if not has_room(endpoint):
                return False
            count = _create_delivery_batch(endpoint)
        if count:
            return True
    return False


def _create_delivery_batch(endpoint: Endpoint) -> int:
    """Make deliveries of the next `BATCH_SIZE` changes and move the cursor. Returns how many there are."""
    changes = Version.objects.filter(pk__gt=endpoint.cursor).order_by("pk").only("ref", "kind", "action")
    changes = list(changes[:BATCH_SIZE])
    now = timezone.now()
    deliveries = [
        Delivery(endpoint=endpoint, webhook_id=webhook_id_of(change.pk), change=change, next_attempt_at=now)
        for change in changes
        if endpoint.subscribes_to(change)
    ]
    # a delivery that is there already stays: the cursor may have been put back
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    if changes:
        endpoint.cursor = changes[-1].pk
        endpoint.save(update_fields=["cursor"])
    return len(deliveries)
