from datetime import date

import pytest
import time_machine
from django.utils.translation import override
from hypothesis import given, settings

from lifecycle.acts import NATURAL_ORDER, SESSION_HELD
from lifecycle.choices import State
from lifecycle.labels import (
    ACT_NAMES,
    ACT_SENTENCES,
    BINDING_STATE_LABELS,
    INSTRUMENT_STATE_LABELS,
    PROGRAMME_STATE_LABELS,
)
from lifecycle.periods import compute_periods
from lifecycle.phrases import date_phrase, duration_words
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.sentences import (
    REASON_SENTENCES,
    reason_sentence,
    status_sentence,
)
from lifecycle.state_labels import label_of_period, label_with_certainty, state_label
from lifecycle.status import status_on
from lifecycle.status_reasons import status_reason_sentences
from tests.lifecycle.lifecycle_cases import (
    CASES,
    act,
    ad_referendum,
    life,
    notice_of_non_renewal,
    parties,
    term,
)
from tests.lifecycle.related_cases import RELATED_CASES
from tests.lifecycle.test_lifecycle import LIVES, SOME_DAYS

EACH_LANGUAGE = pytest.mark.parametrize("language", ["en", "ko"])


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def assert_reads_well(sentence: str):
    assert sentence[0] == sentence[0].upper()
    assert sentence.endswith(".")
    assert not any(left_over in sentence for left_over in ("%(", "{", "  ", "None", "[", "P1"))


@time_machine.travel("2026-11-29")
@pytest.mark.parametrize(
    ("last_day", "word"),
    [
        ("2026", "Expires"),
        ("2026-11-29", "Expires"),
        ("2026-11-28", "Expired"),
        ("2025", "Expired"),
        ("2027", "Expires"),
    ],
)
def test_a_term_expires_until_its_last_day_is_over_for_certain(last_day, word):
    reason = make_reason(ReasonCode.TERM_ENDED, until=last_day, last_day=last_day)

    assert reason_sentence(reason).startswith(word)


def test_only_those_who_signed_are_said_to_have():
    """Not everybody on their side; and names stand in a sentence with “and” before the last."""
    sides = (("a", "X"), ("b", "X"), ("c", "Y"), ("d", "Z"))
    involvements = [
        {"key": key, "role": "party", "side": side, "organization": {"ref": key, "name": f"Org {key}"}}
        for key, side in sides
    ]
    signed = [act("signed", "2020-05-13", involvement=key) for key in ("a", "c")]

    [*_before, period] = compute_periods(life(*signed, involvements=involvements))

    assert "Signed by Org a and Org c; the other side’s signature is not recorded." in map(
        reason_sentence, period.reasons
    )


def test_a_part_that_is_suspended_twice_is_named_once():
    acts = [act("suspended", f"202{year}-03-08", scope={"en": "Article 5"}) for year in (2, 3)]
    period = compute_periods(life(act("signed", "2020-05-13"), *acts))[-1]

    assert label_of_period(period.state, period.reasons) == "in effect; in part suspended: “Article 5”"


def test_every_reason_has_a_sentence():
    assert set(REASON_SENTENCES) == set(ReasonCode)


def test_every_act_and_every_state_has_words():
    assert set(ACT_SENTENCES) == set(NATURAL_ORDER) == set(ACT_NAMES) - {SESSION_HELD}
    assert (
        set(INSTRUMENT_STATE_LABELS) == set(BINDING_STATE_LABELS) == set(PROGRAMME_STATE_LABELS) == set(State)
    )


@pytest.mark.parametrize(
    ("nature", "bindingness", "words"),
    [
        ("instrument", "binding", "in force"),
        ("instrument", "non_binding", "in effect"),
        ("instrument", "", "in effect"),
        ("programme", "", "running"),
        ("dialogue", "binding", "running"),
    ],
)
def test_in_force_is_said_as_nature_and_bindingness_have_it(nature, bindingness, words):
    assert state_label("in_force", nature, bindingness) == words


