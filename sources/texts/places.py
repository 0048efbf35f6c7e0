"""Places of words in a text that holds them in other lines, with other blanks or letters put together otherwise."""

import unicodedata
from bisect import bisect_left

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


def _placed_letters(text: str) -> list[tuple[str, int]]:
    """The letters of a text, in one spelling and without blanks, each with its place."""
    return [
        (letter, place)
        for place, sign in enumerate(text)
        for letter in unicodedata.normalize("NFKD", sign.translate(SAME_SIGNS))
        if not letter.isspace()
    ]
