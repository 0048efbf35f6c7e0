"""Sends what is due: to each receiver one message after the other in the order of changes, to many receivers at once.

Everything that must survive is in the tables before and after an attempt; killed in between, the attempt is made
again under the same message id. One process sends at a time, known by a lock that the database takes away from one
that was killed. Only the requests run in threads, everything else in the caller's.
"""

import logging
import ssl
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime

from django.utils import timezone

from core.locks import WEBHOOK_DELIVERY_LOCK, try_lock
from webhooks import attempts, payloads
from webhooks.choices import AttemptResult
from webhooks.http import DeliveryAttempt, post_delivery
from webhooks.models import Delivery, Endpoint
from webhooks.outbox import create_deliveries, has_room, last_change_id
from webhooks.signing import UnreadableSecret

logger = logging.getLogger(__name__)

_MAX_CONCURRENT_REQUESTS = 16  # receivers that are spoken to at the same time


def dispatch_due(*, seconds: float) -> bool:
    """Send all that is due, but begin nothing after so many seconds. False: somebody else is at it.

    Who finds somebody at it may go: that one looks once more after it has let go of the lock.
    """
    end = time.monotonic() + seconds
    while True:
        with try_lock(WEBHOOK_DELIVERY_LOCK) as is_alone:
            if not is_alone:
                return False
            dispatch_until(end)
        next_at = next_due_at()
        if next_at is None or next_at > timezone.now() or time.monotonic() >= end:
            return True


def dispatch_until(end: float) -> None:
    context = ssl.create_default_context()
    served: dict[int, float] = {}  # when each receiver had its last turn
    under_way: dict[Future[DeliveryAttempt], Delivery] = {}
    with ThreadPoolExecutor(_MAX_CONCURRENT_REQUESTS) as pool:
        while True:
            if time.monotonic() < end:
                busy = {delivery.endpoint_id for delivery in under_way.values()}
                for delivery in next_deliveries(busy, served, _MAX_CONCURRENT_REQUESTS - len(under_way)):
                    served[delivery.endpoint_id] = time.monotonic()
                    under_way[_start_request(pool, delivery, context)] = delivery
            if not under_way:
                return
            done, _others = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                attempts.record_attempt(under_way.pop(future), future.result())


def next_deliveries(busy: set[int], served: dict[int, float], most: int) -> list[Delivery]:
    """The next message of each receiver that waits for nothing; those that waited longest for their turn first."""
    if not most:
        return []
    now, last = timezone.now(), last_change_id()
    idle = Endpoint.objects.active().rested(at=now).exclude(pk__in=busy)
    endpoints = list(idle.with_next(at=now))
    behind = [one for one in endpoints if one.next_delivery is None and one.cursor < last]
    if [one for one in behind if create_deliveries(one, until=last)]:
        endpoints = list(idle.with_next(at=timezone.now()))
    ready = [endpoint for endpoint in endpoints if endpoint.next_delivery]
    ready.sort(key=lambda endpoint: served.get(endpoint.pk, 0.0))
    return list(
        Delivery.objects.filter(pk__in=[endpoint.next_delivery for endpoint in ready[:most]])
        .select_related("endpoint")
        .prefetch_related("endpoint__keys")
    )


def _start_request(
    pool: ThreadPoolExecutor, delivery: Delivery, context: ssl.SSLContext
) -> "Future[DeliveryAttempt]":
    """The attempt, under way in a thread; signed here and now."""
    try:
        body = payloads.delivery_body(delivery)
        headers = payloads.delivery_headers(
            delivery.endpoint, delivery.webhook_id, int(timezone.now().timestamp()), body
        )
    except UnreadableSecret:
        logger.exception(
            "The secret of webhook %s cannot be read: was SECRET_KEY changed?", delivery.endpoint_id
        )
        failed: Future[DeliveryAttempt] = Future()
        failed.set_result(DeliveryAttempt(AttemptResult.NOT_SIGNED))
        return failed
    return pool.submit(post_delivery, delivery.endpoint.url, body, headers, context)


def next_due_at() -> datetime | None:
    """When the next message is due, perhaps long ago; None where nothing waits."""
    last, moments = last_change_id(), []
    for endpoint in Endpoint.objects.active().with_next_attempt():
        is_behind = endpoint.cursor < last and has_room(endpoint)
        moment = timezone.now() if is_behind else endpoint.next_attempt_at
        if moment:
            moments.append(max(moment, endpoint.rests_until or moment))
    return min(moments, default=None)