@EACH_LANGUAGE
@pytest.mark.parametrize("case", [*CASES, *RELATED_CASES], ids=lambda case: case.name)
def test_every_reason_of_a_life_is_a_sentence(case, language):
    with override(language):
        for period in case.periods:
            for reason in period.reasons:
                assert_reads_well(reason_sentence(reason))


@EACH_LANGUAGE
@settings(max_examples=80)
@given(LIVES, SOME_DAYS)
def test_whatever_was_entered_can_be_said(language, body, day):
    with override(language):
        periods = compute_periods(body)

        sentences = [reason_sentence(reason) for period in periods for reason in period.reasons]
        status = status_on(periods, day)

        assert all(sentences)
        assert status is None or status_sentence(status)


def test_a_reason_of_a_later_release_is_passed_over():
    assert reason_sentence({"code": "of_a_later_release", "params": {}}) == ""


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        (
            life(act("signed", "2020-05-13"), terms=[term("P3Y", "fixed")]),
            ["Expired on 12 May 2023: three years from 13 May 2020, no renewal recorded."],
        ),
        (
            life(act("signed", "2023-08"), terms=[term("P1Y6M", "fixed")]),
            [
                "Expired between 31 January and 28 February 2025: one year and six months "
                "from August 2023, no renewal recorded."
            ],
        ),
        (
            life(act("signed", "[..2014-09-29]"), act("announced", "2014-09-29")),
            [
                "Signed on or before 29 September 2014.",
                "No date of entry into effect is recorded. As it is not known to be legally binding, "
                "it is treated as applying from signature.",
                "No end date found. Latest evidence: signature on or before 29 September 2014.",
            ],
        ),
        (
            life(act("adopted", "2023-11-22"), form="declaration"),
            [
                "Adopted on 22 November 2023.",
                "It needs no signature, and it states no end.",
            ],
        ),
        (
            life(act("signed", "2018"), act("cancelled", "2021-04-21", by_body={"ref": "O9"})),
            ["Cancelled on 21 April 2021, by a body that is not a party."],
        ),
        (
            life(act("signed", "2018"), act("superseded", "", instrument={"ref": "A7"})),
            ["Superseded on a day that is not recorded, by a newer agreement."],
        ),
        (
            life(act("signed", "2018", effective_on="2019-01-01")),
            [
                "Signed in 2018, with effect from 1 January 2019.",
                "No end date found. Latest evidence: signature in 2018.",
            ],
        ),
        (
            life(act("signed", "2020-05-18", effective_on="2020-01-01"), terms=[term(renewal="indefinite")]),
            [
                "Signed on 18 May 2020, with retroactive effect from 1 January 2020.",
                "Its terms set no end date.",
            ],
        ),
        (
            life(
                act("signed", "2014-05-05"),
                act("party_left", "2019-06-30", involvement="k8"),
                involvements=parties("k7", "k8"),
            ),
            [
                "A party left on 30 June 2019.",
                "Only one party is left, which ends the agreement.",
            ],
        ),
        (
            life(
                act("takes_effect", "2012-06-01"),
                act("notice_given", "2018-12-20", involvement="k8"),
                involvements=parties("k6", "k7", "k8"),
            ),
            [
                "Took effect on 1 June 2012.",
                "Notice was given on 20 December 2018, by one of the parties.",
                "It continues among the other parties.",
                "No end date found. Latest evidence: notice on 20 December 2018.",
            ],
        ),
    ],
)
def test_the_reasons_of_the_last_period_in_english(body, sentences):
    assert [reason_sentence(reason) for reason in compute_periods(body)[-1].reasons] == sentences


