"""The picture that other sites show beside a link to a record: its title, parties and state, as a PNG.

1200 by 630 pixels is what they cut the fewest edges of (Open Graph has no size of its own).
"""

import io
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from core.fonts import Font, fonts_for, letters_of, printable

WIDTH, HEIGHT = 1200, 630
_MARGIN = 80
_ROOM = WIDTH - 2 * _MARGIN
_PAPER, _INK, _QUIET, _SECOND = "#fbfaf7", "#1c2b33", "#51636e", "#b4531f"
_ACCENT = "#0b4a6f"  # where the site has no colour of its own
_THICK = 6  # of the line that joins the parties, and of its rings
_APART = {
    "ended": 34,
    "coming": 25,
    "unknown": 25,
}  # from the middle of each ring to the middle of the line, by tone
_TOGETHER = 13
_TITLE_SIZES = (60, 50, 42)  # the largest at which a title has room in its lines
_TITLE_LINES = 4
_CUT = "…"


def draw_card(
    *, site: str, label: str, title: str, lines: Iterable[str], state: str, accent: str = "",
    parties: Iterable[str] = (), tone: str = "", is_presumed: bool = False,
) -> bytes:  # fmt: skip
    """The picture as a PNG, its words in the language of its page. ``lines`` stand under the title.

    The line below joins the ``parties``, as on their page. It has few colours, which makes it a third of the size.
    """
    site, label, title, state = map(_drawable, (site, label, title, state))
    accent, second = (accent, _INK) if accent else (_ACCENT, _SECOND)
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    _draw_line(draw, site, _MARGIN, 64, 30, accent, is_bold=True, room=640)
    _draw_line(draw, label, WIDTH - _MARGIN, 65, 28, _QUIET, room=380, is_at_end=True)
    size, title_lines = _title_lines(title)
    top = 148
    for line in title_lines:
        _draw_line(draw, line, _MARGIN, top, size, _INK, is_bold=True)
        top += round(size * 1.28)
    for line in map(_drawable, lines):
        top += 14
        _draw_line(draw, line, _MARGIN, top, 30, _QUIET)
        top += 36
    image.paste(_joined_lines(accent, second, tone, is_presumed), (_MARGIN, 466))
    names = [name for name in map(_drawable, parties) if name]
    if len(names) == 2:
        _draw_line(draw, names[0], _MARGIN, 514, 30, _INK, is_bold=True, room=_ROOM // 2 - 20)
        _draw_line(
            draw, names[1], WIDTH - _MARGIN, 514, 30, _INK, is_bold=True, room=_ROOM // 2 - 20, is_at_end=True
        )
    elif names:
        _draw_line(draw, " · ".join(names), _MARGIN, 514, 30, _INK, is_bold=True)
    if state:
        _draw_line(draw, state, _MARGIN, HEIGHT - 70, 30, accent, is_bold=True)
    written = io.BytesIO()
    image.quantize(32, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


@lru_cache(maxsize=16)
def _joined_lines(accent: str, second: str, tone: str, is_presumed: bool) -> Image.Image:
    """A line from each side whose rings reach into each other; broken where presumed, apart where it has ended.

    Drawn large, for smooth edges.
    """
    times, radius, middle = 4, 22, _ROOM // 2
    image = Image.new("RGB", (_ROOM * times, 44 * times), _PAPER)
    draw = ImageDraw.Draw(image)
    away = _APART.get(tone, _TOGETHER)
    dash, gap = (16, 10) if is_presumed else (_ROOM, 0)
    for colour, side in ((accent, -1), (second, 1)):
        for start in range(away + radius, middle, dash + gap):
            ends = sorted(middle + side * place for place in (start, min(start + dash, middle)))
            top = radius - _THICK / 2
            draw.rectangle(
                (ends[0] * times, top * times, ends[1] * times - 1, (top + _THICK) * times - 1), fill=colour
            )
        left = middle + side * away - radius
        opening = (0, 360) if tone != "ended" else (45, 315) if side < 0 else (225, 495)
        draw.arc(
            (left * times, 0, (left + 2 * radius) * times - 1, 2 * radius * times - 1), *opening,
            fill=colour, width=_THICK * times,
        )  # fmt: skip
    return image.resize((_ROOM, 44), Image.Resampling.LANCZOS)


def _title_lines(title: str) -> tuple[int, list[str]]:
    """``(size, lines)`` of a title: the largest size with room for all of it, else the smallest, and cut."""
    for size in _TITLE_SIZES:
        lines = list(_broken(title, size))
        if len(lines) <= _TITLE_LINES:
            return size, lines
    return size, [
        *lines[: _TITLE_LINES - 1],
        _cut(" ".join(lines[_TITLE_LINES - 1 :]), size, _ROOM, is_bold=True),
    ]


def _broken(words: str, size: int) -> Iterator[str]:
    """The lines of bold words; a word that no line holds is broken where it must."""
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if _drawn_width(longer, size, is_bold=True) <= _ROOM:
            line = longer
            continue
        if line:
            yield line
        while _drawn_width(word, size, is_bold=True) > _ROOM:
            count = _letters_that_fit(word, size, _ROOM, is_bold=True)
            yield word[:count]
            word = word[count:]
        line = word
    if line:
        yield line


def _drawable(words: str) -> str:
    """The words without signs that nobody sees, which no font lays out; ends of lines are spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _cut(words: str, size: int, room: int, *, is_bold: bool = False) -> str:
    if _drawn_width(words, size, is_bold=is_bold) <= room:
        return words
    return words[: _letters_that_fit(words, size, room, is_bold=is_bold, end=_CUT)].rstrip() + _CUT


def _letters_that_fit(words: str, size: int, room: int, *, is_bold: bool, end: str = "") -> int:
    """The number of first letters that have room before ``end``: at least one."""
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if _drawn_width(words[:middle] + end, size, is_bold=is_bold) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def _draw_line(
    draw: ImageDraw.ImageDraw, words: str, x: int, y: int, size: int, colour: str,
    *, is_bold: bool = False, room: int = _ROOM, is_at_end: bool = False,
) -> None:  # fmt: skip
    """One line, cut where it has no room; its first letter at ``x``, or its last with ``is_at_end``."""
    words = _cut(words, size, room, is_bold=is_bold)
    if is_at_end:
        x -= round(_drawn_width(words, size, is_bold=is_bold))
    for run, font in _runs(words, size, is_bold):
        draw.text((x, y + size), run, fill=colour, font=font, anchor="ls")
        x += round(font.getlength(run))


def _drawn_width(words: str, size: int, *, is_bold: bool) -> float:
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
