"""Search vectors of entries: words with their weights, and the keys of names and numbers.

A record also has the references of records with names that it mentions, so that a search for a name finds all records
that mention its bearer, whatever the bearer is called there. The words of names have lexemes of their own besides, with
a mark, so that the bearers of a name are looked up without all records that hold its words.
"""

import re
from collections.abc import Iterator

from core import text
from register.index import Index
from register.kinds import Kind, kinds_with_names

TITLE, PARTICIPANTS, SUBJECT, REST = "A", "B", "C", "D"
_WEIGHTS = (TITLE, PARTICIPANTS, SUBJECT, REST)
# Digits alone identify a record only if they are as many; fewer are a year or a number in a title.
_MIN_DIGITS = 5
NAME_MARK = "n:"  # before the lexemes of names


def search_vector(ref: str, index: Index, kind: Kind) -> str:
    """Literal of the search vector (tsvector) of an entry."""
    names = index.names or (list(index.title.values()) if kind.is_subject else [])
    facts = tuple(f"{fact}:" for fact in kind.searched_facts)
    # at one place, and in a title's weight: records with all facts of a search come before those with one of them
    lexemes = [
        f"{fact_lexeme(key)}:1{TITLE}" for key in sorted(index.keys) if facts and key.startswith(facts)
    ]
    marked = [(NAME_MARK, name) for name in dict.fromkeys(names)]
    return " ".join([*lexemes, text.tsvector_literal(weighted_texts(ref, index), marked)])


def fact_lexeme(key: str) -> str:
    """Lexeme of a key of an entry, ``country:KR``; no token of a text has a colon."""
    return f"'{key.lower()}'"


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
