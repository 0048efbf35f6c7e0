from datetime import date
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.choices import MilestoneKind, NoticeObject
from lifecycle.acts import NATURAL_ORDER
from lifecycle.choices import Certainty, State
from lifecycle.evidence import EvidenceAge
from lifecycle.periods import compute_periods
from lifecycle.reasons import ReasonCode
from lifecycle.sentences import reason_sentence
from lifecycle.status import status_on
from tests.lifecycle.lifecycle_cases import CASES, act, ad_referendum, cites, life, parties, source, term
from tests.lifecycle.related_cases import RELATED_CASES

DAYS = ["", "2020-02-29", "2020-03", "2020", "2021-01-31", "[..2021-06-30]", "[2019..]", "2018/2022", "2019/..",
        "XXXX-XX-09", "201X", "2022~", "9999-12-31", "1000-01-01", "nonsense"]  # fmt: skip
LENGTHS = ["", "P1M", "P1Y", "P5Y", "P0D", "P9999Y", "P999999D", "P", "nonsense"]


def parts_of_lives():
    days, lengths = st.sampled_from(DAYS), st.sampled_from(LENGTHS)
    kinds = st.sampled_from([*NATURAL_ORDER, "of a later release"])
    acts = st.builds(
        act, kind=kinds, on=days, effective_on=days, until=days, key=st.sampled_from(["k1", "k2", "k3"]),
        involvement=st.sampled_from([None, "k8", "k9"]), condition=st.sampled_from([{}, {"en": "if"}]),
        is_planned=st.sampled_from([False, False, False, True]), scope=st.sampled_from([{}, {}, {"en": "a part"}]),
        notice_of=st.sampled_from(["", *NoticeObject.values]),
    )  # fmt: skip
    renewals = st.sampled_from(["not_stated", "fixed", "automatic", "evergreen", "indefinite"])
    terms = st.builds(
        term, length=lengths, renewal=renewals, starts_on=days, until=days, maximum_length=lengths,
        starts_with=st.sampled_from(["", "signature", "effect"]), milestone=st.sampled_from([None, "k1", "k2"]),
    )  # fmt: skip
    return st.lists(acts, max_size=7), st.lists(terms, max_size=3)


MILESTONES, TERMS = parts_of_lives()
FORMS = st.sampled_from(["mou", "treaty", "declaration", "plan"])
INVOLVEMENTS = st.sampled_from([[], parties("k9"), parties("k8", "k9"), parties("k7", "k8", "k9")])
SIGNATORIES = st.sampled_from([[], [ad_referendum()], [ad_referendum("k9")]])
SOURCES = st.sampled_from([[], [source("s1", "2020-06-01")], [source("s1", "")]])
NATURES = st.sampled_from(["instrument", "programme", "dialogue"])
BINDINGNESS = st.sampled_from(["", "binding", "non_binding", "mixed"])
LIVES = st.builds(
    lambda milestones, terms, **rest: life(*milestones, terms=terms, **rest),
    MILESTONES, TERMS, form=FORMS, involvements=INVOLVEMENTS, signatories=SIGNATORIES, sources=SOURCES,
    citations=st.just([cites("s1")]), nature=NATURES, bindingness=BINDINGNESS,
    termination_notice=st.sampled_from(LENGTHS),
)  # fmt: skip
SOME_DAYS = st.sampled_from(
    [date(1900, 1, 1), date(2020, 2, 29), date(2021, 3, 1), date(2022, 7, 1), date(2200, 1, 1)]
)


@pytest.mark.parametrize("case", [*CASES, *RELATED_CASES], ids=lambda case: case.name)
def test_a_day_in_a_life_has_the_state_that_the_rules_give(case):
    periods = case.periods

    statuses = {day: status_on(periods, date.fromisoformat(day)) for day in case.on}

    assert {day: s and (s.state, s.certainty, s.possible) for day, s in statuses.items()} == case.on


def test_cases_have_names_of_their_own():
    names = [case.name for case in [*CASES, *RELATED_CASES]]

    assert sorted(set(names)) == sorted(names)


