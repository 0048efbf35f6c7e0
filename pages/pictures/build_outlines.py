"""Draws `world.json`, the outlines behind the map of countries, from Natural Earth at 1:50 million.

Run once for each release of the data: ``python -m pages.pictures.build_outlines countries-50m.json``. The file comes
with the npm package world-atlas (ISC licence), made from Natural Earth, which is in the public domain.
"""

import hashlib
import json
import math
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from django_countries import countries

SOURCE = {
    "data": "Natural Earth 1:50m, admin 0 countries (public domain)",
    "package": "world-atlas 2.0.2, countries-50m.json (ISC)",
    "sha256": "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
}
_TARGET_FILE = Path(__file__).with_name("world.json")

WIDTH = 1000
# How far a simplified outline may stray, and the least area of an island that is drawn.
_TOLERANCE, _MIN_ISLAND_AREA = 0.65, 1.8
# A country whose largest part is smaller than this gets a dot, or nobody would find it.
_MIN_COUNTRY_AREA = 14.0
# Nobody lives there who could agree to anything, and it would take a fifth of the map.
_LEFT_OUT = {"Antarctica"}
_CODES_WITHOUT_NUMBER = {"Kosovo": "XK"}
# Codes of ISO 3166 that the data counts to another country or leaves out, in degrees: dots where they are.
_DOT_COORDINATES = {
    "BQ": (-68.3, 12.2), "BV": (3.4, -54.4), "CC": (96.9, -12.2), "CX": (105.6, -10.5), "GF": (-53.0, 4.0),
    "GI": (-5.35, 36.1), "GP": (-61.5, 16.2), "MQ": (-61.0, 14.65), "RE": (55.5, -21.1), "SJ": (16.0, 78.6),
    "TK": (-171.8, -9.2), "TV": (179.2, -8.5), "YT": (45.15, -12.8),
}  # fmt: skip

# Equal Earth: areas keep their size, so that no shade weighs more than its country
# (Šavrič, Patterson and Jenny, The Equal Earth map projection, 2018).
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_Point = tuple[float, float]


def _equal_earth(longitude: float, latitude: float) -> _Point:
    """Degrees to the plane; x from -2.7066 to 2.7066, y up."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = 9 * _A4 * t**8 + 7 * _A3 * t**6 + 3 * _A2 * t**2 + _A1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(t) / (3 * slope)
    return x, _A4 * t**9 + _A3 * t**7 + _A2 * t**3 + _A1 * t


_SCALE = WIDTH / (2 * _equal_earth(180, 0)[0])
# From the north of Greenland to Cape Horn.
_TOP, _BOTTOM = _equal_earth(0, 84)[1], _equal_earth(0, -57)[1]
HEIGHT = round((_TOP - _BOTTOM) * _SCALE)


def project_to_map(longitude: float, latitude: float) -> _Point:
    x, y = _equal_earth(longitude, latitude)
    return WIDTH / 2 + x * _SCALE, (_TOP - y) * _SCALE


def _decode_arcs(topology: dict) -> list[list[_Point]]:
    """The arcs of a TopoJSON file in degrees: quantized, each point relative to the one before, and none broken."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(unwrap_longitudes(points))
    return arcs


def unwrap_longitudes(points: list[_Point]) -> list[_Point]:
    """The same points with longitudes that run on beyond 180 degrees where a line crosses that meridian."""
    unwrapped = points[:1]
    for x, y in points[1:]:
        unwrapped.append((x - 360 * round((x - unwrapped[-1][0]) / 360), y))
    return unwrapped


def split_at_antimeridian(points: list[_Point]) -> list[list[_Point]]:
    """An unbroken outline in pieces within the map: what lies beyond 180 degrees comes in on the other side."""
    pieces = []
    for turn in (-360, 0, 360):
        moved = [(x + turn, y) for x, y in points]
        piece = _clip_at_meridian(_clip_at_meridian(moved, -180, 1), 180, -1)
        if len(piece) > 2:
            pieces.append(piece)
    return pieces


def _clip_at_meridian(points: list[_Point], limit: float, side: int) -> list[_Point]:
    """The part of an outline on one side of a meridian (Sutherland and Hodgman)."""
    clipped: list[_Point] = []
    for (x1, y1), (x2, y2) in pairwise([*points, *points[:1]]):
        is_in, goes_in = (side * (x - limit) >= 0 for x in (x1, x2))
        if is_in:
            clipped.append((x1, y1))
        if is_in != goes_in:
            clipped.append((limit, y1 + (y2 - y1) * (limit - x1) / (x2 - x1)))
    return clipped


def _simplify_line(degrees: list[_Point], stray: float) -> list[_Point]:
    """The points without those that no line on the map would miss by more than ``stray`` (Douglas and Peucker)."""
    points = [project_to_map(*point) for point in degrees]
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        between = range(first + 1, last)
        far = max(
            between, key=lambda i: _distance_to_segment(points[i], points[first], points[last]), default=first
        )
        if far != first and _distance_to_segment(points[far], points[first], points[last]) > stray:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return [degrees[i] for i in sorted(keep)]


