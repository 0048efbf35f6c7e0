"""Passages in which a search found records, where neither their titles nor the names beside them show why."""

import re
from collections.abc import Iterable, Mapping

from core.localized import in_language
from register.kinds import kind_named
from register.models import Entry
from register.search.query import Term, parse_query

_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+|\n+")
_MAX_LENGTH = 220


def found_passages(search: str, entries: Iterable[Entry], bodies: Mapping[str, dict]) -> dict[str, str]:
    """For each record, by reference: the sentence with the most words of the search that its title does not hold.

    ``bodies`` are those of the records, by reference.
    """
    terms = [term for group in parse_query(search) for term in group if not term.is_excluded]
    passages = {}
    for entry in entries:
        title = in_language(entry.title)[0]
        if sought := [term for term in terms if not term.is_in(title)]:
            texts = kind_named(entry.kind).index(bodies[entry.ref]).texts
            sentences = [
                line for weight in texts.values() for text in weight for line in _text_sentences(text)
            ]
            if passage := _best_sentence(sentences, sought):
                passages[entry.ref] = passage
    return passages


def best_line(search: str, text: str) -> str:
    """The line of a text with the most words of a search, cut around them; else its beginning."""
    terms = [term for group in parse_query(search) for term in group if not term.is_excluded]
    return _best_sentence(text.split("\n"), terms) or _shortened_around(text, terms)


def found_words(search: str) -> frozenset[str]:
    """The words of a search as results are marked with them, folded: not those that it excludes."""
    terms = [term for group in parse_query(search) for term in group if not term.is_excluded]
    return frozenset(
        word for term in terms for word in (*term.tokens, *term.plain, term.run, term.initials) if word
    )


def _text_sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if len(sentence.split()) > 1]


def _best_sentence(sentences: list[str], terms: list[Term]) -> str:
    """The first sentence with the most of these terms, cut around them; empty where none has any."""
    counts = [(sum(term.is_in(sentence) for term in terms), sentence) for sentence in sentences]
    count, sentence = max(counts, key=lambda pair: pair[0], default=(0, ""))
    return _shortened_around(sentence, terms) if count else ""


def _shortened_around(sentence: str, terms: list[Term]) -> str:
    """A long sentence from a little before the first word that fits, to whole words."""
    if len(sentence) <= _MAX_LENGTH:
        return sentence
    words = sentence.split()
    first = next((place for place, word in enumerate(words) if any(term.is_in(word) for term in terms)), 0)
    start = max(0, first - 6)
    shown = words[start]
    for word in words[start + 1 :]:
        if len(shown) + len(word) >= _MAX_LENGTH:
            return f"{'… ' if start else ''}{shown} …"
        shown = f"{shown} {word}"
    return f"… {shown}"
