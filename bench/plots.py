"""Line charts as SVG: time against the size of the register, both on logarithmic scales."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 360, 76, 210, 34, 40
COLORS = "#0b5fa5", "#b4411a", "#2b7a3d", "#7a3b9a", "#8a6d00", "#00757d", "#a3195b", "#555555"
_STYLE = "font: 12px system-ui, sans-serif; fill: #333"


@dataclass(frozen=True)
class Series:
    """Milliseconds by number of agreements."""

    name: str
    points: Sequence[tuple[int, float]]


def chart(title: str, series: Sequence[Series]) -> str:
    """The chart as an SVG document."""
    sizes = sorted({size for one in series for size, _milliseconds in one.points})
    times = [milliseconds for one in series for _size, milliseconds in one.points]
    low, high = math.floor(math.log10(min(times))), max(math.ceil(math.log10(max(times))), 1)
    axis = _Axis(math.log10(sizes[0]), math.log10(sizes[-1]), low, high)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" style="{_STYLE}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="18" font-weight="600">{escape(title)}</text>',
        *_grid(axis, sizes),
    ]
    for one, color, label in zip(series, COLORS, _label_places(axis, series), strict=False):
        parts += _line(axis, one, color, label)
    return "\n".join([*parts, "</svg>", ""])


@dataclass(frozen=True)
class _Axis:
    """Places of sizes and milliseconds, in powers of ten."""

    first: float
    last: float
    low: float
    high: float

    def x(self, size: float) -> float:
        share = (math.log10(size) - self.first) / ((self.last - self.first) or 1)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, milliseconds: float) -> float:
        share = (math.log10(milliseconds) - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _grid(axis: _Axis, sizes: Iterable[int]) -> Iterable[str]:
    for power in range(int(axis.low), int(axis.high) + 1):
        y, value = axis.y(10.0**power), 10.0**power
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:,g} ms</text>'
    for size in sizes:
        x = axis.x(size)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{size:,}</text>'


def _label_places(axis: _Axis, series: Sequence[Series]) -> list[float]:
    """Heights of the labels beside the ends of lines, moved apart where they would meet."""
    wanted = [axis.y(one.points[-1][1]) for one in series]
    places, lowest = [0.0] * len(wanted), -math.inf
    for number in sorted(range(len(wanted)), key=wanted.__getitem__):
        places[number] = lowest = max(wanted[number], lowest + 15)
    return places


def _line(axis: _Axis, series: Series, color: str, label: float) -> Iterable[str]:
    points = [(axis.x(size), axis.y(milliseconds)) for size, milliseconds in series.points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>'
    for x, y in points:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>'
    last, milliseconds = points[-1][0], series.points[-1][1]
    value = f"{milliseconds:,.0f}" if milliseconds >= 100 else f"{milliseconds:.3g}"
    text = escape(f"{series.name} {value}")
    yield f'<text x="{last + 10:.1f}" y="{label + 4:.1f}" style="fill: {color}">{text}</text>'
