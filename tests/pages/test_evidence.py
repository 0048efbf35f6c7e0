"""Marks and notes: which source supports which fact, stated or inferred, and where they differ."""

from pages.source_marks import FactSources, SourceMark


def body(*citations: dict) -> dict:
    blank = {"facts": [], "basis": "stated", "says": {}, "locator": ""}
    sources = [{"key": key, "title": key, "language": "en"} for key in ("s1", "s2")]
    return {
        "sources": sources,
        "citations": [{**blank, "key": f"k{n}", **one} for n, one in enumerate(citations)],
    }


def test_a_part_is_marked_by_what_supports_it_or_its_members():
    evidence = FactSources(
        body({"source": "s1", "facts": ["milestones/k1"]}, {"source": "s2", "facts": ["milestones/k1/on"]})
    )

    assert evidence.marks("milestones/k1") == [SourceMark(1, "stated"), SourceMark(2, "stated")]
    assert evidence.marks("milestones/k1", except_members=["on"]) == [SourceMark(1, "stated")]
    assert evidence.exact_marks("milestones/k1/on") == [SourceMark(2, "stated")]


def test_a_key_is_not_the_beginning_of_another():
    assert FactSources(body({"source": "s1", "facts": ["milestones/k12"]})).marks("milestones/k1") == []


def test_a_source_that_states_some_and_leaves_the_rest_to_be_inferred_says_so():
    cited = [
        {"source": "s1", "facts": ["parties/k1"]},
        {"source": "s1", "facts": ["parties/k1/role"], "basis": "inferred"},
    ]

    assert FactSources(body(*cited)).marks("parties/k1") == [SourceMark(1, "partly")]


def test_what_sources_say_of_the_same_fact_stands_side_by_side():
    cited = [
        {"source": "s1", "facts": ["on"], "says": {"en": "On Monday."}},
        {"source": "s2", "facts": ["on"], "says": {"en": "On Tuesday."}},
        {"source": "s1", "facts": ["places"], "says": {"en": "In Seoul."}},
    ]

    notes = FactSources(body(*cited)).notes("on", "places")

    assert [(note.differs, [statement.words["en"] for statement in note.statements]) for note in notes] == [
        (True, ["On Monday.", "On Tuesday."]),
        (False, ["In Seoul."]),
    ]


def test_what_a_source_says_is_told_once():
    evidence = FactSources(
        body({"source": "s1", "facts": ["on", "places"], "says": {"en": "On Monday in Seoul."}})
    )

    assert len(evidence.notes("on")) == 1
    assert evidence.notes("places") == []


def test_sources_are_listed_with_their_facts_in_words():
    cited = [
        {"source": "s2", "facts": ["form", "milestones/k1/on"]},
        {"source": "s1", "facts": ["on"], "basis": "inferred"},
    ]

    first, second = FactSources(body(*cited)).supporting_sources(str.upper)

    assert (first.number, first.stated, first.inferred) == (1, [], [("on", "ON")])
    assert second.stated == [("form", "FORM"), ("milestones-k1", "MILESTONES/K1/ON")]