@pytest.mark.parametrize(
    ("body", "english", "korean"),
    [
        (
            life(
                act("signed", "2020-05-01"),
                act("ratified", "2021-05-01", involvement="k8"),
                form="treaty",
                involvements=parties("k8", "k9"),
            ),
            "Ratification or the like is recorded of Wellington; the other side’s is not.",
            "비준 등이 기록된 당사자: Wellington. 상대방의 비준 등은 기록되어 있지 않습니다.",
        ),
        (
            life(
                act("signed", "2020-05-01"),
                act("takes_effect", "2021-05-01", involvement="k8"),
                form="treaty",
                involvements=parties("k7", "k8", "k9"),
            ),
            "Its effect is recorded for Wellington; for the other sides it is not.",
            "효력 발생이 기록된 당사자: Wellington. 나머지 당사자들에 대한 효력 발생은 기록되어 있지 않습니다.",
        ),
        (
            life(act("signed", "2020-05-01"), form="convention", bindingness="non_binding"),
            "Not being legally binding, it is treated as applying from signature.",
            "법적 구속력이 없어 서명한 날부터 효력이 있는 것으로 봅니다.",
        ),
        (
            life(
                act("adopted", "2020-05-01"),
                terms=[term(renewal="indefinite")], form="plan", bindingness="non_binding",
            ),
            "Not being legally binding, it is treated as applying from adoption.",
            "법적 구속력이 없어 채택한 날부터 효력이 있는 것으로 봅니다.",
        ),
        (
            life(act("signed", "2015/2016"), terms=[term("P10Y", "fixed")]),
            "It lasts ten years from a day between 2015 and 2016.",
            "유효기간은 2015년~2016년 사이의 어느 날부터 10년입니다.",
        ),
    ],
)  # fmt: skip
def test_what_is_known_of_one_side_or_of_a_part_of_a_day_is_said_so(body, english, korean):
    for row in body.get("involvements", []):
        row["organization"] = {"name": {"k8": "Wellington"}.get(row["key"], "Norhaven")}
    reasons = [reason for period in compute_periods(body) for reason in period.reasons]

    assert english in [reason_sentence(reason) for reason in reasons]
    with override("ko"):
        assert korean in [reason_sentence(reason) for reason in reasons]


def test_a_suspension_by_one_of_several_parties_is_told_until_it_resumes():
    body = life(
        act("signed", "2015-01-01"),
        act("suspended", "2020-01-01", involvement="k8"),
        act("resumed", "2021-01-01", involvement="k8"),
        involvements=parties("k7", "k8", "k9"),
    )

    [_before, suspended, resumed] = compute_periods(body)

    assert [reason_sentence(reason) for reason in suspended.reasons[-2:]] == [
        "Suspended by one of the parties on 1 January 2020.",
        "It continues among the other parties.",
    ]
    assert "goes_on_for_others" not in {reason["code"] for reason in resumed.reasons}


@pytest.mark.parametrize(
    ("language", "bindingness", "label"),
    [
        ("en", "binding", "in force; in part suspended: “Annex II”"),
        ("en", "", "in effect; in part suspended: “Annex II”"),
        ("ko", "binding", "발효 중, 일부 정지: “Annex II”"),
    ],
)
def test_a_suspension_in_part_stands_in_the_label(language, bindingness, label):
    suspended = act("suspended", "2020-01-01", scope={"en": "Annex II"})
    body = life(act("takes_effect", "2015-01-01"), suspended, act("resumed", "2021-01-01"))

    [before, in_part, after] = compute_periods(body)

    with override(language):
        assert label_of_period(in_part.state, in_part.reasons, bindingness=bindingness) == label
        for period in (before, after):
            assert label_of_period(period.state, period.reasons, bindingness=bindingness) != label


def test_both_sides_that_ratified_or_that_it_took_effect_for_are_not_told_apart():
    sides = parties("k8", "k9")
    ratified = [act("ratified", "2021-05-01", involvement=key) for key in ("k8", "k9")]
    effects = [act("takes_effect", "2021-05-01", involvement=key) for key in ("k8", "k9")]

    for acts in (ratified, effects):
        body = life(act("signed", "2020-05-01"), *acts, form="treaty", involvements=sides)
        codes = {reason["code"] for period in compute_periods(body) for reason in period.reasons}
        assert not codes & {"consent_not_recorded", "effect_for_others_not_recorded"}


