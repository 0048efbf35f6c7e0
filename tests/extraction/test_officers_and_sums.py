"""Promises of the rules on officers, forms, sums and ended agreements, kind by kind. The texts are made up."""

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db
KOREAN = "가람시는 2026년 3월 4일 나래대학교와 업무협약을 체결했다. "
SIGNED = "The City of Harwick and Alder College signed a memorandum of understanding on 4 March 2026. "


def offered(text, *kinds, sure=None, published="2026-03-06"):
    """What is offered of these kinds as (role, value), perhaps only what is sure, or only what is not."""
    found = extract(text, published=published)
    return {(s.role, s.value) for s in found if s.kind in kinds and sure in (None, s.sure)}


def officers(text, role):
    """Name and post of the people in a role."""
    found = extract(text, published="2026-03-06")
    names = {s.value for s in found if s.kind in ("person", "attendance") and s.role == role}
    return {
        (s.details["person"], s.value) for s in found if s.kind == "post" and s.details["person"] in names
    }


@pytest.mark.parametrize(
    ("text", "role", "people"),
    [
        (
            "서명식에서는 조가람 외교통상부장관과 루이스 데르베스 멕시코 외교부장관이 '수산협정'에 서명했다.",
            "signed",
            {("조가람", "외교통상부장관"), ("루이스 데르베스", "멕시코 외교부장관")},
        ),
        (
            "한나래 행자부장관과 로메로 공공행정부장관은 '정부혁신 협력약정'을 맺었다.",
            "signed",
            {("한나래", "행자부장관"), ("로메로", "공공행정부장관")},
        ),
        (
            "서명식은 원가람 국토부장관이 임석한 가운데 김하늘 주칠레 대사와 "
            "율리아 페레스(Yulia Perez) 칠레 제1부총리 겸 경제부장관 사이에 이루어졌다.",
            "signed",
            {("김하늘", "주칠레 대사"), ("율리아 페레스", "칠레 제1부총리 겸 경제부장관")},
        ),
        ("협정 서명식은 원가람 국토부장관이 임석한 가운데 열렸다.", "witnessed", {("원가람", "국토부장관")}),
        ("협약식에는 마리아 산체스 교통부차관이 참석했다.", "present", {("마리아 산체스", "교통부차관")}),
        ("업무협약식에서 (왼쪽부터) 이시후 강원도지사, 박하늘 나래도서관 관장.", "present",
         {("이시후", "도지사"), ("박하늘", "관장")}),
        (SIGNED + "It was signed with President Ada Kern as witness.", "witnessed", {("Ada Kern", "President")}),
        (
            SIGNED
            + "It was signed by Education Minister Pavlos Orn and by the Norwegian Ambassador to Cyprus Tom Ruiz.",
            "signed",
            {("Pavlos Orn", "Education Minister"), ("Tom Ruiz", "Ambassador to Cyprus")},
        ),
        (SIGNED + "Mayor Eva Lund and President Ron Bell put their signatures to it.", "signed",
         {("Eva Lund", "Mayor"), ("Ron Bell", "President")}),
    ],
)  # fmt: skip
def test_officers_have_their_whole_post_and_what_they_did(text, role, people):
    text = text if text.startswith("The City") else KOREAN + text

    assert officers(text, role) == people


@pytest.mark.parametrize(
    ("text", "money"),
    [
        (SIGNED + "The funding so far totals more than EUR 3 billion.", set()),
        ("Grant agreement of $5.4mln signed by the City of Harwick and Alder College.", {"5400000"}),
        (KOREAN + "뽑힌 곳은 국비 300억원(총사업비의 30%)을 받는다.", set()),
        (KOREAN + "이 협정에 따라 시는 3년간 모두 200만 달러를 들여 계획을 세운다.", {"2000000"}),
        (
            KOREAN
            + "시는 2019년 하늘대와 '주거 업무협약'을 맺은 바 있으며, 올해 30억원을 투입해 주택을 짓고 있다.",
            set(),
        ),
    ],
)
def test_a_sum_is_sure_only_where_the_sentence_has_it_given_under_the_agreement(text, money):
    assert {value for _role, value in offered(text, "money", sure=True)} == money


