"""."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from core.text import fold

_MIN_SPELLING_SIMILARITY, _MAX_LENGTH_DIFFERENCE = (
    0.88,
    4,
)  # of the letters stand in both in the same order; how many more one may have


_GENERIC_WORDS = re.compile(
    r"\b(?:universit\w*|univ|college|institut\w*|of|the|and|for|de|di|la|der|at|in|ministry|department|national)\b"
)


_KOREAN_SUFFIX = re.compile(r"(?:대학교|대학|대)\b")


def organization_name_key(name: str) -> str:
    """A name as it is compared: folded words without signs and without the article."""
    return " ".join(re.findall(r"[^\W_]+", fold(name))).removeprefix("the ") or name


@lru_cache(maxsize=100_000)
def distinctive_words(name: str) -> str:
    """What tells a name from others: without “University of”, without 대학교."""
    key = organization_name_key(name)
    return " ".join(_KOREAN_SUFFIX.sub(" ", _GENERIC_WORDS.sub(" ", key)).split()) or key


@lru_cache(maxsize=100_000)
def word_trigrams(text: str) -> frozenset[str]:
    """As pg_trgm makes them: of each word with two blanks before it and one behind."""
    return frozenset(
        padded[place : place + 3]
        for word in text.split()
        for padded in [f"  {word} "]
        for place in range(len(padded) - 2)
    )


def spelling_similarity(one: str, other: str) -> float:
    """How alike two names are letter by letter, where only a slip can be between them; else 0."""
    if abs(len(one) - len(other)) > _MAX_LENGTH_DIFFERENCE:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    is_close = (
        matcher.quick_ratio() >= _MIN_SPELLING_SIMILARITY and matcher.ratio() >= _MIN_SPELLING_SIMILARITY
    )
    return matcher.ratio() if is_close else 0.0
