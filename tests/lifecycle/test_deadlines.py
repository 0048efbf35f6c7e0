"""Deadlines of single lives: the next of each cycle, and all between two days."""

from datetime import date

import pytest
from hypothesis import given

from lifecycle.choices import ENDED_STATES, IN_EFFECT_STATES
from lifecycle.deadlines import all_deadlines, deadline_reasons, deadlines_on, next_renewal
from lifecycle.periods import compute_periods
from lifecycle.status import status_on
from tests.lifecycle.lifecycle_cases import CASES, act, cites, life, source, term
from tests.lifecycle.test_lifecycle import LIVES as RANDOM_LIVES
from tests.lifecycle.test_lifecycle import SOME_DAYS

LIVES = [(case.name, case.body) for case in CASES] + [
    ("monthly", life(act("signed", "1990-01-31"), terms=[term("P1M", "evergreen", starts_with="signature")])),
    (
        "leap days",
        life(
            act("signed", "1992-02-29"),
            terms=[
                term(
                    "P4Y",
                    "automatic",
                    starts_with="signature",
                    renewal_length="P1Y",
                    non_renewal_notice="P30D",
                )
            ],
        ),
    ),
    (
        "weekly, a month known in part",
        life(act("signed", "2020-05"), terms=[term("P1W", "evergreen", starts_with="signature")]),
    ),
]


@pytest.mark.parametrize(("name", "body"), LIVES, ids=[name for name, _body in LIVES])
def test_what_is_due_next_is_the_first_of_all_that_fall_due(name, body):
    """A calendar, which skips from day to day, and a list of two days tell the same of each life."""
    periods = compute_periods(body)

    for day in (date(1999, 12, 31), date(2020, 2, 29), date(2024, 7, 1)):
        from_the_start = [
            due
            for due in all_deadlines(periods, date(2080, 1, 1))
            if due.kind == "end" or due.span.latest_known_day >= day or due.is_overdue(day)
        ]
        first = {due.kind: due for due in reversed(from_the_start)}
        following = {due.kind: due for due in deadlines_on(periods, day) if due in from_the_start}
        assert following == first
        for due in deadlines_on(periods, day):
            assert due in from_the_start or due.span.earliest > date(2080, 1, 1)
            assert deadline_reasons(periods, due.kind) == [*due.reasons]


@pytest.mark.parametrize(("name", "body"), LIVES, ids=[name for name, _body in LIVES])
def test_a_kind_and_a_round_name_one_deadline(name, body):
    every = [(due.kind, due.number) for due in all_deadlines(compute_periods(body), date(2080, 1, 1))]

    assert len(every) == len({*every})


@given(body=RANDOM_LIVES, day=SOME_DAYS)
def test_nothing_falls_due_of_what_has_ended(body, day):
    periods = compute_periods(body)
    status = status_on(periods, day)

    due = deadlines_on(periods, day)

    is_revived_later = any(
        period.state in IN_EFFECT_STATES and not (period.end_latest and period.end_latest <= day)
        for period in periods
    )
    if status and status.state in ENDED_STATES and not is_revived_later:
        assert [deadline for deadline in due if deadline.kind != "end"] == []


def test_a_review_of_a_day_known_in_part_falls_due_before_the_end():
    """It was to be some time in 2027, and the agreement ended in March."""
    periods = compute_periods(
        life(
            act("signed", "2022"),
            act("terminated", "2027-03-10"),
            terms=[term("P5Y", "evergreen", starts_with="signature")],
        )
    )

    [review] = [due for due in deadlines_on(periods, date(2027, 3, 1)) if due.kind == "review"]

    assert review.span.edtf == "[2027-01-01..2027-03-09]"
    assert not [due for due in deadlines_on(periods, date(2027, 3, 10)) if due.kind == "review"]


def test_no_review_falls_due_between_an_end_and_a_revival():
    """In effect again eight years after it ended: the reviews of the years between never were."""
    periods = compute_periods(
        life(
            act("signed", "2010-01-01"),
            act("terminated", "2012-06-30"),
            act("renewed", "2020-06-30"),
            terms=[term("P1Y", "evergreen", starts_on="2010-01-01", milestone="k3")],
        )
    )

    due = [due.span.edtf for due in all_deadlines(periods, date(2022, 1, 1))]

    assert due == ["2021-01-01", "2022-01-01"]


@pytest.mark.parametrize(
    ("terms", "notice_days"),
    [
        ([term("P5Y", "automatic", non_renewal_notice="P6M")], ["2026-12-31"]),
        ([term("", "automatic", until="2027-06-30", non_renewal_notice="P6M")], ["2026-12-31"]),
        (
            [term("", "automatic", until="2027-06-30", renewal_length="P1Y", non_renewal_notice="P6M")],
            ["2026-12-31", "2027-12-31"],
        ),
        ([term("", "automatic", non_renewal_notice="P6M")], []),
        ([term("P5Y", "automatic")], []),
        ([term("P5Y", "fixed", non_renewal_notice="P6M")], []),
    ],
)
def test_the_days_for_a_notice_against_renewal(terms, notice_days):
    periods = compute_periods(life(act("signed", "2022-07-01"), terms=terms))

    due = all_deadlines(periods, date(2028, 12, 30))

    assert [deadline.span.edtf for deadline in due if deadline.kind == "notice"] == notice_days