@pytest.mark.parametrize(
    ("text", "forms", "is_sure"),
    [
        ("가람대와 나래대학교가 4일 학생교류와 학술협력에 관한 협정을 맺었다.", {"academic_exchange"}, False),
        ("가람시는 4일 나래시와 자매도시 교류를 늘리는 합의서를 맺었다.", {"twinning"}, False),
        (
            "외교부-나래의료원 간 협력약정 체결\n외교부는 4일 나래의료원과 「업무협력에 관한 양해각서」를 맺었다.",
            {"mou"},
            True,
        ),
        ("가람공사는 4일 나래대학교와 산학협력 협약(MOU)을 맺었다.", {"mou"}, True),
        ("가람협력단은 4일 ‘개발사업에 관한 협의의사록’에 서명했다.", {"agreed_minutes"}, True),
        ("가람기구는 4일 나래부와 시행협약을 체결했다.", {"implementing_arrangement"}, True),
    ],
)
def test_a_form_is_the_one_that_the_text_gives_most_closely(text, forms, is_sure):
    assert {value for _role, value in offered(text, "form")} == forms
    assert bool(offered(text, "form", sure=True)) == is_sure


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("외교부는 2.17.(화) 나래의료원과 양해각서를 맺었다.", {("signed", "2026-02-17")}),
        ("양국은 3월 4일 협정을 체결했다. 양국은 지난 2월 협정에 가서명을 했다.", {("initialled", "2026-02")}),
        ("가람병원은 최근 나래병원과 협약을 체결했다. 협약식은 지난 2일 대강당에서 열렸다.",
         {("signed", "2026-03-02")}),
        ("가람대학교는 4일 나래대학교와 교류협정을 연장하는 협약서에 서명했다.", {("signed", "2026-03-04")}),
        ("Alder College and Birch College signed an agreement over the past weekend.",
         {("signed", "2026-02-28/2026-03-01")}),
    ],
)  # fmt: skip
def test_days_are_of_the_act_that_the_sentence_tells(text, dates):
    assert dates <= offered(text, "date")
    assert not any(value.startswith("[") for _role, value in offered(text, "date"))


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("나래부와 가람도서관 두 기관은 4일 우리학교 두루도서관과 협약을 체결했다.",
         {"나래부", "가람도서관", "두루도서관"}),
        ("이번 협약에 참여한 기관은 두루군, 두루농협, 두루상공회의소 등 3개 기관이다.",
         {"두루군", "두루농협", "두루상공회의소"}),
        ("Revision of the agreement between HIMR and NASDAOn 5 October 2015 HIMR and NASDA signed an agreement.",
         {"HIMR", "NASDA"}),
        ("A grant agreement worth EUR 22.4 million was signed on Friday by Pakistan and Germany.",
         {"Pakistan", "Germany"}),
    ],
)  # fmt: skip
def test_parties_are_names_as_the_text_lists_them(text, parties):
    text = KOREAN.replace("가람시", "두루군") + text if text.startswith("이번") else text
    found = {value for role, value in offered(text, "organization") if role == "party"} - {"나래대학교"}

    assert found == parties


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (
            SIGNED + "The two ministers discussed cooperation in the fields of investment and shipping.",
            "topic",
            "shipping",
        ),
        (SIGNED + "The two signed a similar agreement in engineering in 2018.", "date", "2018"),
        (
            KOREAN + "가람시는 지난해에도 하늘농협과 판로 확대 협약을 체결한 바 있다.",
            "organization",
            "하늘농협",
        ),
        (KOREAN + "가람시는 2019년 하늘대와 '청년주거 업무협약'을 맺은 바 있다.", "organization", "하늘대"),
        (
            KOREAN + "가람시는 2017년 하늘대와 인재 교류 협약을 맺었고, 올해 결과를 낸다.",
            "organization",
            "하늘대",
        ),
        (KOREAN + "협약식에는 응우옌 반 하이 두루병원장이 참석했다.", "attendance", "하이"),
        (KOREAN + "시는 앞으로 3년간 교환학생 30명을 보낼 계획이다.", "term", "P3Y"),
    ],
)
def test_talks_and_other_agreements_give_nothing_sure(text, kind, value):
    assert value not in {found for _role, found in offered(text, kind, sure=True)}