def test_every_kind_of_act_has_its_place_in_the_usual_order():
    assert sorted(NATURAL_ORDER) == sorted(MilestoneKind.values)


def test_the_cases_show_every_state_and_every_reason():
    periods = [period for case in [*CASES, *RELATED_CASES] for period in case.periods]

    assert {period.state for period in periods} == set(State.values)
    assert {reason["code"] for period in periods for reason in period.reasons} == set(ReasonCode)


def test_a_derived_expiry_says_from_what_it_follows():
    body = life(act("signed", "2020-05-13"), terms=[term("P3Y", "fixed", key="k9")])

    expired = compute_periods(body)[-1]

    facts = {
        "term": "k9",
        "start": "2020-05-13",
        "length": "P3Y",
        "last_day": "2023-05-12",
        "renewal": "fixed",
    }
    assert expired.reasons == ({"code": "term_ended", "params": facts},)


def test_without_an_end_the_last_recorded_act_is_named():
    body = life(act("signed", "2014"), act("reviewed", "2019-05-02", key="k5"), act("published", "2016"))

    last_reason = compute_periods(body)[-1].reasons[-1]

    assert last_reason == {
        "code": "no_end_recorded",
        "params": {"key": "k5", "kind": "reviewed", "on": "2019-05-02"},
    }


def test_the_cycle_of_automatic_renewal_is_in_the_reason():
    body = life(
        act("signed", "2010-03-01"),
        terms=[term("P5Y", "automatic", key="k9", renewal_length="P1Y", non_renewal_notice="P6M")],
    )

    [period] = compute_periods(body)

    facts = {
        "term": "k9",
        "start": "2010-03-01",
        "length": "P5Y",
        "renewal_length": "P1Y",
        "non_renewal_notice": "P6M",
    }
    assert period.reasons[-1] == {"code": "renews_automatically", "params": facts}


def test_a_length_of_renewal_that_nobody_recorded_is_told_as_presumed_only():
    body = life(act("signed", "2010-03-01"), terms=[term("P5Y", "automatic", key="k9")])

    [period] = compute_periods(body)

    facts = {"term": "k9", "start": "2010-03-01", "length": "P5Y", "presumed_renewal_length": "P5Y"}
    assert period.reasons[-1] == {"code": "renews_automatically", "params": facts}
    with translation.override("en"):
        assert reason_sentence(period.reasons[-1]) == (
            "It renews automatically, unless notice is given. "
            "How long each renewal lasts is not recorded: the same length again is presumed."
        )


def test_the_steps_of_a_longer_term_are_in_the_reasons():
    body = life(
        act("signed", "2024-06-30"), terms=[term("P25Y", "fixed"), term("P5Y", "evergreen", key="k9")]
    )

    running = compute_periods(body)[0]

    steps = {
        "term": "k9",
        "start": "2024-06-30",
        "length": "P5Y",
        "review_interval": "P5Y",
        "last_day": "2049-06-29",
        "renewal": "evergreen",
    }
    assert running.reasons[-1] == {"code": "term_in_steps", "params": steps}


def test_a_boundary_known_to_the_month_keeps_both_of_its_days():
    body = life(act("signed", "2023-08"), terms=[term("P1Y", "fixed")])

    running, expired = compute_periods(body)

    assert (running.start_earliest, running.start_latest) == (date(2023, 8, 1), date(2023, 8, 31))
    assert (running.end_earliest, running.end_latest) == (date(2024, 8, 1), date(2024, 8, 31))
    assert (expired.end_earliest, expired.end_latest) == (None, None)


