"""One request to a receiver: to the machine that was looked at, in a limited time, believing nothing of the answer.

The standard library's HTTP client, since it takes a connection that is made already. It follows no redirect, reads no
proxy from the environment and keeps no cookie.
"""

import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse

from django.core.exceptions import ValidationError
from django.utils import timezone

from webhooks.choices import AttemptResult
from webhooks.ssrf import EndpointTarget, NotPublicAddress, parse_endpoint_url, resolve_public

REQUEST_TIMEOUT = (
    15.0  # seconds for all of it, but for the look-up of the name, which the system's resolver limits
)
MAX_ANSWER_BYTES = 2048  # bytes of an answer that are looked at
MAX_ANSWER_CHARACTERS = 300  # characters of them that are kept
_MAX_RESOLVED_ADDRESSES = 4  # of those that a name leads to, so many are tried
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True)
class DeliveryAttempt:
    """What came of one attempt. ``retry_after`` is what the receiver asked for, unbounded."""

    result: AttemptResult
    status: int | None = None
    answer: str = ""
    retry_after: timedelta | None = None
    milliseconds: int = 0


def post_delivery(
    address: str, body: bytes, headers: dict[str, str], context: ssl.SSLContext
) -> DeliveryAttempt:
    """Send a message and say what came of it; never raises for what a receiver does."""
    begun = time.perf_counter()
    outcome = _attempt_request(address, body, headers, context)
    spent = round((time.perf_counter() - begun) * 1000)
    return DeliveryAttempt(outcome.result, outcome.status, outcome.answer, outcome.retry_after, spent)


def _attempt_request(
    address: str, body: bytes, headers: dict[str, str], context: ssl.SSLContext
) -> DeliveryAttempt:
    end = time.perf_counter() + REQUEST_TIMEOUT
    is_over = threading.Event()
    try:
        target = parse_endpoint_url(address)
        with (
            _connect_first(target, end) as plain,
            _absolute_deadline(plain, end, is_over),
            _send_request(target, plain, body, headers, context) as response,
        ):
            # headers that were cut off look like whole ones
            return (
                DeliveryAttempt(AttemptResult.TIMED_OUT)
                if is_over.is_set()
                else _attempt_of_response(response)
            )
    except (NotPublicAddress, ValidationError):
        return DeliveryAttempt(AttemptResult.NOT_PUBLIC)
    except (OSError, HTTPException, ValueError) as error:
        if is_over.is_set() or isinstance(error, TimeoutError):
            return DeliveryAttempt(AttemptResult.TIMED_OUT)
        if isinstance(error, ssl.SSLError):
            return DeliveryAttempt(AttemptResult.NOT_TRUSTED, answer=_printable_excerpt(str(error).encode()))
        return DeliveryAttempt(AttemptResult.UNREACHABLE, answer=_printable_excerpt(str(error).encode()))


@contextmanager
def _connect_first(target: EndpointTarget, end: float) -> Iterator[socket.socket]:
    """A connection to the first machine of the name that takes it."""
    error: OSError = NotPublicAddress(target.host)
    found = resolve_public(target)[:_MAX_RESOLVED_ADDRESSES]
    for number, (family, address) in enumerate(found):
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            # one that is silent leaves time for the others
            connection.settimeout(max((end - time.perf_counter()) / (len(found) - number), 0.001))
            connection.connect(address)
            connection.settimeout(REQUEST_TIMEOUT)
        except OSError as reason:
            connection.close()
            error = reason
            continue
        except BaseException:
            connection.close()
            raise
        with connection:
            yield connection
        return
    raise error


@contextmanager
def _absolute_deadline(connection: socket.socket, end: float, is_over: threading.Event) -> Iterator[None]:
    """Break the connection off at the end, however much drips in: a socket's own limit begins anew with each drop."""
    handle = connection.dup()  # TLS takes the connection over, this one stays ours

    def break_off():
        is_over.set()
        try:
            handle.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it is closed already

    timer = threading.Timer(max(end - time.perf_counter(), 0), break_off)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        handle.close()


@contextmanager
def _send_request(
    target: EndpointTarget,
    plain: socket.socket,
    body: bytes,
    headers: dict[str, str],
    context: ssl.SSLContext,
) -> Iterator[HTTPResponse]:
    """The answer to one request over this connection, of which status and headers are read."""
    connection = HTTPConnection(target.host, target.port)
    connection.auto_open = 0  # it would look the name up anew
    connection.sock = context.wrap_socket(plain, server_hostname=target.host) if target.is_secure else plain
    try:
        connection.request("POST", target.path, body, {"Host": target.named, **headers})
        yield connection.getresponse()
    finally:
        connection.close()


def _attempt_of_response(response: HTTPResponse) -> DeliveryAttempt:
    """What an answer means (Standard Webhooks, "Delivery success and failure")."""
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
    """How the answer begins, in one reading: more may drip in for ever, and the status has been told."""
    try:
        return _printable_excerpt(response.read1(MAX_ANSWER_BYTES))
    except (OSError, HTTPException, ValueError):
        return ""


def _printable_excerpt(raw: bytes) -> str:
    return _CONTROL_CHARACTERS.sub(" ", raw.decode("utf-8", "replace")).strip()[:MAX_ANSWER_CHARACTERS]


def _parse_retry_after(told: str) -> timedelta | None:
    """How long a Retry-After header asks to wait (RFC 9110, 10.2.3): seconds or a date; None for anything else."""
    if re.fullmatch("[0-9]{1,9}", told, re.ASCII):
        return timedelta(seconds=int(told))
    try:
        moment = parsedate_to_datetime(told)
        return max(moment - timezone.now(), timedelta())
    except (TypeError, ValueError, OverflowError):
        return None
