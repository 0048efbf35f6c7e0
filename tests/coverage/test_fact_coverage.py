"""Fact coverage: what a page tells is found where it is published, and nothing else is."""

import json
import re
from copy import deepcopy
from pathlib import Path

import pytest

from interchange.actions import import_to_desk
from register import publishing
from register.records import Record
from tests.coverage import report
from tests.coverage.cases import coverage_of_cases
from tests.coverage.text_comparison import contains_name, contains_words, is_same_date

RECORDS = sorted((Path(__file__).resolve().parent / "records").glob("*.json"))

CASE = {
    "id": "1",
    "source": {
        "url": "https://example.org/a", "title": "Two hospitals sign", "publisher": "Example News",
        "published": "2020-05-04", "language": "en",
    },
    "other_sources": [],
    "agreements": [{
        "ref": "a", "type": "mou", "title": "Memorandum on nursing", "title_given_in_source": True,
        "parties": [
            {"name": "서울병원 (Hospital of Seoul)", "acronym": "HS", "kind": "hospital", "country": "KR",
             "role": "party"},
            {"name": "Hôpital de Lyon", "kind": "hospital", "country": "FR", "role": "party"},
        ],
        "signatories": [{"name": "Ann Lee", "role": "Director", "organization": "HS", "signed": "2020-05-01"}],
        "witnesses": [{"name": "Paul Roy", "role": "Mayor"}], "attendees": [],
        "dates": [
            {"event": "signed", "value": "2020-05-01", "precision": "day", "prose": "\"last Friday\""},
            {"event": "in force", "value": "2020-06", "precision": "month"},
        ],
        "places": [{"name": "Town Hall, Lyon", "country": "FR", "role": "signing"}],
        "duration": {"prose": "five years", "length": "P5Y"}, "areas": ["training of nurses"],
        "relations": [{"type": "renews", "target": "memorandum of 2015"}],
        "money": [{"amount": 5000, "currency": "EUR", "contributor": "Hôpital de Lyon", "maximum": True}],
        "quantities": [{"value": 20, "unit": "nurses"}], "bodies_created": ["Nursing committee"],
        "identifiers": [{"scheme": "File", "value": "12/2020"}], "languages": ["fr"], "legally_binding": False,
    }],
    "activities": [{"type": "workshop", "title": "First workshop on wards", "date": "2020-09"}],
    "organization_facts": ["Hospital of Seoul founded 1950"],
}  # fmt: skip

# Facts that a coder might have found on the same page, and no record holds.
OTHER_FACTS = {
    "type": "treaty", "title": "Protocol on vaccines",
    "parties": [{"name": "Spital Wien", "kind": "ministry", "country": "AT", "role": "funder", "acronym": "SW"}],
    "signatories": [{"name": "Otto Berg", "role": "Bishop", "organization": "Spital Wien", "signed": "1999-01-01"}],
    "witnesses": [{"name": "Eva Horn", "role": "Judge"}],
    "dates": [
        {"event": "signed", "value": "2020-05-02", "precision": "day", "prose": "\"yesterday\""},
        {"event": "terminated", "value": "2020-05-01", "precision": "day"},
    ],
    "places": [{"name": "Vienna", "country": "AT", "role": "signing"}],
    "duration": {"prose": "for ever", "length": "P50Y"}, "areas": ["fisheries"],
    "relations": [{"type": "amends", "target": "memorandum of 2015"}, {"type": "renews", "target": "treaty of Rome"}],
    "money": [{"amount": 5000, "currency": "USD", "contributor": "Spital Wien", "maximum": True}],
    "quantities": [{"value": 20, "unit": "beds"}, {"value": 21, "unit": "nurses"}], "bodies_created": ["Senate"],
    "identifiers": [{"scheme": "File", "value": "13/2020"}], "languages": ["de"], "legally_binding": True,
}  # fmt: skip


