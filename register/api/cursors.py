"""Cursors: where a list goes on. Signed, and good only for the search that they were given for."""

import hashlib
import json

from django.core import signing

from register.api.reading import Place
from register.filters import RegisterFilterSet

SALT = "register.cursor"


class InvalidCursor(Exception):
    """It was not given out here, or for another search."""


def write(place: Place, filterset: RegisterFilterSet) -> str:
    return signing.dumps([place.value, place.serial, search(filterset)], salt=SALT)


def read(text: str, filterset: RegisterFilterSet) -> Place:
    """The place that a cursor stands for. Raises InvalidCursor."""
    try:
        value, serial, asked = signing.loads(text, salt=SALT)
    except signing.BadSignature as error:
        raise InvalidCursor("This is no cursor of ours: take it from `next`, whole.") from error
    if asked != search(filterset):
        raise InvalidCursor("This cursor belongs to another search: begin again without it.")
    return Place(value, serial)


def search(filterset: RegisterFilterSet) -> str:
    """A digest of what is asked and in which order; not of how much of it is shown."""
    asked = sorted((name, values) for name, values in filterset.data.lists() if name in filterset.filters)
    return hashlib.sha256(json.dumps([filterset.of_kind, asked]).encode()).hexdigest()[:16]
