"""HTTP POST to an endpoint: pinned IP address, absolute deadline, no redirects.

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

REQUEST_TIMEOUT = 15.0  # seconds in all, without the look-up of the name, which the system's resolver limits
MAX_ANSWER_BYTES = 2048  # of a response that are read
MAX_ANSWER_CHARACTERS = 300  # of them that are stored
_MAX_RESOLVED_ADDRESSES = 4  # of a name that are tried
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
    is_over = threading.Event()
    try:
        target = parse_endpoint_url(url)
        with (
            _connect_first(target, end) as plain,
            _absolute_deadline(plain, end, is_over),
            _send_request(target, plain, body, headers, context) as response,
        ):
            if is_over.is_set():  # the headers may be cut off, which does not show
                return DeliveryAttempt(AttemptResult.TIMED_OUT)
            return _attempt_of_response(response)
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
    """A connection to the first IP address of the host that accepts it. Raises OSError."""
    error: OSError = NotPublicAddress(target.host)
    candidates = resolve_public(target)[:_MAX_RESOLVED_ADDRESSES]
    for number, (family, address) in enumerate(candidates):
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            # a silent address leaves time for the others
            connection.settimeout(max((end - time.perf_counter()) / (len(candidates) - number), 0.001))
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
    """Cut the connection at the end: a socket's own timeout begins anew with every byte that arrives."""
    handle = connection.dup()  # as TLS takes the connection over

    def cut():
        is_over.set()
        try:
            handle.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # closed already

    timer = threading.Timer(max(end - time.perf_counter(), 0), cut)
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
    """The response to one request over this connection; its status and headers are read."""
    connection = HTTPConnection(target.host, target.port)
    connection.auto_open = 0  # it would look the name up anew
    connection.sock = context.wrap_socket(plain, server_hostname=target.host) if target.is_secure else plain
    try:
        connection.request("POST", target.path, body, {"Host": target.host_header, **headers})
        yield connection.getresponse()
    finally:
        connection.close()


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
