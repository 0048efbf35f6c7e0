"""Sends due deliveries: in order for each endpoint, to many endpoints concurrently, one process at a time.

Everything that must survive is in the tables before and after an attempt; killed in between, the attempt is made
again under the same delivery id. The sending process holds a lock, which the database releases when the process is
killed. Only the requests run in threads, everything else in the caller's.
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

_MAX_CONCURRENT_REQUESTS = 16  # one for each endpoint


def dispatch_due(*, seconds: float) -> bool:
    """Send all due deliveries, but begin none after so many seconds. False where another process is sending.

    Nothing is lost then: the other process looks for due deliveries once more after it has released the lock.
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
    """Send due deliveries, but begin none after this moment, in monotonic seconds."""
    context = ssl.create_default_context()
    last_turn_at: dict[int, float] = {}  # monotonic seconds, by endpoint
    in_flight: dict[Future[DeliveryAttempt], Delivery] = {}
    with ThreadPoolExecutor(_MAX_CONCURRENT_REQUESTS) as pool:
        while True:
            if time.monotonic() < end:
                busy = {delivery.endpoint_id for delivery in in_flight.values()}
                free = _MAX_CONCURRENT_REQUESTS - len(in_flight)
                for delivery in next_deliveries(busy, last_turn_at, free):
                    last_turn_at[delivery.endpoint_id] = time.monotonic()
                    in_flight[_start_request(pool, delivery, context)] = delivery
            if not in_flight:
                return
            done, _others = wait(in_flight, return_when=FIRST_COMPLETED)
            for future in done:
                attempts.record_attempt(in_flight.pop(future), future.result())


def next_deliveries(busy: set[int], last_turn_at: dict[int, float], most: int) -> list[Delivery]:
    """The next delivery of each idle endpoint, at most so many; endpoints that waited longest for their turn first."""
    if not most:
        return []
    now, last = timezone.now(), last_change_id()
    idle = Endpoint.objects.active().not_backing_off(at=now).exclude(pk__in=busy)
    endpoints = list(idle.with_next_delivery(at=now))
    behind = [endpoint for endpoint in endpoints if endpoint.next_delivery is None and endpoint.cursor < last]
    if [endpoint for endpoint in behind if create_deliveries(endpoint, until=last)]:
        endpoints = list(idle.with_next_delivery(at=timezone.now()))
    ready = [endpoint for endpoint in endpoints if endpoint.next_delivery]
    ready.sort(key=lambda endpoint: last_turn_at.get(endpoint.pk, 0.0))
    return list(
        Delivery.objects.filter(pk__in=[endpoint.next_delivery for endpoint in ready[:most]])
        .select_related("endpoint")
        .prefetch_related("endpoint__keys")
    )


def _start_request(
    pool: ThreadPoolExecutor, delivery: Delivery, context: ssl.SSLContext
) -> "Future[DeliveryAttempt]":
    """Start an attempt in a thread; it is signed here, in the caller's."""
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
    """The moment when the next delivery is due, perhaps long past; None where nothing waits."""
    last, moments = last_change_id(), []
    for endpoint in Endpoint.objects.active().with_next_attempt():
        is_behind = endpoint.cursor < last and has_room(endpoint)
        moment = timezone.now() if is_behind else endpoint.next_attempt_at
        if moment:
            moments.append(max(moment, endpoint.rests_until or moment))
    return min(moments, default=None)
