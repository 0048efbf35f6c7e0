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
        "The Cabinet gave its nod for signing a memorandum of understanding with Norway on rice.",
        "The ministry has clearance for signing an agreement with Birch College in Oslo.",
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


def test_facts_of_a_second_agreement_stay_with_it():
    text = (
        "Brindale University and Hanbit University today extended, until 31 December 2029, the Memorandum of "
        "Understanding on Student Mobility that they first signed on 12 June 2019. On the same occasion Brindale "
        "University and the Tidewater Port Authority signed a Research Funding Agreement under which the Authority "
        "will "
        "provide GBP 250,000 over three years. It was signed for the Authority by its chief executive, Ms Priya Raman. "
        "The agreement takes effect on 1 September 2025 and may be ended with six months' written notice."
    )

    second = {(s.kind, s.role, s.value) for s in extract(text) if s.agreement == 1}

    assert second == {
        ("form", "", "funding"), ("money", "", "250000"), ("person", "signed", "Priya Raman"),
        ("post", "", "chief executive"),
        ("organization", "party", "Brindale University"), ("organization", "party", "Tidewater Port Authority"),
        ("date", "takes_effect", "2025-09-01"), ("notice", "termination", "P6M"),
    }  # fmt: skip


def test_of_two_agreements_of_one_form_in_korean_each_has_its_own_term():
    text = (
        "달빛군과 파랑농협은 3월 2일 로컬푸드 협약과 학교급식 협약을 각각 체결했다. 로컬푸드 협약은 "
        "2028년 12월 31일까지 "
        "유효하다. 학교급식 협약의 기간은 1년이고, 만료 30일 전까지 이의가 없으면 자동 갱신된다."
    )

    terms = {(s.agreement, s.role, s.value) for s in extract(text) if s.kind in ("term", "notice")}

    assert terms == {
        (0, "until", "2028-12-31"), (2, "length", "P1Y"), (2, "renewal", "automatic"), (2, "non_renewal", "P30D"),
    }  # fmt: skip


def test_the_amendment_by_which_an_agreement_is_extended_is_no_other_agreement():
    text = (
        "On 12 March 2025 the Norland Space Agency and Hanbit University extended their 2020 memorandum of "
        "understanding. "
        "The amendment was signed in Busan by Dr Erik Solem, Director General of the agency."
    )

    facts = {(s.agreement, s.kind, s.role, s.value) for s in extract(text)}

    assert {(0, "place", "signed", "Busan (KR)"), (0, "person", "signed", "Erik Solem")} <= facts
    assert [fact for fact in facts if fact[1] == "relation"] == [
        (0, "relation", "extends", "memorandum of understanding of 2020")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "협약은 2026년 3월 1일 갱신될 예정이다.",
        "협약은 2026년 3월 1일에도 해지되지 않았다.",
        "다음 회의는 2026년 3월 1일 개최될 예정이다.",
        "The memorandum was due to expire on 4 April 2026.",
        "The memorandum will be renewed on 1 March 2026.",
        "The next meeting is to be held on 1 March 2026. The memorandum was not terminated on 2 March 2026.",
    ],
)
def test_other_acts_that_are_planned_or_denied_have_no_day(text):
    assert [s for s in extract(text) if s.kind == "date"] == []


def test_what_was_signed_before_leaves_what_is_planned_unsigned():
    text = (
        "산업부는 다음 달 두바이에서 두바이시와 의향서를 체결하는 방안을 추진하고 있다고 3일 밝혔다. "
        "앞서 2022년 양측은 협력 양해각서를 체결한 바 있다."
    )

    suggestions = extract(text, published="2024-05-10")

    assert [s for s in suggestions if s.sure or (s.role in OF_SIGNING and s.agreement == 0)] == []


@pytest.mark.parametrize(
    "text",
    [
        "무궁화대학교와 하늘항공은 21일 산학협력 협약 갱신 협약식을 열었다. 두 기관은 2020년 처음 협약을 맺었다.",
        "가람시와 나래시는 2025년 4월 9일 협약을 체결했다. 두 도시는 2020년 3월 2일에도 협약을 체결했다.",
    ],
)
def test_a_signing_of_an_earlier_year_is_not_surely_that_of_the_agreement(text):
    signed = [s for s in extract(text, published="2025-04-22") if s.kind == "date" and s.value[:4] == "2020"]

    assert [s for s in signed if s.sure and s.agreement == 0] == []


def test_the_renewed_agreement_is_the_agreement():
    text = (
        "The University of Larkfield and Sejin Institute have renewed their research partnership agreement, first "
        "signed in 2019. The renewed agreement, signed on 14 October 2025 in Seoul, is valid until 31 December 2031. A "
        "licensing agreement is still being negotiated."
    )

    facts = {(s.agreement, s.role, s.value) for s in extract(text) if s.kind in ("date", "term", "form")}

    assert facts == {
        (0, "", "partnership"), (0, "signed", "2025-10-14"), (0, "until", "2031-12-31"), (1, "signed", "2019"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Alder University and Birch College will sign a memorandum of understanding in Oslo next month. They signed an "
        "agreement on energy in Bergen on 3 May 2019, by which Alder gives EUR 2 million.",
        "Alder University plans to conclude a treaty with Birch College. The two earlier signed a memorandum.",
        "가람시는 다음 달 나래대학교와 업무협약을 체결할 예정이다. 두 기관은 2019년 5월 3일 시청에서 협약을 체결했다. "
        "가람시는 5억 원을 지원한다.",
    ],
)
def test_beside_a_plan_an_older_agreement_is_not_the_one_that_the_text_is_about(text):
    suggestions = extract(text, published="2024-05-10")

    assert [s for s in suggestions if s.sure or (s.role in OF_SIGNING and s.agreement == 0)] == []
