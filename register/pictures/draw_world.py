"""Draws `world.json`, the outlines behind the map of countries, from Natural Earth at 1:50 million.

Run once for each release of the data: ``python -m register.pictures.draw_world countries-50m.json``. The file comes
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
TARGET = Path(__file__).with_name("world.json")

WIDTH = 1000
# How far a simplified outline may stray, and the least area of an island that is drawn.
STRAY, LEAST_ISLAND = 0.65, 1.8
# A country whose largest part is smaller than this gets a dot, or nobody would find it.
LEAST_COUNTRY = 14.0
# Nobody lives there who could agree to anything, and it would take a fifth of the map.
LEFT_OUT = {"Antarctica"}
WITHOUT_NUMBER = {"Kosovo": "XK"}
# Codes of ISO 3166 that the data counts to another country or leaves out, in degrees: dots where they are.
ONLY_DOTS = {
    "BQ": (-68.3, 12.2), "BV": (3.4, -54.4), "CC": (96.9, -12.2), "CX": (105.6, -10.5), "GF": (-53.0, 4.0),
    "GI": (-5.35, 36.1), "GP": (-61.5, 16.2), "MQ": (-61.0, 14.65), "RE": (55.5, -21.1), "SJ": (16.0, 78.6),
    "TK": (-171.8, -9.2), "TV": (179.2, -8.5), "YT": (45.15, -12.8),
}  # fmt: skip

# Equal Earth: areas keep their size, so that no shade weighs more than its country
# (Šavrič, Patterson and Jenny, The Equal Earth map projection, 2018).
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
Point = tuple[float, float]


def equal_earth(longitude: float, latitude: float) -> Point:
    """Degrees to the plane; x from -2.7066 to 2.7066, y up."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = 9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(t) / (3 * slope)
    return x, A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t


SCALE = WIDTH / (2 * equal_earth(180, 0)[0])
# From the north of Greenland to Cape Horn.
TOP, BOTTOM = equal_earth(0, 84)[1], equal_earth(0, -57)[1]
HEIGHT = round((TOP - BOTTOM) * SCALE)


def on_the_map(longitude: float, latitude: float) -> Point:
    x, y = equal_earth(longitude, latitude)
    return WIDTH / 2 + x * SCALE, (TOP - y) * SCALE


