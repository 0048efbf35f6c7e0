"""Signed pagination cursors, bound to the query they were made for."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from django.core import signing
from django.http import QueryDict

from api.problems import InvalidParameters

_SALT = "register.cursor"


def encode_cursor(position: Sequence[str | int], digest: str) -> str:
    """A cursor of this position in the list that the query with this digest gives (`query_digest`)."""
    return signing.dumps([*position, digest], salt=_SALT)


def decode_cursor(text: str, digest: str) -> list:
    """The position of a cursor. Raises InvalidParameters for one that is not ours, or is of another query."""
    try:
        *position, signed_digest = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        raise _invalid_cursor("This is no cursor of ours: take it from `next`, whole.") from None
    if signed_digest != digest:
        raise _invalid_cursor("This cursor belongs to another search: begin again without it.")
    return position


def _invalid_cursor(message: str) -> InvalidParameters:
    return InvalidParameters([("cursor", "invalid_cursor", message)])


def query_digest(list_name: str, data: QueryDict, names: Iterable[str]) -> str:
    """Digest of a list and of the parameters that select its records: ``names``, without those that only show."""
    known = {*names}
    params = sorted((name, values) for name, values in data.lists() if name in known)
    return hashlib.sha256(json.dumps([list_name, params]).encode()).hexdigest()[:16]
