"""Fonts of what is drawn here, briefs and cards: which of the files in `fonts` has the letters of a text."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent / "fonts"
MAIN = "NotoSans"  # Latin, Greek and Cyrillic letters
# Families in the order in which a letter is looked for, after the main one.
_OTHERS = (
    "NanumGothic", "NotoSansArabic", "NotoSansHebrew", "NotoSansThai", "NotoSansDevanagari", "NotoSansBengali",
    "NotoSansGeorgian", "NotoSansArmenian", "NotoSansEthiopic", "NotoSansKhmer", "NotoSansLao", "NotoSansMyanmar",
    "DroidSansFallbackFull",
)  # fmt: skip
NOT_THERE = "\ufffd"  # stands for a letter that none of them has


@dataclass(frozen=True)
class Font:
    """A family: its regular file, and its bold one where there is one."""

    family: str
    regular: Path
    bold: Path | None


@cache
def font(family: str) -> Font:
    names = [FOLDER / f"{family}-Regular.ttf", FOLDER / f"{family}.ttf"]
    bold = FOLDER / f"{family}-Bold.ttf"
    return Font(family, next(filter(Path.exists, names)), bold if bold.exists() else None)


@cache
def letters_of(family: str) -> frozenset[int]:
    """Code points of the letters that a family has."""
    with TTFont(font(family).regular, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


@cache
def widths_of(family: str) -> dict[int, float]:
    """Widths of the letters of a family by code point, as parts of their size."""
    with TTFont(font(family).regular, lazy=True) as opened:
        advances, units = opened["hmtx"].metrics, opened["head"].unitsPerEm
        return {code: advances[glyph][0] / units for code, glyph in opened.getBestCmap().items()}


def fonts_for(texts: Iterable[str]) -> list[Font]:
    """The main font, and the others that have letters which it lacks."""
    missing = {ord(letter) for text in texts for letter in text} - letters_of(MAIN)
    chosen = [font(MAIN)]
    for family in _OTHERS:
        if missing and missing & letters_of(family):
            chosen.append(font(family))
            missing -= letters_of(family)
    return chosen


def printable(text: str, fonts: Iterable[Font]) -> str:
    """The text, with a sign in place of each letter that none of these fonts has."""
    known = [letters_of(each.family) for each in fonts]
    return "".join(
        letter if any(ord(letter) in letters for letters in known) else _instead_of(letter) for letter in text
    )


def _instead_of(letter: str) -> str:
    """The sign in place of a letter that no font has; nothing for signs that nobody sees."""
    return "" if unicodedata.category(letter) in ("Cf", "Mn", "Cc") else NOT_THERE
