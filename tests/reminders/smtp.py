"""A small mail server (RFC 5321) on this computer, in a thread; what it does with a message is the test's to say."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default


class _Conversation(socketserver.StreamRequestHandler):
    """One connection: greets, takes one message after another."""

    def handle(self):
        self.answer(220, "ready")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                return self.answer(221, "bye")
            if verb == b"DATA":
                self.answer(354, "go on")
                self.take(b"".join(iter(self.rfile.readline, b".\r\n")))
            else:
                self.answer(250, "ok")
        return None

    def take(self, data: bytes):
        message = message_from_bytes(data, policy=default)
        before, after = self.server.at_message
        before(message)
        self.server.messages.append(message)
        after(message)
        self.answer(250, "taken")

    def answer(self, code: int, words: str):
        self.wfile.write(f"{code} {words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.messages, self.at_message = [], (lambda message: None, lambda message: None)

    def handle_error(self, request, client_address):
        """Whoever is at the other end may have ended."""

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def mail_server():
    with _Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
