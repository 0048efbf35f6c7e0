"""Search vectors of entries: words with their weights, and the keys of names and numbers.

A record also has the references of records with names that it mentions, so that a search for a name finds all records
that mention its bearer, whatever the bearer is called there.
"""

import re
from collections.abc import Iterator

from core import text
from register.index import Index
from register.kinds import kinds_with_names

TITLE, PARTICIPANTS, SUBJECT, REST = "A", "B", "C", "D"
_WEIGHTS = (TITLE, PARTICIPANTS, SUBJECT, REST)
# Digits alone identify a record only if they are as many; fewer are a year or a number in a title.
_MIN_DIGITS = 5


def search_vector(ref: str, index: Index) -> str:
    """Literal of the search vector (tsvector) of an entry."""
    return text.tsvector_literal(weighted_texts(ref, index))


def weighted_texts(ref: str, index: Index) -> Iterator[tuple[str, str]]:
    """``(weight, text)`` of an entry, the highest weight first, each text once."""
    letters = tuple(kind.letter for kind in kinds_with_names())
    mentioned = {reference.ref for reference in index.references if reference.ref.startswith(letters)}
    numbers = [f"{scheme} {value}" for scheme, value in index.identifiers]
    texts = {
        TITLE: [ref, *index.texts.get(TITLE, []), *index.names],
        PARTICIPANTS: [*index.texts.get(PARTICIPANTS, []), *numbers, *sorted(mentioned)],
    }
    for weight in _WEIGHTS:
        for words in dict.fromkeys(texts.get(weight, index.texts.get(weight, []))):
            yield weight, words


def exact_keys(index: Index) -> set[str]:
    """Keys of an entry for exact matches: its names, and its identifiers with and without their schemes."""
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
    """A number that alone can identify one record: digits with letters, or many digits."""
    return bool(re.search(r"\d", number)) and (not number.isdigit() or len(number) >= _MIN_DIGITS)


def searched_names(index: Index) -> str:
    """Names of an entry, folded, one a line, for similarity search."""
    return "\n".join(dict.fromkeys(" ".join(text.tokens(name)) for name in index.names))
