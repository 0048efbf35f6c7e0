"""HTTP requests to public hosts: pinned IP address, absolute deadline, no redirects.

The standard library's HTTP client, since it takes a connection that is made already. It follows no redirect, reads no
proxy from the environment and keeps no cookie.
"""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse

from core.public_hosts import HttpTarget, NotPublicAddress, resolve_public

_MAX_RESOLVED_ADDRESSES = 4  # of a name that are tried


@dataclass(frozen=True)
class HttpRequest:
    """Method, headers but Host, and body of a request."""

    method: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@contextmanager
def open_response(
    target: HttpTarget, request: HttpRequest, end: float, context: ssl.SSLContext
) -> Iterator[HTTPResponse]:
    """The response to a request, with its status and headers; ``end`` in seconds of `time.perf_counter`.

    Raises NotPublicAddress, TimeoutError once the end has come, else OSError, HTTPException or ValueError.
    """
    is_over = threading.Event()
    try:
        with (
            _connect_first(target, end) as plain,
            _absolute_deadline(plain, end, is_over),
            _send_request(target, plain, request, context) as response,
        ):
            if is_over.is_set():  # the headers may be cut off, which does not show
                raise TimeoutError
            yield response
    except (OSError, HTTPException, ValueError) as error:
        if is_over.is_set():
            raise TimeoutError from error
        raise


@contextmanager
def _connect_first(target: HttpTarget, end: float) -> Iterator[socket.socket]:
    """A connection to the first IP address of the host that accepts it. Raises OSError."""
    error: OSError = NotPublicAddress(target.host)
    candidates = resolve_public(target)[:_MAX_RESOLVED_ADDRESSES]
    for number, (family, address) in enumerate(candidates):
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            # a silent address leaves time for the others
            connection.settimeout(max((end - time.perf_counter()) / (len(candidates) - number), 0.001))
            connection.connect(address)
            connection.settimeout(max(end - time.perf_counter(), 0.001))
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
    target: HttpTarget,
    plain: socket.socket,
    request: HttpRequest,
    context: ssl.SSLContext,
) -> Iterator[HTTPResponse]:
    """The response to one request over this connection; its status and headers are read."""
    connection = HTTPConnection(target.host, target.port)
    connection.auto_open = 0  # it would look the name up anew
    connection.sock = context.wrap_socket(plain, server_hostname=target.host) if target.is_secure else plain
    try:
        headers = {"Host": target.host_header, **request.headers}
        connection.request(request.method, target.path, request.body, headers)
        with connection.getresponse() as response:  # it may own the connection now
            yield response
    finally:
        connection.close()
