"""The recipe for ROR, on a few invented organizations."""

import copy
import json

import pytest

from interchange.actions import import_to_desk
from interchange.recipes import ror
from organizations.models import Organization
from tests.interchange.recipe_counts import counts_by_field

UNIVERSITY, HOSPITAL, OLD, ELSEWHERE = (
    "https://ror.org/02mhbdp94", "https://ror.org/05dxps055", "https://ror.org/03yrm5c26", "https://ror.org/00k4n6c32",
)  # fmt: skip
PLAIN = {
    "admin": {"last_modified": {"date": "2025-01-22", "schema_version": "2.1"}},
    "domains": [],
    "established": None,
    "external_ids": [],
    "links": [],
    "locations": [{"geonames_details": {"country_code": "KR", "name": "Norhaven"}, "geonames_id": 1}],
    "names": [{"lang": "en", "types": ["label", "ror_display"], "value": "Plain"}],
    "relationships": [],
    "status": "active",
    "types": ["other"],
}


def relation(kind: str, other: str) -> dict:
    return {"id": other, "label": "Other", "type": kind}


ROWS = [
    PLAIN | {
        "id": UNIVERSITY,
        "domains": ["u.example"],
        "established": 1885,
        "external_ids": [
            {"type": "wikidata", "all": ["Q1", "Q2"], "preferred": "Q2"},
            {"type": "fundref", "all": ["501100013129"], "preferred": None},
            {"type": "isni", "all": ["0000 0000 9289 1250"], "preferred": None},
        ],
        "links": [{"type": "website", "value": "https://u.example"}, {"type": "wikipedia", "value": "https://w.example"}],
        "locations": [
            {"geonames_details": {"country_code": "KR", "name": "Norhaven", "country_subdivision_name": "Nor"}},
            {"geonames_details": {"country_code": "KR", "name": "Sud", "country_subdivision_name": "Sud"}},
        ],
        "names": [
            {"lang": "ko", "types": ["label", "alias"], "value": "노르 대학교"},
            {"lang": "en", "types": ["ror_display"], "value": "University of Nor"},
            {"lang": None, "types": ["acronym", "alias"], "value": "UN"},
            {"lang": "en", "types": ["alias"], "value": "Nor University"},
        ],
        "relationships": [
            relation("child", HOSPITAL), relation("predecessor", OLD), relation("related", HOSPITAL),
            relation("parent", ELSEWHERE), relation("successor", UNIVERSITY),
        ],
        "types": ["funder", "facility", "education"],
    },
    PLAIN | {
        "id": HOSPITAL,
        "names": [{"lang": "en", "types": ["label", "ror_display"], "value": "Nor Hospital"}],
        "relationships": [relation("parent", UNIVERSITY), relation("parent", OLD)],
        "types": ["healthcare"],
    },
    PLAIN | {
        "id": OLD,
        "external_ids": [{"type": "wikidata", "all": ["Q1"], "preferred": None}],
        "locations": [
            {"geonames_details": {"country_code": "KR", "name": "Norhaven"}},
            {"geonames_details": {"country_code": "JP", "name": "Westhaven"}},
        ],
        "relationships": [],
        "status": "withdrawn",
        "types": ["funder"],
    },
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    # the older ones first: what is active has an identifier before them all the same
    rows = reversed(copy.deepcopy(ROWS))
    (tmp_path / "some.ndjson").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


@pytest.fixture
def organizations(folder):
    return {record["id"]: record for record in ror.records(folder)["organizations"]}


def test_names_keep_their_kind_and_language(organizations):
    university = organizations[UNIVERSITY]

    assert university["name"] == "University of Nor"
    assert [(record["text"], record["language"], record["kind"]) for record in university["names"]] == [
        ("노르 대학교", "ko", "official"),
        ("University of Nor", "en", "official"),
        ("UN", "", "acronym"),
        ("Nor University", "en", "alias"),
    ]


def test_of_several_types_what_it_does_decides_and_the_citation_tells_all(organizations):
    assert {record["id"]: record["kind"] for record in organizations.values()} == {
        UNIVERSITY: "university", HOSPITAL: "hospital", OLD: "fund",
    }  # fmt: skip
    assert organizations[UNIVERSITY]["citations"][1]["says"] == {"en": "types: funder, facility, education"}


def test_the_preferred_identifier_comes_first_and_a_shared_one_is_the_active_record_s(organizations):
    assert [(record["scheme"], record["value"]) for record in organizations[UNIVERSITY]["identifiers"]] == [
        ("ror", UNIVERSITY),
        ("wikidata", "Q2"),
        ("wikidata", "Q1"),
        ("funder", "10.13039/501100013129"),
        ("isni", "0000 0000 9289 1250"),
    ]
    assert [record["scheme"] for record in organizations[OLD]["identifiers"]] == ["ror"]


def test_what_no_field_says_stands_in_the_citation(organizations):
    assert [record["citations"][0]["says"] for record in organizations.values()] == [
        {"en": "status: withdrawn; also has the wikidata identifier Q1, which another record has"},
        {},
        {},
    ]


def test_a_relation_is_told_once_by_the_part_or_the_successor(organizations):
    assert {record["id"]: record["relations"] for record in organizations.values()} == {
        UNIVERSITY: [{"kind": "succeeds", "other": OLD}],
        HOSPITAL: [{"kind": "part_of", "other": UNIVERSITY}, {"kind": "part_of", "other": OLD}],
        OLD: [],
    }


def test_places_have_their_region_and_several_countries_make_none(organizations):
    assert [record["place"] for record in organizations[UNIVERSITY]["locations"]] == ["Norhaven, Nor", "Sud"]
    assert [organizations[record]["country"] for record in (UNIVERSITY, OLD)] == ["KR", ""]


def test_the_desk_accepts_all_of_it_and_a_second_time_nothing_changes(folder, db):
    import_to_desk([ror.records(folder)], by=None)
    again = import_to_desk([ror.records(folder)], by=None)

    university = Organization.objects.get(external_id=UNIVERSITY)
    assert (university.founded_on, university.website) == ("1885", "https://u.example")
    assert university.relations_to_it.get().organization.name == "Nor Hospital"
    assert (dict(again.created), dict(again.changed)) == ({}, {})


def test_every_field_is_counted_and_every_difference_named(folder):
    assert counts_by_field(ror, folder) == {
        "id": (3, 3, {}),
        "types": (5, 3, {"beside the first, told by the citation": 2}),
        "status: inactive": (0, 0, {}),
        "status: withdrawn": (1, 0, {"told by the citation": 1}),
        "established": (1, 1, {}),
        "names": (6, 6, {}),
        "names: lang": (5, 5, {}),
        "names: ror_display": (3, 3, {}),
        "names: label or display": (4, 4, {}),
        "names: acronym": (1, 1, {}),
        "names: alias": (
            3,
            1,
            {"of a name that is also a label": 1, "of a name that is also an acronym": 1},
        ),
        "identifiers: ror": (3, 3, {}),
        "identifiers: wikidata": (3, 2, {"of two records, told by the citation": 1}),
        "identifiers: funder": (1, 1, {}),
        "identifiers: isni": (1, 1, {}),
        "parent, child": (
            4,
            2,
            {"to an organization that is not in the files": 1, "told once, though both say it": 1},
        ),
        "predecessor, successor": (2, 1, {"to itself": 1}),
        "related": (1, 0, {"without a kind of relation": 1}),
        "locations": (5, 5, {}),
        "coordinates, GeoNames": (5, 0, {"without a field": 5}),
        "links: website": (1, 1, {}),
        "links: wikipedia": (1, 0, {"without a field": 1}),
        "domains": (1, 0, {"without a field": 1}),
    }


def test_a_folder_without_records_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no file"):
        ror.records(tmp_path)
