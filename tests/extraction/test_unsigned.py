"""Promises of the rules for what was not signed, for texts about no agreement, and for what belongs to another one."""

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db
OF_SIGNING = {"signed", "exchanged", "witnessed"}


def sure(text, published="2024-05-10"):
    return [(s.kind, s.role, s.value) for s in extract(text, published=published) if s.sure]


@pytest.mark.parametrize(
    "text",
    [
        "Alder University and Birch College will sign a memorandum of understanding in Oslo on 9 June 2024.",
        "Alder University and Birch College are to sign an MoU next week. Rector Anna Marsh will sign for Alder.",
        "Alder University plans to conclude an agreement with Birch College. The signing, scheduled for 9 June 2024 "
        "in Oslo, was postponed.",
        "The signing of a memorandum of understanding between Alder University and Birch College, planned for "
        "9 May 2024, was cancelled.",
        "The city has cancelled the planned signing of an agreement with Birch College, which was to be signed on "
        "1 June 2024 by Mayor John Carver.",
        "Alder University has not signed a memorandum of understanding with Birch College.",
        "Alder University to sign MoU with Birch College",
        "보건복지부는 다음 주 스웨덴 보건사회부와 양해각서를 체결할 예정이다. 조규홍 장관이 서명할 예정이다.",
        "보건복지부는 15일 서울에서 몽골 보건부와 양해각서를 체결한다. 조규홍 장관과 몽골 장관이 서명한다.",
        "가람시와 나래군의 업무협약 체결이 무산됐다. 양측은 18일 시청에서 협약을 체결하기로 했으나 취소됐다.",
        "가람시와 나래대학교의 업무협약 체결식이 연기됐다. 체결식은 당초 9일 열릴 예정이었다.",
    ],
)
def test_what_is_planned_or_was_called_off_was_not_signed(text):
    suggestions = extract(text, published="2024-05-10")

    assert [s for s in suggestions if s.role in OF_SIGNING] == []
    assert sure(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Paula Green, Minister for Health, opened a new wing of St Mary's Hospital in Leeds on 3 June 2023. A budget "
        "of £3 million was granted. Dr Alan West, chief executive of the hospital, attended.",
        "An agreement between teachers and students on dress was not needed. Dr Ada Fenwick, Dean, said so.",
        "The university has cooperation agreements with 40 partners. It celebrated with a budget of EUR 2 million.",
        "서울대학교병원은 3일 신임 병원장에 김나래 교수를 임명했다고 밝혔다. 임기는 3년이다. 예산은 30억원이다.",
        "가온병원이 지난달 30일 기념식을 열었다. 보건복지부 장관과 서울시장이 참석해 축하했다.",
    ],
)
def test_a_text_about_no_agreement_offers_nothing_as_sure(text):
    assert sure(text) == []


@pytest.mark.parametrize(
    ("text", "relation", "day"),
    [
        (
            "Alder University and Birch College today renewed the Memorandum of Understanding first signed in 2017.",
            "renews",
            "2017",
        ),
        (
            "Alder University and Birch College signed an MoU. It builds on the 2018 agreement.",
            "based_on",
            "2018",
        ),
        (
            "Alder University and Birch College signed an MoU. It replaces the agreement of 2015.",
            "supersedes",
            "2015",
        ),
        ("한빛대학교와 두루대학교는 2018년 체결한 학술교류 협정을 갱신했다.", "renews", "2018"),
        (
            "가람시와 나래시는 9일 협정을 맺었다. 이번 협정은 2016년 맺은 협약을 바탕으로 한다.",
            "based_on",
            "2016",
        ),
        ("가람시와 나래시는 9일 협약을 맺었다. 이는 2019년 체결한 업무협약의 연장선이다.", "follows", "2019"),
        (
            "가람시와 나래시는 9일 협약을 맺었다. 2019년 체결한 협약의 기간을 연장하는 내용이다.",
            "extends",
            "2019",
        ),
    ],
)
def test_the_day_of_an_older_agreement_is_not_that_of_the_newer(text, relation, day):
    suggestions = extract(text, published="2024-05-10")

    assert [s.role for s in suggestions if s.kind == "relation" and day in s.value] == [relation]
    assert [s.value for s in suggestions if s.kind == "date" and s.agreement == 0 and s.value == day] == []


def test_a_second_agreement_of_the_same_form_has_its_own_parties():
    text = (
        "Alder University and Birch College signed a research agreement. A second agreement, a data sharing agreement "
        "between Birch College and the Cedar Health Agency, was also concluded."
    )

    parties = {(s.agreement, s.value) for s in extract(text) if s.kind == "organization"}

    assert parties == {
        (0, "Alder University"), (0, "Birch College"), (1, "Birch College"), (1, "Cedar Health Agency"),
    }  # fmt: skip


def test_the_day_of_the_announcement_and_that_of_the_signing_are_told_apart():
    text = "OSLO, 12 May 2024 – Alder University and Birch College signed a treaty on 9 May 2024."

    dates = {(s.role, s.value) for s in extract(text, published="2024-05-13") if s.kind == "date"}

    assert dates == {("announced", "2024-05-12"), ("signed", "2024-05-09")}


def test_what_is_quoted_is_not_what_the_text_says():
    text = (
        "“We signed a memorandum of understanding with Cedar Institute on 3 March 2020 in Paris,” said Anna Marsh, "
        "Rector of Alder University."
    )

    assert {s.kind for s in extract(text)} <= {"attendance", "post"}
