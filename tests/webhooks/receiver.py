"""A partner's server: it keeps what it is sent, and answers what it is told to."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook


class Receiver(ThreadingHTTPServer):
    """``answers`` are used up one by one, the last one for ever: a status, or a function that is given the handler."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0, context=None):
        super().__init__(("127.0.0.1", port), Handler)
        self.requests: list[dict] = []
        self.answers: list = [204]
        self.is_secure = context is not None
        if context is not None:
            self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request, client_address):
        """Those that break off are what some tests are about."""

    @property
    def address(self) -> str:
        scheme, host = ("https", "localhost") if self.is_secure else ("http", "127.0.0.1")
        return f"{scheme}://{host}:{self.server_port}/hook?of=partner"

    @property
    def ids(self) -> list[str]:
        return [request["headers"]["webhook-id"] for request in self.requests]

    @property
    def messages(self) -> list[dict]:
        return [json.loads(request["body"]) for request in self.requests]

    def verified(self, secret: str) -> list[dict]:
        """What it was sent, as the reference implementation of the specification reads it."""
        return [Webhook(secret).verify(request["body"], request["headers"]) for request in self.requests]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append({"path": self.path, "headers": dict(self.headers), "body": body})
        answers = self.server.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if callable(answer):
            answer(self)
        else:
            self.answer(answer)

    def answer(self, status: int, body: bytes = b"", **headers: str):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """In silence."""


@contextmanager
def receiving(port: int = 0, context=None):
    """A receiver that listens while inside."""
    with Receiver(port, context) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(timeout=10)


def wait_for(is_so, seconds=60):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
