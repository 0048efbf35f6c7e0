"""Agreements in force by year: the picture counts what the list with the same question counts."""

from datetime import date

import pytest
from django.utils import timezone

from agreements.pictures.in_force_by_year import in_force_changes_by_year
from pages.pictures.scales import round_up_axis
from pages.pictures.year_chart import MAX_YEARS, year_chart, yearly_totals
from register.models import Entry
from register.publishing import publish
from tests import factories as make

TODAY = date(2026, 6, 1)


@pytest.fixture
def lives(db):
    """Agreements of every sort: presumed, recorded, of uncertain beginning and end, renewed after a gap, undated."""
    acts = [
        [("signed", "2018-05-13")],
        [("signed", "2018")],
        [("signed", "2019-02-01"), ("terminated", "2021")],
        [("signed", "2019-12-31"), ("terminated", "2021-01-01")],
        [("takes_effect", "2020-03"), ("suspended", "2022-05-01"), ("resumed", "2022")],
        [("signed", "[..2019-06-30]"), ("expired", "2023-12-31")],
        [("signed", "2021-07-01"), ("renewed", "2022"), ("terminated", "[2023..]")],
        [("signed", "2017-01-01"), ("renewed", "[2019..2021]")],
        [("signed", "")],
    ]
    made = []
    for told in acts:
        agreement = make.AgreementFactory(titled=True)
        for kind, on in told:
            make.MilestoneFactory(agreement=agreement, kind=kind, on=on)
        made.append(agreement)
    fixed = make.AgreementFactory(titled=True)
    signed = make.MilestoneFactory(agreement=fixed, on="2019-01-15")
    make.TermFactory(agreement=fixed, length="P2Y", renewal="fixed", starts_with="signature")
    make.MilestoneFactory(agreement=fixed, kind="extended", on="2020-06", until="2024-06-30")
    assert signed.pk
    publish(*made, fixed, by=None)


def test_each_year_counts_what_the_list_of_its_last_day_counts(lives):
    today = timezone.localdate()
    picture = year_chart(in_force_changes_by_year(today=today), today)

    assert [column.year.year for column in picture.columns] == [*range(2017, today.year + 1)]
    for column in picture.columns:
        on = date.fromisoformat(column.day)
        assert column.year.together == Entry.public.in_state("in_force", on=on).count(), column.day


def test_what_is_presumed_is_told_apart(lives):
    today = timezone.localdate()
    by_year = {year.year: year for year in yearly_totals(in_force_changes_by_year(today=today), today)}

    # known: the one with a fixed term, and the one with a recorded effect; not in 2020: the one without a day
    assert (by_year[2020].known, by_year[2020].presumed) == (2, 6)


def test_only_agreements_with_the_keys_are_counted(lives):
    today = timezone.localdate()

    assert in_force_changes_by_year("country:FR", today=today) == []
    assert in_force_changes_by_year("country:KR", today=today) == in_force_changes_by_year(today=today)


def test_nothing_in_force_draws_nothing():
    assert year_chart([], TODAY) is None


def test_one_agreement_of_this_year_is_one_bar():
    picture = year_chart([(2026, True, 1)], TODAY)

    assert [(one.year.year, one.year.presumed, one.day) for one in picture.columns] == [
        (2026, 1, "2026-06-01")
    ]


def test_a_beginning_nobody_knows_counts_from_the_first_year():
    assert [(one.year, one.known) for one in yearly_totals([(0, False, 2), (2025, False, 1)], TODAY)] == [
        (2025, 3),
        (2026, 3),
    ]


def test_early_years_are_left_out_and_it_says_so():
    picture = year_chart([(1700, True, 5), (1990, True, -5), (2000, False, 1)], TODAY)

    assert len(picture.columns) == MAX_YEARS
    assert picture.is_cut
    assert picture.columns[0].year.presumed == 5


@pytest.mark.parametrize(("number", "top"), [(1, 1), (3, 4), (7, 8), (11, 20), (3670, 4000), (8001, 10_000)])
def test_the_scale_ends_at_a_round_number(number, top):
    assert round_up_axis(number) == top


def test_thousands_stay_within_the_frame():
    picture = year_chart([(2000, False, 4999), (2001, True, 8134)], TODAY)

    assert (len(picture.columns), picture.columns[-1].year.together) == (27, 4999 + 8134)
    for one in picture.columns:
        assert one.presumed_y >= 0
        assert one.known_y + one.known_height == pytest.approx(picture.base, abs=0.2)
        assert one.presumed_y + one.presumed_height == pytest.approx(one.known_y, abs=0.2)
