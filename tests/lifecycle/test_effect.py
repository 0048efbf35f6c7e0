"""Beginning and end of the effect: provisional application is no entry into force, and what never was has no end."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings

from lifecycle.choices import ENDED_STATES
from lifecycle.deadlines import deadlines_on
from lifecycle.effect import last_in_effect
from lifecycle.life import Life, build_life
from lifecycle.periods import compute_periods, first_day_span, last_day_span
from lifecycle.spans import MAX_DATE, UNKNOWN_SPAN
from lifecycle.status import status_on
from tests.lifecycle.lifecycle_cases import act, life, parties, term
from tests.lifecycle.related_cases import RELATED_CASES, dissolved
from tests.lifecycle.test_lifecycle import LIVES, SOME_DAYS

SOME_DAYS_OF_2019 = [date(2019, 1, 1), date(2019, 6, 15), date(2019, 12, 31), date(2026, 11, 29)]


def treaty(*acts, **facts):
    return life(*acts, form="treaty", bindingness="binding", **facts)


@pytest.mark.parametrize(
    ("body", "begins", "ends", "again"),
    [
        pytest.param(
            treaty(act("signed", "2018-05-01"), act("provisionally_applied", "2019-02-01", until="2021-01-31")),
            "", "", "", id="applied for a time",
        ),
        pytest.param(
            treaty(
                act("signed", "2018-05-01"),
                act("provisionally_applied", "2019-02-01"),
                act("takes_effect", "2021-05-01"),
            ),
            "2021-05-01", "", "", id="applied, then in force",
        ),
        pytest.param(
            treaty(
                act("signed", "2018-05-01"),
                act("provisionally_applied", "2019-02-01"),
                act("terminated", "2022-02-01"),
            ),
            "", "2022-01-31", "", id="applied, then terminated",
        ),
        pytest.param(
            treaty(
                act("signed", "2018-05-01"),
                act("provisionally_applied", "2019-02-01"),
                act("suspended", "2022-02-01"),
                act("resumed", "2023-02-01"),
            ),
            "", "", "", id="applied, suspended, and applied again",
        ),
        pytest.param(
            life(act("adopted", "2018-05-01"), act("suspended", "2022-02-01"), form="declaration"),
            "", "", "", id="a declaration that was suspended",
        ),
        pytest.param(
            life(act("signed", "2018-05-01"), act("suspended", "2022-02-01"), terms=[term("P3Y")]),
            "2018-05-01", "", "", id="suspended after a term that may have been renewed",
        ),
        pytest.param(
            life(act("negotiated", "2018-05-01"), act("suspended", "2022-02-01")),
            "", "", "", id="negotiated and suspended",
        ),
        pytest.param(
            life(act("signed", "2018-01-01"), act("declared_void", "2021-05-01")),
            "", "", "", id="void",
        ),
        pytest.param(
            treaty(act("signed", "2018-01-01"), act("cancelled", "2021-01-01")),
            "", "", "", id="given up before its effect",
        ),
        pytest.param(
            life(act("signed", "2024-03-01"), act("terminated", "2024-03-01")),
            "", "2024-03-01", "", id="signed and terminated on one day",
        ),
        pytest.param(
            life(act("negotiated", "2023-01-01"), act("signed", "2024-03-01"), act("terminated", "2024-03-01")),
            "", "2024-03-01", "", id="negotiated, then signed and terminated on one day",
        ),
        pytest.param(
            life(act("signed", "2020-03-01"), act("extended", "2024-03-01"), act("terminated", "2024-03-01")),
            "2020-03-01", "2024-02-29", "", id="extended and terminated on one day",
        ),
        pytest.param(
            treaty(act("signed", "2020-05-13"), terms=[term(until="2029-12-31")]),
            "", "2029-12-31", "", id="of which no entry into force is recorded, with a last day",
        ),
        pytest.param(
            treaty(
                act("signed", "2020-05-13"),
                act("takes_effect", "", condition={"en": "both notify"}),
                terms=[term(until="2029-12-31")],
            ),
            "", "2029-12-31", "", id="signed, its effect conditional, with a last day",
        ),
        pytest.param(
            life(act("terminated", "2021-01-01")), "", "2020-12-31", "", id="of which only the end is recorded"
        ),
        pytest.param(
            life(
                act("signed", "2015-01-01"),
                act("renewed", "2021-06-01", until="2027-05-31"),
                terms=[term("P5Y", "fixed", starts_with="signature")],
            ),
            "2015-01-01", "2027-05-31", "2021-06-01", id="renewed late",
        ),
    ],
)  # fmt: skip
def test_the_effect_begins_and_ends(body, begins, ends, again):
    built = build_life(body)

    assert built.took_effect.edtf == begins
    assert built.ending.last_day.edtf == ends
    assert built.took_effect_again.edtf == again


@pytest.mark.parametrize("case", RELATED_CASES, ids=lambda case: case.name)
def test_of_what_may_still_be_in_effect_no_end_is_known(case):
    built = build_life(case.body, case.related)

    if last_in_effect(built.periods) and built.periods[-1].state == "unknown":
        assert built.is_end_in_doubt
        assert [due for due in deadlines_on(built.periods, MAX_DATE) if due.kind == "end"] == []


def test_a_term_ends_what_nobody_knew_to_be_in_effect_any_more():
    body = life(act("signed", "2015-05-13"), terms=[term("P10Y", "fixed")], involvements=parties("k8", "k9"))
    built = build_life(body, dissolved("2020-03-01"))

    assert [period.state for period in built.periods] == ["in_force", "unknown", "expired"]
    assert (built.ending.state, built.ending.last_day.edtf) == ("expired", "2025-05-12")
    assert not built.is_end_in_doubt
    [end] = deadlines_on(built.periods, MAX_DATE)
    assert (end.kind, end.span.edtf) == ("end", "2025-05-12")


def assert_no_last_day_is_before_the_first(periods, day):
    built = Life(periods)
    pairs = [(first_day_span(period), last_day_span(period)) for period in periods]
    if built.ending.state and built.effect:
        pairs.append((built.took_effect, built.ending.last_day))
    if built.ending.state and not built.effect and periods[0].state not in ENDED_STATES:
        pairs.append((first_day_span(periods[0]), built.ending.last_day))
    if status := status_on(periods, day):
        pairs.append((status.start, status.last_day))
    for first, last in pairs:
        assert UNKNOWN_SPAN in (first, last) or first.earliest <= last.earliest
        assert UNKNOWN_SPAN in (first, last) or first.latest <= last.latest


@settings(max_examples=150)
@given(body=LIVES, day=SOME_DAYS)
def test_no_last_day_is_before_the_first(body, day):
    assert_no_last_day_is_before_the_first(compute_periods(body), day)


@pytest.mark.parametrize(
    ("form", "signed", "end", "ended"),
    list(
        product(
            ["treaty", "mou"],
            ["", "2019-01-01", "2019", "[2019-01-01..]", "[..2019-01-01]"],
            ["terminated", "suspended", "extended", "expired", "superseded"],
            ["", "2019-01-01", "2019", "[2019-01-01..]", "2019-06"],
        )
    ),
)
def test_no_last_day_of_a_registered_text_is_before_its_first(form, signed, end, ended):
    body = life(act("signed", signed), act("registered", "2019"), act(end, ended), form=form)

    for day in SOME_DAYS_OF_2019:
        assert_no_last_day_is_before_the_first(compute_periods(body), day)


@pytest.mark.parametrize(
    "body",
    [
        treaty(act("signed", "2020-05-13"), terms=[term(until="2029-12-31")]),
        treaty(
            act("signed", "2020-05-13"),
            act("takes_effect", "", condition={"en": "both notify"}),
            terms=[term(until="2029-12-31")],
        ),
    ],
)
def test_the_last_day_of_what_was_signed_falls_due(body):
    life_of_body = build_life(body)

    [due] = life_of_body.deadlines_on(date(2026, 11, 29))

    assert (due.kind, due.span) == ("end", life_of_body.ending.last_day)
    assert not life_of_body.never_took_effect


@pytest.mark.parametrize(
    ("further", "last_day"),
    [
        ([act("notice_given", "2026-06-01", notice_of="termination")], "2027-05-31"),
        ([act("suspended", "2022-01-01", scope={"en": "Article 9"})], ""),
        ([act("suspended", "2022-01-01"), act("resumed", "2023-01-01")], ""),
        ([act("takes_effect", "2024-01-01")], "2023-12-31"),
        ([act("suspended", "2022-01-01"), act("takes_effect", "2024-01-01")], "2023-12-31"),
    ],
)
def test_provisional_application_lasts_over_what_happens_to_it(further, last_day):
    body = treaty(
        act("signed", "2020-05-13"),
        act("provisionally_applied", "2021-02-01"),
        *further,
        termination_notice="P1Y",
    )

    assert build_life(body).last_day_of_provisional.edtf == last_day