def records():
    """The records of the case, as an interchange file."""
    source = {"source": "page", "facts": []}
    return {
        "sources": [{
            "id": "page", "title": "Two hospitals sign", "publisher": "Example News", "kind": "news", "language": "en",
            "address": "https://example.org/a", "published_on": "2020-05-04",
        }],
        "organizations": [
            {"id": "seoul", "name": "Hospital of Seoul", "kind": "hospital", "country": "KR", "founded_on": "1950",
             "names": [{"text": "서울병원", "language": "ko"}, {"text": "HS", "kind": "acronym"}]},
            {"id": "lyon", "name": "Hôpital de Lyon", "kind": "hospital", "country": "FR"},
            {"id": "committee", "name": "Nursing committee", "kind": "other"},
        ],
        "people": [{"id": "lee", "name": "Ann Lee"}, {"id": "roy", "name": "Paul Roy"}],
        "agreements": [{
            "id": "nursing", "nature": "instrument", "form": "mou", "bindingness": "non_binding", "languages": ["fr"],
            "texts": [{"language": "en", "title": "Memorandum on nursing"}],
            "identifiers": [{"scheme": "File", "value": "12/2020"}],
            "involvements": [
                {"id": "seoul", "organization": "seoul"}, {"id": "lyon", "organization": "lyon"},
                {"id": "committee", "organization": "committee", "role": "established_by_it"},
            ],
            "milestones": [
                {"id": "signed", "kind": "signed", "on": "2020-05-01", "wording": "last Friday",
                 "places": [{"city": "Lyon", "country": "FR", "venue": "Town Hall"}]},
                {"id": "effect", "kind": "takes_effect", "on": "2020-06"},
            ],
            "terms": [{"starts_with": "effect", "length": "P5Y", "wording": "five years"}],
            "signatories": [
                {"person": "lee", "involvement": "seoul", "milestone": "signed", "post_as_written": "Director"},
                {"person": "roy", "milestone": "signed", "post_as_written": "Mayor", "act": "witnessed"},
            ],
            "relations": [{"kind": "renews", "stub": {"en": "The memorandum of 2015"}}],
            "commitments": [{"text": {"en": "Training of nurses"}, "quantity": "20", "unit": "nurses"}],
            "contributions": [{"involvement": "lyon", "amount": "5000", "currency": "EUR", "comparison": "up_to"}],
            "citations": [source],
        }],
        "activities": [{
            "id": "wards", "kind": "workshop", "on": "2020-09",
            "texts": [{"language": "en", "title": "First workshop on wards"}],
            "agreement_links": [{"agreement": "nursing", "role": "held_under"}],
        }],
    }  # fmt: skip


def publish(files):
    imported = import_to_desk(files, by=None, update=True)
    publishing.publish(
        *[record for record in imported.records.values() if isinstance(record, Record)], by=None
    )
    return imported


@pytest.fixture
def published(db):
    return publish([records()])


def missing(*cases):
    return [(fact.kind, fact.value) for fact in coverage_of_cases(cases) if not fact.path_in_body]


def test_what_a_page_tells_is_found_where_it_is_published(published):
    ref = published.records["agreements", "nursing"].ref
    paths = {fact.path: fact.path_in_body for fact in coverage_of_cases([CASE])}

    assert missing(CASE) == []
    assert paths["source/url"] == f"{ref}/sources/s1/address"
    assert re.fullmatch(rf"{ref}/milestones/\w+/on", paths["agreements/a/dates/2"])
    assert paths["agreements/a/languages/1"] == f"{ref}/languages"
    assert paths["activities/1/date"] == f"{published.records['activities', 'wards'].ref}/on"
    assert paths["organization_facts/1"] == published.records["organizations", "seoul"].ref


def test_what_no_record_says_is_not_found(published):
    case = deepcopy(CASE) | {
        "activities": [
            {"type": "workshop", "title": "Second forum on fish", "date": "2021", "result": "3 nets"}
        ],
        "organization_facts": ["Hospital of Seoul founded 1951"],
    }
    case["agreements"][0] |= OTHER_FACTS

    covered = [fact.path for fact in coverage_of_cases([case]) if fact.path_in_body]

    assert [path for path in covered if not path.startswith("source/")] == []


