"""A web site on this computer, as the addresses of sources lead to."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.desk.conftest import desk, editor, form_at, groups, publisher, reader

__all__ = ["desk", "editor", "form_at", "groups", "publisher", "reader"]


class Site(ThreadingHTTPServer):
    """``pages`` by path: a status, a text in HTML, bytes, or a function that is given the handler."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = {}
        self.requests: list[tuple[str, str]] = []
        self.agents: set[str] = set()

    def address(self, path: str = "/news/1") -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, request, client_address):
        """Connections that break off are what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    def _answer(self):
        self.server.requests.append((self.command, self.path))
        self.server.agents.add(self.headers["User-Agent"])
        page = self.server.pages.get(self.path, 404)
        if callable(page):
            page(self)
        elif isinstance(page, int):
            self.give(page)
        else:
            self.give(200, page if isinstance(page, bytes) else page.encode())

    do_GET = do_HEAD = _answer

    def give(self, status: int, body: bytes = b"", **headers: str):
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *args):
        """In silence."""


@contextmanager
def serving():
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(timeout=10)


@pytest.fixture
def site(settings, monkeypatch):
    """A site on this computer, which may be looked at as in development; no pause between its pages."""
    settings.OUTBOUND_INSECURE = settings.LINK_CHECKS = True
    settings.SITE_URL = "https://register.example.org"
    monkeypatch.setattr("sources.links.check.HOST_PAUSE", 0)
    with serving() as server:
        yield server
