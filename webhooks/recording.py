"""What an attempt changes: the message, and how its receiver fares."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from webhooks import schedule
from webhooks.choices import DeliveryState, EndpointState, Result
from webhooks.models import Delivery, Endpoint
from webhooks.posting import Outcome

TOO_BUSY = {429, 502, 503, 504}
ATTEMPTS_KEPT = 20


@transaction.atomic
def record(delivery: Delivery, outcome: Outcome) -> None:
    """Write down one attempt. Both may have been deleted meanwhile: then there is nothing to write."""
    endpoint = Endpoint.objects.select_for_update().filter(pk=delivery.endpoint_id).first()
    message = Delivery.objects.filter(pk=delivery.pk).first()
    if endpoint is None or message is None:
        return
    now = timezone.now()
    of_message(message, outcome, now)
    message.save()
    if outcome.result != Result.DELIVERED or endpoint.failures:
        of_endpoint(endpoint, outcome, now)
        endpoint.save()


def of_message(message: Delivery, outcome: Outcome, now: datetime) -> None:
    attempt = {
        "at": now.isoformat(timespec="seconds"), "result": str(outcome.result), "status": outcome.status,
        "milliseconds": outcome.milliseconds, "answer": outcome.answer,
    }  # fmt: skip
    message.attempts = [*message.attempts, attempt][-ATTEMPTS_KEPT:]
    message.last_result = outcome.result
    message.tries += 1
    wait = schedule.delay(message.tries, outcome.retry_after)
    is_delivered = outcome.result == Result.DELIVERED
    if is_delivered or outcome.result == Result.GONE or wait is None:
        message.state = DeliveryState.DELIVERED if is_delivered else DeliveryState.GIVEN_UP
        message.next_attempt_at, message.finished_at = None, now
    else:
        message.next_attempt_at = now + wait


def of_endpoint(endpoint: Endpoint, outcome: Outcome, now: datetime) -> None:
    if outcome.result == Result.DELIVERED:
        endpoint.failures, endpoint.failing_since, endpoint.rests_until = 0, None, None
        return
    endpoint.failures += 1
    endpoint.failing_since = endpoint.failing_since or now
    wait = schedule.rest(endpoint.failures, outcome.retry_after, is_busy=outcome.status in TOO_BUSY)
    endpoint.rests_until = now + wait if wait else endpoint.rests_until
    if not endpoint.is_active:
        return  # stopped while this was under way: by whom and why stays as it is
    if outcome.result == Result.GONE:
        stop(endpoint, EndpointState.GONE, str(outcome.status), now)
    elif now - endpoint.failing_since >= schedule.IN_ALL:
        stop(endpoint, EndpointState.FAILED, str(outcome.status or outcome.result), now)


def stop(endpoint: Endpoint, state: EndpointState, reason: str, now: datetime) -> None:
    endpoint.state, endpoint.state_reason, endpoint.state_at, endpoint.told_at = state, reason, now, None
