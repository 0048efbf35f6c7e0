"""One question to the API and its answer: what is remembered, how long is waited, what an error says."""

import json
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from http.client import HTTPMessage
from typing import Any, cast
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from entente_client import shapes

BUSY = {429, 503}  # answers that may be another after a while


class Problem(Exception):
    """The API refused, and said why. ``code`` is stable; ``errors`` names each wrong parameter."""

    def __init__(self, status: int, told: Mapping[str, Any]):
        super().__init__(told.get("detail") or told.get("title") or f"The answer was {status}.")
        self.status = status
        self.code: str = told.get("code", "")
        self.errors: list[shapes.ProblemError] = told.get("errors", [])
        self.request_id: str = told.get("request_id", "")
        self.reason: dict[str, str] = told.get("reason", {})  # why a record was withdrawn, by language


class Altered(Exception):
    """The bytes that came are not those that were published: their hash is another."""


class Asker:
    """Asks addresses of one register. Threads should have one each."""

    def __init__(self, *, key: str, origin: str, patience: float, timeout: float, remembered: int):
        self.key = key
        self.origin = urlsplit(origin)[:2]
        self.patience = patience
        self.timeout = timeout
        self.remembered = remembered
        self.memory: OrderedDict[str, tuple[str, bytes, HTTPMessage]] = OrderedDict()
        self.sleep: Callable[[float], object] = time.sleep

    def json(self, address: str, question: Mapping[str, object] | None = None) -> Any:
        body, _headers = self.exactly(with_question(address, question or {}))
        return json.loads(body)

    def exactly(self, address: str) -> tuple[bytes, HTTPMessage]:
        """The bytes of an answer and its headers. Waits where the register asks for that. Raises Problem, OSError."""
        patience = self.patience
        while True:
            try:
                return self.once(address)
            except HTTPError as error:
                wait = seconds_of(error.headers.get("Retry-After", ""))
                if error.code not in BUSY or wait > patience:
                    raise Problem(error.code, told_by(error)) from None
            patience -= wait
            self.sleep(wait)

    def once(self, address: str) -> tuple[bytes, HTTPMessage]:
        if not address.startswith(("http://", "https://")):  # urllib would read files, too
            raise ValueError(f"{address} is no address of a register.")
        request = Request(address, headers={"Accept": "application/json"})
        if self.key and urlsplit(address)[:2] == self.origin:
            request.add_unredirected_header(
                "Authorization", f"Bearer {self.key}"
            )  # no other server learns it
        etag, body, headers = self.memory.get(address, ("", b"", HTTPMessage()))
        if etag:
            request.add_header("If-None-Match", etag)
        try:
            with urlopen(request, timeout=self.timeout) as answer:
                body, headers = answer.read(), cast(HTTPMessage, answer.headers)
        except HTTPError as error:
            if error.code != 304:
                raise
            error.close()
        self.remember(address, body, headers)
        return body, headers

    def remember(self, address: str, body: bytes, headers: HTTPMessage) -> None:
        """What came last is sent again only if it has changed; what was not asked for longest is forgotten."""
        if etag := headers.get("ETag"):
            self.memory[address] = (etag, body, headers)
            self.memory.move_to_end(address)
        while len(self.memory) > self.remembered:
            self.memory.popitem(last=False)


def seconds_of(told: str) -> float:
    """How long ``Retry-After`` says to wait (RFC 9110, 10.2.3: seconds or a date); at least one second."""
    try:
        return max(
            1, int(told) if told.isdecimal() else parsedate_to_datetime(told).timestamp() - time.time()
        )
    except ValueError:
        return 1


def with_question(address: str, question: Mapping[str, object]) -> str:
    """The address with its parameters: several values of one are joined by commas, as the API reads them."""
    asked = {
        name: ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        for name, value in question.items()
    }
    return f"{address}?{urlencode(asked, safe='+,')}" if asked else address


def told_by(error: HTTPError) -> Mapping[str, Any]:
    """What an error says; nothing where something before the API answered in another form."""
    with error:
        try:
            told = json.load(error)
        except ValueError:
            return {}
    return cast(Mapping[str, Any], told) if isinstance(told, dict) else {}
