"""The picture that other sites show beside a link to a record: its title, parties and state, as a PNG.

1200 by 630 pixels is what they cut the fewest edges of (Open Graph has no size of its own).
"""

import io
from collections.abc import Iterable, Iterator
from functools import lru_cache

from PIL import Image, ImageDraw

from pages.drawn_text import cut, draw_line, drawable, drawn_width, letters_that_fit

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
_LABEL_ROOM = 380
_LOGO_ROOM, _LOGO_MIDDLE = (240, 56), 83


def draw_card(
    *, site: str, label: str, title: str, lines: Iterable[str], state: str, accent: str = "", logo: bytes = b"",
    parties: Iterable[str] = (), tone: str = "", is_presumed: bool = False,
) -> bytes:  # fmt: skip
    """The picture as a PNG, its words in the language of its page. ``lines`` stand under the title.

    The line below joins the ``parties``, as on their page. It has few colours, which makes it a third of the size;
    a logo brings its own.
    """
    site, label, title, state = map(drawable, (site, label, title, state))
    accent, second = (accent, _INK) if accent else (_ACCENT, _SECOND)
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    beside = _paste_logo(image, logo) if logo else 0
    _draw_line(draw, label, WIDTH - _MARGIN, 65, 28, _QUIET, room=_LABEL_ROOM, is_at_end=True)
    room = _ROOM - min(_LABEL_ROOM, round(drawn_width(label, 28, is_bold=False))) - 40 - beside
    _draw_line(draw, site, _MARGIN + beside, 64, 30, accent, is_bold=True, room=room)
    size, title_lines = _title_lines(title)
    top = 148
    for line in title_lines:
        _draw_line(draw, line, _MARGIN, top, size, _INK, is_bold=True)
        top += round(size * 1.28)
    for line in map(drawable, lines):
        top += 14
        _draw_line(draw, line, _MARGIN, top, 30, _QUIET)
        top += 36
    image.paste(_joined_lines(accent, second, tone, is_presumed), (_MARGIN, 466))
    names = [name for name in map(drawable, parties) if name]
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
    image.quantize(64 if logo else 32, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _paste_logo(image: Image.Image, logo: bytes) -> int:
    """Draw the logo where the name of the site begins. Returns the room that it takes from the name."""
    with Image.open(io.BytesIO(logo)) as opened:
        drawn = opened.convert("RGBA")
    drawn.thumbnail(_LOGO_ROOM, Image.Resampling.LANCZOS)
    image.paste(drawn, (_MARGIN, _LOGO_MIDDLE - drawn.height // 2), drawn)
    return drawn.width + 20


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
        cut(" ".join(lines[_TITLE_LINES - 1 :]), size, _ROOM, is_bold=True),
    ]


def _broken(words: str, size: int) -> Iterator[str]:
    """The lines of bold words; a word that no line holds is broken where it must."""
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if drawn_width(longer, size, is_bold=True) <= _ROOM:
            line = longer
            continue
        if line:
            yield line
        while drawn_width(word, size, is_bold=True) > _ROOM:
            count = letters_that_fit(word, size, _ROOM, is_bold=True)
            yield word[:count]
            word = word[count:]
        line = word
    if line:
        yield line


def _draw_line(
    draw: ImageDraw.ImageDraw, words: str, x: int, top: int, size: int, colour: str,
    *, is_bold: bool = False, room: int = _ROOM, is_at_end: bool = False,
) -> None:  # fmt: skip
    anchor = "end" if is_at_end else "start"
    draw_line(draw, words, x, top + size, size, colour, room=room, is_bold=is_bold, anchor=anchor)
