"""Recipes lose nothing: what the source counts is what the records hold."""

from collections import Counter

import pytest

from agreements.models import Agreement
from interchange.recipes import uk_treaties
from interchange.recording import record
from register.models import Entry
from register.publishing import publish
from register.records import Record
from tests.samples import SAMPLES, sample

COLUMNS = (
    "uuid,record_id,title,type,subject,parties,signed_date,signed_place,adopted_date,in_force_date,"
    "in_force_effective_date,provisional_date,terminated_date,terminated_effective_date,withdrawn_date,"
    "references,source_url,pdf_url"
)
ROWS = [
    "u1,1,Exchange of Notes extending the Ferry Agreement of 1901,bilateral,FERRIES,NORLAND ; UNITED KINGDOM,"
    "1910-03-01,Norhaven/London,,1910-04-01,1910-05-01,,,,,Treaty Series 001/1910: Cd. 1;PRO FO 93/1: 0,"
    "https://example.org/1,https://example.org/1.pdf; https://example.org/1 b.pdf",
    "u2,2,Convention on Ferries,multilateral,FERRIES,NORLAND ; SUDLAND ; UNITED KINGDOM,,Norhaven,1900-01-01,,,"
    "1900-06-01,1920-01-01,1921-01-01,1919-01-01,,https://example.org/2,",
    "u3,3,Ferries,,,UNITED KINGDOM,1911-01-01,,,,,,,,,,https://example.org/3,",
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "treaties.csv").write_text("\n".join([COLUMNS, *ROWS]) + "\n")
    (tmp_path / "party-names.csv").write_text("name,treaties,iso_alpha2_exact_match\nUNITED KINGDOM,3,GB\n")
    return tmp_path


def by_id(found: dict) -> dict[str, dict]:
    return {one["id"]: one for one in found["agreements"]}


def test_a_treaty_becomes_key_dates_places_citations_and_lineage(folder):
    ferry = by_id(uk_treaties.records(folder))["uk-treaty:u1"]

    assert ferry["form"] == "exchange_of_notes"
    assert [(one["kind"], one["on"], one["effective_on"]) for one in ferry["milestones"]] == [
        ("signed", "1910-03-01", ""),
        ("takes_effect", "1910-04-01", "1910-05-01"),
    ]
    assert [place["city"] for place in ferry["milestones"][0]["places"]] == ["Norhaven", "London"]
    assert ferry["relations"] == [{"kind": "extends", "stub": "the Ferry Agreement of 1901"}]
    assert [(one["scheme"], one["value"]) for one in ferry["identifiers"]] == [
        ("Treaty Series", "001/1910: Cd. 1"),
        ("PRO FO", "93/1: 0"),
        ("UK Treaties Online", "1"),
    ]
    assert [one["address"] for one in ferry["documents"]] == [
        "https://example.org/1.pdf",
        "https://example.org/1%20b.pdf",
    ]


def test_a_place_without_a_day_and_a_withdrawal_are_kept(folder):
    convention = by_id(uk_treaties.records(folder))["uk-treaty:u2"]

    kinds = {one["kind"]: one for one in convention["milestones"]}
    assert kinds["signed"]["on"] == ""
    assert kinds["signed"]["places"][0]["city"] == "Norhaven"
    assert kinds["party_left"]["involvement"] == "uk-treaty-party:UNITED KINGDOM"


@pytest.mark.django_db
def test_what_the_recipe_makes_is_what_the_desk_accepts_and_publishes(folder):
    recorded = record([uk_treaties.records(folder)], by=None)
    publish(*(one for one in recorded.records.values() if isinstance(one, Record)), by=None)

    assert Entry.objects.filter(kind="agreement").count() == 3
    again = record([uk_treaties.records(folder)], by=None)
    assert (dict(again.created), dict(again.changed)) == ({}, {})
    assert Agreement.objects.count() == 3


@sample("data/uk-treaties")
def test_the_counts_of_the_real_register_are_the_source_s():
    folder = SAMPLES / "data/uk-treaties"
    rows = list(uk_treaties.read(folder / "treaties.csv"))
    made = uk_treaties.records(folder)["agreements"]

    dates = Counter(one["kind"] for agreement in made for one in agreement["milestones"] if one["on"])
    effective = Counter(
        one["kind"] for agreement in made for one in agreement["milestones"] if one.get("effective_on")
    )
    filled = Counter(name for row in rows for name, value in row.items() if value)
    assert len(made) == len(rows) == 8134
    assert [
        dates[kind] for kind in ("signed", "adopted", "takes_effect", "provisionally_applied", "party_left")
    ] == [
        filled[name]
        for name in ("signed_date", "adopted_date", "in_force_date", "provisional_date", "withdrawn_date")
    ]
    assert [effective["takes_effect"], effective["terminated"]] == [
        filled["in_force_effective_date"],
        filled["terminated_effective_date"],
    ]
    assert dates["terminated"] == filled["terminated_date"]
    assert sum(len(one["involvements"]) for one in made) == sum(
        len([name for name in row["parties"].split(";") if name.strip()]) for row in rows
    )
    citations = sum(len([part for part in row["references"].split(";") if part.strip()]) for row in rows)
    # one row cites the same thing twice
    assert sum(len(one["identifiers"]) - 1 for one in made) == citations - 1
