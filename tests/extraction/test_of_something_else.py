"""Promises of the rules for names, people, sums and days that stand beside an agreement and are of something else."""

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db
SIGNED = "Alder University and Birch College signed a memorandum of understanding in Oslo on 4 March 2026. "
KOREAN = "가람시는 2026년 3월 4일 나래대학교와 업무협약을 체결했다. "


def facts(text, *kinds, published="2026-03-05"):
    return {
        (s.role, s.value, s.sure)
        for s in extract(text, published=published)
        if s.kind in kinds and s.agreement in (0, None)
    }


def surely(text, *kinds):
    return {(role, value) for role, value, sure in facts(text, *kinds) if sure}


@pytest.mark.parametrize(
    "text",
    [
        "가람시는 4일 시청에서 열린 ‘2026 로봇산업 포럼’에서 나래대학교와 업무협약을 체결했다.",
        "가람시는 4일 '제3회 스마트 농업 박람회'에서 나래대학교와 업무협약을 맺었다.",
        "‘2026 로봇산업 포럼’에서 가람시는 나래대학교와 업무협약을 체결했다.",
        '가람시는 4일 "청년 주간" 개막식에서 나래대학교와 업무협약을 체결했다.',
        "가람시는 4일 벡스코서 나래대학교와 업무협약을 체결했다.",
        "가람시는 4일 나래컨벤션센터에서 나래대학교와 업무협약을 체결했다.",
    ],
)
def test_the_name_of_an_event_or_a_place_is_no_part_of_a_party(text):
    assert surely(text, "organization") == {("party", "가람시"), ("party", "나래대학교")}


@pytest.mark.parametrize(
    "text",
    [
        KOREAN + "홍길수 시장은 2023년 스웨덴 예테보리와 맺은 협약도 내년에 갱신하겠다고 말했다.",
        KOREAN + "시는 2022년 두루시와 체결한 협약을 연내 연장할 계획이다.",
        KOREAN + "시는 2021년 한솔대학교와 맺은 협약 역시 개정을 추진한다.",
        SIGNED + "The mayor said that the city will also renew its 2023 agreement with Gothenburg.",
        SIGNED + "The university plans to extend the 2022 agreement with Cedar Institute.",
    ],
)
def test_a_renewal_of_another_agreement_that_is_planned_is_no_relation_of_this_one(text):
    assert surely(text, "relation") == set()


def test_an_older_agreement_that_is_renewed_is_one():
    text = "가람시와 나래대학교는 2022년 체결한 업무협약을 갱신했다."

    assert surely(text, "relation") == {("renews", "2022년 업무협약")}


@pytest.mark.parametrize(
    "text",
    [
        SIGNED + "The EIB gave the city EUR 12 million between 2014 and 2018 for its old heating plants.",
        SIGNED + "Between 2015 and 2019 the two ran a pilot project worth EUR 3 million.",
        SIGNED + "In 2021 the foundation granted the college USD 400,000 for a laboratory.",
        SIGNED + "The agency had previously provided EUR 2 million for four years.",
        SIGNED + "The college received GBP 5 million from 2016 to 2020.",
        KOREAN
        + "한국국제협력단은 2012년부터 2016년까지 나래대학교와 500만 달러 규모의 사업을 시행한 바 있다.",
        KOREAN + "한국국제협력단은 이 대학에 300만 달러를 지원한 바 있다.",
        KOREAN + "시는 지난해 대학에 3억 원을 지원했다.",
        KOREAN + "앞서 두루재단은 2020년부터 3년간 10억 원을 투입해 왔다.",
        KOREAN + "정부는 2019년 이 사업에 20억 원을 지원했다.",
    ],
)
def test_money_and_years_of_the_past_are_not_of_the_agreement(text):
    assert facts(text, "money", "term") == set()
    assert {role for role, _value in surely(text, "date")} == {"signed"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SIGNED + "The college will provide EUR 2 million.", ("", "2000000")),
        (SIGNED + "Under it the college contributes EUR 2 million from 2026 to 2029.", ("", "2000000")),
        (KOREAN + "시는 2억 원을 지원한다.", ("", "200000000")),
        (KOREAN + "시는 2026년부터 2028년까지 2억 원을 지원한다.", ("", "200000000")),
        (KOREAN + "협약에 따라 시는 지난해보다 많은 2억 원을 투입할 예정이다.", ("", "200000000")),
    ],
)
def test_money_that_is_given_under_the_agreement_is_of_it(text, expected):
    assert expected in surely(text, "money")