def test_a_renewal_that_was_done_after_the_end_is_not_taken_to_have_come_before_it():
    body = life(
        act("signed", "2019-08"),
        act("extended", "2024-12-13", effective_on="2024-08", until="2026-12-31"),
        terms=[term("P5Y", "fixed")],
    )

    reasons = compute_periods(body)[1].reasons

    assert [reason_sentence(reason) for reason in reasons[-2:]] == [
        "Extended on 13 December 2024, with retroactive effect from August 2024, until 31 December 2026.",
        "It ends on 31 December 2026.",
    ]


def test_a_term_that_ran_out_before_its_renewal_is_not_called_unrenewed():
    body = life(
        act("signed", "2010-01-01"),
        act("renewed", "2016-07-01", until="2020-12-31"),
        terms=[term("P5Y", "fixed")],
    )

    _first, gap, _second, end = compute_periods(body)

    assert reason_sentence(gap.reasons[0]) == (
        "Expired on 31 December 2014: five years from 1 January 2010; it was renewed only later."
    )
    assert reason_sentence(end.reasons[0]) == (
        "Expired on 31 December 2020, the last day of its term; no renewal recorded."
    )


def test_a_last_day_that_stands_for_no_end_is_in_no_sentence():
    body = life(
        act("takes_effect", "2020-01-01"),
        act("extended", "2022-06-01", until="2999-12-31"),
        terms=[term(until="9999-12-31")],
    )

    assert [[reason_sentence(reason) for reason in period.reasons] for period in compute_periods(body)] == [
        ["Took effect on 1 January 2020."],
        [
            "Took effect on 1 January 2020.",
            "Extended on 1 June 2022.",
            "No end date is stated. Latest evidence: extension on 1 June 2022.",
        ],
    ]


def test_an_amendment_that_moves_the_end_says_so_once():
    body = life(act("takes_effect", "2015-09-01"), act("amended", "2019-03-11", until="2024-08-31"))

    amended = compute_periods(body)[1]

    assert [reason_sentence(reason) for reason in amended.reasons] == [
        "Took effect on 1 September 2015.",
        "Amended on 11 March 2019, with a new end date.",
        "It ends on 31 August 2024.",
    ]


def test_a_term_from_before_the_signature_says_when_it_was_signed():
    body = life(act("signed", "2020-06-18"), terms=[term(starts_on="2020-06-17", until="2023-06-16")])

    assert [reason_sentence(reason) for reason in compute_periods(body)[0].reasons] == [
        "Signed on 18 June 2020.",
        "It ends on 16 June 2023.",
    ]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (life(act("signed", "2014-09-29")), "In effect, presumed."),
        (
            life(act("takes_effect", "2014-09-29"), act("terminated", "2030-01-01")),
            "In effect until 31 December 2029, as recorded.",
        ),
        (life(act("launched", "2020-01-01"), nature="programme"), "Running, presumed."),
        (life(act("adopted", "2020-01-01"), form="declaration"), "Adopted; no end stated, as recorded."),
        (
            life(act("negotiated", "2020-01-01"), act("cancelled", "2020-02-01")),
            "Given up before it was concluded, as recorded.",
        ),
        (life(act("signed", "2020-01-01"), act("cancelled", "2020-02-01")), "Cancelled, as recorded."),
        (
            life(act("signed", "2020-01-01"), act("declared_void", "2020-02-01")),
            "Void from the start, as recorded.",
        ),
        (
            life(act("adopted", "2020-01-01"), form="convention"),
            "Text adopted or agreed, not signed, as recorded.",
        ),
        (
            life(act("signed", "2020-01-01"), form="treaty"),
            "Signed; entry into force not recorded.",
        ),
        (life(act("signed", "[2014..]")), "In effect, presumed."),
        (
            life(act("signed", "2020-05-13"), terms=[term("P3Y", "fixed")]),
            "Expired, as follows from what is recorded.",
        ),
        (
            life(act("signed", "2023-08"), terms=[term("P3Y", "fixed")]),
            "In effect until a day between 31 July and 30 August 2026, presumed.",
        ),
    ],
)
def test_what_is_known_of_a_day_in_english(body, sentence):
    status = status_on(compute_periods(body), date(2026, 8, 10))

    assert status_sentence(status, body["nature"], body["bindingness"]) == sentence


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        ("P3Y", "three years"), ("P1Y", "one year"), ("P25Y", "25 years"), ("P1Y6M", "one year and six months"),
        ("P2W", "two weeks"), ("P30D", "30 days"), ("P0D", "no time"), ("soon", "soon"),
    ],
)  # fmt: skip
def test_durations_in_english(duration, words):
    assert duration_words(duration) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-05-12", "on 12 May 2023"), ("2023-08", "in August 2023"), ("2002~", "about 2002"),
        ("[..2014-09-29]", "on or before 29 September 2014"), ("XXXX-XX-09", "on the 9th, month and year not stated"),
        ("", "on a day that is not recorded"),
    ],
)  # fmt: skip
def test_dates_as_they_stand_in_a_sentence(text, words):
    assert date_phrase(text) == words


