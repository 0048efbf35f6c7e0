"""HTTP POST to an endpoint, and the outcome that its response means."""

import re
import ssl
import time
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse

from django.core.exceptions import ValidationError
from django.utils import timezone

from core.pinned_http import HttpRequest, open_response
from core.public_hosts import NotPublicAddress
from webhooks.choices import AttemptResult
from webhooks.ssrf import parse_endpoint_url

REQUEST_TIMEOUT = 15.0  # seconds in all, without the look-up of the name, which the system's resolver limits
MAX_ANSWER_BYTES = 2048  # of a response that are read
MAX_ANSWER_CHARACTERS = 300  # of them that are stored
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True)
class DeliveryAttempt:
    """Outcome of one attempt. ``answer`` is the beginning of the response; ``retry_after`` as given, unbounded."""

    result: AttemptResult
    status: int | None = None
    answer: str = ""
    retry_after: timedelta | None = None
    milliseconds: int = 0


def post_delivery(url: str, body: bytes, headers: dict[str, str], context: ssl.SSLContext) -> DeliveryAttempt:
    """Send a delivery to the URL of an endpoint. Never raises for what happens on the way or at the endpoint."""
    begun = time.perf_counter()
    outcome = _attempt_request(url, body, headers, context)
    spent = round((time.perf_counter() - begun) * 1000)
    return DeliveryAttempt(outcome.result, outcome.status, outcome.answer, outcome.retry_after, spent)


def _attempt_request(
    url: str, body: bytes, headers: dict[str, str], context: ssl.SSLContext
) -> DeliveryAttempt:
    end = time.perf_counter() + REQUEST_TIMEOUT
    try:
        request = HttpRequest("POST", headers, body)
        with open_response(parse_endpoint_url(url), request, end, context) as response:
            return _attempt_of_response(response)
    except (NotPublicAddress, ValidationError):
        return DeliveryAttempt(AttemptResult.NOT_PUBLIC)
    except TimeoutError:
        return DeliveryAttempt(AttemptResult.TIMED_OUT)
    except (OSError, HTTPException, ValueError) as error:
        is_untrusted = isinstance(error, ssl.SSLError)
        result = AttemptResult.NOT_TRUSTED if is_untrusted else AttemptResult.UNREACHABLE
        return DeliveryAttempt(result, answer=_printable_excerpt(str(error).encode()))


def _attempt_of_response(response: HTTPResponse) -> DeliveryAttempt:
    """The outcome that a response means (Standard Webhooks, "Delivery success and failure")."""
    status = response.status
    if 200 <= status < 300:
        result = AttemptResult.DELIVERED
    elif 300 <= status < 400:
        result = AttemptResult.REDIRECTED
    else:
        result = AttemptResult.GONE if status == 410 else AttemptResult.REFUSED
    return DeliveryAttempt(
        result, status, _answer_excerpt(response), _parse_retry_after(response.headers.get("Retry-After", ""))
    )


def _answer_excerpt(response: HTTPResponse) -> str:
    """The beginning of the content, in a single read: more may drip in for ever, and the status is known."""
    try:
        return _printable_excerpt(response.read1(MAX_ANSWER_BYTES))
    except (OSError, HTTPException, ValueError):
        return ""


def _printable_excerpt(raw: bytes) -> str:
    return _CONTROL_CHARACTERS.sub(" ", raw.decode("utf-8", "replace")).strip()[:MAX_ANSWER_CHARACTERS]


def _parse_retry_after(header: str) -> timedelta | None:
    """The wait of a Retry-After header (RFC 9110, 10.2.3), seconds or a date; None for anything else."""
    if re.fullmatch("[0-9]{1,9}", header, re.ASCII):
        return timedelta(seconds=int(header))
    try:
        moment = parsedate_to_datetime(header)
        return max(moment - timezone.now(), timedelta())
    except (TypeError, ValueError, OverflowError):
        return None