@pytest.mark.parametrize(
    "more",
    [
        "경상남도는 별도로 5억 원을 지원한다.",
        "나래대학교는 정부로부터 5억 원을 지원받는다.",
        "두루재단이 5억 원을 출연한다.",
    ],
)
def test_money_that_others_give_is_not_surely_of_the_agreement(more):
    assert {value for _role, value, _sure in facts(KOREAN + more, "money")} == {"500000000"}
    assert surely(KOREAN + more, "money") == set()


@pytest.mark.parametrize(
    "text",
    [
        KOREAN + "가람시는 5억 원을 지원한다.",
        KOREAN + "나래대는 5억 원을 투입한다.",
        "농림축산식품부는 4일 나래대학교와 업무협약을 체결했다. 농식품부는 5억 원을 투입한다.",
    ],
)
def test_money_that_a_party_gives_is_sure_by_whichever_name_it_does(text):
    assert surely(text, "money") == {("", "500000000")}


@pytest.mark.parametrize(
    "text",
    [
        "Alder University and Birch College signed an amendment to their 2021 cooperation agreement on 4 March 2026, "
        "extending it to 30 June 2028 and raising its budget from EUR 8 million to EUR 11 million.",
        "Alder University and Birch College signed an amendment to their 2021 cooperation agreement on 4 March 2026, "
        "which increases the budget from EUR 8 million to EUR 11 million.",
        SIGNED + "Annual funding rises from EUR 8 million to EUR 11 million.",
        KOREAN + "사업비는 8억 원에서 11억 원으로 늘어난다.",
    ],
)
def test_of_a_sum_that_is_raised_the_old_one_is_none_and_the_new_one_is_not_sure(text):
    money = facts(text, "money")

    assert [(value[:2], is_sure) for _role, value, is_sure in money] == [("11", False)]
    assert {value for role, value, _sure in facts(text, "date") if role == "signed"} == {"2026-03-04"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("박진우 주몽골 대사가 시장을 대신해 서명했다.", {("박진우", "주몽골 대사")}),
        ("정우진 주르완다 대한민국 대사가 협약서에 서명했다.", {("정우진", "주르완다 대한민국 대사")}),
        ("김나래 주제네바대표부 대사가 서명했다.", {("김나래", "주제네바대표부 대사")}),
        ("이가람 주호놀룰루 총영사가 서명했다.", {("이가람", "주호놀룰루 총영사")}),
        ("르완다 측에서는 사빈 은산지마나 보건부 장관이 서명했다.", {("사빈 은산지마나", "보건부 장관")}),
        ("협약식에는 김민지 부사장이 참석해 서명했고, 박정식 대사가 축사를 했다.", {("김민지", "부사장")}),
        ("최가온 원장을 대신해 한지석 주칠레 대사가 서명했다.", {("한지석", "주칠레 대사")}),
        ("칠레 측에서는 마르코 벨라스케스 소장이 서명했다.", {("마르코 벨라스케스", "소장")}),
        ("이도겸 국제교류처장이 서명했다.", {("이도겸", "국제교류처장")}),
        ("박선욱 경제부지사가 협약서에 서명했다.", {("박선욱", "경제부지사")}),
        ("박정호 국제처장이 참석해 협약서에 서명했다.", {("박정호", "국제처장")}),
    ],
)
def test_who_signed_is_named_with_the_whole_post(text, people):
    suggestions = extract(KOREAN + text, published="2026-03-05")

    signed = {s.value for s in suggestions if s.kind == "person" and s.role == "signed"}
    posts = {
        (s.details["person"], s.value)
        for s in suggestions
        if s.kind == "post" and s.details["person"] in signed
    }
    assert posts == people


