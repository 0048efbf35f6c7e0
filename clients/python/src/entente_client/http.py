"""HTTP client of the API: conditional requests from memory, waiting while the register is busy, errors."""

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

_RETRIED_STATUSES = {429, 503}


class Problem(Exception):
    """The API refused a request (RFC 9457). ``code`` is stable; ``errors`` names each wrong parameter."""

    def __init__(self, status: int, body: Mapping[str, Any]):
        super().__init__(body.get("detail") or body.get("title") or f"The answer was {status}.")
        self.status = status
        self.code: str = body.get("code", "")
        self.errors: list[shapes.ProblemError] = body.get("errors", [])
        self.request_id: str = body.get("request_id", "")
        self.reason: dict[str, str] = body.get("reason", {})  # why a record was withdrawn, by language


class Altered(Exception):
    """The hash of the bytes received is not that of the version as it was published."""


class HTTPClient:
    """Client of one register. Threads should have one each."""

    def __init__(self, *, key: str, origin: str, patience: float, timeout: float, remembered: int):
        self.key = key
        self.origin = urlsplit(origin)[:2]
        self.patience = patience
        self.timeout = timeout
        self.remembered = remembered
        self.memory: OrderedDict[str, tuple[str, bytes, HTTPMessage]] = OrderedDict()
        self.sleep: Callable[[float], object] = time.sleep

    def json(self, address: str, parameters: Mapping[str, object] | None = None) -> Any:
        """The parsed body of an answer."""
        body, _headers = self.bytes_and_headers(_with_parameters(address, parameters or {}))
        return json.loads(body)

    def bytes_and_headers(self, address: str) -> tuple[bytes, HTTPMessage]:
        """The bytes of an answer and its headers. Waits as ``Retry-After`` requires. Raises Problem, OSError."""
        patience = self.patience
        while True:
            try:
                return self._request(address)
            except HTTPError as error:
                wait = _retry_after_seconds(error.headers.get("Retry-After", ""))
                if error.code not in _RETRIED_STATUSES or wait > patience:
                    raise Problem(error.code, _problem_body(error)) from None
            patience -= wait
            self.sleep(wait)

    def _request(self, address: str) -> tuple[bytes, HTTPMessage]:
        if not address.startswith(("http://", "https://")):  # urllib would read files, too
            raise ValueError(f"{address} is no address of a register.")
        request = Request(address, headers={"Accept": "application/json"})
        if self.key and urlsplit(address)[:2] == self.origin:
            authorization = f"Bearer {self.key}"
            request.add_unredirected_header("Authorization", authorization)  # no other server learns it
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
        self._remember(address, body, headers)
        return body, headers

    def _remember(self, address: str, body: bytes, headers: HTTPMessage) -> None:
        """Keep an answer by its ETag for conditional requests; forget the one least recently used."""
        if etag := headers.get("ETag"):
            self.memory[address] = (etag, body, headers)
            self.memory.move_to_end(address)
        while len(self.memory) > self.remembered:
            self.memory.popitem(last=False)


def _retry_after_seconds(value: str) -> float:
    """Seconds of a ``Retry-After`` header (RFC 9110, 10.2.3: seconds or a date); at least 1."""
    try:
        seconds = int(value) if value.isdecimal() else parsedate_to_datetime(value).timestamp() - time.time()
    except ValueError:
        return 1
    return max(1, seconds)


def _with_parameters(address: str, parameters: Mapping[str, object]) -> str:
    """The address with a query: several values of a parameter are joined by commas, as the API takes them."""
    values = {
        name: ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        for name, value in parameters.items()
    }
    return f"{address}?{urlencode(values, safe='+,')}" if values else address


def _problem_body(error: HTTPError) -> Mapping[str, Any]:
    """The JSON object of an error; empty where something before the API answered in another form."""
    with error:
        try:
            body = json.load(error)
        except ValueError:
            return {}
    return cast(Mapping[str, Any], body) if isinstance(body, dict) else {}