def test_a_fact_that_is_gone_from_the_record_is_missed(published):
    changed = records()
    agreement = changed["agreements"][0]
    agreement["milestones"][0]["on"] = "2020-05-02"
    agreement["terms"], agreement["contributions"] = [], []

    publish([changed])

    assert missing(CASE) == [
        ("signatory signed", "2020-05-01"),
        ("date", "signed 2020-05-01"),
        ("duration prose", "five years"),
        ("duration length", "P5Y"),
        ("money", "EUR 5000"),
        ("money contributor", "Hôpital de Lyon"),
        ("money maximum", "up to"),
    ]


def test_an_agreement_that_cites_another_page_is_found_by_its_parties(published):
    case = deepcopy(CASE)
    case["source"]["url"] = "https://example.org/elsewhere"
    case["agreements"][0]["parties"][0]["name"] = "Hospital of Seoul"

    assert [kind for kind, _value in missing(case)] == [
        "source url", "source title", "source publisher", "source published", "source language",
    ]  # fmt: skip


def test_nothing_is_found_where_nothing_is_published(db):
    assert [fact.path_in_body for fact in coverage_of_cases([CASE]) if fact.path_in_body] == []


@pytest.mark.parametrize("says", ["It gives 2020-05-01.", "It gives 1 May 2020."])
def test_a_day_that_a_source_gives_otherwise_is_found_in_what_it_says(published, says):
    changed = records()
    agreement = changed["agreements"][0]
    agreement["milestones"][0]["on"] = "2020-05"
    agreement["citations"].append({"source": "page", "facts": ["milestones/signed/on"], "says": {"en": says}})

    publish([changed])

    paths = {fact.path: fact.path_in_body for fact in coverage_of_cases([CASE])}
    assert paths["agreements/a/dates/1"].endswith("/says/en")


@pytest.mark.parametrize(
    ("recorded", "coded", "same"),
    [
        ("2018-36", "2018-Q4", True),
        ("2018-36", "2018-10/2018-12", True),
        ("[..2017-12-07]", "2017-12-07~", True),
        ("[..2017-12-07]", "2017-12-07", False),
        ("XXXX-XX-09", "XXXX-XX-09", True),
        ("XXXX-XX-09", "XXXX-XX-10", False),
        ("2018-10", "2018", False),
        ("", "", False),
    ],
)
def test_dates_are_the_same_when_they_are_bounded_by_the_same_days(recorded, coded, same):
    assert is_same_date(recorded, coded) is same


def test_words_are_compared_after_folding_and_but_for_their_endings():
    assert contains_words("Leoš Heger, Minister of Health", "leos heger")
    assert contains_words("지난 9일 파리에서", "지난 9일")
    assert contains_name("Ministry of Health and Welfare", "보건복지부 (Ministry of Health and Welfare)")
    assert not contains_words("Ministry of Health", "Ministry of Health and Welfare")
    assert not contains_words("cardiology", "card games")
    assert not contains_words("anything", "")


def test_the_report_gives_each_place_and_what_has_none(published, tmp_path, capsys):
    case = deepcopy(CASE)
    case["agreements"][0]["areas"].append("fisheries")
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"cases": [case]}), encoding="utf-8")

    report.main([str(file)])
    everything = capsys.readouterr().out
    report.main([str(file), "--missing"])
    rest = capsys.readouterr().out.splitlines()

    assert re.search(rf"{published.records['agreements', 'nursing'].ref}/milestones/\w+/on", everything)
    assert [" ".join(line.split()) for line in rest[:4]] == [
        "", "Case 1: 43/44", "area no place agreements/a/areas/2: fisheries", "",
    ]  # fmt: skip
    assert "all facts 43/44 97.7%" in [" ".join(line.split()) for line in rest]
    assert "Not walked:" in rest


def test_a_file_of_another_kind_is_refused(tmp_path):
    file = tmp_path / "cases.json"
    file.write_text("[]", encoding="utf-8")

    with pytest.raises(SystemExit, match="not a case file"):
        report.main([str(file)])
