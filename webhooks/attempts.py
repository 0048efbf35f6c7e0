"""Records a delivery attempt: the delivery's state and the endpoint's health."""

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
    """Save the outcome of one attempt. Nothing is saved where endpoint or delivery were deleted meanwhile."""
    endpoint = Endpoint.objects.select_for_update().filter(pk=delivery.endpoint_id).first()
    current = Delivery.objects.filter(pk=delivery.pk).first()
    if endpoint is None or current is None:
        return
    now = timezone.now()
    _update_delivery(current, outcome, now)
    current.save()
    if outcome.result != AttemptResult.DELIVERED or endpoint.failures:
        _update_endpoint(endpoint, outcome, now)
        endpoint.save()


def _update_delivery(delivery: Delivery, outcome: DeliveryAttempt, now: datetime) -> None:
    """Set the fields of a delivery after an attempt: finished, or when it is tried again."""
    attempt = {
        "at": now.isoformat(timespec="seconds"), "result": str(outcome.result), "status": outcome.status,
        "milliseconds": outcome.milliseconds, "answer": outcome.answer,
    }  # fmt: skip
    delivery.attempts = [*delivery.attempts, attempt][-_MAX_ATTEMPTS_KEPT:]
    delivery.last_result = outcome.result
    delivery.tries += 1
    wait = retries.retry_delay(delivery.tries, outcome.retry_after)
    is_delivered = outcome.result == AttemptResult.DELIVERED
    if is_delivered or outcome.result == AttemptResult.GONE or wait is None:
        delivery.state = DeliveryState.DELIVERED if is_delivered else DeliveryState.GIVEN_UP
        delivery.next_attempt_at, delivery.finished_at = None, now
    else:
        delivery.next_attempt_at = now + wait


def _update_endpoint(endpoint: Endpoint, outcome: DeliveryAttempt, now: datetime) -> None:
    """Set the fields of an endpoint after an attempt: its failures, its backoff, and whether it is given up."""
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
        return  # stopped during this attempt: state and reason stay as they are
    if outcome.result == AttemptResult.GONE:
        _set_failed(endpoint, EndpointState.GONE, str(outcome.status), now)
    elif now - endpoint.failing_since >= retries.GIVE_UP_AFTER:
        _set_failed(endpoint, EndpointState.FAILED, str(outcome.status or outcome.result), now)


def _set_failed(endpoint: Endpoint, state: EndpointState, reason: str, now: datetime) -> None:
    """Set the fields of an endpoint that failures stopped. Its partner gets an e-mail, which is not sent yet."""
    endpoint.state, endpoint.state_reason, endpoint.state_at, endpoint.emailed_at = state, reason, now, None
