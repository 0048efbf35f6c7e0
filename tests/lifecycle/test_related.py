"""Lives that depend on other records: what holds for all of them, and what is said of it."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.frameworks import make_framework_end
from lifecycle.instruments import make_instrument
from lifecycle.periods import compute_periods
from lifecycle.related import (
    FOLLOWING_RELATIONS,
    FRAMEWORK_RELATIONS,
    NO_RELATED,
    Dissolution,
    Follower,
    FrameworkEnd,
    Related,
    Session,
)
from lifecycle.related_acts import pending_instruments
from lifecycle.sentences import reason_sentence
from lifecycle.spans import parse_span
from lifecycle.state_labels import label_of_period
from lifecycle.status import status_on
from lifecycle.status_reasons import main_reason_sentence
from tests.lifecycle.lifecycle_cases import act, life, term
from tests.lifecycle.related_cases import RELATED_CASES, RENEWED, by_newer, held, newer
from tests.lifecycle.test_lifecycle import DAYS, LIVES

REFS = st.sampled_from(["A60", "A61", "A7"])
FRAMEWORK_ENDS = st.builds(
    FrameworkEnd, REFS, st.sampled_from(FRAMEWORK_RELATIONS), st.sampled_from(["expired", "terminated", "superseded"]),
    st.sampled_from(DAYS).map(parse_span),
)  # fmt: skip
SESSIONS = st.builds(
    Session, st.sampled_from(["E1", "E2", "E3"]), st.sampled_from(DAYS), st.sampled_from(["", "call", "of later"]),
    until=st.sampled_from(DAYS), is_first=st.booleans(),
)  # fmt: skip
DISSOLUTIONS = st.builds(
    Dissolution, st.just("O8"), st.sampled_from(["k1", "k9"]), st.sampled_from(DAYS),
    st.sampled_from([(), ("O9",), ("O9", "O10")]),
)  # fmt: skip
FOLLOWERS = st.lists(st.builds(Follower, REFS, st.sampled_from(FOLLOWING_RELATIONS)), max_size=3)
RELATED = st.builds(
    lambda instruments, *lists: Related(instruments, *map(tuple, lists)),
    st.dictionaries(REFS, LIVES.map(make_instrument), max_size=2).map(
        lambda found: {ref: replace(instrument, ref=ref) for ref, instrument in found.items()}
    ),
    FOLLOWERS, st.lists(SESSIONS, max_size=3), st.lists(FRAMEWORK_ENDS, max_size=2),
    st.lists(DISSOLUTIONS, max_size=2),
)  # fmt: skip


def with_instruments(body, refs):
    """The body, whose acts name newer agreements."""
    milestones = [
        milestone | {"instrument": {"ref": ref}}
        for milestone, ref in zip(
            body["milestones"], [*refs, *["A7"] * len(body["milestones"])], strict=False
        )
    ]
    return body | {"milestones": milestones}


BODIES = st.builds(with_instruments, LIVES, st.lists(REFS, max_size=7))


def dates(periods):
    return [
        (period.state, period.certainty, period.start_earliest, period.start_latest) for period in periods
    ]


@settings(max_examples=100)
@given(BODIES, RELATED)
def test_periods_follow_each_other_whatever_other_records_tell(body, related):
    periods = compute_periods(body, related)

    for period, following in pairwise(periods):
        assert (period.end_earliest, period.end_latest) == (following.start_earliest, following.start_latest)
        assert (period.start_latest or date.max) <= (following.start_latest or date.max)
    for period in periods:
        for reason in period.reasons:
            assert reason_sentence(reason)


@settings(max_examples=80)
@given(BODIES, RELATED, st.randoms(use_true_random=False))
def test_the_order_of_other_records_means_nothing(body, related, random):
    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))

    other = replace(
        related,
        instruments=dict(sorted(related.instruments.items(), reverse=True)),
        sessions=shuffled(related.sessions),
        framework_ends=shuffled(related.framework_ends),
        dissolutions=shuffled(related.dissolutions),
    )

    assert dates(compute_periods(body, other)) == dates(compute_periods(body, related))


@settings(max_examples=80)
@given(BODIES, FOLLOWERS)
def test_a_newer_agreement_that_points_here_changes_no_state(body, followers):
    followed = compute_periods(body, Related(followers=tuple(followers)))

    assert dates(followed) == dates(compute_periods(body))
    named = {milestone["instrument"]["ref"] for milestone in body["milestones"]}
    if followed and {follower.ref for follower in followers} - named:
        words = " ".join(map(reason_sentence, followed[-1].reasons))
        assert "no renewal recorded" not in words


@settings(max_examples=100)
@given(LIVES)
def test_without_other_records_the_body_alone_tells_the_life(body):
    assert compute_periods(body, Related()) == compute_periods(body, NO_RELATED) == compute_periods(body)


def last_sentences(body, related):
    return [reason_sentence(reason) for reason in compute_periods(body, related)[-1].reasons]


def test_the_end_of_a_term_is_not_said_to_be_the_last_word_beside_a_newer_agreement():
    body = life(act("signed", "2018-05-01"), terms=[term("P5Y")])

    assert last_sentences(body, Related(followers=(Follower("A60", "renews"),))) == [
        "Expired on 30 April 2023: five years from 1 May 2018.",
        "Followed by agreement A60, which renews it.",
    ]


def test_the_title_of_a_newer_agreement_stands_where_it_is_known():
    reason = {"code": "followed_by", "params": {"ref": "A60", "relation": "follows"}}

    assert (
        reason_sentence(reason, {"A60": {"title": "Second memorandum"}}) == "Followed by “Second memorandum”."
    )
    assert reason_sentence(reason, {"A61": {"title": "Another"}}) == "Followed by agreement A60."


def test_a_term_by_a_newer_agreement_says_by_which():
    related = Related(newer(act("signed", "2023-04-06"), terms=[term(until="2030-12-31")]))

    assert "This is the term of agreement A60." in last_sentences(RENEWED, related)


@pytest.mark.parametrize("case", RELATED_CASES, ids=lambda case: case.name)
def test_no_reason_holds_the_title_of_another_record(case):
    reasons = [reason for period in case.periods for reason in period.reasons]

    assert reasons or not case.periods
    for reason in reasons:
        assert not {"title", "name"} & set(reason["params"])


def test_the_last_evidence_is_called_what_it_is():
    dialogue = life(nature="dialogue", form="")

    for activity, words in (("award_round", "award round"), ("other", "activity under it")):
        related = Related(sessions=(Session("E1", "2015-03-02", activity),))
        assert last_sentences(dialogue, related)[-1] == (
            f"No end date found. Latest evidence: {words} on 2 March 2015."
        )
    first = Related(sessions=(Session("E1", "2015-03-02", "dialogue_session", is_first=True),))
    assert last_sentences(dialogue, first)[0] == "It began with its first session on 2 March 2015."


def test_successors_are_named_in_both_languages():
    params = {"ref": "O8", "on": "2015-01-01", "successors": ["O9", "O10"]}
    reason = {"code": "successor_continues", "params": params}
    names = {"O8": {"title": "Old Office"}, "O9": {"title": "New Office"}}

    assert reason_sentence(reason, names) == (
        "A party was dissolved on 1 January 2015 (Old Office) and is succeeded by New Office and O10."
    )
    with override("ko"):
        assert "New Office, O10" in reason_sentence(reason, names)


def test_a_prolongation_of_the_newer_agreement_says_whose_it_was():
    extended = act("extended", "2025-01-10", until="2032-12-31")
    related = Related(newer(act("signed", "2023-04-06"), extended, terms=[term("P5Y", "fixed")]))

    periods = compute_periods(RENEWED, related)

    last = next(period for period in reversed(periods) if period.state == "in_force")
    titles = {"A60": {"title": "Second memorandum"}}
    sentences = [reason_sentence(reason, titles) for reason in last.reasons]
    assert "Extended on 10 January 2025, until 31 December 2032, as was “Second memorandum”." in sentences
    assert "This is the term of “Second memorandum”." in sentences
    assert last.evidence == {"kind": "extended", "on": "2025-01-10", "ref": "A60"}


def main_reason(body, related=NO_RELATED):
    return main_reason_sentence(status_on(compute_periods(body, related), date(2026, 11, 29)))


EXTENDED = Related(followers=(Follower("A60", "amends"), Follower("A61", "extends")))


@pytest.mark.parametrize(
    ("body", "related", "sentence"),
    [
        (
            life(act("signed", "2018-01-01"), act("terminated", "2022-01-01")),
            EXTENDED,
            "Terminated on 1 January 2022. It is extended by agreement A61.",
        ),
        (
            life(act("signed", "2018-01-01"), terms=[term(until="2020-12-31")]),
            EXTENDED,
            "Expired on 31 December 2020, the last day of its term. It is extended by agreement A61.",
        ),
        (
            life(act("signed", "2018-01-01")),
            EXTENDED,
            "No end date found. Latest evidence: signature on 1 January 2018 (8 years ago). "
            "It is extended by agreement A61.",
        ),
        (
            RENEWED,
            Related(newer(act("signed", "2023-04-06"), terms=[term("P2Y", "fixed")])),
            "Expired on 5 April 2025: two years from 6 April 2023, no renewal recorded.",
        ),
        (
            life(act("signed", "2020-05-13"), terms=[term("P5Y", "fixed"), term(until="2029-12-31")]),
            NO_RELATED,
            "It ends on 31 December 2029.",
        ),
        (
            life(act("signed", "2010-05-13"), terms=[term("P25Y", "fixed"), term("P5Y", "automatic")]),
            NO_RELATED,
            "It lasts 25 years from 13 May 2010.",
        ),
    ],
)
def test_the_one_reason_that_is_shown_says_why_and_no_mere_remark(body, related, sentence):
    assert main_reason(body, related) == sentence


def test_a_session_while_suspended_is_said_beside_the_suspension():
    dialogue = life(act("launched", "2015-01-01"), act("suspended", "2022-01-01"), nature="dialogue", form="")

    words = main_reason(dialogue, held("2023-05-05", "2024-05-05"))

    assert words == ("Suspended on 1 January 2022. Recorded while it is suspended: meeting on 5 May 2024.")


def sentences_of(name):
    [case] = [case for case in RELATED_CASES if case.name == name]
    return [reason_sentence(reason, {"A9": {"title": "Frame"}}) for reason in case.periods[-1].reasons]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "an annex of a framework that is void from the start never was in effect either",
            "It is annexed to “Frame”, which was declared void.",
        ),
        (
            "an implementing arrangement stays beside a framework that is void",
            "It rests on “Frame”, which was declared void.",
        ),
        (
            "an annex stays while its framework is suspended",
            "It is annexed to “Frame”, which was suspended on 1 January 2024.",
        ),
        (
            "superseded on a day by a newer agreement of two of three parties",
            "It may still apply for those who are no party of agreement A60: O3.",
        ),
        (
            "superseded on a day by a newer agreement that is void from the start",
            "By its own record, agreement A60 never took effect.",
        ),
        (
            "superseded without a day by a newer agreement that is void from the start",
            "Not changed by agreement A60, which never took effect.",
        ),
    ],
)
def test_what_another_record_lets_doubt_is_said(name, sentence):
    assert sentence in sentences_of(name)


def test_what_a_void_framework_takes_along_is_void_as_well():
    """Also what is annexed to its annex."""
    void = life(act("signed", "2018-01-01"), act("declared_void", "2024-01-01"))
    annex = life(act("signed", "2019-01-01"))
    ends = (make_framework_end("A9", "annexed_to", void, compute_periods(void)),)
    of_annex = make_framework_end(
        "A10", "annexed_to", annex, compute_periods(annex, Related(framework_ends=ends))
    )

    [period] = compute_periods(annex, Related(framework_ends=(of_annex,)))

    assert label_of_period(period.state, period.reasons) == "void from the start"
    assert period.reasons[-1]["params"]["on"] == "2024-01-01"


@pytest.mark.parametrize(
    ("tied_to", "waiting"),
    [(None, {"A60": "extended"}), ("k1", {"A60": "extended"}), ("k2", {})],
)
def test_an_extension_waits_for_its_instrument_unless_a_term_of_its_own_says_until_when(tied_to, waiting):
    body = life(
        act("signed", "2018-05-01"),
        by_newer("extended", "2023-04-06"),
        terms=[term("P5Y"), term("P5Y", milestone=tied_to)],
    )
    instruments = newer(act("signed", "2023-04-06"), act("takes_effect", condition={"en": "x"}))

    assert pending_instruments(body, instruments) == waiting
