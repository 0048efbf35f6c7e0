"""Sends what is due: to each receiver one message after the other in the order of changes, to many receivers at once.

Everything that must survive is in the tables before and after an attempt; killed in between, the attempt is made
again under the same message id. One process sends at a time, known by a lock that the database takes away from one
that was killed. Only the requests run in threads, everything else in the caller's.
"""

import logging
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import datetime

from django.db import connection
from django.utils import timezone

from webhooks import payloads, recording
from webhooks.choices import Result
from webhooks.models import Delivery, Endpoint
from webhooks.posting import Outcome, post
from webhooks.signing import Unreadable
from webhooks.taking import has_room, last_change, take

logger = logging.getLogger(__name__)

SENDING_LOCK = 7_203_002  # an advisory lock that nothing else uses
AT_ONCE = 16  # receivers that are spoken to at the same time


def deliver(*, seconds: float) -> bool:
    """Send all that is due, but begin nothing after so many seconds. False: somebody else is at it.

    Who finds somebody at it may go: that one looks once more after it has let go of the lock.
    """
    end = time.monotonic() + seconds
    while True:
        with alone() as is_alone:
            if not is_alone:
                return False
            send_all(end)
        next_at = next_due()
        if next_at is None or next_at > timezone.now() or time.monotonic() >= end:
            return True


@contextmanager
def alone(lock: int = SENDING_LOCK) -> Iterator[bool]:
    """Whether nobody else sends; while inside, nobody else will."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        [is_alone] = cursor.fetchone()
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])


def send_all(end: float) -> None:
    context = ssl.create_default_context()
    served: dict[int, float] = {}  # when each receiver had its last turn
    under_way: dict[Future[Outcome], Delivery] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while True:
            if time.monotonic() < end:
                busy = {delivery.endpoint_id for delivery in under_way.values()}
                for delivery in next_ones(busy, served, AT_ONCE - len(under_way)):
                    served[delivery.endpoint_id] = time.monotonic()
                    under_way[begun(pool, delivery, context)] = delivery
            if not under_way:
                return
            done, _others = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                recording.record(under_way.pop(future), future.result())


def next_ones(busy: set[int], served: dict[int, float], most: int) -> list[Delivery]:
    """The next message of each receiver that waits for nothing; those that waited longest for their turn first."""
    if not most:
        return []
    now, last = timezone.now(), last_change()
    idle = Endpoint.objects.active().rested(at=now).exclude(pk__in=busy)
    endpoints = list(idle.with_next(at=now))
    behind = [one for one in endpoints if one.next_delivery is None and one.cursor < last]
    if [one for one in behind if take(one, until=last)]:
        endpoints = list(idle.with_next(at=timezone.now()))
    ready = [endpoint for endpoint in endpoints if endpoint.next_delivery]
    ready.sort(key=lambda endpoint: served.get(endpoint.pk, 0.0))
    return list(
        Delivery.objects.filter(pk__in=[endpoint.next_delivery for endpoint in ready[:most]])
        .select_related("endpoint")
        .prefetch_related("endpoint__keys")
    )


def begun(pool: ThreadPoolExecutor, delivery: Delivery, context: ssl.SSLContext) -> "Future[Outcome]":
    """The attempt, under way in a thread; signed here and now."""
    try:
        body = payloads.body(delivery)
        headers = payloads.headers(
            delivery.endpoint, delivery.webhook_id, int(timezone.now().timestamp()), body
        )
    except Unreadable:
        logger.exception(
            "The secret of webhook %s cannot be read: was SECRET_KEY changed?", delivery.endpoint_id
        )
        failed: Future[Outcome] = Future()
        failed.set_result(Outcome(Result.NOT_SIGNED))
        return failed
    return pool.submit(post, delivery.endpoint.url, body, headers, context)


def next_due() -> datetime | None:
    """When the next message is due, perhaps long ago; None where nothing waits."""
    last, moments = last_change(), []
    for endpoint in Endpoint.objects.active().with_next_attempt():
        is_behind = endpoint.cursor < last and has_room(endpoint)
        moment = timezone.now() if is_behind else endpoint.next_attempt_at
        if moment:
            moments.append(max(moment, endpoint.rests_until or moment))
    return min(moments, default=None)
