"""What a receiver answers, and how long it takes for it, is judged as the specification says."""

import socket
import ssl
import time

import pytest
import trustme
from django.test import override_settings

from tests.webhooks.receiver import receiving
from webhooks.http import MAX_ANSWER_BYTES, MAX_ANSWER_CHARACTERS, post_delivery

pytestmark = pytest.mark.usefixtures("insecure")


def send(server, context=None):
    return post_delivery(
        server.address, b"{}", {"webhook-id": "test_1"}, context or ssl.create_default_context()
    )


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr("webhooks.http.REQUEST_TIMEOUT", 0.6)


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (200, "delivered"), (201, "delivered"), (202, "delivered"), (204, "delivered"), (299, "delivered"),
        (300, "redirected"), (301, "redirected"), (302, "redirected"), (307, "redirected"), (308, "redirected"),
        (400, "refused"), (404, "refused"), (410, "gone"), (429, "refused"), (500, "refused"), (599, "refused"),
        (999, "refused"),
    ],
)  # fmt: skip
def test_a_status_means_what_the_specification_says(receiver, status, result):
    receiver.answers = [status]

    outcome = send(receiver)

    assert (outcome.result, outcome.status) == (result, status)


def test_a_redirect_is_not_followed(receiver):
    with receiving() as other:
        receiver.answers = [lambda handler: handler.answer(307, Location=other.address)]

        outcome = send(receiver)

    assert (outcome.result, len(receiver.requests), other.requests) == ("redirected", 1, [])


def test_proxies_of_the_environment_are_not_asked(receiver, monkeypatch):
    with receiving() as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.server_port}")

        assert send(receiver).result == "delivered"

    assert (len(receiver.requests), proxy.requests) == (1, [])


def test_of_a_huge_answer_only_the_beginning_is_read(receiver):
    written = []

    def endless(handler):
        handler.send_response(500)
        handler.end_headers()
        try:
            while True:
                written.append(handler.wfile.write(b"x" * 65536))
        except OSError:
            return

    receiver.answers = [endless]
    begun = time.perf_counter()
    outcome = send(receiver)

    assert (outcome.result, outcome.answer) == ("refused", "x" * MAX_ANSWER_CHARACTERS)
    assert time.perf_counter() - begun < 5
    assert MAX_ANSWER_BYTES < 10_000


def test_an_answer_is_kept_without_what_does_harm(receiver):
    receiver.answers = [lambda handler: handler.answer(500, b"a\x00b\x1b[31m\r\n\xff<script>\xc2\x85")]

    assert send(receiver).answer == "a b [31m \ufffd<script>"


def drip(what, every=0.05):
    def answer(handler):
        handler.close_connection = True
        try:
            for byte in what:
                handler.wfile.write(bytes([byte]))
                time.sleep(every)
        except OSError:
            return

    return answer


@pytest.mark.parametrize(
    "what",
    [
        b"HTTP/1.1 200 OK\r\n" * 100,
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000,
        b"HTTP/1.1 100 Continue\r\n\r\n" * 100,
    ],
    ids=["status", "headers", "interim answers"],
)
def test_an_answer_that_drips_in_ends_in_time(receiver, impatient, what):
    receiver.answers = [drip(what)]

    begun = time.perf_counter()
    outcome = send(receiver)

    assert outcome.result == "timed_out"
    assert 0.5 < time.perf_counter() - begun < 2
    assert 500 < outcome.milliseconds < 2000


def test_once_the_status_is_told_a_dripping_rest_holds_up_nobody(receiver, impatient):
    receiver.answers = [
        lambda handler: (
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"),
            drip(b"x" * 99)(handler),
        )
    ]

    begun = time.perf_counter()
    outcome = send(receiver)

    assert (outcome.result, outcome.status) == ("delivered", 200)
    assert time.perf_counter() - begun < 0.5


def test_silence_ends_in_time(receiver, impatient):
    receiver.answers = [lambda handler: time.sleep(1.5)]

    begun = time.perf_counter()

    assert send(receiver).result == "timed_out"
    assert time.perf_counter() - begun < 1.2


def test_a_secure_connection_that_never_comes_about_ends_in_time(impatient):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"https://localhost:{server.getsockname()[1]}/"

        outcome = post_delivery(address, b"{}", {}, ssl.create_default_context())

    assert outcome.result == "timed_out"


@pytest.mark.parametrize(
    "what",
    [
        b"", b"nonsense\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", b"\x16\x03\x01\x00\x00",
    ],
    ids=["nothing", "nonsense", "status", "many headers", "long header", "TLS"],
)  # fmt: skip
def test_what_is_no_answer_is_a_failure(receiver, what):
    def answer(handler):
        handler.close_connection = True
        handler.wfile.write(what)

    receiver.answers = [answer]

    assert send(receiver).result == "unreachable"


@pytest.mark.parametrize("chunk", [b"zz\r\n", b"-5\r\nx", b"ffffffffffffffff\r\nx"])
def test_a_broken_rest_of_a_good_answer_does_not_matter(receiver, chunk):
    def answer(handler):
        handler.close_connection = True
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk)

    receiver.answers = [answer]

    assert send(receiver).result == "delivered"


def test_nobody_there_is_a_failure():
    with receiving() as server:
        pass

    outcome = send(server)

    assert (outcome.result, outcome.status) == ("unreachable", None)


# TLS


def served_with(authority: trustme.CA, name: str):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def trusting(authority: trustme.CA):
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@override_settings(OUTBOUND_INSECURE=True)
def test_the_name_of_the_address_is_asked_for_and_the_certificate_checked():
    authority, seen = trustme.CA(), []
    context = served_with(authority, "localhost")
    context.sni_callback = lambda _socket, name, _context: seen.append(name)
    with receiving(context=context) as server:
        outcome = send(server, trusting(authority))

    assert (outcome.result, seen) == ("delivered", ["localhost"])
    assert server.requests[0]["headers"]["Host"] == f"localhost:{server.server_port}"


@pytest.mark.parametrize("fault", ["another name", "an unknown authority", "a number"])
def test_a_certificate_that_is_not_valid_gets_nothing(fault):
    authority = trustme.CA()
    name = {"another name": "other.example.org", "a number": "127.0.0.1"}.get(fault, "localhost")
    trusted = trustme.CA() if fault == "an unknown authority" else authority
    with receiving(context=served_with(authority, name)) as server:
        outcome = send(server, trusting(trusted))

    assert (outcome.result, server.requests) == ("not_trusted", [])
