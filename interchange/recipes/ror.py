"""ROR: organizations of the Research Organization Registry as its records of schema 2, one a line (`*.ndjson`).

Its children are parts of their parents, its successors succeed their predecessors: each relation is told once, by the
part or the successor, whichever of the two records says it. A relation to an organization that is not in the files
cannot be told and is counted. ROR has several types for one organization and knows no kinds: the first of `KINDS` among
them decides, and the citation of the kind says all of them.

The status, which the model has no field for, is told by the citation: neither is what is inactive always dissolved,
nor was what ROR withdrew ever withdrawn here.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interchange.recipes.field_counts import FieldCount

_ROR_SOURCE_ID = "ror"
_KIND_OF_TYPE = {  # the first of these that ROR says: what it does goes before who runs it
    "education": "university",
    "healthcare": "hospital",
    "facility": "research_institute",
    "company": "company",
    "government": "agency",
    "nonprofit": "other",
    "archive": "other",
    "other": "other",
    "funder": "fund",
}
_NAME_KINDS = {
    "label": "official",
    "ror_display": "official",
    "acronym": "acronym",
    "alias": "alias",
}  # likewise
_IDENTIFIER_SCHEMES = {"wikidata": "wikidata", "isni": "isni", "grid": "grid", "fundref": "funder"}
_FUNDER_DOI_PREFIX = "10.13039/"  # the prefix of the DOIs under which Crossref keeps funders
# ROR's word: the kind of relation, and whether this record tells it (else the other one does).
_RELATION_KINDS = {
    "parent": ("part_of", True),
    "child": ("part_of", False),
    "predecessor": ("succeeds", True),
    "successor": ("succeeds", False),
}


@dataclass(frozen=True)
class _OrganizationRelation:
    """A relation as it is recorded."""

    kind: str
    of: str
    other: str


def records(folder: Path) -> dict[str, list[dict]]:
    """All organizations of the folder."""
    rows = _read_ror_records(folder)
    relations, owners = _relations_by_organization(rows), _identifier_owners(rows)
    return {
        "sources": [_ror_source()],
        "organizations": [_ror_organization(row, relations.get(row["id"], []), owners) for row in rows],
    }


def _read_ror_records(folder: Path) -> list[dict]:
    """Raises FileNotFoundError where the folder holds no such file."""
    paths = sorted(folder.glob("*.ndjson"))
    if not paths:
        raise FileNotFoundError(f"{folder}: there is no file *.ndjson")
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def _ror_source() -> dict:
    return {
        "id": _ROR_SOURCE_ID,
        "title": "Research Organization Registry (ROR)",
        "publisher": "ROR",
        "kind": "register",
        "language": "en",
        "address": "https://ror.org/",
    }


def _relations_by_organization(rows: list[dict]) -> dict[str, list[_OrganizationRelation]]:
    """Every relation between two of these, once, by the id of who tells it."""
    found: dict[str, dict[_OrganizationRelation, None]] = {}
    ids = {row["id"] for row in rows}
    for row in rows:
        for one in row["relationships"]:
            if one["type"] in _RELATION_KINDS and one["id"] in ids - {row["id"]}:
                told = _directed_relation(row, one)
                found.setdefault(told.of, {})[told] = None
    return {of: list(some) for of, some in found.items()}


def _directed_relation(row: dict, relation: dict) -> _OrganizationRelation:
    kind, tells = _RELATION_KINDS[relation["type"]]
    return (
        _OrganizationRelation(kind, row["id"], relation["id"])
        if tells
        else _OrganizationRelation(kind, relation["id"], row["id"])
    )


def _identifier_owners(rows: list[dict]) -> dict[tuple[str, str], str]:
    """Whose an identifier is that several records have: of the active one, else of the first."""
    found: dict[tuple[str, str], str] = {}
    for row in sorted(rows, key=lambda row: row["status"] != "active"):
        for identifier in _ror_identifiers(row):
            found.setdefault(identifier, row["id"])
    return found


def _ror_organization(
    row: dict, relations: list[_OrganizationRelation], owners: dict[tuple[str, str], str]
) -> dict:
    countries = {place["geonames_details"]["country_code"] for place in row["locations"]}
    return {
        "id": row["id"],
        "name": next(one["value"] for one in row["names"] if "ror_display" in one["types"]),
        "kind": _organization_kind(row),
        "country": countries.pop() if len(countries) == 1 else "",
        "website": next((link["value"] for link in row["links"] if link["type"] == "website"), ""),
        "founded_on": str(row["established"] or ""),
        "names": [
            {"text": one["value"], "language": one["lang"] or "", "kind": _name_kind(one)} for one in row["names"]
        ],
        "identifiers": [
            {"scheme": scheme, "value": value}
            for scheme, value in _ror_identifiers(row) if owners[scheme, value] == row["id"]
        ],
        "relations": [{"kind": one.kind, "other": one.other} for one in relations],
        "locations": [_ror_location(one["geonames_details"]) for one in row["locations"]],
        "citations": _ror_citations(row, [one for one in _ror_identifiers(row) if owners[one] != row["id"]]),
    }  # fmt: skip


def _organization_kind(row: dict) -> str:
    return next(kind for said, kind in _KIND_OF_TYPE.items() if said in row["types"])


def _name_kind(name: dict) -> str:
    return next(kind for said, kind in _NAME_KINDS.items() if said in name["types"])


def _ror_identifiers(row: dict) -> list[tuple[str, str]]:
    """Scheme and value, the preferred one of a scheme first."""
    found = [("ror", row["id"])]
    for one in row["external_ids"]:
        values = sorted(one["all"], key=lambda value, preferred=one["preferred"]: value != preferred)
        prefix = _FUNDER_DOI_PREFIX if one["type"] == "fundref" else ""
        found += [(_IDENTIFIER_SCHEMES[one["type"]], prefix + value) for value in values]
    return list(dict.fromkeys(found))


def _ror_location(place: dict) -> dict:
    """What the organization does there, ROR does not say."""
    names = [place["name"], place.get("country_subdivision_name") or ""]
    return {
        "place": ", ".join(dict.fromkeys(filter(None, names))),
        "country": place["country_code"],
        "role": "other",
    }


def _ror_citations(row: dict, shared: list[tuple[str, str]]) -> list[dict]:
    """The whole record, with what no field can say of it; and its kind, with what that was inferred from."""
    changed = row["admin"]["last_modified"]["date"]
    says = [f"status: {row['status']}"] if row["status"] != "active" else []
    says += [
        f"also has the {scheme} identifier {value}, which another record has" for scheme, value in shared
    ]
    return [
        {
            "source": _ROR_SOURCE_ID,
            "facts": [],
            "locator": f"{row['id']}, last modified {changed}",
            "says": {"en": "; ".join(says)} if says else {},
        },
        {
            "source": _ROR_SOURCE_ID,
            "facts": ["kind"],
            "basis": "inferred",
            "says": {"en": f"types: {', '.join(row['types'])}"},
        },
    ]


# What the source counts


def counts(folder: Path) -> Iterator[FieldCount]:
    """Every field of a record."""
    rows = _read_ror_records(folder)
    links = Counter(link["type"] for row in rows for link in row["links"])
    statuses = Counter(row["status"] for row in rows)
    several = sum(len(row["types"]) for row in rows) - len(rows)
    places = sum(len(row["locations"]) for row in rows)
    yield FieldCount("id", len(rows), ("organizations",))
    yield FieldCount(
        "types",
        len(rows) + several,
        ("organizations/kind",),
        {"beside the first, told by the citation": several},
    )
    for status in ("inactive", "withdrawn"):
        yield FieldCount(
            f"status: {status}", statuses[status], (), {"told by the citation": statuses[status]}
        )
    yield FieldCount(
        "established", sum(bool(row["established"]) for row in rows), ("organizations/founded_on",)
    )
    yield from _counts_of_names(rows)
    yield from _counts_of_identifiers(rows)
    yield from _counts_of_ror_relations(rows)
    yield FieldCount("locations", places, ("organizations/locations/place",))
    yield FieldCount("coordinates, GeoNames", places, (), {"without a field": places})
    yield FieldCount("links: website", links["website"], ("organizations/website",))
    yield FieldCount("links: wikipedia", links["wikipedia"], (), {"without a field": links["wikipedia"]})
    domains = sum(len(row["domains"]) for row in rows)
    yield FieldCount("domains", domains, (), {"without a field": domains})


def _counts_of_names(rows: list[dict]) -> Iterator[FieldCount]:
    names = [name for row in rows for name in row["names"]]
    types = Counter(kind for name in names for kind in name["types"])
    displayed = sum("ror_display" in name["types"] for name in names)
    labels = sum(bool({"label", "ror_display"} & set(name["types"])) for name in names)
    second = {"of a name that is also a label": sum({"alias", "label"} <= set(one["types"]) for one in names)}
    acronyms = {
        "of a name that is also an acronym": sum({"alias", "acronym"} <= set(one["types"]) for one in names)
    }
    yield FieldCount("names", len(names), ("organizations/names/text",))
    yield FieldCount(
        "names: lang", sum(bool(name["lang"]) for name in names), ("organizations/names/language",)
    )
    yield FieldCount("names: ror_display", displayed, ("organizations/name",))
    yield FieldCount("names: label or display", labels, ("organizations/names:official",))
    yield FieldCount("names: acronym", types["acronym"], ("organizations/names:acronym",))
    yield FieldCount("names: alias", types["alias"], ("organizations/names:alias",), second | acronyms)


def _counts_of_identifiers(rows: list[dict]) -> Iterator[FieldCount]:
    values = {"ror": Counter(row["id"] for row in rows)}
    for row in rows:
        for one in row["external_ids"]:
            values.setdefault(_IDENTIFIER_SCHEMES[one["type"]], Counter()).update(one["all"])
    for scheme, found in values.items():
        shared = {"of two records, told by the citation": found.total() - len(found)}
        yield FieldCount(
            f"identifiers: {scheme}", found.total(), (f"organizations/identifiers:{scheme}/value",), shared
        )


def _counts_of_ror_relations(rows: list[dict]) -> Iterator[FieldCount]:
    """By kind of relation, both of ROR's words for it together."""
    ids = {row["id"] for row in rows}
    found = [(row, one) for row in rows for one in row["relationships"]]
    for words, kind in ((("parent", "child"), "part_of"), (("predecessor", "successor"), "succeeds")):
        said = [(row, one) for row, one in found if one["type"] in words]
        inside = [(row, one) for row, one in said if one["id"] in ids - {row["id"]}]
        differences = {
            "to an organization that is not in the files": sum(one["id"] not in ids for _row, one in said),
            "to itself": sum(one["id"] == row["id"] for row, one in said),
            "told once, though both say it": len(inside)
            - len({_directed_relation(row, one) for row, one in inside}),
        }
        yield FieldCount(", ".join(words), len(said), (f"organizations/relations:{kind}/other",), differences)
    related = sum(one["type"] == "related" for _row, one in found)
    yield FieldCount("related", related, (), {"without a kind of relation": related})
