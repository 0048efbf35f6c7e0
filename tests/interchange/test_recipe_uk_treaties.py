"""The recipe for UK treaties, on a few invented ones."""

import pytest
from django.core.management import call_command

from interchange.recipes import uk_treaties
from register.models import Entry
from tests.interchange.recipe_counts import counts_by_field

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
    "u3,3,Ferries,,,NORLAND ; NORLAND,1911-01-01,,,,,,,,1912-01-01,,https://example.org/3,",
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "treaties.csv").write_text("\n".join([COLUMNS, *ROWS]) + "\n")
    (tmp_path / "party-names.csv").write_text("name,treaties,iso_alpha2_exact_match\nUNITED KINGDOM,3,GB\n")
    return tmp_path


def by_id(file: dict) -> dict[str, dict]:
    return {row["id"]: row for row in file["agreements"]}


def test_a_treaty_becomes_key_dates_places_citations_and_lineage(folder):
    ferry = by_id(uk_treaties.records(folder))["uk-treaty:u1"]

    assert ferry["form"] == "exchange_of_notes"
    assert [(row["kind"], row["on"], row["effective_on"]) for row in ferry["milestones"]] == [
        ("signed", "1910-03-01", ""),
        ("takes_effect", "1910-04-01", "1910-05-01"),
    ]
    assert [place["city"] for place in ferry["milestones"][0]["places"]] == ["Norhaven", "London"]
    assert ferry["relations"] == [{"kind": "extends", "stub": {"en": "the Ferry Agreement of 1901"}}]
    assert [(row["scheme"], row["value"]) for row in ferry["identifiers"]] == [
        ("Treaty Series", "001/1910: Cd. 1"),
        ("PRO FO", "93/1: 0"),
        ("UK Treaties Online", "1"),
    ]
    assert [row["address"] for row in ferry["documents"]] == [
        "https://example.org/1.pdf",
        "https://example.org/1%20b.pdf",
    ]


def test_a_place_without_a_day_and_a_withdrawal_are_kept(folder):
    convention = by_id(uk_treaties.records(folder))["uk-treaty:u2"]

    kinds = {row["kind"]: row for row in convention["milestones"]}
    assert kinds["signed"]["on"] == ""
    assert kinds["signed"]["places"][0]["city"] == "Norhaven"
    assert kinds["party_left"]["involvement"] == "uk-treaty-party:UNITED KINGDOM"


def test_what_one_row_says_twice_and_who_withdrew_is_counted(folder):
    assert counts_by_field(uk_treaties, folder) == {
        "uuid": (3, 3, {}),
        "record_id": (3, 3, {}),
        "title": (3, 3, {}),
        "type": (2, 0, {"in the internal note": 2}),
        "subject": (2, 2, {}),
        "parties": (7, 6, {"twice in one row": 1}),
        "signed_place": (3, 3, {}),
        "references": (2, 5, {"more, the number of the record": -3}),
        "pdf_url": (2, 2, {}),
        "adopted_date": (1, 1, {}),
        "signed_date": (2, 2, {}),
        "provisional_date": (1, 1, {}),
        "in_force_date": (1, 1, {}),
        "in_force_effective_date": (1, 1, {}),
        "terminated_date": (1, 2, {"more, withdrawals of others": -1}),
        "terminated_effective_date": (1, 1, {}),
        "withdrawn_date": (2, 1, {"told as terminations, since the United Kingdom is no party": 1}),
        "source_url": (3, 3, {}),
    }


def test_the_demonstration_can_have_another_register_beside_it(db, folder):
    call_command("demo", recipe=["uk_treaties", str(folder)], verbosity=0)

    assert Entry.objects.filter(title__en="Convention on Ferries").count() == 1
    assert Entry.objects.filter(ref="A1", body__contains="KoNECT").count() == 1
