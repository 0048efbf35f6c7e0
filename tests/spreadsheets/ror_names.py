"""Organizations of ROR (CC0) written as lists write them: a bracket, a country, a department, a slip."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.text import fold

FEW = Path(__file__).with_name("ror_names.json")  # 60 of the sample, by the same keys


@dataclass(frozen=True)
class RorOrganization:
    """An organization of ROR: its name, country, acronyms, other names, and the ids of those it is related to."""

    id: str
    name: str
    code: str
    country: str
    acronyms: tuple[str, ...]
    names: tuple[str, ...]
    related: tuple[str, ...]


def ror_organizations(path: Path) -> list[RorOrganization]:
    """The organizations of a file of records, schema 2, one a line; or of the few that the tests hold."""
    if path == FEW:
        return [
            RorOrganization(**{k: tuple(v) if isinstance(v, list) else v for k, v in members.items()})
            for members in json.loads(path.read_text(encoding="utf-8"))
        ]
    return [_organization(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _organization(record: dict) -> RorOrganization:
    place = record["locations"][0]["geonames_details"]
    of_type = {
        kind: [name["value"] for name in record["names"] if kind in name["types"]]
        for kind in ("ror_display", "acronym", "label", "alias")
    }
    name = of_type["ror_display"][0]
    others = dict.fromkeys([*of_type["label"], *of_type["alias"]])
    return RorOrganization(
        record["id"], name, place["country_code"], place["country_name"], tuple(of_type["acronym"]),
        tuple(other for other in others if other != name),
        tuple(relation["id"] for relation in record["relationships"]),
    )  # fmt: skip


def as_lists_write_them(
    organization: RorOrganization, chance: random.Random
) -> Iterator[tuple[str, str, str]]:
    """Ways in which a list writes an organization: how, the text, the country in its column ("": none)."""
    name, country = organization.name, organization.country
    yield "as it is", name, ""
    yield "with its country in a column", name, country
    yield "in capitals", name.upper(), country
    yield "country after a comma", f"{name}, {country}", ""
    yield "country in brackets", f"{name} ({country})", ""
    yield "number before", f"{chance.randint(1, 99)}. {name}", country
    yield "department before", f"Department of Physics, {name}", country
    yield "department after", f"{name}, Faculty of Law", ""
    yield "slip", slip(name, chance), chance.choice(["", country])
    yield "university abbreviated", re.sub(r"\bUniversit\w+", "Univ.", name), country
    yield "and for &", name.replace(" and ", " & "), country
    if organization.acronyms:
        acronym = organization.acronyms[0]
        yield "acronym in brackets", f"{name} ({acronym})", ""
        yield "acronym alone", acronym, chance.choice(["", country])
    if organization.names:
        yield "another name", chance.choice(organization.names), country


def slip(name: str, chance: random.Random) -> str:
    """A name with two letters swapped, or one left out or doubled, within a word."""
    places = [place for place in range(2, len(name) - 2) if name[place - 1 : place + 2].isalpha()]
    if not places:
        return name
    place = chance.choice(places)
    return chance.choice(
        [
            name[:place] + name[place + 1] + name[place] + name[place + 2 :],
            name[:place] + name[place + 1 :],
            name[:place] + name[place] + name[place:],
        ]
    )


def same_name(text: str, organization: RorOrganization) -> bool:
    """True where ROR has a text among the names of an organization."""
    names = set(map(fold, (organization.name, *organization.names)))
    return bool({fold(text), fold(text.split(" (")[0])} & names)
