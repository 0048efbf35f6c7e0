"""Identities of sources: by what one is known to be the same, however often it is recorded."""

import re

from core.page_addresses import comparable_address
from core.text import fold

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def source_identities(title: str, publisher: str, published_on: str, address: str) -> tuple[str, ...]:
    """The address of a source, and its publisher and day; without any of these, all that is printed on it."""
    day = _DAY.match(published_on)
    identities = [f"page | {comparable_address(address)}"] if address else []
    if publisher and day:
        identities.append(_folded("day", publisher, day[0]))
    elif not address:
        identities.append(_folded("print", title, publisher, published_on))
    return tuple(identities)


def _folded(*texts: str) -> str:
    return " | ".join(" ".join(fold(text).split()) for text in texts)
