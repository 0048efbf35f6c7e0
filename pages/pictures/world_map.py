"""World map: a circle on each country by its number of records, so that a small country weighs as much as a large one.

The outlines are in `world.json`, which `build_outlines` makes. Areas are true (Equal Earth). Borders are those
of the data and say nothing of whose claim is right.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from django.urls import reverse
from django.utils.translation import get_language
from django_countries import countries

from core.collation import collation_key
from pages.co_occurrence import ValueCount

OUTLINES_FILE = Path(__file__).with_name("world.json")
_PIECE = re.compile(r"M(-?\d+) ?(-?\d+)l([^z]+)z")
_NUMBER = re.compile(r"-?\d+")
# The least number of records of each size; few, so that they can be told apart.
SHADE_THRESHOLDS = (1, 2, 5, 20, 100, 500)


@dataclass(frozen=True)
class MapCountry:
    """A country with any records. ``shade`` counts from 1, the smallest and lightest circle, which is at ``dot``."""

    code: str
    name: str
    address: str
    counts: dict[str, int]
    together: int
    shade: int
    dot: tuple[int, int] | None


@dataclass(frozen=True)
class WorldMap:
    """The map: land without records, the countries with some, the shades in use."""

    land: str
    countries: list[MapCountry]
    width: int
    height: int
    shades: list[tuple[int, int, int]]  # number, least, most; 0: no upper limit

    @property
    def groups(self) -> list[dict]:
        """Countries to draw by their shade, the largest circles first, so that small ones stand above them."""
        drawn = sorted(
            (country for country in self.countries if country.dot), key=lambda each: -each.together
        )
        return [
            {"shade": shade, "countries": list(members)}
            for shade, members in groupby(drawn, key=lambda country: country.shade)
        ]

    @property
    def elsewhere(self) -> list[MapCountry]:
        """Countries that are not on the map, such as a union of states."""
        return [country for country in self.countries if not country.dot]


@cache
def load_outlines() -> dict:
    return json.loads(OUTLINES_FILE.read_text())


def shade_for(number: int) -> int:
    return sum(number >= least for least in SHADE_THRESHOLDS)


def world_map(counts: Iterable[ValueCount]) -> WorldMap:
    """Map of these countries; codes that ISO 3166 does not have any more are left out."""
    known = dict(countries)
    shown = [_map_country(count, str(known[count.key])) for count in counts if count.key in known]
    return WorldMap(
        land=_land(),
        countries=_sorted_by_name(shown),
        width=load_outlines()["width"],
        height=load_outlines()["height"],
        shades=_map_legend(max((country.shade for country in shown), default=0)),
    )


@cache
def _land() -> str:
    """Path of all land."""
    return load_outlines()["land"] + "".join(each["path"] for each in load_outlines()["countries"].values())


@cache
def _place_of_circle(code: str) -> tuple[int, int] | None:
    """The middle of the largest part of a country, or the place of its dot; None for what is not on the map."""
    outline = load_outlines()["countries"].get(code, {"path": "", "dot": None})
    if outline["dot"]:
        return outline["dot"][0] * 2, outline["dot"][1] * 2
    parts = [_area_and_middle(*piece) for piece in _PIECE.findall(outline["path"])]
    return max(parts)[1] if parts else None


def _area_and_middle(x: str, y: str, steps: str) -> tuple[float, tuple[int, int]]:
    """Area and centre of gravity of a part of an outline, by the shoelace formula."""
    points = [(int(x), int(y))]
    numbers = [*map(int, _NUMBER.findall(steps))]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        points.append((points[-1][0] + dx, points[-1][1] + dy))
    area = middle_x = middle_y = 0.0
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area, middle_x, middle_y = area + cross, middle_x + (x1 + x2) * cross, middle_y + (y1 + y2) * cross
    if not area:
        return 0.0, points[0]
    return abs(area), (round(middle_x / (3 * area)), round(middle_y / (3 * area)))


def _map_country(count: ValueCount, name: str) -> MapCountry:
    return MapCountry(
        code=count.key,
        name=name,
        address=reverse("countries:detail", args=[count.key]),
        counts=count.counts,
        together=count.together,
        shade=shade_for(count.together),
        dot=_place_of_circle(count.key),
    )


def _sorted_by_name(shown: Sequence[MapCountry]) -> list[MapCountry]:
    return sorted(shown, key=lambda country: collation_key(country.name, get_language()))


def _map_legend(most: int) -> list[tuple[int, int, int]]:
    """The shades that are used, with the numbers that each stands for."""
    limits = [*SHADE_THRESHOLDS[1:], 0]
    return [
        (place, SHADE_THRESHOLDS[place - 1], max(0, limits[place - 1] - 1)) for place in range(1, most + 1)
    ]