def test_facts_that_are_not_known_are_left_out_of_a_reason():
    assert make_reason(ReasonCode.ACT, kind="signed", on="", instrument=None) == {
        "code": "act",
        "params": {"kind": "signed"},
    }


@time_machine.travel("2024-01-01")
def test_an_end_that_lies_ahead_is_not_told_as_past():
    ahead = make_reason(
        ReasonCode.TERM_ENDED, term="k2", start="2022-05-13", length="P3Y", last_day="2025-05-12"
    )
    past = make_reason(
        ReasonCode.TERM_ENDED, term="k2", start="2020-05-13", length="P3Y", last_day="2023-05-12"
    )

    assert reason_sentence(ahead).startswith("Expires on 12 May 2025: three years from 13 May 2022")
    assert reason_sentence(past).startswith("Expired on 12 May 2023: three years from 13 May 2020")


@time_machine.travel("2024-01-01")
def test_an_effect_that_lies_ahead_is_not_told_as_past():
    [_signed, ahead] = compute_periods(life(act("signed", "2023-10-01"), act("takes_effect", "2024-03-01")))

    assert reason_sentence(ahead.reasons[0]) == "Takes effect on 1 March 2024."


TWO = parties("k8", "k9")
WATERS = {"en": "until the waters are shared.", "ko": "수자원 배분이 합의될 때까지"}


