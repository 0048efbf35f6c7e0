"""From the change log to messages: a receiver's cursor moves on, and what it asked for becomes its own to deliver."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from register.models import Version
from webhooks.models import Delivery, Endpoint
from webhooks.payloads import webhook_id_of

# Changes that are looked at together, and messages of one receiver that may wait: the log keeps the others.
BATCH_SIZE, MAX_WAITING_DELIVERIES = 500, 1000


def last_change_id() -> int:
    """The id of the last change; whatever is published moves it."""
    return Version.objects.aggregate(last=Max("pk"))["last"] or 0


def has_room(endpoint: Endpoint) -> bool:
    """Whether more changes are taken for it: not while many messages wait."""
    return endpoint.deliveries.waiting().count() <= MAX_WAITING_DELIVERIES - BATCH_SIZE


def create_deliveries(endpoint: Endpoint, *, until: int) -> bool:
    """Turn the next changes up to that one into messages. False: none was for it, or too many wait already.

    Cursor and messages move in one transaction: a change is taken once or not at all.
    """
    while endpoint.cursor < until:
        with transaction.atomic():
            endpoint = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
            if not has_room(endpoint):
                return False
            made = _create_delivery_batch(endpoint)
        if made:
            return True
    return False


def _create_delivery_batch(endpoint: Endpoint) -> int:
    """Messages of the next `AT_ONCE` changes. Returns how many there are."""
    changes = Version.objects.filter(pk__gt=endpoint.cursor).order_by("pk").only("ref", "kind", "action")
    changes = list(changes[:BATCH_SIZE])
    now = timezone.now()
    messages = [
        Delivery(endpoint=endpoint, webhook_id=webhook_id_of(change.pk), change=change, next_attempt_at=now)
        for change in changes
        if endpoint.wants(change)
    ]
    # one that was told before is not told again: the cursor may have been put back
    Delivery.objects.bulk_create(messages, ignore_conflicts=True)
    if changes:
        endpoint.cursor = changes[-1].pk
        endpoint.save(update_fields=["cursor"])
    return len(messages)
