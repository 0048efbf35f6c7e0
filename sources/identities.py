"""Identities of sources: by what one is known to be the same, however often it is recorded."""

import re
from itertools import product

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


def lasting_identities(title: str, publisher: str, published_on: str, address: str) -> tuple[str, ...]:
    """With those that it would have if it were recorded again with less: without its address, publisher or day."""
    own = source_identities(title, publisher, published_on, address)
    printed = product({publisher, ""}, {published_on, ""}) if title else ()
    return (*own, *(_folded("print", title, *less) for less in printed))


def _folded(*texts: str) -> str:
    return " | ".join(" ".join(fold(text).split()) for text in texts)
