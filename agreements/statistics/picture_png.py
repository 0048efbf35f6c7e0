"""A chart drawn as a PNG, as its SVG is: for documents and sites that take no SVG."""

import io

from PIL import Image, ImageDraw

from agreements.statistics.picture_file import PADDING, WIDTH, PictureFile
from agreements.statistics.shapes import Drawing
from pages.drawn_text import draw_line

_TIMES = 2  # pixels for each of the SVG: for print and for screens with fine dots
_PAPER, _INK, _QUIET, _GRID, _BASE = "#ffffff", "#1c2126", "#55606a", "#d5d2c8", "#8b8a82"


def draw_png(picture: PictureFile) -> bytes:
    """The picture as a PNG. It has few colours, which makes it a fifth of the size."""
    image = Image.new("RGB", (picture.width * _TIMES, picture.height * _TIMES), _PAPER)
    draw = ImageDraw.Draw(image)
    _write(draw, picture.heading, PADDING, 38, 20, is_bold=True)
    for y, line in picture.placed_lines:
        _write(draw, line, PADDING, y, 14)
    for x, words_x, fill, words in picture.key:
        _fill(draw, fill, x, picture.key_y, 14, 10)
        _write(draw, words, words_x, picture.key_y + 9, 12)
    if picture.has_drawing:
        _draw_marks(draw, picture.chart.drawing, picture.drawing_y, picture.inner_width)
    for y, line in picture.placed_notes:
        _write(draw, line, PADDING, y, 12, colour=_QUIET)
    written = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _draw_marks(draw: ImageDraw.ImageDraw, drawing: Drawing, top: int, width: int) -> None:
    """Bars or columns, their axes and words. Places are in percent across, see `Drawing`."""

    def across(part: str) -> float:
        return float(part.rstrip("%")) / 100 * width if part.endswith("%") else float(part)

    for line_y in drawing.lines:
        _fill(draw, _GRID, PADDING, top + line_y, width, 1)
    for _look, fill, x, y, part, height in drawing.rects:
        _fill(draw, fill, PADDING + across(x), top + y, across(part), height)
    if drawing.base:
        _fill(draw, _BASE, PADDING, top + drawing.base, width, 1)
    for kind, x, y, anchor, words, _language in drawing.texts:
        if kind != "name is-narrow":
            _write(draw, words, PADDING + across(x), top + y, 12, anchor=anchor)


def _fill(draw: ImageDraw.ImageDraw, colour: str, x: float, y: float, width: float, height: float) -> None:
    left, upper = round(x * _TIMES), round(y * _TIMES)
    right, lower = round((x + width) * _TIMES) - 1, round((y + height) * _TIMES) - 1
    draw.rectangle((left, upper, max(left, right), max(upper, lower)), fill=colour)


def _write(
    draw: ImageDraw.ImageDraw, words: str, x: float, y: float, size: int,
    *, colour: str = _INK, is_bold: bool = False, anchor: str = "start",
) -> None:  # fmt: skip
    room = (WIDTH - PADDING - (x if anchor == "start" else PADDING)) * _TIMES
    draw_line(
        draw, words, round(x * _TIMES), round(y * _TIMES), size * _TIMES, colour,
        room=room, is_bold=is_bold, anchor=anchor,
    )  # fmt: skip
