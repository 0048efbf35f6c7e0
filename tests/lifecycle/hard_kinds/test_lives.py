"""Terms, renewals, conditions, suspensions: what held on a day and why, by page and API, in both languages."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

FROM_SIGNATURE = (
    "No date of entry into effect is recorded. As it is not known to be legally binding, it is treated as "
    "applying from signature."
)


def milestones(body: dict) -> list[tuple]:
    """Kind and the three dates of each act: on, effective on, until."""
    return [(one["kind"], one["on"], one["effective_on"], one["until"]) for one in body["milestones"]]


def terms(body: dict) -> list[tuple]:
    return [(one["length"], one["until"], one["renewal"]) for one in body["terms"]]


def test_what_was_renewed_before_its_end_held_throughout(hard):
    before, after = (
        hard.status_lines("hard-loans", "2016-01-01"),
        hard.status_lines("hard-loans", "2017-04-01"),
    )

    assert hard.life("hard-loans") == [
        ("in_force", "derived", "2012-04-01", "2017-04-01"),
        ("in_force", "derived", "2017-04-01", "2022-04-01"),
        ("expired", "derived", "2022-04-01", None),
    ]
    how = "with effect from 1 April 2017, by “Protocol Renewing the Memoranda on Loans and on Films”."
    assert before["en"] == [
        "In effect until 31 March 2022, as follows from what is recorded.",
        "Signed on 1 April 2012.",
        "It lasts five years from 1 April 2012.",
        f"Due on 14 February 2017: renewal, {how}",
        "It lasts five years from 1 April 2017.",
    ]
    assert after["en"] == [
        before["en"][0],
        before["en"][1],
        f"Renewed on 14 February 2017, {how}",
        "It lasts five years from 1 April 2017.",
    ]
    assert after["ko"] == [
        "2022년 3월 31일까지 효력 있음(기록에서 도출).",
        "2012년 4월 1일에 서명하였습니다.",
        "2017년 2월 14일에 갱신하였습니다"
        "(효력 발생일 2017년 4월 1일, 근거: 「상호대차 및 영상물 양해각서 갱신 의정서」).",
        "유효기간은 2017년 4월 1일부터 5년입니다.",
    ]
    assert hard.status_lines("hard-loans", "2022-04-01")["en"] == [
        "Expired, as follows from what is recorded.",
        "Expired on 31 March 2022: five years from 1 April 2017, no renewal recorded.",
    ]


def test_what_was_renewed_before_its_end_is_not_found_among_what_ended_then(hard):
    def ending(first: str, last: str) -> set[str]:
        listed = Client().get(f"/api/v1/agreements/?ends_after={first}&ends_before={last}").json()
        return {one["ref"] for one in listed["results"]} & {hard.refs["hard-loans"], hard.refs["hard-films"]}

    assert ending("2017-03-01", "2017-04-30") == set()
    assert ending("2014-12-01", "2015-01-31") == {hard.refs["hard-films"]}
    assert ending("2022-03-01", "2022-04-30") == {hard.refs["hard-loans"], hard.refs["hard-films"]}


def test_the_state_of_a_renewed_agreement_lasts_from_its_first_day_to_its_last_one_in_the_api(hard):
    address = f"/api/v1/agreements/{hard.refs['hard-loans']}"
    for day in ("2012-04-01", "2016-01-01", "2022-03-31"):
        status = Client().get(f"{address}?on={day}").json()["status"]
        assert status["since"] == {"earliest": "2012-04-01", "latest": "2012-04-01", "qualifier": ""}
        assert status["until"] == {"earliest": "2022-03-31", "latest": "2022-03-31", "qualifier": ""}


def test_what_was_renewed_after_its_end_has_a_gap(hard):
    assert hard.life("hard-films") == [
        ("in_force", "derived", "2010-01-01", "2015-01-01"),
        ("expired", "derived", "2015-01-01", "2017-04-01"),
        ("in_force", "recorded", "2017-04-01", "2022-04-01"),
        ("expired", "derived", "2022-04-01", None),
    ]
    assert hard.status_lines("hard-films", "2014-12-31")["en"][0] == (
        "In effect until 31 December 2014, as follows from what is recorded."
    )
    in_the_gap = hard.status_lines("hard-films", "2016-01-01")
    assert in_the_gap["en"] == [
        "Expired, as follows from what is recorded.",
        "Expired on 31 December 2014: five years from 1 January 2010; it was renewed only later.",
    ]
    assert in_the_gap["ko"] == [
        "만료(기록에서 도출).",
        "2014년 12월 31일에 만료되었습니다(2010년 1월 1일부터 5년). 갱신은 그 뒤에 이루어졌습니다.",
    ]
    assert (
        hard.status_lines("hard-films", "2017-04-01")["en"][0]
        == "In effect until 31 March 2022, as recorded."
    )


def test_one_instrument_that_renews_two_is_told_once_on_each_page(hard):
    for one in ("hard-loans", "hard-films"):
        body = hard.body(one)
        renewal = body["milestones"][1]
        assert milestones(body)[1] == ("renewed", "2017-02-14", "2017-04-01", "")
        assert renewal["instrument"]["ref"] == hard.refs["hard-renewal"]
        assert terms(body) == [("P5Y", "", "fixed"), ("P5Y", "", "fixed")]
        assert [term["milestone"] for term in body["terms"]] == [None, renewal["key"]]
        assert "Set by renewal of 14 February 2017 Length five years" in hard.page(one, section="terms")
        assert "기간 설정 근거 2017년 2월 14일 갱신 기간 5년" in hard.page(one, "ko", section="terms")
        assert hard.page(one, section="lineage") == (
            "Related agreements Is renewed by: Protocol Renewing the Memoranda on Loans and on Films "
            "signed 14 February 2017 Compare with another agreement"
        )

    assert [one["kind"] for one in hard.body("hard-renewal")["relations"]] == ["renews", "renews"]
    assert hard.page("hard-renewal", section="lineage") == (
        "Related agreements Renews: Memorandum on Loans between Libraries signed 1 April 2012 "
        "Renews: Memorandum on Copies of Films signed 1 January 2010 Compare with another agreement"
    )


def test_an_amendment_that_also_extends_moves_the_end(hard):
    body = hard.body("hard-exchange")
    amended = hard.status_lines("hard-exchange", "2021-01-01")

    assert milestones(body)[1] == ("amended", "2019-03-11", "", "2024-08-31")
    assert terms(body) == [("P5Y", "", "fixed")]
    assert hard.life("hard-exchange") == [
        ("in_force", "derived", "2015-09-01", "2019-03-11"),
        ("in_force", "derived", "2019-03-11", "2024-09-01"),
        ("expired", "derived", "2024-09-01", None),
    ]
    assert amended["en"] == [
        "In effect until 31 August 2024, as follows from what is recorded.",
        "Signed on 1 September 2015.",
        "Amended on 11 March 2019, with a new end date.",
        "It ends on 31 August 2024.",
    ]
    assert amended["ko"] == [
        "2024년 8월 31일까지 효력 있음(기록에서 도출).",
        "2015년 9월 1일에 서명하였습니다.",
        "2019년 3월 11일에 개정하였습니다(종료일 변경).",
        "유효기간은 2024년 8월 31일까지입니다.",
    ]
    assert (
        "It lasts five years from 1 September 2015." in hard.status_lines("hard-exchange", "2019-03-10")["en"]
    )
    assert (
        hard.status_lines("hard-exchange", "2024-09-01")["en"][0]
        == "Expired, as follows from what is recorded."
    )
    assert "Amended New end date: 31 August 2024" in hard.page("hard-exchange", section="dates")
    assert "개정 변경된 종료일: 2024년 8월 31일" in hard.page("hard-exchange", "ko", section="dates")


def test_retroactive_effect_reaches_back_before_the_signature(hard):
    not_yet_signed = hard.status_lines("hard-salaries", "2020-02-01")

    assert milestones(hard.body("hard-salaries"))[0] == ("signed", "2020-05-18", "2020-01-01", "")
    assert hard.life("hard-salaries") == [
        ("in_force", "recorded", "2020-01-01", "2022-12-31"),
        ("terminated", "recorded", "2022-12-31", None),
    ]
    assert not_yet_signed["en"] == [
        "In effect until 30 December 2022, as recorded.",
        "Due on 18 May 2020: signature, with retroactive effect from 1 January 2020.",
    ]
    assert not_yet_signed["ko"] == [
        "2022년 12월 30일까지 효력 있음(기록으로 확인).",
        "2020년 5월 18일에 예정되어 있습니다: 서명(소급 효력 발생일 2020년 1월 1일).",
    ]
    assert hard.status_lines("hard-salaries", "2019-12-31")["en"] == [
        "It had not begun yet; its recorded history starts on 1 January 2020."
    ]
    assert hard.status_lines("hard-salaries", "2022-12-31")["en"] == [
        "Terminated, as recorded.",
        "Terminated on 31 December 2022.",
    ]
    assert "Signed 18 May 2020 With effect from: 1 January 2020" in hard.page(
        "hard-salaries", section="glance"
    )


def test_effect_on_a_condition_waits_until_the_condition_is_known_to_be_met(hard):
    waiting = hard.status_lines("hard-visas", "2020-01-01")

    assert milestones(hard.body("hard-visas"))[1] == ("takes_effect", "", "", "")
    assert hard.life("hard-visas") == [("signed", "derived", "2016-10-03", None)]
    assert waiting["en"] == [
        "Signed, not yet in force, as follows from what is recorded.",
        "Signed on 3 October 2016.",
        "Entry into effect depends on a condition: “On the day of the later notification that it has been "
        "approved”. No record shows that it was met.",
    ]
    assert waiting["ko"] == [
        "서명, 발효 전(기록에서 도출).",
        "2016년 10월 3일에 서명하였습니다.",
        "조건(효력 발생): “승인을 알리는 나중의 통고가 있는 날에 발효한다”. 조건이 충족되었다는 기록은 없습니다.",
    ]
    assert (
        "Not known to have happened Takes effect Condition: On the day of the later notification that it has "
        "been approved."
    ) in hard.page("hard-visas", section="dates")
    assert (
        "이루어졌다는 기록 없음 효력 발생 조건: 승인을 알리는 나중의 통고가 있는 날에 발효한다."
        in hard.page("hard-visas", "ko", section="dates")
    )


def test_a_condition_that_was_met_brings_it_into_force(hard):
    body = hard.body("hard-taxes")

    assert milestones(body)[1] == ("takes_effect", "2018-02-01", "", "")
    assert body["milestones"][1]["condition"]["en"].startswith("On the day of the later notification")
    assert hard.life("hard-taxes") == [
        ("signed", "recorded", "2016-10-03", "2018-02-01"),
        ("in_force", "recorded", "2018-02-01", None),
    ]
    assert hard.status_lines("hard-taxes", "2018-01-31")["en"][0] == "Signed, not yet in force, as recorded."
    met = hard.status_lines("hard-taxes", "2018-02-01")
    assert met["en"] == [
        "In force, as recorded.",
        "Took effect on 1 February 2018.",
        "Its terms set no end date.",
    ]
    assert met["ko"] == [
        "발효 중(기록으로 확인).",
        "2018년 2월 1일에 효력이 발생하였습니다.",
        "종료일을 두지 않는다고 정하고 있습니다.",
    ]


def test_a_suspension_by_a_third_body_names_the_body_and_its_condition(hard):
    body, suspended = hard.body("hard-sluices"), hard.status_lines("hard-sluices", "2022-01-01")

    assert body["milestones"][1]["by_body"]["ref"] == hard.refs["hard-council"]
    assert hard.life("hard-sluices") == [
        ("in_force", "presumed", "2018-04-09", "2021-03-08"),
        ("suspended", "recorded", "2021-03-08", "2023-05-02"),
        ("in_force", "presumed", "2023-05-02", None),
    ]
    assert (
        hard.status_lines("hard-sluices", "2021-03-07")["en"][0] == "In effect until 7 March 2021, presumed."
    )
    assert suspended["en"] == [
        "Suspended until 1 May 2023, as recorded.",
        "Suspended on 8 March 2021, by Council of the Lake Countries, which is not a party "
        "(“Until the dam has been inspected”).",
    ]
    assert suspended["ko"] == [
        "2023년 5월 1일까지 효력 정지 중(기록으로 확인).",
        "2021년 3월 8일에 “댐 점검이 끝날 때까지” 효력을 정지하였습니다(결정: 호수국가이사회, 당사자 아님).",
    ]
    assert hard.status_lines("hard-sluices", "2023-05-02")["en"] == [
        "In effect, presumed.",
        "Signed on 9 April 2018.",
        FROM_SIGNATURE,
        "Resumed on 2 May 2023, by Council of the Lake Countries, which is not a party.",
        "No end date found. Latest evidence: resumption on 2 May 2023.",
    ]
    assert (
        "8 March 2021 Suspended – by Council of the Lake Countries Condition: Until the dam has been inspected."
    ) in hard.page("hard-sluices", section="dates")
    assert "효력 정지 – 주체: 호수국가이사회 조건: 댐 점검이 끝날 때까지." in hard.page(
        "hard-sluices", "ko", section="dates"
    )


def test_an_exchange_of_notes_on_two_dates_is_concluded_by_the_second(hard):
    body, concluded = hard.body("hard-notes"), hard.status_lines("hard-notes", "1986-02-22")

    assert milestones(body) == [("exchanged", "1986-01-10", "", ""), ("exchanged", "1986-02-22", "", "")]
    assert [one["involvement"] for one in body["milestones"]] == [one["key"] for one in body["involvements"]]
    assert hard.life("hard-notes") == [
        ("signed", "recorded", "1986-01-10", "1986-02-22"),
        ("concluded", "derived", "1986-02-22", None),
    ]
    assert hard.status_lines("hard-notes", "1986-02-21")["en"] == [
        "Signed, not yet in force, as recorded.",
        "Exchanged on 10 January 1986.",
    ]
    assert concluded["en"] == [
        "Signed; entry into force not recorded.",
        "Exchanged on 22 February 1986.",
        "Its entry into force is not recorded; a signature alone does not bring such an instrument into force.",
    ]
    assert concluded["ko"][:2] == [
        "서명, 발효 여부 미확인.",
        "1986년 2월 22일에 문서를 교환하였습니다.",
    ]
    before, first, after = hard.page("hard-notes", section="glance").partition(
        "Exchanged 10 January 1986 – Government of Halmeria – Port Halmer"
    )
    assert first
    assert "Exchanged" not in before
    assert "Exchanged 22 February 1986 – Government of Vessaly – Vess" in after
    assert "교환 1986년 2월 22일 – 베살리 정부 – Vess" in hard.page("hard-notes", "ko", section="glance")


def test_a_long_term_in_steps_tells_both_levels(hard):
    within = hard.status_lines("hard-lease", "2010-01-01")

    assert terms(hard.body("hard-lease")) == [("P25Y", "", "fixed"), ("P5Y", "", "automatic")]
    assert hard.life("hard-lease") == [
        ("in_force", "derived", "2004-06-30", "2029-06-30"),
        ("expired", "derived", "2029-06-30", None),
    ]
    assert within["en"] == [
        "In effect until 29 June 2029, as follows from what is recorded.",
        "Signed on 30 June 2004.",
        "It lasts 25 years from 30 June 2004.",
        "Within that time it renews automatically, for five years at a time.",
    ]
    assert within["ko"][2:] == [
        "유효기간은 2004년 6월 30일부터 25년입니다.",
        "그 기간에 자동으로 갱신됩니다(매회 5년).",
    ]
    assert hard.status_lines("hard-lease", "2029-06-30")["en"][1] == (
        "Expired on 29 June 2029: 25 years from 30 June 2004, no renewal recorded."
    )


@pytest.mark.parametrize(
    ("record_id", "home", "reason", "in_korean"),
    [
        (
            "hard-by-term",
            ([("signed", "2017-07-01", "", "")], [("P3Y", "", "fixed")]),
            "Expired on 30 June 2020: three years from 1 July 2017, no renewal recorded.",
            "2020년 6월 30일에 만료되었습니다(2017년 7월 1일부터 3년, 갱신 기록 없음).",
        ),
        (
            "hard-by-date",
            ([("signed", "2017-07-01", "", "")], [("", "2020-06-30", "fixed")]),
            "Expired on 30 June 2020, the last day of its term; no renewal recorded.",
            "유효기간의 마지막 날인 2020년 6월 30일에 만료되었습니다(갱신 기록 없음).",
        ),
        (
            "hard-by-act",
            ([("signed", "2017-07-01", "", ""), ("expired", "2020-06-30", "", "")], []),
            "Expired on 30 June 2020.",
            "2020년 6월 30일에 만료되었습니다.",
        ),
    ],
)
def test_one_end_told_by_term_by_date_or_by_act_is_the_same_day(hard, record_id, home, reason, in_korean):
    body = hard.body(record_id)
    last_day, after = hard.status_lines(record_id, "2020-06-30"), hard.status_lines(record_id, "2020-07-01")

    assert (milestones(body), terms(body)) == home
    assert last_day["en"][0].startswith("In effect until 30 June 2020")
    assert last_day["ko"][0].startswith("2020년 6월 30일까지 효력 있음")
    assert (after["en"][1], after["ko"][1]) == (reason, in_korean)


def test_what_contradicting_sources_leave_open_is_left_open(hard):
    open_day = hard.status_lines("hard-contradicted", "2022-05-04")

    assert open_day["en"][0] == "In effect until a day between 2 and 5 May 2022, presumed."
    assert open_day["ko"][0] == "2022년 5월 2일~5일 사이의 어느 날까지 효력 있음(추정)."
    assert hard.status_lines("hard-contradicted", "2020-01-01")["en"] == [
        "In effect until a day between 2 and 5 May 2022, as follows from what is recorded.",
        "Signed between 3 and 6 May 2019.",
        "It lasts three years from a day between 3 and 6 May 2019.",
    ]
    assert (
        hard.status_lines("hard-contradicted", "2022-06-01")["en"][0]
        == "Expired, as follows from what is recorded."
    )


@pytest.mark.parametrize(
    ("record_id", "day", "in_english", "in_korean"),
    [
        (
            "hard-lease",
            "2010-01-01",
            "Latest evidence: signature on 30 June 2004.",  # its age stands in the tag
            "최근 근거: 2004년 6월 30일 서명.",
        ),
        (
            "hard-notes",
            "1986-02-22",
            "Latest evidence: exchange on 22 February 1986.",
            "최근 근거: 1986년 2월 22일 문서 교환.",
        ),
    ],
)
def test_the_last_evidence_and_its_age_are_told(hard, record_id, day, in_english, in_korean):
    assert hard.evidence_lines(record_id, day) == [in_english]
    assert hard.evidence_lines(record_id, day, "ko") == [in_korean]


@pytest.mark.parametrize(
    ("record_id", "day"),
    [("hard-salaries", "2020-02-01"), ("hard-sluices", "2022-01-01"), ("hard-taxes", "2018-01-31")],
)
def test_an_act_that_came_later_is_no_evidence_of_a_day(hard, record_id, day):
    assert hard.evidence_lines(record_id, day) == []


def test_sources_that_contradict_each_other_stand_side_by_side(hard):
    in_english, in_korean = hard.page("hard-contradicted"), hard.page("hard-contradicted", "ko")

    assert [one["on"] for one in hard.body("hard-contradicted")["milestones"]] == ["[2019-05-03..2019-05-06]"]
    assert (
        "Sources differ: Signed: date Institutes sign on data from the lakes: Signed on Friday, 3 May. "
        "Lake data memorandum concluded: Signed on Monday, 6 May."
    ) in in_english
    assert (
        "Sources differ: Term Institutes sign on data from the lakes: It runs for three years. "
        "Lake data memorandum concluded: Valid until further notice: no term is named. – inferred"
    ) in in_english
    assert (
        "5월 3일 금요일에 서명하였다. Lake data memorandum concluded: 5월 6일 월요일에 서명하였다."
        in in_korean
    )
