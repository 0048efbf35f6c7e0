"""Words in pictures that are drawn here: in every script that `core.fonts` has letters for, cut to their room."""

from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

from core.fonts import Font, fonts_for, letters_of, printable

_CUT = "…"


def drawable(words: str) -> str:
    """The words without signs that nobody sees, which no font lays out; ends of lines are spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def cut(words: str, size: int, room: float, *, is_bold: bool = False) -> str:
    """The words, or as many letters as have room, and "…"."""
    if drawn_width(words, size, is_bold=is_bold) <= room:
        return words
    return words[: letters_that_fit(words, size, room, is_bold=is_bold, end=_CUT)].rstrip() + _CUT


def letters_that_fit(words: str, size: int, room: float, *, is_bold: bool, end: str = "") -> int:
    """The number of first letters that have room before ``end``: at least one."""
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if drawn_width(words[:middle] + end, size, is_bold=is_bold) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def draw_line(
    draw: ImageDraw.ImageDraw, words: str, x: float, y: float, size: int, colour: str,
    *, room: float, is_bold: bool = False, anchor: str = "start",
) -> None:  # fmt: skip
    """One line, cut where it has no room; it stands on ``y``, and starts, ends or has its middle at ``x``."""
    words = cut(drawable(words), size, room, is_bold=is_bold)
    x -= round(drawn_width(words, size, is_bold=is_bold) * {"start": 0, "middle": 0.5, "end": 1}[anchor])
    for run, font in _runs(words, size, is_bold):
        draw.text((x, y), run, fill=colour, font=font, anchor="ls")
        x += round(font.getlength(run))


def drawn_width(words: str, size: int, *, is_bold: bool) -> float:
    """Width of a line in pixels."""
    return sum(font.getlength(run) for run, font in _runs(words, size, is_bold))


@lru_cache(maxsize=1024)
def _runs(words: str, size: int, is_bold: bool) -> tuple[tuple[str, ImageFont.FreeTypeFont], ...]:
    """The words in parts, each with a font that has its letters. Signs and spaces go with what is before them."""
    fonts = fonts_for([words])
    parts: list[tuple[str, Font]] = []
    for letter in printable(words, fonts):
        font = next((each for each in fonts if ord(letter) in letters_of(each.family)), fonts[0])
        if parts and (
            parts[-1][1] == font or (not letter.isalnum() and ord(letter) in letters_of(parts[-1][1].family))
        ):
            parts[-1] = (parts[-1][0] + letter, parts[-1][1])
        else:
            parts.append((letter, font))
    return tuple(
        (run, _loaded(font.bold if is_bold and font.bold else font.regular, size)) for run, font in parts
    )


@cache
def _loaded(file: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size)