@pytest.mark.parametrize(
    ("body", "english", "korean"),
    [
        (
            life(act("signed", "2020-05-01"), act("takes_effect", "", condition=WATERS)),
            "Entry into effect depends on a condition: “until the waters are shared”. "
            "No record shows that it was met.",
            "조건(효력 발생): “수자원 배분이 합의될 때까지”. 조건이 충족되었다는 기록은 없습니다.",
        ),
        (
            life(act("signed", "2020-05-01"), act("ratified", "", is_planned=True), form="treaty"),
            "Still needed: ratification. No record shows it.",
            "필요한 절차: 비준. 이행되었다는 기록은 없습니다.",
        ),
        (
            life(act("signed", "2020-05-01"), act("takes_effect", "", is_planned=True)),
            "It takes effect later; no record shows that it has.",
            "효력은 나중에 발생하며, 발생하였다는 기록은 없습니다.",
        ),
        (
            life(act("signed", "2020-05-01"), act("suspended", "2021-01-01", condition=WATERS)),
            "Suspended on 1 January 2021 (“until the waters are shared”).",
            "2021년 1월 1일에 “수자원 배분이 합의될 때까지” 효력을 정지하였습니다.",
        ),
        (
            life(
                act("signed", "2020-05-01"),
                act("suspended", "2021-01-01", condition=WATERS, involvement="k8"),
                involvements=TWO,
            ),
            "Suspended by one of the parties on 1 January 2021 (“until the waters are shared”).",
            "2021년 1월 1일에 “수자원 배분이 합의될 때까지” 효력을 정지하였습니다(주체: 당사자 일방).",
        ),
        (
            life(
                act("signed", "2020-05-01"),
                act("suspended", "2021-01-01", involvement="k8"),
                involvements=TWO,
            ),
            "Suspended by one of the parties on 1 January 2021.",
            "2021년 1월 1일에 효력을 정지하였습니다(주체: 당사자 일방).",
        ),
        (
            life(act("signed", "2020-05-01", involvement="k8"), involvements=TWO),
            "The other side’s signature is not recorded.",
            "상대방의 서명은 기록되어 있지 않습니다.",
        ),
        (
            life(
                act("signed", "2020-05-01", involvement="k8"),
                involvements=[
                    {"key": "k8", "role": "party", "organization": {"ref": "O1", "name": "City of Aran"}},
                    *parties("k9"),
                ],
            ),
            "Signed by City of Aran; the other side’s signature is not recorded.",
            "서명한 당사자: City of Aran. 상대방의 서명은 기록되어 있지 않습니다.",
        ),
        (
            life(act("signed", "2020-05-01"), signatories=[ad_referendum()]),
            "Signed ad referendum; no record shows that the signature was confirmed.",
            "조건부로 서명하였으며, 서명이 확인되었다는 기록은 없습니다.",
        ),
        (
            life(act("signed", "2030-05-01", is_planned=True)),
            "Signature planned for 1 May 2030.",
            "예정: 서명(2030년 5월 1일).",
        ),
        (
            life(act("signed", "2030-03-01", effective_on="2030-06-01", is_planned=True)),
            "Signature planned for 1 March 2030.",
            "예정: 서명(2030년 3월 1일).",
        ),
        (
            life(act("signed", "2020-05-01", is_planned=True)),
            "Signature was due on 1 May 2020; not confirmed.",
            "예정이었던 일: 서명(2020년 5월 1일). 이행 여부는 확인되지 않았습니다.",
        ),
        (
            life(act("announced", "2020-04-01"), act("signed", "", condition=WATERS)),
            "Signature planned, on this condition: “until the waters are shared”.",
            "예정: 서명. 조건: “수자원 배분이 합의될 때까지”.",
        ),
        (
            life(
                act("takes_effect", "2015-01-01"), act("suspended", "2020-01-01", scope={"en": "Annex II."})
            ),
            "Suspended in part on 1 January 2020: “Annex II”.",
            "2020년 1월 1일에 일부의 효력을 정지하였습니다: “Annex II”.",
        ),
        (
            life(
                act("takes_effect", "2015-01-01"), act("terminated", "2020-01-01", scope={"en": "Annex II"})
            ),
            "Ended in part on 1 January 2020: “Annex II”.",
            "2020년 1월 1일에 일부가 종료되었습니다: “Annex II”.",
        ),
        (
            life(
                act("takes_effect", "2015-01-01"), act("notice_given", "2020-01-01", notice_of="non_renewal")
            ),
            "Notice of non-renewal was given on 1 January 2020.",
            "2020년 1월 1일에 갱신 거절을 통보하였습니다.",
        ),
        (
            life(
                act("takes_effect", "2015-01-01"),
                act("notice_given", "2020-01-01", effective_on="2020-01-05"),
            ),
            "Notice was given on 1 January 2020, received on 5 January 2020.",
            "2020년 1월 1일에 통보하였습니다(접수일 2020년 1월 5일).",
        ),
        (
            life(act("negotiated", "2015-01-01"), act("cancelled", "2020-01-01")),
            "It was given up before it was concluded.",
            "체결에 이르지 못하고 무산되었습니다.",
        ),
        (
            life(act("takes_effect", "2015-01-01"), act("terminated", "2020-06", is_planned=True)),
            "Termination was due in June 2020; not confirmed.",
            "예정이었던 일: 종료(2020년 6월). 이행 여부는 확인되지 않았습니다.",
        ),
        (
            life(
                act("takes_effect", "2015-01-01"),
                act("extended", "", condition=WATERS),
                terms=[term("P5Y", "fixed")],
            ),
            "Extension planned, on this condition: “until the waters are shared”.",
            "예정: 연장. 조건: “수자원 배분이 합의될 때까지”.",
        ),
        (
            life(act("takes_effect", "2019-08-27"), act("extended", "2024-12-13", effective_on="2024-08-27")),
            "No end date found. Latest evidence: extension on 13 December 2024.",
            "종료일을 확인할 수 없습니다. 최근 근거: 2024년 12월 13일 연장.",
        ),
        (
            life(act("signed", "2015-01-01"), act("declared_void", "2020-01-01")),
            "Declared void on 1 January 2020: it never was in effect.",
            "2020년 1월 1일에 무효로 선언되어 처음부터 효력이 없었습니다.",
        ),
    ],
)
@time_machine.travel("2026-08-10")
def test_what_an_act_waits_for_or_concerns_is_said_in_its_words(body, english, korean):
    reasons = compute_periods(body)[-1].reasons

    assert english in [reason_sentence(reason) for reason in reasons]
    with override("ko"):
        assert korean in [reason_sentence(reason) for reason in reasons]


