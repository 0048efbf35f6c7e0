"""The map of the world: a shade for each country by the number of agreements that have to do with it.

The outlines are in `world.json`, which `draw_world` makes. Areas are true (Equal Earth). What has no code of its own
is land without a shade; borders are those of the data and say nothing of whose claim is right.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from django.urls import reverse
from django.utils.translation import get_language
from django_countries import countries

from core.collation import collation_key
from register.facets.co_occurrence import ValueCount

OUTLINES_FILE = Path(__file__).with_name("world.json")
# The least number of agreements of each shade; few, so that they can be told apart.
SHADE_THRESHOLDS = (1, 2, 5, 20, 100, 500)


@dataclass(frozen=True)
class MapCountry:
    """A country that agreements have to do with. ``shade`` counts from 1, the lightest."""

    code: str
    name: str
    address: str
    counts: dict[str, int]
    together: int
    shade: int
    path: str
    dot: tuple[int, int] | None

    @property
    def is_on_the_map(self) -> bool:
        return bool(self.path or self.dot)


@dataclass(frozen=True)
class WorldMap:
    """The map: land that has no agreements, the countries that have, the shades that they need."""

    land: str
    countries: list[MapCountry]
    width: int
    height: int
    shades: list[tuple[int, int, int]]  # number, least, most; 0: no upper limit

    @property
    def groups(self) -> list[dict]:
        """Those to draw by their shade, the most agreements first: the shapes, and above all of them the dots."""
        drawn = sorted((one for one in self.countries if one.is_on_the_map), key=lambda one: -one.together)
        shapes = [one for one in drawn if not one.dot]
        dots = [one for one in drawn if one.dot]
        return [
            {"shade": shade, "is_dots": several is dots, "countries": list(found)}
            for several in (shapes, dots)
            for shade, found in groupby(several, key=lambda one: one.shade)
        ]

    @property
    def elsewhere(self) -> list[MapCountry]:
        """Those that the map does not have, such as a union of states."""
        return [one for one in self.countries if not one.is_on_the_map]


@cache
def load_outlines() -> dict:
    return json.loads(OUTLINES_FILE.read_text())


def shade_for(number: int) -> int:
    return sum(number >= least for least in SHADE_THRESHOLDS)


def world_map(counted: Iterable[ValueCount]) -> WorldMap:
    """The map of these countries; a code that nobody knows any more is not on it."""
    known = dict(countries)
    found = [_map_country(one, str(known[one.key])) for one in counted if one.key in known]
    shaded = {one.code for one in found}
    shapes = load_outlines()["countries"]
    land = load_outlines()["land"] + "".join(
        one["path"] for code, one in shapes.items() if code not in shaded
    )
    return WorldMap(
        land=land,
        countries=_sorted_by_name(found),
        width=load_outlines()["width"],
        height=load_outlines()["height"],
        shades=_map_legend(max((one.shade for one in found), default=0)),
    )


def _map_country(one: ValueCount, name: str) -> MapCountry:
    outline = load_outlines()["countries"].get(one.key, {"path": "", "dot": None})
    return MapCountry(
        code=one.key,
        name=name,
        address=reverse("countries:detail", args=[one.key]),
        counts=one.counts,
        together=one.together,
        shade=shade_for(one.together),
        path=outline["path"],
        dot=outline["dot"] and (outline["dot"][0] * 2, outline["dot"][1] * 2),
    )


def _sorted_by_name(found: Sequence[MapCountry]) -> list[MapCountry]:
    return sorted(found, key=lambda one: collation_key(one.name, get_language()))


def _map_legend(most: int) -> list[tuple[int, int, int]]:
    """The shades that are used, with the numbers that each stands for."""
    limits = [*SHADE_THRESHOLDS[1:], 0]
    return [
        (place, SHADE_THRESHOLDS[place - 1], max(0, limits[place - 1] - 1)) for place in range(1, most + 1)
    ]
