"""What an attempt changes: the message, and how its receiver fares."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from webhooks import retries
from webhooks.choices import AttemptResult, DeliveryState, EndpointState
from webhooks.http import DeliveryAttempt
from webhooks.models import Delivery, Endpoint

_BUSY_STATUSES = {429, 502, 503, 504}
_MAX_ATTEMPTS_KEPT = 20


@transaction.atomic
def record_attempt(delivery: Delivery, outcome: DeliveryAttempt) -> None:
    """Write down one attempt. Both may have been deleted meanwhile: then there is nothing to write."""
    endpoint = Endpoint.objects.select_for_update().filter(pk=delivery.endpoint_id).first()
    message = Delivery.objects.filter(pk=delivery.pk).first()
    if endpoint is None or message is None:
        return
    now = timezone.now()
    _update_delivery(message, outcome, now)
    message.save()
    if outcome.result != AttemptResult.DELIVERED or endpoint.failures:
        _update_endpoint(endpoint, outcome, now)
        endpoint.save()


def _update_delivery(message: Delivery, outcome: DeliveryAttempt, now: datetime) -> None:
    attempt = {
        "at": now.isoformat(timespec="seconds"), "result": str(outcome.result), "status": outcome.status,
        "milliseconds": outcome.milliseconds, "answer": outcome.answer,
    }  # fmt: skip
    message.attempts = [*message.attempts, attempt][-_MAX_ATTEMPTS_KEPT:]
    message.last_result = outcome.result
    message.tries += 1
    wait = retries.retry_delay(message.tries, outcome.retry_after)
    is_delivered = outcome.result == AttemptResult.DELIVERED
    if is_delivered or outcome.result == AttemptResult.GONE or wait is None:
        message.state = DeliveryState.DELIVERED if is_delivered else DeliveryState.GIVEN_UP
        message.next_attempt_at, message.finished_at = None, now
    else:
        message.next_attempt_at = now + wait


def _update_endpoint(endpoint: Endpoint, outcome: DeliveryAttempt, now: datetime) -> None:
    if outcome.result == AttemptResult.DELIVERED:
        endpoint.failures, endpoint.failing_since, endpoint.rests_until = 0, None, None
        return
    endpoint.failures += 1
    endpoint.failing_since = endpoint.failing_since or now
    wait = retries.endpoint_backoff(
        endpoint.failures, outcome.retry_after, is_busy=outcome.status in _BUSY_STATUSES
    )
    endpoint.rests_until = now + wait if wait else endpoint.rests_until
    if not endpoint.is_active:
        return  # stopped while this was under way: by whom and why stays as it is
    if outcome.result == AttemptResult.GONE:
        _stop_failing_endpoint(endpoint, EndpointState.GONE, str(outcome.status), now)
    elif now - endpoint.failing_since >= retries.GIVE_UP_AFTER:
        _stop_failing_endpoint(endpoint, EndpointState.FAILED, str(outcome.status or outcome.result), now)


def _stop_failing_endpoint(endpoint: Endpoint, state: EndpointState, reason: str, now: datetime) -> None:
    endpoint.state, endpoint.state_reason, endpoint.state_at, endpoint.told_at = state, reason, now, None
