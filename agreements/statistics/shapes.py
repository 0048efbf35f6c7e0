"""Shapes of charts: columns by year and bars, placed in percent across and in pixels down."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pages.pictures.scales import FULL_WIDTH, MARGIN, NARROW_WIDTH, fit_text, percent, round_up_axis
from pages.pictures.year_chart import year_ticks

MAX_YEARS = 60
_HEAD, _PLOT, _AXIS = 20, 150, 24
_BAR_ROW, _BAR_Y = 38, 20
_NUMBER_ROOM = 50
# Fills by look, where no style sheet says otherwise: in a file of its own.
LOOK_FILLS = {
    "first": "#0a4366", "second": "#4f8fb8", "third": "#b5d0e2", "known": "#0d5537", "presumed": "#a9cdb9",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row of the chart and of its table: label with its language, a number for each series, path of the list."""

    label: str
    values: Sequence[int]
    address: str = ""
    language: str = ""

    @property
    def total(self) -> int:
        return sum(self.values)


@dataclass(frozen=True)
class Drawing:
    """Marks: ``rects`` (look, fill, x, y, width, height), ``texts`` (kind, x, y, anchor, words, language)."""

    height: int
    rects: list[tuple[str, str, str, float, str, float]] = field(default_factory=list)
    texts: list[tuple[str, str, float, str, str, str]] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    base: float = 0


def draw_columns(rows: Sequence[Row], looks: Sequence[str]) -> Drawing:
    """A column for each row, whose labels are years: the first series at the bottom."""
    shown = rows[-MAX_YEARS:]
    top = round_up_axis(max([1, *(row.total for row in shown)]))
    drawing = Drawing(_HEAD + _PLOT + _AXIS, base=_HEAD + _PLOT)
    for part in (1, 0.5) if top > 1 else (1,):
        y = drawing.base - _PLOT * part
        drawing.lines.append(y)
        drawing.texts.append(("tick", "0", y - 4, "start", f"{round(top * part):,}", ""))
    room = (100 - 2 * MARGIN) / len(shown)
    width = min(room * 0.8, 6.0)
    for place, row in enumerate(shown):
        y = float(drawing.base)
        for look, number in zip(looks, row.values, strict=True):
            height = round(_PLOT * number / top, 1)
            y = round(y - height, 1)
            if number:
                x = MARGIN + place * room + (room - width) / 2
                drawing.rects.append((look, LOOK_FILLS[look], percent(x), y, percent(width), height))
    for tick, year in year_ticks([int(row.label) for row in shown]):
        drawing.texts.append(("tick", tick, drawing.height - 7, "middle", str(year), ""))
    return drawing


def draw_bars(rows: Sequence[Row], looks: Sequence[str]) -> Drawing:
    """A bar for each row under its label and number, the parts one beside the other."""
    drawing = Drawing(_BAR_ROW * len(rows))
    most = max([1, *(row.total for row in rows)])
    for place, row in enumerate(rows):
        y = place * _BAR_ROW
        drawing.texts.extend(
            (kind, "0", y + 14, "start", words, row.language) for kind, words in _label_texts(row.label)
        )
        drawing.texts.append(("name", "100%", y + 14, "end", f"{row.total:,}", ""))
        x = 0.0
        for look, number in zip(looks, row.values, strict=True):
            width = 100 * number / most
            if number:
                drawing.rects.append((look, LOOK_FILLS[look], percent(x), y + _BAR_Y, percent(width), 12))
            x += width
    return drawing


def _label_texts(label: str) -> list[tuple[str, str]]:
    """Kind and words of a label: two where it is cut short on a telephone and longer elsewhere."""
    narrow, wide = (fit_text(label, 14, width - _NUMBER_ROOM) for width in (NARROW_WIDTH, FULL_WIDTH))
    return [("name", label)] if narrow == wide else [("name is-narrow", narrow), ("name is-wide", wide)]