AHEAD_AND_BEHIND = [
    (make_reason(ReasonCode.NOTICE_RAN_OUT, last_day="2026-12-31", of_cycle=True), "does not renew", "did not renew"),
    (make_reason(ReasonCode.NOTICE_RAN_OUT, last_day="2026-12-31", until="2026-12-31"), "ends by", "ended by"),
    (
        make_reason(ReasonCode.NOTICE_RAN_OUT, last_day="2026-12-31", length="P1Y", start="2026-01-01"),
        "ends by",
        "ended by",
    ),
    (make_reason(ReasonCode.ACT, kind="terminated", on="2026-12-31"), "Due on", "Terminated on"),
    (make_reason(ReasonCode.ACT, kind="party_left", effective_on="2026-12-31"), "leaves", "left"),
    (make_reason(ReasonCode.SUSPENSION_RAN_OUT, until="2026-12-31"), "lasts", "lasted"),
    (make_reason(ReasonCode.PROVISIONAL_APPLICATION_RAN_OUT, until="2026-12-31"), "lasts", "lasted"),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "ahead", "behind"), AHEAD_AND_BEHIND)
def test_what_lies_ahead_is_not_told_as_past(reason, ahead, behind):
    with time_machine.travel("2026-11-29T12:00Z"):
        assert ahead in reason_sentence(reason)
        with override("ko"):
            assert "예정" in reason_sentence(reason)
    with time_machine.travel("2027-01-02T12:00Z"):
        assert behind in reason_sentence(reason)
        with override("ko"):
            assert "예정" not in reason_sentence(reason)


def test_a_notice_that_came_too_late_for_a_cycle_says_for_which():
    body = life(
        act("signed", "2016-07-01"),
        act("notice_given", "2026-01-15", notice_of="non_renewal"),
        terms=[term("P5Y", "automatic", renewal_length="P5Y", non_renewal_notice="P6M")],
    )

    with time_machine.travel("2026-11-29T12:00Z"):
        sentence = reason_sentence(compute_periods(body)[-1].reasons[0])

    assert sentence == (
        "The notice came too late to keep it from renewing itself after 30 June 2026. "
        "After the notice it does not renew; its last day is 30 June 2031."
    )


