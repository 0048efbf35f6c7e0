"""What an entry is found by: its words with their weights, the names and the numbers that it answers to.

Agreements and activities are also found by the references of the organizations and people in them, so that a search
which names one of these finds what it is in, whatever it is called there.
"""

import re
from collections.abc import Iterator

from core import text
from register.index import Index

TITLE, PARTICIPANTS, TOPIC, REST = "A", "B", "C", "D"
_WEIGHTS = (TITLE, PARTICIPANTS, TOPIC, REST)
# The letters of references that stand for somebody with names.
_NAMED_LETTERS = ("O", "P")
# Digits alone lead to a record only if they are as many; fewer are a year or a number in a title.
_MIN_DIGITS = 5


def search_vector(ref: str, index: Index) -> str:
    """The literal of the search vector of an entry."""
    return text.tsvector_literal(weighted_texts(ref, index))


def weighted_texts(ref: str, index: Index) -> Iterator[tuple[str, str]]:
    """``(weight, text)``, the weightiest first, each text once."""
    mentioned = {one.ref for one in index.references if one.ref.startswith(_NAMED_LETTERS)}
    numbers = [f"{scheme} {value}" for scheme, value in index.identifiers]
    texts = {
        TITLE: [ref, *index.texts.get(TITLE, []), *index.names],
        PARTICIPANTS: [*index.texts.get(PARTICIPANTS, []), *numbers, *sorted(mentioned)],
    }
    for weight in _WEIGHTS:
        for words in dict.fromkeys(texts.get(weight, index.texts.get(weight, []))):
            yield weight, words


def exact_keys(index: Index) -> set[str]:
    """The keys that a search finds an entry by exactly: its names, and what others call it by."""
    named = {f"name:{name}" for name in map(text.normalize_name, index.names) if name}
    numbered = {f"identifier:{scheme}:{value}" for scheme, value in index.identifiers}
    exact = {
        f"id:{number}"
        for scheme, value in index.identifiers
        for number in (text.alphanumeric(value), text.alphanumeric(scheme + value))
        if is_distinctive(number)
    }
    return named | numbered | exact


def is_distinctive(number: str) -> bool:
    """Whether somebody who types only this can mean one record: digits with letters, or many of them."""
    return bool(re.search(r"\d", number)) and (not number.isdigit() or len(number) >= _MIN_DIGITS)


def searched_names(index: Index) -> str:
    """The names for those who spell them otherwise, one a line."""
    return "\n".join(dict.fromkeys(" ".join(text.tokens(name)) for name in index.names))
