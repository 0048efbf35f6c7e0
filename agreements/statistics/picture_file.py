"""A chart as a picture of its own, with its words around the drawing."""

from collections.abc import Iterator

from agreements.statistics.charts import Chart
from agreements.statistics.shapes import LOOK_FILLS
from pages.pictures.scales import text_width

WIDTH = 720
PADDING, _LINE = 20, 20


class PictureFile:
    """Lines of text above and below the drawing, and how high all of it is."""

    def __init__(self, chart: Chart, words: str, source: str):
        self.chart = chart
        self.heading = str(chart.heading)
        self.lines = [*_wrapped(chart.claim, 15), *_wrapped(words, 13)]
        self.notes = [*_wrapped(str(chart.note), 12), *_wrapped(source, 12)]
        self.key_y = PADDING + 24 + _LINE * len(self.lines) + 16
        self.drawing_y = self.key_y + 20
        self.has_drawing = not (chart.is_empty or chart.is_partial)
        drawn = chart.drawing.height if self.has_drawing else 0
        self.notes_y = self.drawing_y + drawn + 24
        self.width, self.inner_width = WIDTH, WIDTH - 2 * PADDING
        self.height = self.notes_y + _LINE * len(self.notes) + PADDING - 8

    @property
    def placed_lines(self) -> list[tuple[int, str]]:
        return [(PADDING + 48 + place * _LINE - 4, line) for place, line in enumerate(self.lines)]

    @property
    def placed_notes(self) -> list[tuple[int, str]]:
        return [(self.notes_y + place * _LINE, line) for place, line in enumerate(self.notes)]

    @property
    def key(self) -> list[tuple[float, float, str, str]]:
        """``(x of the mark, x of the words, fill, words)`` of each series; none where there is only one."""
        x, items = float(PADDING), []
        for look, name in self.chart.series if len(self.chart.series) > 1 else ():
            items.append((x, x + 20, LOOK_FILLS[look], str(name)))
            x += 44 + text_width(str(name), 12)
        return items


def _wrapped(words: str, size: int) -> Iterator[str]:
    """Lines that fit the width; a word that is longer has a line of its own."""
    line = ""
    for word in words.split():
        if line and text_width(f"{line} {word}", size) > WIDTH - 2 * PADDING:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line
