"""A year such as 9999, which tables write where no end is set, is told as “no end stated” everywhere."""

import csv
import io
from datetime import date

import pytest

from lifecycle.life import build_life
from lifecycle.spans import stands_for_no_end
from register.publishing import publish
from tests import factories as make
from tests.lifecycle.lifecycle_cases import act, life, term

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "is_none"),
    [
        ("9999-12-31", True), ("9999-12", True), ("9999", True), ("2999-12-31", True), ("2999", True),
        ("2999-12-31?", True), ("2016/9999-12-31", True), ("2998-12-31", False), ("2099-12-31", False),
        ("", False), ("..", False), ("2016/..", False), ("[..9999-12-31]", False), ("soon", False),
    ],
)  # fmt: skip
def test_the_years_that_stand_for_no_end(text, is_none):
    assert stands_for_no_end(text) is is_none


LIVES = {
    "a term until then": life(act("signed", "2016-05-01"), terms=[term(until="9999-12-31", renewal="fixed")]),
    "a year alone": life(act("signed", "2016-05-01"), terms=[term(until="2999")]),
    "an extension until then": life(
        act("signed", "2016-05-01"),
        act("extended", "2018-01-01", until="9999-12-31"),
        terms=[term("P3Y", "fixed")],
    ),
    "an effect until then": life(act("takes_effect", "2016-05-01", until="2999-12-31")),
    "an interval until then": life(act("takes_effect", "2016-05-01/9999-12-31")),
    "an expiry then": life(act("signed", "2016-05-01"), act("expired", "9999-12-31")),
    "a termination with effect then": life(
        act("signed", "2016-05-01"), act("terminated", "", effective_on="9999-12-31")
    ),
}


@pytest.mark.parametrize("body", LIVES.values(), ids=LIVES.keys())
def test_it_goes_on_and_no_end_is_stated(body):
    status = build_life(body).status_on(date(2026, 11, 29))

    assert (status.state, status.certainty) == ("in_force", "presumed")
    assert status.last_day.edtf == ""
    assert status.reasons[-1]["params"]["no_end_stated"] is True


def test_a_declaration_stays_adopted():
    body = life(act("adopted", "2020-05-13"), form="declaration", terms=[term(until="9999-12-31")])

    assert build_life(body).status_on(date(2026, 11, 29)).state == "adopted"


@pytest.mark.parametrize(
    ("term_values", "act_values"),
    [
        ({"length": "", "until": "9999-12-31", "renewal": "fixed"}, {}),
        (
            {"length": "P3Y", "renewal": "fixed"},
            {"kind": "extended", "on": "2018-01-01", "until": "2999-12-31"},
        ),
        (None, {"kind": "expired", "on": "9999-12-31"}),
    ],
)
def test_every_surface_says_so(read, client, term_values, act_values):
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement, kind="signed", on="2016-05-01")
    if term_values:
        make.TermFactory(agreement=agreement, **term_values)
    if act_values:
        make.MilestoneFactory(agreement=agreement, **act_values)
    publish(agreement, by=None)

    for address, glance, sentence in (
        ("/agreements/A1", "Ends No end stated", "No end date is stated. Latest evidence:"),
        ("/ko/agreements/A1", "종료 종료일 명시 없음", "종료일이 명시되어 있지 않습니다."),
    ):
        page = read(address)
        assert glance in page
        assert sentence in page
        assert "9999" not in page
        assert "2999" not in page
        assert "No end date found" not in page
        assert "종료일을 확인할 수 없습니다" not in page
    for prefix, heading, words in (
        ("", "End in words", "No end stated"),
        ("/ko", "종료 설명", "종료일 명시 없음"),
    ):
        table = b"".join(client.get(f"{prefix}/agreements/export.csv")).decode("utf-8-sig")
        [row] = csv.DictReader(io.StringIO(table))
        assert row[heading] == words


def test_a_term_without_a_stated_end_says_nothing_of_its_end(read):
    agreement = make.AgreementFactory(titled=True)
    make.TermFactory(agreement=agreement, length="", until="9999-12-31", renewal="fixed")
    publish(agreement, by=None)

    section = read("/agreements/A1").partition("Term Length")[2]

    assert section.startswith(" no end stated")
    assert "At its end" not in section


def test_a_post_and_a_former_name_without_a_stated_end(read):
    person = make.PersonFactory()
    make.PositionFactory(person=person, held_from="2016", held_until="9999-12-31")
    publish(person, by=None)

    page = read("/people/P1")
    assert "9999" not in page
    assert "from 2016 No source is recorded" in page