@pytest.mark.parametrize(
    ("terms", "acts", "renewal"),
    [
        ([term("P5Y", "automatic", starts_with="signature")], [], "2027-07-01"),
        ([term("P2Y", "automatic", renewal_length="P1Y")], [], "2027-07-01"),
        ([term("", "automatic", until="2027-06-30")], [], "2027-07-01"),
        ([term("", "automatic", until="2025-06-30")], [], ""),
        ([term("", "automatic")], [], ""),
        ([term("P5Y", "fixed")], [], ""),
        ([term("P5Y", "evergreen")], [], ""),
        ([], [], ""),
        ([term("P5Y", "automatic")], [act("terminated", "2024-01-01")], ""),
    ],
)
def test_the_day_of_the_next_renewal(terms, acts, renewal):
    periods = compute_periods(life(act("signed", "2022-07-01"), *acts, terms=terms))

    assert next_renewal(periods, date(2026, 7, 2)).edtf == renewal


def test_an_approximate_start_gives_the_earliest_day_for_a_notice():
    periods = compute_periods(
        life(act("signed", "2022-07"), terms=[term("P5Y", "automatic", non_renewal_notice="P6M")])
    )

    [due] = deadlines_on(periods, date(2026, 1, 1))

    assert due.span.earliest_known_day == date(2026, 12, 31)
    assert due.span.edtf == "[2026-12-31..2027-01-30]"


LATE_NOTICE = life(
    act("signed", "2016-07-01"),
    act("notice_given", "2026-01-15", notice_of="non_renewal"),
    terms=[term("P5Y", "automatic", renewal_length="P5Y", non_renewal_notice="P6M")],
)


def test_no_notice_is_due_once_notice_has_been_given():
    periods = compute_periods(LATE_NOTICE)

    due = all_deadlines(periods, date(2032, 1, 1))

    assert [(one.kind, one.span.edtf) for one in due] == [
        ("end", "2031-06-30"), ("notice", "2020-12-31"), ("notice", "2025-12-31"),
    ]  # fmt: skip


def test_a_notice_that_was_withdrawn_leaves_the_next_day_for_notice():
    body = life(*LATE_NOTICE["milestones"], act("notice_withdrawn", "2026-03-01"), terms=LATE_NOTICE["terms"])

    due = deadlines_on(compute_periods(body), date(2026, 4, 1))

    assert [(one.kind, one.span.edtf) for one in due] == [("notice", "2030-12-31")]


def reviewed(on: str, **rest) -> dict:
    return act("reviewed", on, **rest)


