"""No address that a partner can think of makes our server call a machine of its own network."""

import socket
import ssl
import threading
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError

from core.public_hosts import HttpTarget, is_public_ip
from tests.factories import EndpointFactory
from tests.webhooks.hostile_addresses import NUMBERS, PUBLIC_NUMBERS, REFUSED
from tests.webhooks.receiver import receiving
from webhooks.http import post_delivery
from webhooks.ssrf import parse_endpoint_url

CONTEXT = ssl.create_default_context()


class Listener:
    """Something that listens on this computer and counts who comes."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.connections = 0
        self.thread = threading.Thread(target=self.count, daemon=True)
        self.thread.start()

    def count(self):
        while True:
            try:
                connection, _address = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join(timeout=5)


@pytest.fixture(scope="module")
def listener():
    listener = Listener()
    yield listener
    listener.close()


@contextmanager
def names_lead_to(monkeypatch, *answers):
    """Every name leads to these numbers: the first answer is given first, the last one for ever. Yields who asked."""
    asked, left = [], list(answers)

    def getaddrinfo(host, port, *args, **kwargs):
        asked.append(host)
        numbers = left.pop(0) if len(left) > 1 else left[0]
        return [
            (socket.AF_INET6 if ":" in number else socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))
            for number in numbers
        ]

    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield asked


def send(address):
    return post_delivery(address, b"{}", {"webhook-id": "test_1"}, CONTEXT)


@pytest.mark.parametrize("address", REFUSED)
def test_a_hostile_address_reaches_nothing_and_cannot_be_entered(address, listener, monkeypatch):
    address = address.replace("{port}", str(listener.port))

    with names_lead_to(monkeypatch, ["127.0.0.1"]) as asked:
        outcome = send(address)

    assert outcome.result == "not_public"
    assert (asked, listener.connections) == ([], 0)
    with pytest.raises(ValidationError):
        EndpointFactory.build(url=address).clean_fields(exclude=["partner"])


def test_there_are_many_of_them():
    assert len(set(REFUSED)) >= 120


@pytest.mark.parametrize("number", NUMBERS)
def test_a_name_that_leads_to_a_private_number_is_not_called(number, listener, monkeypatch):
    assert not is_public_ip(number)

    with names_lead_to(monkeypatch, [number]):
        outcome = send("https://hooks.example.org/")

    assert (outcome.result, outcome.answer) == ("not_public", "")
    assert listener.connections == 0


@pytest.mark.parametrize("number", PUBLIC_NUMBERS)
def test_a_public_number_is_public(number):
    assert is_public_ip(number)


def test_one_private_number_among_public_ones_is_enough(listener, monkeypatch):
    with names_lead_to(monkeypatch, ["93.184.215.14", "127.0.0.1"]):
        assert send("https://hooks.example.org:8443/").result == "not_public"


def test_a_name_is_looked_up_once_and_what_was_looked_at_is_called(listener, monkeypatch):
    """A name that leads elsewhere the second time (DNS rebinding). The network is off: connecting says where to."""
    with (
        names_lead_to(monkeypatch, ["93.184.215.14"], ["127.0.0.1"]) as asked,
        pytest.raises(RuntimeError, match="may not connect to 93.184.215.14"),
    ):
        send("https://hooks.example.org/")

    assert (asked, listener.connections) == (["hooks.example.org"], 0)


def test_the_next_machine_of_a_name_is_tried_where_one_does_not_answer(insecure, listener, monkeypatch):
    with socket.create_server(("127.0.0.2", 0)) as server:
        port = server.getsockname()[1]
    with receiving(port) as server, names_lead_to(monkeypatch, ["127.0.0.2", "::1", "127.0.0.1"]):
        outcome = post_delivery(f"http://hooks.example.org:{port}/", b"{}", {"webhook-id": "test_1"}, CONTEXT)

    assert (outcome.result, server.requests[0]["headers"]["Host"]) == (
        "delivered",
        f"hooks.example.org:{port}",
    )


def test_a_name_that_leads_nowhere_looks_like_a_private_one(monkeypatch):
    def getaddrinfo(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    nowhere = send("https://hooks.example.org/")
    with names_lead_to(monkeypatch, ["10.0.0.1"]):
        private = send("https://hooks.example.org/")

    assert (nowhere.result, nowhere.answer) == (private.result, private.answer) == ("not_public", "")


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://hooks.example.org", HttpTarget(True, "hooks.example.org", 443, "/")),
        (
            "HTTPS://Hooks.Example.ORG:443/a/b?c=d&e=%20",
            HttpTarget(True, "hooks.example.org", 443, "/a/b?c=d&e=%20"),
        ),
        ("https://hooks.example.org:8443?c", HttpTarget(True, "hooks.example.org", 8443, "/?c")),
        (
            "https://xn--vv4b.xn--3e0b707e/훅".replace("훅", "h"),
            HttpTarget(True, "xn--vv4b.xn--3e0b707e", 443, "/h"),
        ),
        ("https://1.example.org/", HttpTarget(True, "1.example.org", 443, "/")),
        ("https://" + "a" * 63 + ".org/", HttpTarget(True, "a" * 63 + ".org", 443, "/")),
    ],
)
def test_a_good_address_is_read_as_it_is_meant(address, target):
    assert parse_endpoint_url(address) == target


def test_the_host_is_named_with_its_port_only_where_it_is_not_the_usual_one():
    assert parse_endpoint_url("https://hooks.example.org:443/").host_header == "hooks.example.org"
    assert parse_endpoint_url("https://hooks.example.org:8443/").host_header == "hooks.example.org:8443"