@pytest.mark.parametrize(
    "text",
    [
        "Dean Ivana Peric signed for Alder; Rector Ante Babic, who had signed the framework agreement of 2011, sent "
        "greetings.",
        "Dean Ivana Peric signed for Alder and Professor Ante Babic, who signed the framework agreement of 2011, "
        "attended.",
    ],
)
def test_who_signed_is_not_of_an_agreement_that_somebody_else_had_signed(text):
    signed = {(s.value, s.agreement) for s in extract(SIGNED + text) if s.kind == "person" and s.sure}

    assert ("Ivana Peric", 0) in signed
    assert {number for name, number in signed if name == "Ivana Peric"} == {0}


def test_a_party_of_an_agreement_that_somebody_hopes_to_renew_is_none_of_this_one():
    text = (
        SIGNED
        + "The minister said that he hoped to renew the ministry's own agreement with Iceland later this year."
    )

    assert {value for _role, value, _sure in facts(text, "organization")} == {
        "Alder University",
        "Birch College",
    }


def test_a_party_of_a_similar_agreement_is_not_surely_one_of_this():
    text = SIGNED + "Professor Mensah signed a similar agreement with the University of Halden in 2023."

    assert {value for _role, value in surely(text, "organization")} == {"Alder University", "Birch College"}


def test_the_protocol_that_changes_a_treaty_is_the_agreement():
    text = "외교부는 15일 카자흐스탄 외교부와 항공협정 개정 의정서에 서명했다."

    assert surely(text, "form") == {("", "protocol")}


def test_who_attends_is_of_no_second_agreement():
    text = (
        "가람시는 4일 두레은행과 업무협약을 체결했다. 이날 협약식에는 강도윤 시장이 참석했다. 2024년 두 기관이 맺은 "
        "기본협약을 구체화한 것이다."
    )

    assert surely(text, "organization") == {("party", "가람시"), ("party", "두레은행")}


def test_today_is_the_day_of_the_dateline():
    text = (
        "OSLO, 12 May 2024 – Alder University and Birch College today signed a memorandum of understanding."
    )

    days = {s.value for s in extract(text, published="2024-05-13") if s.kind == "date" and s.role == "signed"}
    assert days == {"2024-05-12"}


def test_a_second_agreement_of_others_has_its_own_party_and_money():
    text = KOREAN + "이어 두루연구원은 한솔에너지와 120억 원 규모의 투자협약을 체결했다."

    assert surely(text, "money") == set()
    assert surely(text, "organization") == {("party", "가람시"), ("party", "나래대학교")}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Alder University and Birch College signed a memorandum of understanding on vaccines in Hanoi on 4 March "
         "2026.", "vaccines"),
        ("Alder University and Birch College signed a memorandum of understanding on water quality in Ridgeport on 4 "
         "March 2026.", "water quality"),
        ("Alder University and Birch College signed a memorandum of understanding on vaccines in Kenya on 4 March "
         "2026.", "vaccines in Kenya"),
    ],
)  # fmt: skip
def test_the_city_of_a_signing_is_no_part_of_the_topic(text, topic):
    assert {value for _role, value, _sure in facts(text, "topic")} == {topic}


def test_where_an_older_agreement_was_first_signed_is_not_where_this_one_was():
    text = (
        "Alder University and Birch College renewed their memorandum of understanding in Oslo on 9 October 2025. It "
        "was first signed in Bangkok in 2010 and extended in 2015."
    )

    assert {value for role, value, _sure in facts(text, "place") if role == "signed"} == {"Oslo (NO)"}
    assert {value for role, value, _sure in facts(text, "date") if value == "2010"} == set()


@pytest.mark.parametrize(
    "more",
    [
        "앞서 세계은행은 델타보건재단과 보조금 협정을 체결했다.",
        "이와 별도로 세계은행과 델타보건재단은 보조금 협정을 체결했다.",
        "한편 세계은행은 지난달 델타보건재단과 협약을 맺었다.",
    ],
)
def test_parties_of_an_agreement_of_others_are_not_sure(more):
    assert surely(KOREAN + more, "organization") == {("party", "가람시"), ("party", "나래대학교")}


@pytest.mark.parametrize(
    "more", ["나래대와 두루병원은 협약을 체결했다.", "가람시는 두루병원과 협약을 맺었다."]
)
def test_a_party_that_joins_one_of_them_is_not_doubted_for_that(more):
    assert ("party", "두루병원") in surely(KOREAN + more, "organization")