@pytest.mark.parametrize(
    ("acts", "kind", "on"),
    [
        ([act("signed", "2024-05-05", effective_on="2027-01-01")], "signed", "2024-05-05"),
        ([act("signed", "2024-05-05", effective_on="2024-05-05")], "signed", "2024-05-05"),
        ([act("signed", "2024-05-05"), act("takes_effect", "2025-01-01")], "takes_effect", "2025-01-01"),
        (
            [act("signed", "2015"), act("terminated", "2026-06-01", effective_on="2026-12-31")],
            "terminated",
            "2026-06-01",
        ),
        ([act("signed", "2015"), act("terminated", "2026-12-31")], "signed", "2015"),
        (
            [act("signed", "2015"), act("extended", "2023-12-01", condition={"en": "if it is voted"})],
            "extended",
            "2023-12-01",
        ),
    ],
)
def test_the_last_evidence_is_what_was_done_while_it_was_alive(acts, kind, on):
    period = next(period for period in reversed(compute_periods(life(*acts))) if period.state == "in_force")

    assert {"kind": kind, "on": on}.items() <= period.evidence.items()


@pytest.mark.parametrize(
    ("acts", "kind", "on"),
    [
        ([act("signed", "2015-10-15"), act("published", "2015-12-16")], "signed", "2015-10-15"),
        ([act("published", "2015-12-16"), act("signed", "2015-10-15")], "signed", "2015-10-15"),
        ([act("signed", "2015"), act("amended", "2018"), act("published", "2020-01-01")], "amended", "2018"),
        ([act("signed", "2015"), act("registered", "2020-01-01")], "registered", "2020-01-01"),
        ([act("signed", "2015"), act("announced", "2016-01-01")], "announced", "2016-01-01"),
        ([act("signed"), act("published", "2015-12-16")], "published", "2015-12-16"),
        (
            [act("signed", "2015-10-15"), act("published", "2016"), act("published", "2026-01-01")],
            "signed",
            "2015-10-15",
        ),
        (
            [act("negotiated", "2014"), act("signed", "[..2015]"), act("published", "2026")],
            "signed",
            "[..2015]",
        ),
    ],
)
def test_a_publication_is_evidence_only_of_what_nothing_else_shows(acts, kind, on):
    """To print a text says nothing of whether it still applies."""
    period = compute_periods(life(*acts))[-1]

    assert {"kind": kind, "on": on}.items() <= period.evidence.items()


OF_A_YEAR = source("src", "2026-10-01")
IN_PART = {"en": "Article 9"}


@pytest.mark.parametrize(
    ("acts", "kind", "years"),
    [
        ([act("signed", "2026")], "signed", 0),
        ([act("signed", "2020-05-13"), act("reviewed", "2026")], "reviewed", 0),
        ([act("signed", "2020-05-13"), act("reviewed", "2024/2026")], "reviewed", 0),
        ([act("signed", "[2020-05-13..]")], "signed", 0),
        ([act("signed", "[..2020-05-13]")], "signed", 6),
        (
            [act("signed", "2020-05-13"), act("suspended", "2022"), act("resumed", "2022-06-01")],
            "resumed",
            4,
        ),
        (
            [act("signed", "2020-05-13"), act("declared_void", "2024-06-30", scope=IN_PART)],
            "declared_void",
            2,
        ),
        ([act("signed", "2020-05-13"), act("terminated", "2024-06-30", scope=IN_PART)], "terminated", 2),
        ([act("signed", "2020-05-13"), act("terminated", "2024-06-30", involvement="p1")], "terminated", 2),
    ],
)
def test_the_last_evidence_is_as_old_as_it_can_be_known_to_be(acts, kind, years):
    body = life(*acts, involvements=parties("p1", "p2", "p3"), sources=[OF_A_YEAR], citations=[cites("src")])
    periods = compute_periods(body)

    status = status_on(periods, date(2026, 11, 29))

    evidence = status.last_evidence
    assert (status.state, evidence["kind"], evidence["years"]) == ("in_force", kind, years)
    assert status.reasons[-1]["params"]["kind"] == kind


def test_a_publication_makes_no_agreement_look_alive():
    """However late, and however many: the age of the last evidence stays that of the signature."""
    signed = life(act("signed", "2010-01-01"))
    printed = life(act("signed", "2010-01-01"), act("published", "2025-01-01"), act("published", "2026"))

    ages = {status_on(compute_periods(body), date(2026, 11, 29)).evidence_age for body in (signed, printed)}

    assert ages == {EvidenceAge.OVER_10}