def _distance_to_segment(point: _Point, start: _Point, end: _Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.hypot(x2 - x1, y2 - y1)
    if not length:
        return math.hypot(x - x1, y - y1)
    along = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length**2))
    return math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


def _join_arcs(numbers: list[int], arcs: list[list[_Point]]) -> list[_Point]:
    """A closed outline from arcs; ``~n`` is arc n backwards. Neighbors share arcs, so no gap opens between them."""
    points: list[_Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return unwrap_longitudes(points)


def _projected_rings(part: list[list[int]], arcs: list[list[_Point]]) -> list[list[_Point]]:
    """The outlines of one part of a country on the map, its own and those of the holes in it."""
    return [
        [project_to_map(*point) for point in piece]
        for numbers in part
        for piece in split_at_antimeridian(_join_arcs(numbers, arcs))
    ]


def polygon_area(points: list[_Point]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*points, points[0]]))) / 2


def _centroid(points: list[_Point]) -> _Point:
    """The middle of the area within an outline."""
    signed = [(x1 * y2 - x2 * y1, x1 + x2, y1 + y2) for (x1, y1), (x2, y2) in pairwise([*points, points[0]])]
    twice = sum(cross for cross, _x, _y in signed)
    if not twice:
        return points[0]
    return tuple(sum(cross * ends[i] for cross, *ends in signed) / (3 * twice) for i in (0, 1))  # type: ignore[return-value]  # two numbers


def _svg_path(outlines: Iterable[list[_Point]]) -> str:
    """An SVG path in whole half units, each point relative to the one before."""
    return "".join(filter(None, map(_svg_outline, outlines)))


def _svg_outline(points: list[_Point]) -> str:
    whole = [(round(x * 2), round(y * 2)) for x, y in points]
    whole = [point for point, before in zip(whole, [None, *whole], strict=False) if point != before]
    if len(whole) < 4:
        return ""
    steps = [number for (x1, y1), (x2, y2) in pairwise(whole[:-1]) for number in (x2 - x1, y2 - y1)]
    return f"M{_compact_numbers(whole[0])}l{_compact_numbers(steps)}z"


def _compact_numbers(numbers: Iterable[int]) -> str:
    """Numbers as a path writes them most briefly: a minus needs no space before it."""
    return "".join(f" {n}" if n >= 0 else str(n) for n in numbers).lstrip()


def _polygons(geometry: dict) -> Iterator[list[list[int]]]:
    yield from [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]


def _build_world(topology: dict) -> dict:
    """Every country by its code: its path, and the place of its dot if it needs one. No code: land alone."""
    exact = _decode_arcs(topology)
    rough = [_simplify_line(arc, _TOLERANCE) for arc in exact]
    codes = {countries.numeric(code, padded=True): code for code, _name in countries}
    shapes = {
        code: _country_shape([], project_to_map(*degrees)) for code, degrees in _DOT_COORDINATES.items()
    }
    sizes: dict[str, float] = {}
    land: list[str] = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        if name in _LEFT_OUT or not geometry.get("type"):
            continue
        parts = list(_polygons(geometry))
        largest = max(
            (ring for part in parts for ring in _projected_rings(part[:1], exact)), key=polygon_area
        )
        shown = [
            ring
            for part in parts if max(map(polygon_area, _projected_rings(part[:1], exact))) >= _MIN_ISLAND_AREA
            for ring in _projected_rings(part, rough)
        ]  # fmt: skip
        code = codes.get(geometry.get("id", "")) or _CODES_WITHOUT_NUMBER.get(name)
        # some islands go by the code of their country
        if code and polygon_area(largest) > sizes.get(code, 0.0):
            at = _centroid(largest) if polygon_area(largest) < _MIN_COUNTRY_AREA else None
            sizes[code], shapes[code] = polygon_area(largest), _country_shape(shown, at)
        elif not code:
            land.append(_svg_path(shown))
    return {"source": SOURCE, "width": WIDTH, "height": HEIGHT, "land": "".join(land), "countries": shapes}


def _country_shape(outlines: list[list[_Point]], at: _Point | None) -> dict:
    return {"path": _svg_path(outlines), "dot": [round(number) for number in at] if at else None}


def main(source: str) -> None:
    content = Path(source).read_bytes()
    if hashlib.sha256(content).hexdigest() != SOURCE["sha256"]:
        sys.exit(f"{source} is not {SOURCE['package']}.")
    world = _build_world(json.loads(content))
    shapes = world.pop("countries")
    head = json.dumps(world, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",\n".join(f'  "{code}": {json.dumps(shapes[code])}' for code in sorted(shapes))
    _TARGET_FILE.write_text(f'{head},\n "countries": {{\n{lines}\n }}\n}}\n')


if __name__ == "__main__":
    main(sys.argv[1])