@pytest.mark.parametrize(
    ("keys", "further", "is_for_others"),
    [
        (["k8", "k9"], [], False),
        (["k7", "k8", "k9"], [], True),
        (["k7", "k8", "k9"], [act("party_left", "2020-01-01", involvement="k7")], False),
        (["k7", "k8", "k9"], [act("party_joined", "2026-01-01", involvement="k7")], False),
    ],
)
def test_others_go_on_after_a_notice_only_where_two_of_them_take_part(keys, further, is_for_others):
    body = notice_of_non_renewal(parties(*keys), *further, involvement="k8")

    reasons = [reason_sentence(reason) for period in compute_periods(body) for reason in period.reasons]

    assert ("It continues among the other parties." in reasons) == is_for_others


@pytest.mark.parametrize(
    ("language", "tag"), [("en", "signed; entry into force not recorded"), ("ko", "서명, 발효 여부 미확인")]
)
def test_what_is_not_known_is_not_called_presumed(language, tag):
    was_due = act("takes_effect", "2020-01-01", is_planned=True)
    status = status_on(
        compute_periods(life(act("signed", "2019-01-01"), was_due, form="treaty")), date(2026, 8, 10)
    )

    with override(language):
        label = label_with_certainty(status, bindingness="binding")
        sentence = status_sentence(status, bindingness="binding")

    assert (status.state, status.certainty) == ("concluded", "presumed")
    assert (label, sentence) == (tag, f"{tag[0].upper()}{tag[1:]}.")


@pytest.mark.parametrize(
    ("kind", "scope", "words"),
    [
        (
            "suspended",
            {"en": "Annex II"},
            "Latest evidence: suspension in part on 1 January 2020 (6 years ago).",
        ),
        (
            "terminated",
            {"en": "Annex II"},
            "Latest evidence: termination in part on 1 January 2020 (6 years ago).",
        ),
        ("suspended", {}, "Latest evidence: suspension on 1 January 2020 (6 years ago)."),
    ],
)
def test_the_last_evidence_says_that_it_was_of_a_part(kind, scope, words):
    body = life(act("signed", "2015-01-01"), act(kind, "2020-01-01", scope=scope))

    status = status_on(compute_periods(body), date(2026, 8, 10))

    assert any(sentence.endswith(words) for sentence in status_reason_sentences(status))
    assert status.last_evidence.get("in_part", False) == bool(scope)


def test_what_is_suspended_in_part_is_in_the_status():
    suspended = [act("suspended", f"202{year}-01-01", scope={"en": f"Annex {year}"}) for year in (0, 1)]
    body = life(act("signed", "2015-01-01"), *suspended, act("resumed", "2023-01-01"))
    periods = compute_periods(body)

    suspended = [status_on(periods, date(year, 6, 1)).suspended_parts for year in (2019, 2020, 2021, 2023)]

    assert suspended == [[], [{"en": "Annex 0"}], [{"en": "Annex 0"}, {"en": "Annex 1"}], []]


@time_machine.travel(date(2026, 11, 29), tick=False)
def test_a_party_that_leaves_later_is_said_to_leave_on_that_day():
    leaving = {"kind": "party_left", "on": "2026-09-01", "effective_on": "2027-03-01"}
    alone = {"key": "k2", "on": "2027-03-01"}

    sentences = [
        reason_sentence({"code": ReasonCode.ACT, "params": leaving}),
        reason_sentence({"code": ReasonCode.ONE_PARTY_LEFT, "params": alone}),
        reason_sentence({"code": ReasonCode.ONE_PARTY_LEFT, "params": alone | {"on": "2026-03-01"}}),
    ]

    assert sentences == [
        "A party leaves on 1 March 2027.",
        "Then only one party will be left, which ends the agreement.",
        "Only one party is left, which ends the agreement.",
    ]


def test_a_planned_act_of_a_part_names_the_part():
    body = life(
        act("signed", "2018-05-13"),
        act("suspended", "", condition={"en": "if funds fail"}, scope={"en": "Annex"}),
    )

    sentences = status_reason_sentences(status_on(compute_periods(body), date(2026, 1, 1)))

    planned = "Suspension planned, on this condition: “if funds fail”. This concerns a part only: “Annex”."
    assert planned in sentences
