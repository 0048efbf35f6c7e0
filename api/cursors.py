"""Cursors: where a list goes on. Signed, and good only for the search that they were given for."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from django.core import signing
from django.http import QueryDict

from api.problems import InvalidParameters

_SALT = "register.cursor"


def encode_cursor(place: Sequence[str | int], search: str) -> str:
    return signing.dumps([*place, search], salt=_SALT)


def decode_cursor(text: str, search: str) -> list:
    """The place that a cursor stands for. Raises InvalidParameters."""
    try:
        *place, asked = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        raise _invalid_cursor("This is no cursor of ours: take it from `next`, whole.") from None
    if asked != search:
        raise _invalid_cursor("This cursor belongs to another search: begin again without it.")
    return place


def _invalid_cursor(message: str) -> InvalidParameters:
    return InvalidParameters([("cursor", "invalid_cursor", message)])


def query_digest(about: str, data: QueryDict, names: Iterable[str]) -> str:
    """A digest of what is asked of which list; ``names`` are the parameters that choose, not those that only show."""
    known = {*names}
    asked = sorted((name, values) for name, values in data.lists() if name in known)
    return hashlib.sha256(json.dumps([about, asked]).encode()).hexdigest()[:16]
