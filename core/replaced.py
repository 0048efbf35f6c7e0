"""Parts, and addresses and names of parts, that new ones replace: more than a correction of how they are written."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

_WRITTEN_ANY_WAY = re.compile(r"^https?://(www\.)?|/+$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SHORT = 3  # letters of our script: a shorter word tells nothing
_SIMILAR = 0.6


class AudienceMembers(NamedTuple):
    """Members of a part that is for the public or for staff: its address, and its name."""

    address: str
    name: str


def given_out_only_by(
    parts: list[dict], new: list[dict], members: AudienceMembers
) -> Iterator[tuple[str, str, str]]:
    """``(key, member, value)`` of each address and name of parts that none of the new ones gives out.

    Of a part that is gone itself, unless it is there again under another key, just the key.
    """
    keys, contents = {part["key"] for part in new}, [_content(part) for part in new]
    present = {member: [part[member] for part in new] for member in members}
    checks = {members.address: is_replaced_address, members.name: is_replaced_name}
    for part in parts:
        if part["key"] not in keys:
            if _content(part) not in contents:
                yield part["key"], "", ""
            continue
        for member, is_replaced in checks.items():
            if part[member] not in present[member] and is_replaced(part[member], present[member]):
                yield part["key"], member, part[member]


def _content(part: dict) -> dict:
    return {name: value for name, value in part.items() if name != "key"}


def is_replaced_address(address: str, new: Iterable[str]) -> bool:
    """True for an address that is none of the new ones, however these write the beginning and the end of it."""
    return bool(address) and _comparable(address) not in map(_comparable, new)


def is_replaced_name(name: str, new: Iterable[str]) -> bool:
    """True for a name with a word that stands in none of the new ones, nor one that is spelt almost alike."""
    texts = [text.casefold() for text in new]
    words = [word for text in texts for word in _WORD.findall(text)]
    run_together = ["".join(_WORD.findall(text)) for text in texts]
    return any(
        not any(word in text for text in run_together)
        and not get_close_matches(word, words, n=1, cutoff=_SIMILAR)
        for word in _WORD.findall(name.casefold())
        if len(word) >= _SHORT or not word.isascii()
    )


def _comparable(address: str) -> str:
    return _WRITTEN_ANY_WAY.sub("", address.strip())
