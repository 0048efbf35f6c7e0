"""Two bodies side by side."""

from register.diff import diff_bodies, flatten_body

SIGNED = {"key": "k3", "kind": "signed", "on": "2014-09-29", "places": []}
PUBLIC = {"ref": "A1", "form": "mou", "occasion": {}, "milestones": [SIGNED]}


def test_equal_bodies_do_not_differ():
    assert diff_bodies(PUBLIC, dict(PUBLIC)) == []


def test_a_changed_field_of_a_part_is_named_by_the_key_of_the_part():
    edited = {**PUBLIC, "milestones": [{**SIGNED, "on": "[..2014-09-29]"}]}

    assert diff_bodies(PUBLIC, edited) == [("milestones/k3/on", "2014-09-29", "[..2014-09-29]")]


def test_a_part_that_came_before_the_others_is_one_difference():
    announced = {"key": "k7", "kind": "announced", "on": "2014-10-01", "places": []}

    found = diff_bodies(PUBLIC, {**PUBLIC, "milestones": [announced, SIGNED]})

    assert found == [
        ("milestones/k7", None, {"kind": "announced", "on": "2014-10-01", "places": []}),
    ]


def test_a_part_that_went_is_one_difference():
    assert diff_bodies(PUBLIC, {**PUBLIC, "milestones": []}) == [
        ("milestones/k3", {"kind": "signed", "on": "2014-09-29", "places": []}, None),
    ]


def test_parts_in_another_order_say_so():
    announced = {"key": "k7", "kind": "announced"}

    found = diff_bodies({"milestones": [SIGNED, announced]}, {"milestones": [announced, SIGNED]})

    assert found == [("milestones/order", ["k3", "k7"], ["k7", "k3"])]


def test_a_text_in_one_language_differs_alone():
    assert diff_bodies({"occasion": {"en": "A visit"}}, {"occasion": {"en": "A visit", "ko": "방문"}}) == [
        ("occasion/ko", None, "방문"),
    ]


def test_nothing_and_nothing_are_the_same_nothing():
    assert diff_bodies({"form": ""}, {"form": None, "topics": []}) == []


def test_lists_without_keys_differ_as_a_whole():
    assert diff_bodies({"languages": ["en"]}, {"languages": ["en", "ko"]}) == [
        ("languages", ["en"], ["en", "ko"])
    ]


def test_a_source_that_was_cited_first_does_not_make_the_others_differ():
    letter = {"key": "s1", "title": "Letter", "address": "", "published_on": ""}
    report = {"key": "s1", "title": "Report", "address": "https://example.org/r", "published_on": "2020"}
    old = {"sources": [report], "citations": [{"key": "k1", "source": "s1", "facts": []}]}
    new = {
        "sources": [letter, {**report, "key": "s2"}],
        "citations": [{"key": "k2", "source": "s1", "facts": []}, {"key": "k1", "source": "s2", "facts": []}],
    }

    assert [path for path, _old, _new in diff_bodies(old, new)] == ["sources/Letter ", "citations/k2"]


def test_sources_of_one_title_are_told_apart_by_their_dates():
    """As issues of a yearbook, which have no address of their own."""
    issue = {"key": "s1", "title": "Yearbook", "address": "", "published_on": "2020"}
    other = {**issue, "key": "s2", "published_on": "2021"}

    for old, new, path in (
        ([issue], [issue, other], "sources/Yearbook 2021"),
        ([other, issue], [other], "sources/Yearbook 2020"),
    ):
        assert [each for each, *_values in diff_bodies({"sources": old}, {"sources": new})] == [path]


def test_a_first_publication_differs_in_all_that_it_says():
    assert diff_bodies(None, {"ref": "A1", "form": ""}) == [("ref", None, "A1")]


def test_a_body_laid_flat_leaves_out_what_says_nothing():
    assert flatten_body({"object": "agreement", **PUBLIC}) == [
        ("ref", "A1"),
        ("form", "mou"),
        ("milestones/k3/kind", "signed"),
        ("milestones/k3/on", "2014-09-29"),
    ]
