"""Fact by fact: what the two seed documents say stands in the published bodies and names its source."""

import json

import pytest

from tests.interchange.seed_facts import FACTS, SOURCES

PURPOSES = [
    ("konect", ["infrastructure", "skills", "hub", "partner of choice", "sooner"]),
    ("dia", ["neutral forum", "By its own account the largest professional association"]),
    ("arpa-h-kr", ["Innovative", "demanding", "research and development", "problems of health"]),
]


def is_held(value, expected, refs):
    """Whether a value says at least what is expected; a list, in any order and perhaps among others."""
    if isinstance(expected, dict):
        return isinstance(value, dict) and all(
            name in value and is_held(value[name], row, refs) for name, row in expected.items()
        )
    if isinstance(expected, list) and expected:
        return isinstance(value, list) and all(
            any(is_held(held, row, refs) for held in value) for row in expected
        )
    if isinstance(expected, str) and expected.startswith("@"):
        expected = refs[expected[1:]]
    return value == expected


def paths_that_hold(body, fact, refs):
    """The paths by which a citation may name the fact; none when the body does not hold it."""
    value = body[fact.member]
    if isinstance(fact.holds, dict) and isinstance(value, list):
        keys = [part["key"] for part in value if is_held(part, fact.holds, refs)]
        fields = [fact.field] if fact.field else ["", *fact.holds]
        return {"/".join(filter(None, [fact.member, key, field])) for key in keys for field in fields}
    return {fact.member} if is_held(value, fact.holds, refs) else set()


def is_cited(body, paths, fact):
    keys = {row["key"] for row in body["sources"] if is_held(row, SOURCES[fact.source], {})}
    return any(
        citation["source"] in keys
        and citation["basis"] == fact.basis
        and paths & set(citation["facts"])
        and fact.says in citation["says"].get("en", "")
        for citation in body["citations"]
    )


@pytest.mark.parametrize("fact", [pytest.param(fact, id=f"{n} {fact}") for n, fact in enumerate(FACTS)])
def test_the_public_can_read_the_fact_and_its_source(demo, fact):
    body = demo.body(fact.record)

    paths = paths_that_hold(body, fact, demo.refs)

    assert paths != set(), "the fact is not in the body"
    assert is_cited(body, paths, fact), "no citation names the fact with this source and basis"


@pytest.mark.parametrize(("record", "words"), PURPOSES)
def test_purposes_say_all_that_the_source_says(demo, record, words):
    body = demo.body(record)

    assert [row for row in words if row not in body["purpose"]["en"]] == []
    assert any("purpose" in citation["facts"] for citation in body["citations"])


def test_the_two_organizations_of_one_name_are_told_apart(demo):
    bodies = [demo.body(row) for row in ("konect", "konect-2007")]

    assert len({body["name"] for body in bodies}) == 1
    assert len({body["qualifier"] for body in bodies}) == 2


def test_what_the_documents_do_not_say_is_not_recorded(demo):
    memorandum, session = demo.body("konect-dia"), demo.body("dialogue-1")

    assert (memorandum["signatories"], memorandum["terms"]) == ([], [])
    assert [row["places"] for row in memorandum["milestones"] if row["kind"] == "signed"] == [[]]
    assert [row["side"] for row in session["attendances"] if row["role"] == "led"] == ["KR"]
    assert demo.body("kr-gb-mou")["signatories"] == []


def test_the_hopes_are_each_of_one_party(demo):
    body = demo.body("konect-dia")
    parties = {row["key"]: row["organization"]["ref"] for row in body["involvements"]}

    hopes = [[parties[key] for key in row["by"]] for row in body["commitments"] if row["strength"] == "hoped"]

    assert hopes == [[demo.refs["konect"]], [demo.refs["dia"]]]


def test_each_ministry_funds_through_its_own_agency(demo):
    involvements = demo.body("kr-gb-smart-trials")["involvements"]
    organizations = {row["key"]: row["organization"]["ref"] for row in involvements}

    acting = {
        (row["organization"]["ref"], organizations[row["acting_for"]])
        for row in involvements
        if row["acting_for"]
    }

    assert acting == {(demo.refs["nihr"], demo.refs["dhsc"]), (demo.refs["khidi"], demo.refs["mohw"])}


def test_the_two_accounts_of_one_launch_and_one_meeting_make_one_record_each(demo):
    launches = [row for row in demo.body("kr-gb-smart-trials")["milestones"] if row["kind"] == "launched"]
    sessions = [
        body for body in demo.bodies.values()
        if body["object"] == "activity" and (body["series"] or {}).get("ref") == demo.refs["kr-gb-dialogue"]
    ]  # fmt: skip

    assert (len(launches), len(sessions)) == (1, 1)


def test_what_came_of_the_programme_is_told_with_its_source(demo):
    body, awards, call = (
        demo.body(row) for row in ("kr-gb-smart-trials", "smart-trials-awards-2025", "smart-trials-call-2026")
    )

    assert [(row["quantity"], row["as_of"]) for row in body["results"]] == [("7", "2025")]
    assert (awards["kind"], awards["on"], call["kind"], call["until"]) == (
        "award_round", "2025", "call", "2026-03-25",
    )  # fmt: skip
    assert {row["title"] for row in awards["sources"]} == {
        "ROK-UK Smart Clinical Trials Application Development Award"
    }


def test_nothing_of_the_page_around_the_release_enters_the_register(demo):
    public = json.dumps(list(demo.bodies.values()), ensure_ascii=False).lower()

    assert [
        word for word in ("podcast", "liz beatty", "lieberman", "scope summit", "inato,") if word in public
    ] == []