def arcs_of(topology: dict) -> list[list[Point]]:
    """The arcs of a TopoJSON file in degrees: quantized, each point told from the one before, and none broken."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(unbroken(points))
    return arcs


def unbroken(points: list[Point]) -> list[Point]:
    """The same points with longitudes that run on beyond 180 degrees where a line crosses that meridian."""
    found = points[:1]
    for x, y in points[1:]:
        found.append((x - 360 * round((x - found[-1][0]) / 360), y))
    return found


def cut(points: list[Point]) -> list[list[Point]]:
    """An unbroken outline in pieces within the map: what lies beyond 180 degrees comes in on the other side."""
    pieces = []
    for turn in (-360, 0, 360):
        moved = [(x + turn, y) for x, y in points]
        piece = within(within(moved, -180, 1), 180, -1)
        if len(piece) > 2:
            pieces.append(piece)
    return pieces


def within(points: list[Point], limit: float, side: int) -> list[Point]:
    """The part of an outline on one side of a meridian (Sutherland and Hodgman)."""
    found: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise([*points, *points[:1]]):
        is_in, goes_in = (side * (x - limit) >= 0 for x in (x1, x2))
        if is_in:
            found.append((x1, y1))
        if is_in != goes_in:
            found.append((limit, y1 + (y2 - y1) * (limit - x1) / (x2 - x1)))
    return found


def simplified(degrees: list[Point], stray: float) -> list[Point]:
    """The points without those that no line on the map would miss by more than ``stray`` (Douglas and Peucker)."""
    points = [on_the_map(*point) for point in degrees]
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        between = range(first + 1, last)
        far = max(between, key=lambda i: distance(points[i], points[first], points[last]), default=first)
        if far != first and distance(points[far], points[first], points[last]) > stray:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return [degrees[i] for i in sorted(keep)]


def distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.hypot(x2 - x1, y2 - y1)
    if not length:
        return math.hypot(x - x1, y - y1)
    along = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length**2))
    return math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


def ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A closed outline from arcs; ``~n`` is arc n backwards. Neighbors share arcs, so no gap opens between them."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return unbroken(points)


def rings(part: list[list[int]], arcs: list[list[Point]]) -> list[list[Point]]:
    """The outlines of one part of a country on the map, its own and those of the holes in it."""
    return [[on_the_map(*point) for point in piece] for numbers in part for piece in cut(ring(numbers, arcs))]


def area(points: list[Point]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*points, points[0]]))) / 2


def middle(points: list[Point]) -> Point:
    """The middle of the area within an outline."""
    signed = [(x1 * y2 - x2 * y1, x1 + x2, y1 + y2) for (x1, y1), (x2, y2) in pairwise([*points, points[0]])]
    twice = sum(cross for cross, _x, _y in signed)
    if not twice:
        return points[0]
    return tuple(sum(cross * one[i] for cross, *one in signed) / (3 * twice) for i in (0, 1))  # type: ignore[return-value]  # two numbers


def path(outlines: Iterable[list[Point]]) -> str:
    """An SVG path in whole half units, each point told from the one before."""
    return "".join(filter(None, map(outline, outlines)))


def outline(points: list[Point]) -> str:
    whole = [(round(x * 2), round(y * 2)) for x, y in points]
    whole = [point for point, before in zip(whole, [None, *whole], strict=False) if point != before]
    if len(whole) < 4:
        return ""
    steps = [number for (x1, y1), (x2, y2) in pairwise(whole[:-1]) for number in (x2 - x1, y2 - y1)]
    return f"M{joined(whole[0])}l{joined(steps)}z"


def joined(numbers: Iterable[int]) -> str:
    """Numbers as a path writes them most briefly: a minus needs no space before it."""
    return "".join(f" {n}" if n >= 0 else str(n) for n in numbers).lstrip()


def polygons(geometry: dict) -> Iterator[list[list[int]]]:
    yield from [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]


def drawn(topology: dict) -> dict:
    """Every country by its code: its path, and where its dot is if it needs one. No code: land alone."""
    exact = arcs_of(topology)
    rough = [simplified(arc, STRAY) for arc in exact]
    codes = {countries.numeric(code, padded=True): code for code, _name in countries}
    shapes = {code: shape([], on_the_map(*degrees)) for code, degrees in ONLY_DOTS.items()}
    sizes: dict[str, float] = {}
    land: list[str] = []
    for one in topology["objects"]["countries"]["geometries"]:
        name = one["properties"]["name"]
        if name in LEFT_OUT or not one.get("type"):
            continue
        parts = list(polygons(one))
        largest = max((one for part in parts for one in rings(part[:1], exact)), key=area)
        shown = [
            one
            for part in parts if max(map(area, rings(part[:1], exact))) >= LEAST_ISLAND
            for one in rings(part, rough)
        ]  # fmt: skip
        code = codes.get(one.get("id", "")) or WITHOUT_NUMBER.get(name)
        if code and area(largest) > sizes.get(code, 0.0):  # some islands go by the code of their country
            at = middle(largest) if area(largest) < LEAST_COUNTRY else None
            sizes[code], shapes[code] = area(largest), shape(shown, at)
        elif not code:
            land.append(path(shown))
    return {"source": SOURCE, "width": WIDTH, "height": HEIGHT, "land": "".join(land), "countries": shapes}


def shape(outlines: list[list[Point]], at: Point | None) -> dict:
    return {"path": path(outlines), "dot": [round(number) for number in at] if at else None}


def main(source: str) -> None:
    found = Path(source).read_bytes()
    if hashlib.sha256(found).hexdigest() != SOURCE["sha256"]:
        sys.exit(f"{source} is not {SOURCE['package']}.")
    world = drawn(json.loads(found))
    shapes = world.pop("countries")
    head = json.dumps(world, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",\n".join(f'  "{code}": {json.dumps(shapes[code])}' for code in sorted(shapes))
    TARGET.write_text(f'{head},\n "countries": {{\n{lines}\n }}\n}}\n')


if __name__ == "__main__":
    main(sys.argv[1])
