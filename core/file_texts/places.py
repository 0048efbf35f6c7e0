"""Places of words in a text that holds them in other lines, with other blanks or letters put together otherwise."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator

SAME_SIGNS = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "·": "ㆍ", "・": "ㆍ"}
)


class PlacesIn:
    """Places of a text within another one. True where that holds all of its words."""

    def __init__(self, text: str, kept: str):
        self._own, self._kept = _placed_letters(text), _placed_letters(kept)
        words = "".join(letter for letter, _place in self._own)
        self._start = "".join(letter for letter, _place in self._kept).find(words) if words else -1

    def __bool__(self) -> bool:
        return self._start >= 0

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """The place in the kept text of what stands there in this one; None of blanks."""
        first, last = (bisect_left(self._own, at, key=lambda letter: letter[1]) for at in (start, end))
        if first == last or not self:
            return None
        return self._kept[self._start + first][1], self._kept[self._start + last - 1][1] + 1


def first_places(texts: Iterable[str], kept: str, *, shortest: int) -> Iterator[tuple[str, int, int]]:
    """``(text, start, end)`` of the first place in the kept text of each of these that it holds.

    Those with fewer letters than ``shortest`` are left out: they stand anywhere.
    """
    in_kept = _placed_letters(kept)
    letters = "".join(letter for letter, _place in in_kept)
    for text in texts:
        words = "".join(letter for letter, _place in _placed_letters(text))
        start = letters.find(words) if len(words) >= shortest else -1
        if start >= 0:
            yield text, in_kept[start][1], in_kept[start + len(words) - 1][1] + 1


def _placed_letters(text: str) -> list[tuple[str, int]]:
    """The letters of a text, in one spelling and without blanks, each with its place."""
    return [
        (letter, place)
        for place, sign in enumerate(text)
        for letter in unicodedata.normalize("NFKD", sign.translate(SAME_SIGNS))
        if not letter.isspace()
    ]
