"""Parties that come and go, bodies that act for others, units, offices, joint signings, names from right to left."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_parties_that_join_and_leave_are_told_with_their_days(hard):
    body = hard.body("hard-survey")
    oru, torn = body["involvements"][3]["key"], body["involvements"][2]["key"]

    moves = [(one["kind"], one["on"], one["involvement"]) for one in body["milestones"] if one["involvement"]]
    assert moves == [
        ("party_joined", "2015-09-10", oru),
        ("takes_effect", "2016-01-01", oru),
        ("notice_given", "2018-12-20", torn),
        ("party_left", "2019-06-30", torn),
    ]
    parties = hard.page("hard-survey", section="parties")
    assert "Tornmark Hydrological Institute Party – left 30 June 2019" in parties
    assert "Oru Lakes Survey Party – joined 1 January 2016" in parties
    in_korean = hard.page("hard-survey", "ko", section="parties")
    assert "토른마르크 수문연구소 당사자 – 탈퇴일 2019년 6월 30일" in in_korean
    assert "오루 호수조사국 당사자 – 가입일 2016년 1월 1일" in in_korean
    assert "Tornmark Hydrological Institute – left 30 June 2019" in hard.page("hard-survey", section="glance")


def test_among_those_who_stay_it_goes_on(hard):
    assert hard.life("hard-survey") == [
        ("signed", "recorded", "2012-03-20", "2012-06-01"),
        ("in_force", "recorded", "2012-06-01", "2018-12-20"),
        ("in_force", "recorded", "2018-12-20", "2019-06-30"),
        ("in_force", "presumed", "2019-06-30", None),
    ]
    under_notice, after = (
        hard.status_lines("hard-survey", "2019-02-01"),
        hard.status_lines("hard-survey", "2020-01-01"),
    )
    assert under_notice["en"][:4] == [
        "In force, as recorded.",
        "Took effect on 1 June 2012.",
        "Notice was given on 20 December 2018, by Tornmark Hydrological Institute.",
        "It continues among the other parties.",
    ]
    assert under_notice["ko"][2:4] == [
        "2018년 12월 20일에 통보하였습니다(주체: 토른마르크 수문연구소).",
        "다른 당사자 사이에서는 효력이 계속됩니다.",
    ]
    assert after["en"] == [
        "In force, presumed.",
        "Took effect on 1 June 2012.",
        "No end date found. Latest evidence: a party left on 30 June 2019.",
    ]


def test_where_one_party_is_left_alone_it_has_ended(hard):
    day_before, ended = (
        hard.status_lines("hard-buoys", "2019-06-29"),
        hard.status_lines("hard-buoys", "2019-06-30"),
    )

    assert hard.life("hard-buoys") == [
        ("in_force", "presumed", "2014-05-05", "2019-06-30"),
        ("terminated", "derived", "2019-06-30", None),
    ]
    assert day_before["en"][0] == "In effect until 29 June 2019, presumed."
    assert ended["en"] == [
        "Terminated, as follows from what is recorded.",
        "A party left on 30 June 2019.",
        "Only one party is left, which ends the agreement.",
    ]
    assert ended["ko"] == [
        "종료(기록에서 도출).",
        "2019년 6월 30일에 당사자가 탈퇴하였습니다.",
        "당사자가 하나만 남으므로 협약이 종료됩니다.",
    ]


def test_a_body_that_acts_for_another_says_for_whom(hard):
    involvements = hard.body("hard-trials")["involvements"]

    assert [one["acting_for"] for one in involvements] == [
        None, involvements[0]["key"], None, None, involvements[3]["key"],
    ]  # fmt: skip
    parties = hard.page("hard-trials", section="parties")
    assert "Halmeria Health Research Fund Party – acting for Ministry of Health of Halmeria" in parties
    assert "할메리아 보건연구기금 당사자 – 대리 대상: 할메리아 보건부" in hard.page(
        "hard-trials", "ko", section="parties"
    )
    assert hard.status_lines("hard-trials", "2022-01-01")["en"][:2] == [
        "Running, presumed.",
        "Launched on 4 October 2021.",
    ]


def test_a_unit_five_levels_deep_is_told_with_all_that_it_is_part_of(hard):
    wholes = "Division of Trial Methods, Department of Clinical Sciences, Faculty of Medicine, University of Halmer"
    in_korean = "시험방법론부, 임상과학과, 의과대학, 할머대학교"

    assert hard.body("hard-section")["parent"].keys() == {"ref"}
    assert f"Part of {wholes} Founded" in hard.page("hard-section")
    assert f"상위 기관 {in_korean} 설립" in hard.page("hard-section", "ko")
    assert f"Section for Trial Data, {wholes} Delivery partner" in hard.page("hard-trials", section="parties")
    assert f"시험데이터실, {in_korean} 수행 협력기관" in hard.page("hard-trials", "ko", section="parties")


def test_a_unit_known_only_by_its_printed_name_keeps_all_levels_of_it(hard):
    printed = "Desk 4, Unit for Devices, Division of Methods, Department of Trials, Directorate of Evidence"

    assert hard.body("hard-trials")["involvements"][4]["unit"] == printed
    assert f"{printed}, Vessaly Trials Agency Party" in hard.page("hard-trials", section="parties")


def test_one_person_with_several_offices_signs_in_each(hard):
    body, person = hard.body("hard-chair"), hard.body("hard-orsk")

    assert [(one["person"]["ref"], one["post"]) for one in body["signatories"]] == [
        (hard.refs["hard-orsk"], "Rector of the University of Halmer"),
        (hard.refs["hard-orsk"], "Chair of the Board of the Fund"),
    ]
    assert [one["post"] for one in person["positions"]] == ["Rector", "Chair of the Board", "Head of Section"]
    assert (
        "Maja Orsk Rector of the University of Halmer – for University of Halmer "
        "Maja Orsk Chair of the Board of the Fund – for Halmeria Health Research Fund"
    ) in hard.page("hard-chair", section="signing")
    assert (
        "Chair of the Board, Halmeria Health Research Fund from January 2018 until December 2022"
        in hard.page("hard-orsk")
    )
    assert "Rector, 할머대학교 시작일: 2016년 9월 1일" in hard.page("hard-orsk", "ko")


def test_several_agreements_signed_together_share_one_activity(hard):
    links = hard.body("hard-signing-day")["agreements"]

    assert [(one["agreement"]["ref"], one["role"]) for one in links] == [
        (hard.refs[f"hard-day-{number}"], "signed_at") for number in (1, 2, 3)
    ]
    agreements = hard.page("hard-signing-day", section="agreements")
    for title in ("Joint Doctorates", "a Shared Vessel", "Open Data of the Sky"):
        assert f"Signed at this event: Memorandum on {title} in effect, presumed" in agreements
    assert "이 행사에서 서명: 공동 박사과정에 관한 양해각서" in hard.page(
        "hard-signing-day", "ko", section="agreements"
    )
    for number in (1, 2, 3):
        assert "Signing of Three Memoranda Ceremony · signed at this event · 14 September 2023" in hard.page(
            f"hard-day-{number}", section="activities"
        )
        assert "양해각서 3건 공동 서명식" in hard.page(f"hard-day-{number}", "ko", section="activities")


def test_the_place_of_a_signing_needs_no_signatory(hard):
    body = hard.body("hard-place")

    assert body["signatories"] == []
    assert [one["city"] for one in body["milestones"][0]["places"]] == ["Upper Oru"]
    assert "Signed 12 August 2022 – Hall of the Observatory, Upper Oru" in hard.page(
        "hard-place", section="glance"
    )
    assert "signatories" in hard.page("hard-place", section="glance").partition("Not recorded")[2]
    assert "서명자" in hard.page("hard-place", "ko", section="glance").partition("기록 없음")[2]


@pytest.mark.parametrize(
    "markup",
    [
        '<bdi lang="ar" dir="rtl">مذكرة تفاهم بشأن أبحاث المياه في المناطق الجافة</bdi>',
        "><bdi>Memorandum on Water Research in Dry Lands (مذكرة تفاهم)</bdi></h1>",
        '<bdi lang="und-Arab" dir="rtl">كلية العلوم</bdi>, ',
        '<bdi lang="und-Arab" dir="rtl">مركز BioWadi للأبحاث (شركة BW)</bdi></a>',
        '<bdi lang="und-Arab" dir="rtl">عمّان</bdi>, Jordan',
        '“<bdi lang="und-Arab" dir="rtl">وُقّعت اليوم</bdi>”',
        '<bdi lang="und-Hebr" dir="rtl">יעל ברק</bdi>',
    ],
)
def test_names_from_right_to_left_carry_their_direction_and_disorder_nothing(hard, markup):
    assert markup in hard.html("hard-scripts")


def test_a_name_in_a_language_of_the_site_stands_before_one_from_right_to_left(hard):
    for language, between in (("en", "Between"), ("ko", "당사자")):
        assert f"{between} Olive Valley University" in hard.page("hard-scripts", language)


def test_names_from_right_to_left_are_kept_apart_in_lists_too(hard):
    agreements = Client().get("/agreements/?q=Dry+Lands").content.decode()
    people = Client().get("/people/?q=Haddad").content.decode()

    assert '<bdi lang="und-Arab" dir="rtl">مركز BioWadi للأبحاث (شركة BW)</bdi>' in agreements
    assert "Layla Haddad" in people
    assert '<bdi lang="und-Arab" dir="rtl">رئيسة الجامعة</bdi>, ' in people
