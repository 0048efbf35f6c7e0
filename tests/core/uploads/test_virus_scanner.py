"""Where a virus scanner is set, nothing is kept that it has not passed."""

import socketserver
import struct
import threading
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError

from core.uploads.check import check_upload
from core.uploads.problems import INFECTED, NOT_SCANNED
from tests.attachments import pdf, upload

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Daemon(socketserver.BaseRequestHandler):
    """One INSTREAM of clamd: takes the pieces, finds EICAR, and has a limit as the real one does."""

    limit = 1_000_000

    def handle(self):
        command = self.request.recv(10)
        assert command == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", self._take(4))[0]:
            content += self._take(size)
            if len(content) > self.limit:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.scanned.append(content)
        found = b"Eicar-Signature FOUND" if EICAR in content else b"OK"
        self.request.sendall(b"stream: " + found + b"\0")

    def _take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size:
            piece = self.request.recv(size - len(taken))
            assert piece
            taken += piece
        return taken


class Says(socketserver.BaseRequestHandler):
    """Takes what comes and answers ``words`` in two halves, or ends without a word."""

    words = b""

    def handle(self):
        while not self.request.recv(65536).endswith(bytes(4)):
            pass
        half = len(self.words) // 2
        self.request.sendall(self.words[:half])
        self.request.sendall(self.words[half:])


@contextmanager
def serving(handler, server_class=socketserver.ThreadingTCPServer, address=("127.0.0.1", 0)):
    with server_class(address, handler) as server:
        server.scanned, server.daemon_threads = [], True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def refusal(file) -> ValidationError:
    with pytest.raises(ValidationError) as refused:
        check_upload(file)
    return refused.value


def tcp(server) -> str:
    return f"tcp://127.0.0.1:{server.server_address[1]}"


def test_a_clean_file_is_scanned_whole_and_kept(settings):
    content = pdf("A" * 200_000)

    with serving(Daemon) as server:
        settings.CLAMD = tcp(server)
        facts = check_upload(upload(content, "mou.pdf"))

    assert facts.size == len(content)
    assert server.scanned == [content]


def test_the_scanner_may_be_at_a_unix_socket(settings, tmp_path):
    with serving(Daemon, socketserver.ThreadingUnixStreamServer, str(tmp_path / "clamd")) as server:
        settings.CLAMD = f"unix://{tmp_path}/clamd"
        check_upload(upload(pdf(), "mou.pdf"))

    assert server.scanned == [pdf()]


def test_an_infected_file_is_refused_by_the_name_of_the_virus(settings):
    with serving(Daemon) as server:
        settings.CLAMD = tcp(server)
        refused = refusal(upload(pdf(inside=EICAR + b"\n"), "mou.pdf"))

    assert refused.message == INFECTED
    assert refused.params == {"name": "Eicar-Signature"}


def test_what_is_larger_than_the_scanner_takes_is_refused(settings):
    with serving(Daemon) as server:
        settings.CLAMD = tcp(server)
        refused = refusal(upload(pdf("A" * 5_000_000), "mou.pdf"))

    assert refused.message == NOT_SCANNED


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"\0",
        b"stream: OK but ERROR\0",
        b"UNKNOWN COMMAND\0",
        b"stream: OKAY\0",
        b"\xff\xfe\0",
        b"x" * 9000,
    ],
)
def test_no_clear_answer_is_no_consent(settings, words):
    handler = type("Handler", (Says,), {"words": words})

    with serving(handler) as server:
        settings.CLAMD = tcp(server)
        refused = refusal(upload(pdf(), "mou.pdf"))

    assert refused.message == NOT_SCANNED


def test_an_answer_in_two_pieces_is_one(settings):
    handler = type("Handler", (Says,), {"words": b"stream: OK\0"})

    with serving(handler) as server:
        settings.CLAMD = tcp(server)
        assert check_upload(upload(pdf(), "mou.pdf")).format.label == "PDF"


@pytest.mark.parametrize(
    "address",
    [
        "tcp://127.0.0.1:1",
        "unix:///nowhere/clamd",
        "http://127.0.0.1:1",
        "127.0.0.1:3310",
        "tcp://127.0.0.1:x",
        "x",
    ],
)
def test_without_a_scanner_where_one_is_set_nothing_is_kept(settings, address):
    settings.CLAMD = address

    refused = refusal(upload(pdf(), "mou.pdf"))

    assert refused.message == NOT_SCANNED


def test_a_scanner_that_is_silent_is_not_waited_for_for_ever(settings):
    settings.CLAMD_TIMEOUT = 0.2
    held = threading.Event()
    handler = type("Handler", (socketserver.BaseRequestHandler,), {"handle": lambda self: held.wait(10)})

    with serving(handler) as server:
        settings.CLAMD = tcp(server)
        refused = refusal(upload(pdf(), "mou.pdf"))
        held.set()

    assert refused.message == NOT_SCANNED
