"""World map: a shade for each country by its number of records.

The outlines are in `world.json`, which `build_outlines` makes. Areas are true (Equal Earth). What has no code of its
own is land without a shade; borders are those of the data and say nothing of whose claim is right.
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
from pages.co_occurrence import ValueCount

OUTLINES_FILE = Path(__file__).with_name("world.json")
# The least number of records of each shade; few, so that they can be told apart.
SHADE_THRESHOLDS = (1, 2, 5, 20, 100, 500)


@dataclass(frozen=True)
class MapCountry:
    """A country with any records. ``shade`` counts from 1, the lightest."""

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
    """The map: land without records, the countries with some, the shades in use."""

    land: str
    countries: list[MapCountry]
    width: int
    height: int
    shades: list[tuple[int, int, int]]  # number, least, most; 0: no upper limit

    @property
    def groups(self) -> list[dict]:
        """Countries to draw by their shade, the darkest first: the shapes, and above all of them the dots."""
        drawn = sorted(
            (country for country in self.countries if country.is_on_the_map),
            key=lambda country: -country.together,
        )
        shapes = [country for country in drawn if not country.dot]
        dots = [country for country in drawn if country.dot]
        return [
            {"shade": shade, "is_dots": several is dots, "countries": list(members)}
            for several in (shapes, dots)
            for shade, members in groupby(several, key=lambda country: country.shade)
        ]

    @property
    def elsewhere(self) -> list[MapCountry]:
        """Countries that are not on the map, such as a union of states."""
        return [country for country in self.countries if not country.is_on_the_map]


@cache
def load_outlines() -> dict:
    return json.loads(OUTLINES_FILE.read_text())


def shade_for(number: int) -> int:
    return sum(number >= least for least in SHADE_THRESHOLDS)


def world_map(counts: Iterable[ValueCount]) -> WorldMap:
    """Map of these countries; codes that ISO 3166 does not have any more are left out."""
    known = dict(countries)
    shown = [_map_country(count, str(known[count.key])) for count in counts if count.key in known]
    shaded = {country.code for country in shown}
    shapes = load_outlines()["countries"]
    land = load_outlines()["land"] + "".join(
        outline["path"] for code, outline in shapes.items() if code not in shaded
    )
    return WorldMap(
        land=land,
        countries=_sorted_by_name(shown),
        width=load_outlines()["width"],
        height=load_outlines()["height"],
        shades=_map_legend(max((country.shade for country in shown), default=0)),
    )


def _map_country(count: ValueCount, name: str) -> MapCountry:
    outline = load_outlines()["countries"].get(count.key, {"path": "", "dot": None})
    return MapCountry(
        code=count.key,
        name=name,
        address=reverse("countries:detail", args=[count.key]),
        counts=count.counts,
        together=count.together,
        shade=shade_for(count.together),
        path=outline["path"],
        dot=outline["dot"] and (outline["dot"][0] * 2, outline["dot"][1] * 2),
    )


def _sorted_by_name(shown: Sequence[MapCountry]) -> list[MapCountry]:
    return sorted(shown, key=lambda country: collation_key(country.name, get_language()))


def _map_legend(most: int) -> list[tuple[int, int, int]]:
    """The shades that are used, with the numbers that each stands for."""
    limits = [*SHADE_THRESHOLDS[1:], 0]
    return [
        (place, SHADE_THRESHOLDS[place - 1], max(0, limits[place - 1] - 1)) for place in range(1, most + 1)
    ]