SIGNED_2015 = act("signed", "2015-10-15")
REVIEWS = {
    "no term": ([SIGNED_2015, reviewed("2025-04-01")], {}, "2026-04-01", True),
    "a fixed term that runs": (
        [SIGNED_2015, reviewed("2025-04-01")], {"terms": [term("P20Y", "fixed")]}, "2026-04-01", True,
    ),
    "without end by its terms": (
        [SIGNED_2015, reviewed("2025-04-01")], {"terms": [term(renewal="indefinite")]}, "2026-04-01", True,
    ),
    "renewed by itself": (
        [SIGNED_2015, reviewed("2025-04-01")], {"terms": [term("P5Y", "automatic")]}, "2026-04-01", True,
    ),
    "it goes on with a review": (
        [SIGNED_2015, reviewed("2025-04-01")], {"terms": [term("P5Y", "evergreen")]}, "2026-04-01", True,
    ),
    "ahead": ([SIGNED_2015, reviewed("2026-04-01")], {}, "2027-04-01", False),
    "today": ([SIGNED_2015, reviewed("2025-11-29")], {}, "2026-11-29", False),
    "never reviewed: from the beginning": ([SIGNED_2015], {}, "2016-10-15", True),
    "begun this year": ([act("takes_effect", "2026-02-01")], {}, "2027-02-01", False),
    "the last of several": ([SIGNED_2015, reviewed("2025-04-01"), reviewed("2020-04-01")], {}, "2026-04-01", True),
    "a review without a day beside one with a day": (
        [SIGNED_2015, reviewed("2025-04-01"), reviewed("")], {}, "2026-04-01", True,
    ),
    "a review without a day, known by its source, beside one with a day": (
        [SIGNED_2015, reviewed("2025-04-01"), reviewed("")],
        {"sources": [source("s1", "2026-05-01")], "citations": [cites("s1")]}, "2026-04-01", True,
    ),
    "a review that is planned": (
        [SIGNED_2015, reviewed("2025-04-01"), reviewed("2026-12-01", is_planned=True)], {}, "2026-04-01", True,
    ),
    "a review that its source foresees": (
        [SIGNED_2015, reviewed("2027-01-01")],
        {"sources": [source("s1", "2026-06-01")], "citations": [cites("s1")]}, "2016-10-15", True,
    ),
    "reviewed in a year": ([SIGNED_2015, reviewed("2026")], {}, "2027", False),
    "reviewed about a day": ([SIGNED_2015, reviewed("2025-04-01~")], {}, "2026-04-01~", True),
    "begun by a day": ([act("signed", "[..2026-03-01]")], {}, "[..2027-03-01]", False),
    "suspended": ([SIGNED_2015, reviewed("2025-04-01"), act("suspended", "2026-01-01")], {}, "2026-04-01", True),
    "in effect again, reviewed before the gap": (
        [SIGNED_2015, reviewed("2017-01-01"), act("terminated", "2018-01-01"), act("renewed", "2026-01-01")], {},
        "2027-01-01", False,
    ),
    "applied provisionally, then in force": (
        [act("provisionally_applied", "2020-01-01"), act("takes_effect", "2026-05-01")], {}, "2027-05-01", False,
    ),
    "it ends before the review": (
        [SIGNED_2015, reviewed("2026-04-01"), act("terminated", "2026-12-31")], {}, "", False,
    ),
    "it is over": ([SIGNED_2015, reviewed("2020-04-01"), act("terminated", "2026-01-01")], {}, "", False),
    "its term is over": ([SIGNED_2015], {"terms": [term("P10Y", "fixed")]}, "", False),
    "not in effect": ([act("signed", "2015-10-15")], {"form": "treaty"}, "", False),
    "nothing recorded": ([], {}, "", False),
    "no interval": ([SIGNED_2015, reviewed("2025-04-01")], {"review_interval": ""}, "", False),
    "an interval of no days": ([SIGNED_2015], {"review_interval": "P0D"}, "", False),
    "an interval past the calendar": ([SIGNED_2015], {"review_interval": "P9999Y"}, "", False),
    "an interval that cannot be read": ([SIGNED_2015], {"review_interval": "yearly"}, "", False),
}  # fmt: skip


@pytest.mark.parametrize(("acts", "rest", "day", "is_overdue"), REVIEWS.values(), ids=REVIEWS)
def test_the_next_review_is_an_interval_after_the_last(acts, rest, day, is_overdue):
    today = date(2026, 11, 29)
    body = life(*(dict(one) for one in acts), **{"review_interval": "P1Y", **rest})

    reviews = [due for due in deadlines_on(compute_periods(body), today) if due.kind == "review"]

    assert [(due.span.edtf, due.is_overdue(today)) for due in reviews] == ([(day, is_overdue)] if day else [])


def test_an_overdue_review_stays_due_until_the_end():
    body = life(act("signed", "2015-10-15"), act("terminated", "2020-06-01"), review_interval="P1Y")
    periods = compute_periods(body)

    due = {
        day: [one.kind for one in deadlines_on(periods, day)] for day in (date(2020, 5, 31), date(2020, 6, 1))
    }

    assert due == {date(2020, 5, 31): ["end", "review"], date(2020, 6, 1): ["end"]}


@pytest.mark.parametrize(
    ("terms", "days"),
    [
        ([term("P5Y", "automatic", non_renewal_notice="P6M", maximum_length="P20Y")], [2014, 2019, 2024]),
        ([term("P5Y", "automatic", non_renewal_notice="P6M", maximum_length="P5Y")], []),
        ([term("P5Y", "automatic", non_renewal_notice="P6M", maximum_length="P12Y")], [2014, 2019]),
        ([term("P20Y", "fixed"), term("P5Y", "automatic", non_renewal_notice="P6M")], [2014, 2019, 2024]),
        ([term("P20Y", "fixed"), term("P5Y", "automatic")], []),
    ],
)
def test_notice_is_due_before_each_renewal_that_can_come_and_no_other(terms, days):
    periods = compute_periods(life(act("signed", "2010-05-13"), terms=terms))

    due = [due.span.latest for due in all_deadlines(periods, date(2080, 1, 1)) if due.kind == "notice"]

    assert due == [date(year, 11, 12) for year in days]


def test_notice_in_the_steps_of_a_longer_term_ends_it_with_its_step():
    steps = [term("P20Y", "fixed"), term("P5Y", "automatic", non_renewal_notice="P6M")]
    body = life(act("signed", "2010-05-13"), act("notice_given", "2014-10-01"), terms=steps)

    status = status_on(compute_periods(body), date(2015, 5, 13))

    assert (status.state, status.certainty) == ("expired", "derived")
