"""Numbers, deadlines and periods of commitments, results and contributions: how they are meant and shown."""

from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import escape

from core.choices import Comparison
from register.publishing import publish
from tests import factories as make

WORDS = {
    "": ("15 students a year", "연간 15명"),
    "exactly": ("exactly 15 students a year", "연간 정확히 15명"),
    "about": ("about 15 students a year", "연간 약 15명"),
    "at_least": ("at least 15 students a year", "연간 최소 15명"),
    "more_than": ("more than 15 students a year", "연간 15명 초과"),
    "up_to": ("up to 15 students a year", "연간 최대 15명"),
    "less_than": ("less than 15 students a year", "연간 15명 미만"),
}


def published(factory, **values):
    agreement = make.AgreementFactory(titled=True)
    part = factory(agreement=agreement, **values)
    part.full_clean()
    publish(agreement, by=None)
    return part


def test_every_comparison_has_words():
    assert set(WORDS) == {"", *Comparison.values}


@pytest.mark.parametrize("comparison", WORDS)
@pytest.mark.parametrize(
    "factory", [make.CommitmentFactory, make.ResultFactory], ids=["commitment", "result"]
)
def test_a_number_says_how_it_is_meant(db, read, factory, comparison):
    published(factory, quantity=15, unit="students", per="year", comparison=comparison)

    english, korean = zip(*WORDS.values(), strict=True)
    shown = [  # the longest, as that without a word is in the others
        max((one for one in words if one in page), key=len, default="")
        for words, page in ((english, read("/agreements/A1")), (korean, read("/ko/agreements/A1")))
    ]
    assert shown == [*WORDS[comparison]]


UNITS = ["마리", "명", "طيور", "<b>", ""]


@pytest.mark.parametrize("factory", [make.CommitmentFactory, make.ResultFactory])
def test_a_unit_in_other_letters_is_marked_and_not_shown_as_html(db, client, factory):
    agreement = make.AgreementFactory(titled=True)
    for unit, per, comparison in product(UNITS, ["", "year"], ["", "about"]):
        part = factory(agreement=agreement, quantity=3, unit=unit, per=per, comparison=comparison)
        part.full_clean()
    publish(agreement, by=None)

    for prefix in ("", "/ko"):
        html = client.get(f"{prefix}/agreements/A1", follow=True).content.decode()
        assert "&lt;span" not in html
        assert "&lt;bdi" not in html
        assert "<b>" not in html.partition("<main")[2]
        assert [unit for unit in UNITS if html.count(escape(unit)) < 4] == []


def test_a_period_without_a_number_is_shown(db, read):
    published(make.CommitmentFactory, text={"en": "A joint meeting"}, per="year")

    assert "Aim · each year" in read("/agreements/A1")


def test_money_without_a_stated_span_is_no_share(db, read):
    published(make.ContributionFactory, amount=500, currency="EUR", comparison="more_than", per="term")

    page = read("/agreements/A1")
    assert "more than EUR 500 over the whole term" in page
    assert "Share" not in page


def test_work_in_kind_says_how_often(db, read):
    published(make.ContributionFactory, kind="in_kind", amount=None, currency="", per="year")

    assert "In kind, each year" in read("/agreements/A1")


@pytest.mark.parametrize(
    "factory", [make.CommitmentFactory, make.ContributionFactory], ids=["commitment", "contribution"]
)
def test_deadlines_are_days_days_of_every_year_and_events(db, read, factory):
    published(
        factory, due="2027-06", due_each_year="--02-29", due_event={"en": "within 30 days of signature"}
    )

    page = read("/agreements/A1")
    assert "due June 2027 · due each year by 29 February · due within 30 days of signature" in page
    assert "매년 2월 29일까지" in read("/ko/agreements/A1")


def test_a_month_of_every_year_is_a_deadline(db, read):
    published(make.CommitmentFactory, due_each_year="--03")

    assert "due each year in March" in read("/agreements/A1")
    assert "매년 3월" in read("/ko/agreements/A1")


@pytest.mark.parametrize("words", ["12-31", "--13", "--02-30", "--00", "31 December", "--1-1", "2026-12-31"])
def test_what_is_no_day_of_a_year_is_refused(db, words):
    with pytest.raises(ValidationError, match="Write a day of every year as"):
        make.CommitmentFactory.build(agreement=make.AgreementFactory(), due_each_year=words).full_clean()


def test_a_result_over_a_period_says_so(db, read):
    published(make.ResultFactory, quantity=200, unit="doctors", comparison="more_than", period="1983/2022")

    assert "more than 200 doctors · 1983 to 2022" in read("/agreements/A1")


def test_a_result_without_a_number_begins_without_a_dot(db, client):
    published(make.ResultFactory, quantity=None, as_of="2024")

    assert '<p class="quiet">as of' in client.get("/agreements/A1", follow=True).content.decode()


def test_a_length_and_a_last_day_stand_side_by_side(db, read):
    published(make.TermFactory, length="P5Y", until="2027-06-30")

    assert "five years, until 30 June 2027" in read("/agreements/A1")
