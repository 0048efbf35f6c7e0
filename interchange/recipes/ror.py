"""ROR: organizations of the Research Organization Registry as its records of schema 2, one a line (`*.ndjson`).

Its children are parts of their parents, its successors succeed their predecessors: each relation is recorded once, with
the part or the successor, whichever of the two records has it. A relation to an organization that is not in the files
cannot be recorded and is counted. ROR has several types for one organization and knows no kinds: the first of
`_KIND_OF_TYPE` among them decides, and the citation of the kind lists all of them.

The status, which the model has no field for, is in the citation: an inactive organization is not always dissolved, and
one that ROR withdrew was never withdrawn here.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interchange.recipes.field_counts import FieldCount

_ROR_SOURCE_ID = "ror"
_KIND_OF_TYPE = {  # the first of these among ROR's types: what it does goes before who runs it
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
# By ROR's word: the kind of relation, and whether this record holds it (else the other one does).
_RELATION_KINDS = {
    "parent": ("part_of", True),
    "child": ("part_of", False),
    "predecessor": ("succeeds", True),
    "successor": ("succeeds", False),
}


@dataclass(frozen=True)
class _OrganizationRelation:
    """A relation of the organization ``of`` to another."""

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
    """Every relation between two of these, once, by the id of the organization whose record holds it."""
    by_organization: dict[str, dict[_OrganizationRelation, None]] = {}
    ids = {row["id"] for row in rows}
    for row in rows:
        for relationship in row["relationships"]:
            if relationship["type"] in _RELATION_KINDS and relationship["id"] in ids - {row["id"]}:
                relation = _directed_relation(row, relationship)
                by_organization.setdefault(relation.of, {})[relation] = None
    return {of: list(relations) for of, relations in by_organization.items()}


def _directed_relation(row: dict, relation: dict) -> _OrganizationRelation:
    kind, is_held_here = _RELATION_KINDS[relation["type"]]
    return (
        _OrganizationRelation(kind, row["id"], relation["id"])
        if is_held_here
        else _OrganizationRelation(kind, relation["id"], row["id"])
    )


def _identifier_owners(rows: list[dict]) -> dict[tuple[str, str], str]:
    """Owners of identifiers that several records have: the active record, else the first."""
    owners: dict[tuple[str, str], str] = {}
    for row in sorted(rows, key=lambda row: row["status"] != "active"):
        for identifier in _ror_identifiers(row):
            owners.setdefault(identifier, row["id"])
    return owners


def _ror_organization(
    row: dict, relations: list[_OrganizationRelation], owners: dict[tuple[str, str], str]
) -> dict:
    countries = {place["geonames_details"]["country_code"] for place in row["locations"]}
    return {
        "id": row["id"],
        "name": next(name["value"] for name in row["names"] if "ror_display" in name["types"]),
        "kind": _organization_kind(row),
        "country": countries.pop() if len(countries) == 1 else "",
        "website": next((link["value"] for link in row["links"] if link["type"] == "website"), ""),
        "founded_on": str(row["established"] or ""),
        "names": [
            {"text": name["value"], "language": name["lang"] or "", "kind": _name_kind(name)} for name in row["names"]
        ],
        "identifiers": [
            {"scheme": scheme, "value": value}
            for scheme, value in _ror_identifiers(row) if owners[scheme, value] == row["id"]
        ],
        "relations": [{"kind": relation.kind, "other": relation.other} for relation in relations],
        "locations": [_ror_location(place["geonames_details"]) for place in row["locations"]],
        "citations": _ror_citations(row, [pair for pair in _ror_identifiers(row) if owners[pair] != row["id"]]),
    }  # fmt: skip


def _organization_kind(row: dict) -> str:
    return next(kind for ror_type, kind in _KIND_OF_TYPE.items() if ror_type in row["types"])


def _name_kind(name: dict) -> str:
    return next(kind for ror_type, kind in _NAME_KINDS.items() if ror_type in name["types"])


def _ror_identifiers(row: dict) -> list[tuple[str, str]]:
    """Scheme and value, the preferred one of a scheme first."""
    identifiers = [("ror", row["id"])]
    for external in row["external_ids"]:
        values = sorted(
            external["all"], key=lambda value, preferred=external["preferred"]: value != preferred
        )
        prefix = _FUNDER_DOI_PREFIX if external["type"] == "fundref" else ""
        identifiers += [(_IDENTIFIER_SCHEMES[external["type"]], prefix + value) for value in values]
    return list(dict.fromkeys(identifiers))


def _ror_location(place: dict) -> dict:
    """A location of the role other: ROR does not give the organization's role there."""
    names = [place["name"], place.get("country_subdivision_name") or ""]
    return {
        "place": ", ".join(dict.fromkeys(filter(None, names))),
        "country": place["country_code"],
        "role": "other",
    }


def _ror_citations(row: dict, shared: list[tuple[str, str]]) -> list[dict]:
    """Two citations: of the whole record, with what no field holds, and of its kind, inferred from ROR's types."""
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


# Counts of the source


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
    aliases = [set(name["types"]) for name in names if "alias" in name["types"]]
    second = {"of a name that is also a label": sum("label" in types for types in aliases)}
    acronyms = {"of a name that is also an acronym": sum("acronym" in types for types in aliases)}
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
        for external in row["external_ids"]:
            scheme = _IDENTIFIER_SCHEMES[external["type"]]
            values.setdefault(scheme, Counter()).update(external["all"])
    for scheme, counter in values.items():
        shared = {"of two records, told by the citation": counter.total() - len(counter)}
        paths = (f"organizations/identifiers:{scheme}/value",)
        yield FieldCount(f"identifiers: {scheme}", counter.total(), paths, shared)


def _counts_of_ror_relations(rows: list[dict]) -> Iterator[FieldCount]:
    """By kind of relation, both of ROR's words for it together."""
    ids = {row["id"] for row in rows}
    pairs = [(row, relationship) for row in rows for relationship in row["relationships"]]
    for words, kind in ((("parent", "child"), "part_of"), (("predecessor", "successor"), "succeeds")):
        of_kind = [(row, relationship) for row, relationship in pairs if relationship["type"] in words]
        inside = [(row, other) for row, other in of_kind if other["id"] in ids - {row["id"]}]
        directed = {_directed_relation(row, relationship) for row, relationship in inside}
        differences = {
            "to an organization that is not in the files": sum(
                other["id"] not in ids for _row, other in of_kind
            ),
            "to itself": sum(other["id"] == row["id"] for row, other in of_kind),
            "told once, though both say it": len(inside) - len(directed),
        }
        paths = (f"organizations/relations:{kind}/other",)
        yield FieldCount(", ".join(words), len(of_kind), paths, differences)
    related = sum(relationship["type"] == "related" for _row, relationship in pairs)
    yield FieldCount("related", related, (), {"without a kind of relation": related})
