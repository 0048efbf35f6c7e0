"""Addresses in documents: which of them lead to a host, and not to the writer's disk or into the document itself."""

import re
from urllib.parse import unquote

# What a disk of its writer holds is harmless, as is what lies in the document itself.
_LOCAL = r"(?:file:///(?![/\\])|(?:file:/+)?[a-z]:[\\/]|data:|cid:|urn:|vnd\.sun\.star\.package:)"
# Patterns for the beginning of an address, and for a text in which one stands: a list, a formula, a connection.
# The second looks at a few signs from each place on: texts may be long.
ELSEWHERE = rf"(?!{_LOCAL})(?:[a-z][a-z0-9+.-]+:|[/\\]{{2}})"
NAMES_HOST = r".*(?:[a-z0-9+.-]{2}:[/\\]{2}(?![/\\])|file:[/\\]{4}|(?:^|[\s=;,'\"(\[])[/\\]{2,}[^/\\\s])"
_LOCAL_ADDRESS, _ELSEWHERE = re.compile(_LOCAL, re.IGNORECASE), re.compile(ELSEWHERE, re.IGNORECASE)
_NAMES_HOST = re.compile(NAMES_HOST, re.IGNORECASE | re.DOTALL)


def plain_address(address: str) -> str:
    """An address as a reader takes it: without blanks, and without signs that stand for others."""
    return "".join(unquote(address).split())


def leads_elsewhere(address: str) -> bool:
    """True for the address of a host."""
    return bool(_ELSEWHERE.match(plain_address(address)))


def is_local(address: str) -> bool:
    """True for an address on the writer's disk, or in the document."""
    return bool(_LOCAL_ADDRESS.match(plain_address(address)))


def names_host(text: str) -> bool:
    """True for a text in which the address of a host stands."""
    return bool(_NAMES_HOST.match(unquote(text)))
