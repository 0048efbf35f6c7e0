"""Similarity of organization names: by trigrams of their distinctive words, and by spelling."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from core.text import fold

_MIN_SPELLING_SIMILARITY = 0.88  # of the letters stand in both names in the same order
_MAX_LENGTH_DIFFERENCE = 4  # letters
_GENERIC_WORDS = re.compile(
    r"\b(?:universit\w*|univ|college|institut\w*|of|the|and|for|de|di|la|der|at|in|ministry|department|national)\b"
)
_KOREAN_SUFFIX = re.compile(r"(?:대학교|대학|대)\b")


def organization_name_key(name: str) -> str:
    """A name as it is compared: folded words without signs and without the article."""
    return " ".join(re.findall(r"[^\W_]+", fold(name))).removeprefix("the ") or name


@lru_cache(maxsize=100_000)
def distinctive_words(name: str) -> str:
    """The words that tell a name from others: without “University of”, without 대학교."""
    key = organization_name_key(name)
    return " ".join(_KOREAN_SUFFIX.sub(" ", _GENERIC_WORDS.sub(" ", key)).split()) or key


@lru_cache(maxsize=100_000)
def word_trigrams(text: str) -> frozenset[str]:
    """Trigrams of a text as pg_trgm makes them: of each word with two blanks before it and one behind."""
    return frozenset(
        padded[place : place + 3]
        for word in text.split()
        for padded in [f"  {word} "]
        for place in range(len(padded) - 2)
    )


def spelling_similarity(name: str, other: str) -> float:
    """Similarity of two names letter by letter (0 to 1), where only a slip can be between them; else 0."""
    if abs(len(name) - len(other)) > _MAX_LENGTH_DIFFERENCE:
        return 0.0
    matcher = SequenceMatcher(None, name, other, autojunk=False)
    is_close = (
        matcher.quick_ratio() >= _MIN_SPELLING_SIMILARITY and matcher.ratio() >= _MIN_SPELLING_SIMILARITY
    )
    return matcher.ratio() if is_close else 0.0
