"""The demonstration: what it shows, to whom, and that it can be run again."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from interchange.management.commands import demo as command


@pytest.mark.long  # a quick run has test_round_trip.py: what is imported into itself changes nothing
def test_running_the_demonstration_again_publishes_nothing_new(demo):
    assert demo.counts[1] == 0
    assert demo.runs[0] == demo.runs[1] == demo.runs[2]
    assert demo.runs[0] != []


def test_references_follow_the_order_of_the_files(demo):
    first = ["konect-dia", "kr-gb-mou", "kr-gb-dialogue", "kr-gb-smart-trials"]

    assert [demo.refs[row] for row in first] == ["A1", "A2", "A3", "A4"]
    assert [demo.refs[row] for row in ("kr", "gb", "konect-dia-announcement")] == ["O1", "O2", "E1"]


def test_staff_find_something_in_every_queue(demo):
    assert demo.desk["demo-draft"] == ("draft", False)
    assert demo.desk["demo-in-review"] == ("in_review", False)
    assert demo.desk["demo-exchange"] == ("published", True)
    assert [row for row, (_state, is_edited) in demo.desk.items() if is_edited] == ["demo-exchange"]


def test_what_is_closed_drafted_or_in_review_is_nowhere_public(demo):
    public = json.dumps(list(demo.bodies.values()), ensure_ascii=False)

    for words in ("Access to Internal Archives", "내부 기록물", "Joint Seminars", "Shared Catalogues"):
        assert words not in public
    assert demo.refs["demo-closed"] == ""
    assert demo.body("demo-exchange")["relations"] == []


def test_facts_rest_on_words_of_a_document_that_may_be_quoted(demo):
    body = demo.body("demo-exchange")

    [source] = body["sources"]
    assert source["sha256"] == body["documents"][0]["sha256"]
    assert [row["words"] for row in body["citations"][0]["quotations"]] == [
        "It creates no obligations under law.",
        "Signed in Seoul on 14 March 2025, in two copies",
        "takes effect when it is signed and lasts two years",
        "Each side receives up to two editors of the other side",
    ]
    assert {row["fact"] for row in body["citations"][0]["quotations"]} == {*body["citations"][0]["facts"]}


def test_what_was_edited_since_is_not_public_yet(demo):
    assert "second exchange" not in json.dumps(demo.body("demo-exchange"))
    assert "second exchange" in demo.edited_summary


def test_no_citation_loses_a_fact_on_its_way_to_the_public(demo):
    lost = []
    for ref, key, facts in demo.citations:
        if ref:
            published = {row["key"]: row["facts"] for row in demo.bodies[ref]["citations"]}
            lost += [(ref, fact) for fact in facts if fact not in published.get(key, [])]

    assert lost == []


def test_titles_and_summaries_are_in_both_languages(demo):
    missing = [
        (ref, language)
        for ref, body in demo.bodies.items()
        for language in ("en", "ko")
        if "texts" in body and language not in {text["language"] for text in body["texts"]}
    ]

    assert missing == []


@pytest.fixture
def without_records(monkeypatch):
    """The accounts are what is tested: recording takes seconds and is tested above."""
    monkeypatch.setattr(command, "make_demo_records", lambda again: 0)


def test_accounts_are_never_made_where_debug_is_off(db, settings, without_records, capsys):
    settings.DEBUG = False

    call_command("demo")

    assert list(get_user_model().objects.all()) == []
    assert "Log in" not in capsys.readouterr().out


def test_accounts_can_log_in_with_what_is_printed(db, settings, without_records, capsys):
    settings.DEBUG = True

    call_command("demo")

    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Log in as ")]
    logins = [(line.split()[3], line.split()[5]) for line in lines]
    accounts = {row.username: row for row in get_user_model().objects.all()}
    assert [username for username, _password in logins] == ["editor", "publisher"]
    assert all(accounts[username].check_password(password) for username, password in logins)
    assert [[group.name for group in accounts[row].groups.all()] for row in ("editor", "publisher")] == [
        ["Editors"],
        ["Publishers"],
    ]
