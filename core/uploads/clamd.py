"""Client of clamd, the virus scanner's daemon: its command INSTREAM, over TCP or a Unix socket."""

import contextlib
import logging
import socket
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

from core.uploads.problems import INFECTED, NOT_SCANNED, refusal

logger = logging.getLogger(__name__)

_PIECE = 64 * 1024
_MAX_ANSWER = 4096


def scan_for_viruses(file: BinaryIO) -> None:
    """Asks the scanner at ``settings.CLAMD``; without one, nothing happens.

    Raises ValidationError for an infected file, and for any that was not scanned whole: no answer is no consent.
    """
    if not settings.CLAMD:
        return
    try:
        answer = _answer(settings.CLAMD, file)
    except (OSError, ValueError) as error:
        logger.error("clamd at %s does not answer: %s", settings.CLAMD, error)
        raise refusal(NOT_SCANNED) from error
    result = answer.removeprefix("stream: ")
    if result.endswith(" FOUND"):
        logger.warning("clamd refused an upload: %s", result)
        raise refusal(INFECTED, name=result.removesuffix(" FOUND")[:100])
    if result != "OK":
        logger.error("clamd at %s did not scan an upload: %s", settings.CLAMD, result)
        raise refusal(NOT_SCANNED)


def _answer(address: str, file: BinaryIO) -> str:
    """The daemon's answer to one file, sent in pieces, each after its length; a length of nothing ends it.

    A daemon that has enough closes its end in the middle: what it said before that counts.
    """
    with _connect(address) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(b"zINSTREAM\0")
            file.seek(0)
            while piece := file.read(_PIECE):
                connection.sendall(len(piece).to_bytes(4, "big") + piece)
            connection.sendall(bytes(4))
        answer = b""
        while len(answer) < _MAX_ANSWER and not answer.endswith(b"\0"):
            received = connection.recv(_MAX_ANSWER)
            if not received:
                break
            answer += received
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connect(address: str) -> socket.socket:
    """A connection to ``tcp://host:port`` or ``unix:///path``. Raises OSError or ValueError."""
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 3310), settings.CLAMD_TIMEOUT)
    if parts.scheme != "unix":
        raise ValueError("CLAMD is tcp://host:port or unix:///path")
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(settings.CLAMD_TIMEOUT)
    try:
        connection.connect(parts.path)
    except OSError:
        connection.close()
        raise
    return connection
