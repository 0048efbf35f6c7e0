"""Scales of pictures: days and numbers to positions.

Across, positions are percentages: a picture is as wide as its page, and its words keep their size.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate

# Room left and right of the first and the last day, in percent.
MARGIN = 1.5
# Words this near to an edge, in percent, begin or end there.
_EDGE = 6.0
YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
MAX_TICKS = 6

# How wide pictures are counted on to be at least, in pixels: on a telephone, and where there is room.
NARROW_WIDTH, FULL_WIDTH = 320, 700
# The average width of a sign, in parts of its height.
_LATIN_GLYPH_WIDTH, _CJK_GLYPH_WIDTH = 0.62, 1.0


def percent(part: float) -> str:
    """A percentage for an attribute of an SVG, written the same in every language."""
    return f"{part:.2f}%"


@dataclass(frozen=True)
class TimeScale:
    """Days from left to right. Days outside stand at the edge."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Position of a day from the left, in percent."""
        inside = max(self.first, min(self.last, day))
        part = (inside - self.first).days / max(1, (self.last - self.first).days)
        return MARGIN + part * (100 - 2 * MARGIN)

    def ticks(self) -> Iterator[tuple[str, int, str]]:
        """``(position, year, anchor)`` of round years, at most `MAX_TICKS`."""
        years = self.last.year - self.first.year
        step = next((step for step in YEAR_STEPS if years / step <= MAX_TICKS), YEAR_STEPS[-1])
        first = self.first.year + (self.first > date(self.first.year, 1, 1))
        for year in range(first + -first % step, self.last.year + 1, step):
            place = self.at(date(year, 1, 1))
            yield percent(place), year, text_anchor(place)


def text_anchor(place: float) -> str:
    """SVG ``text-anchor`` of words at a position, in percent, so that they stay within the picture."""
    return "start" if place < _EDGE else "end" if place > 100 - _EDGE else "middle"


def time_scale(days: list[date], today: date) -> TimeScale:
    """A scale of whole years that holds these days and today, at least three years long."""
    first = min([*days, today]).year
    last = min(max([*days, today]).year + 1, date.max.year)
    return TimeScale(date(min(first, max(1, last - 3)), 1, 1), date(last, 1, 1))


def text_width(words: str, size: float) -> float:
    """About how wide words are in pixels; Hangul, Han and Kana are as wide as high."""
    return size * _relative_width(words)


@lru_cache(maxsize=4096)
def _relative_width(words: str) -> float:
    """The width of words in parts of their height."""
    return sum(map(_glyph_width, words))


@cache
def _glyph_width(sign: str) -> float:
    return _CJK_GLYPH_WIDTH if unicodedata.east_asian_width(sign) in "WF" else _LATIN_GLYPH_WIDTH


@lru_cache(maxsize=4096)
def fit_text(words: str, size: float, room: float) -> str:
    """The words, cut short with an ellipsis where there is no room for all of them."""
    if text_width(words, size) <= room:
        return words
    ends = accumulate(map(_glyph_width, words))
    shown = sum(size * (end + _glyph_width("…")) <= room for end in ends)
    return f"{words[:shown].rstrip()}…"


def round_up_axis(number: int) -> int:
    """The next round number for the top of an axis, whose half is round as well: 1, 2, 4, 6, 8, 10, 20 …"""
    size = 1
    while True:
        for top in (size, 2 * size, 4 * size, 6 * size, 8 * size):
            if number <= top:
                return top
        size *= 10