def test_the_last_act_is_the_signing_not_the_effect_that_it_names():
    [*_signed, in_force] = compute_periods(life(act("signed", "2024-05-05", effective_on="2027-01-01")))

    assert in_force.reasons[-1]["params"] == {"key": "k1", "kind": "signed", "on": "2024-05-05"}


def test_a_condition_of_an_extension_is_among_the_reasons():
    budget = {"en": "if the budget is voted"}
    extended = act("extended", "2023-12-01", until="2030-12-31", condition=budget)

    expired = compute_periods(life(act("signed", "2019"), extended, terms=[term(until="2023-12-31")]))[-1]

    waiting = {"key": "k2", "kind": "extended", "condition": budget}
    assert expired.reasons[0] == {"code": "condition_not_known_met", "params": waiting}


def test_an_empty_body_has_no_life():
    assert compute_periods({"object": "agreement"}) == []


@settings(max_examples=150)
@given(LIVES)
def test_periods_follow_each_other_without_hole_or_overlap(body):
    periods = compute_periods(body)

    for period in periods:
        assert period.state in State.values
        assert period.certainty in Certainty.values
        assert (period.start_earliest or date.min) <= (period.start_latest or date.max)
        assert period.end_latest is None or (period.start_earliest or date.min) < period.end_latest
    for period, following in pairwise(periods):
        assert (period.end_earliest, period.end_latest) == (following.start_earliest, following.start_latest)
        assert (period.start_earliest or date.min) <= (following.start_earliest or date.min)
        assert (period.start_latest or date.max) <= (following.start_latest or date.max)
    if periods:
        assert (periods[-1].end_earliest, periods[-1].end_latest) == (None, None)


@settings(max_examples=80)
@given(LIVES, SOME_DAYS)
def test_no_day_lies_surely_in_two_periods_or_possibly_in_none(body, day):
    periods = compute_periods(body)

    ends = [period.end_earliest or (date.max if period is periods[-1] else date.min) for period in periods]
    sure = [p for p, end in zip(periods, ends, strict=True) if (p.start_latest or date.max) <= day < end]
    assert len(sure) <= 1
    if periods and (periods[0].start_earliest or date.min) <= day:
        assert status_on(periods, day).possible


@settings(max_examples=80)
@given(LIVES, st.randoms(use_true_random=False))
def test_the_order_in_which_acts_and_terms_were_entered_means_nothing(body, random):
    shuffled = body | {name: random.sample(body[name], len(body[name])) for name in ("milestones", "terms")}

    assert compute_periods(shuffled) == compute_periods(body)


@settings(max_examples=80)
@given(LIVES)
def test_in_force_to_this_day_is_recorded_only_where_terms_say_it_has_no_end(body):
    periods = compute_periods(body)

    if periods and periods[-1].state == "in_force" and periods[-1].certainty == "recorded":
        assert "no_end_by_its_terms" in {reason["code"] for reason in periods[-1].reasons}


@pytest.mark.parametrize(
    ("expiry", "state_between"),
    [
        ({}, "in_force"),
        ({"scope": {"en": "Article 5"}}, "expired"),
    ],
    ids=["of the whole", "of a part"],
)
def test_only_the_recorded_end_of_the_whole_stands_for_the_end_of_its_term(expiry, state_between):
    recorded = act("expired", "2024-01-01", **expiry)
    body = life(act("signed", "2018-05-01"), recorded, terms=[term("P5Y", "fixed")])

    periods = compute_periods(body)

    between, later = (status_on(periods, date(year, 6, 1)) for year in (2023, 2025))
    assert (between.state, later.state) == (state_between, "expired")


@pytest.mark.parametrize(
    "kind",
    [
        "amended", "extended", "renewed", "reviewed", "party_joined", "party_left", "notice_given",
        "notice_withdrawn",
    ],
)  # fmt: skip
def test_what_only_an_existing_agreement_can_undergo_shows_that_it_exists(kind):
    periods = compute_periods(life(act(kind, "2020-01-01")))

    assert {(period.state, period.certainty) for period in periods} == {("in_force", "presumed")}
    assert compute_periods(life(act("negotiated", "2020-01-01"))) != periods
