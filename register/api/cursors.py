"""Cursors: where a list goes on. Signed, and good only for the search that they were given for."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from django.core import signing
from django.http import QueryDict

from register.api.problems import InvalidParameters

SALT = "register.cursor"


def write(place: Sequence[str | int], search: str) -> str:
    return signing.dumps([*place, search], salt=SALT)


def read(text: str, search: str) -> list:
    """The place that a cursor stands for. Raises InvalidParameters."""
    try:
        *place, asked = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        raise refused("This is no cursor of ours: take it from `next`, whole.") from None
    if asked != search:
        raise refused("This cursor belongs to another search: begin again without it.")
    return place


def refused(message: str) -> InvalidParameters:
    return InvalidParameters([("cursor", "invalid_cursor", message)])


def search(about: str, data: QueryDict, names: Iterable[str]) -> str:
    """A digest of what is asked of which list; ``names`` are the parameters that choose, not those that only show."""
    known = {*names}
    asked = sorted((name, values) for name, values in data.lists() if name in known)
    return hashlib.sha256(json.dumps([about, asked]).encode()).hexdigest()[:16]
