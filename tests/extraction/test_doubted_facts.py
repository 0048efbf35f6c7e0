"""Promises of the rules on what is sure and what is doubted, or no fact at all, by the words around it."""

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db
SIGNED = "가람시와 나래대학교는 4일 업무협약을 체결했다. "


def facts(text, *kinds, is_sure=None, published="2026-03-05"):
    found = [s for s in extract(text, published=published) if s.kind in kinds]
    return {(s.role, s.value) if s.role else s.value for s in found if is_sure in (None, s.sure)}


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("협약에 따라 ▲현장 실습 ▲공동 세미나 등을 추진하기로 했다.", {"현장 실습", "공동 세미나"}),
        ("두 기관은 ▲현장 실습 ▲공동 세미나 등에서 힘을 모은다.", {"현장 실습", "공동 세미나"}),
        ("주요 협약 내용은 ▲연구자를 위한 현장 실습 ▲공동 세미나 등이다.", {"연구자를 위한 현장 실습", "공동 세미나"}),
        ("양 정상은 협약을 평가하고 현장 실습, 공동 세미나 등을 논의했다.", set()),
        ("이날 면담에서는 ▲현장 실습 ▲공동 세미나 등 협약 현안을 논의했다.", set()),
        ("두 기관은 2019년 협약을 맺은 뒤 현장 실습, 공동 세미나 등에 협력해 왔다.", set()),
        ("시장은 협약으로 현장 실습, 공동 세미나 등을 지원하길 기대한다고 말했다.", set()),
    ],
)  # fmt: skip
def test_korean_topics_are_sure_only_where_a_sentence_tells_what_the_agreement_holds(sentence, topics):
    assert facts(SIGNED + sentence, "topic", is_sure=True) == topics


@pytest.mark.parametrize(
    "words",
    [
        "지역을 살리기",
        "교류를 넓히고",
        "여러 분야",
        "다양한 협력",
        "기타 사항",
        "을 체결한 뒤",
        "후속 조치",
        "업무 협약식",
    ],
)
def test_verbs_determiners_and_what_every_agreement_has_are_no_topics(words):
    assert facts(f"{SIGNED}협약 내용은 ▲현장 실습 ▲{words} 등이다.", "topic") == {"현장 실습"}


@pytest.mark.parametrize(
    ("sentence", "is_signed"),
    [
        ("가람시와 나래대학교는 업무 협약을 진행했다.", True),
        ("가람시와 나래대학교는 자매결연 협약을 하고 협력을 약속했다.", True),
        ("가람시는 나래대학교와 업무협약(MOU)을 체결, 공동 연구에 나선다.", True),
        ("가람시와 나래대학교는 협약식을 갖고 협력하기로 했다고 4일 밝혔다.", True),
        ("가람시와 나래대학교는 업무협약서(MOU)를 교환했다.", True),
        ("가람시와 나래대학교는 업무협약을 맺는다.", False),
        ("가람시와 나래대학교는 오는 17일 협약 체결식을 갖는다.", False),
        ("가람시와 나래대학교의 협약식은 25일 열린다.", False),
        ("가람시와 나래대학교는 5일 협정 조인식을 갖고 협력하기로 했다고 4일 밝혔다.", False),
    ],
)
def test_a_ceremony_that_is_to_come_is_no_signing(sentence, is_signed):
    assert (
        bool(facts(sentence, "date") & {("signed", "[..2026-03-05]"), ("signed", "[..2026-03-04]")})
        is is_signed
    )


def test_words_that_a_line_of_one_width_cuts_are_joined():
    text = (
        "가람대학교와 나래대학교는 사일 본관에서 업무협약을 체결했다. 이번 협\n"
        "약은 교수와 직원의 교류,학생교류및 학점상호인정,정보및 자료교환, 연구\n"
        "및 학술회의 공동추진 등을 주요 내용으로 한다. 양 대학은 세부 계획을\n"
        "세우기 위해 공동실무위원회를 함께 꾸리고 해마다 한 번씩 모임을 열어 다\n"
        "른 대학도 함께하게 한다."
    )

    assert facts(text, "topic") >= {"학생교류및 학점상호인정", "연구 및 학술회의 공동추진"}
    assert facts(text, "organization") == {("party", "가람대학교"), ("party", "나래대학교")}


@pytest.mark.parametrize(
    ("sentence", "lengths"),
    [
        ("계약 기간은 10년이다.", {("length", "P10Y")}),
        ("계약 기간은 제품 출시 후 10년, 특허 만료 중 나중에 오는 때이다.", set()),
        ("학생의 재학 기간은 1년이다.", set()),
    ],
)
def test_a_term_that_ends_with_one_of_several_events_is_not_sure(sentence, lengths):
    assert facts(SIGNED + sentence, "term", is_sure=True) == lengths


@pytest.mark.parametrize(
    ("names", "people", "posts"),
    [
        ("고나래 산학협력단장", {"고나래"}, {"산학협력단장"}),
        ("고나래 두루재단 연구부원장", {"고나래"}, {"연구부원장"}),
        ("원두루 외교부 개발협력국장", {"원두루"}, {"개발협력국장"}),
        ("고나래 총장(왼쪽)", {"고나래"}, {"총장"}),
        ("가람병원 고나래 이사장", {"고나래"}, {"이사장"}),
        ("도시의 대표", set(), set()),
    ],
)
def test_a_korean_post_is_one_word_with_the_unit_that_it_heads(names, people, posts):
    text = f"{SIGNED}협약식에는 {names} 등이 참석했다."

    assert facts(text, "attendance") == {("present", name) for name in people}
    assert facts(text, "post") == posts


@pytest.mark.parametrize(
    "signatories",
    [
        "Alder's Managing Director, Ada Fenwick, PhD and Birch Executive Director, Dr. Tom Reed",
        "Dr. Ada Fenwick from the Alder Institute, and Mr. Tom Reed",
        "university Registrar Ada Fenwick and Dean Tom Reed",
        "the Rector of Alder University, Ada Fenwick, and the President of Birch College, Tom Reed",
    ],
)  # fmt: skip
def test_signatories_are_told_by_their_posts_before_and_after(signatories):
    text = f"The memorandum of understanding was signed by {signatories}."

    assert facts(text, "person") == {("signed", "Ada Fenwick"), ("signed", "Tom Reed")}


def test_an_ambassador_to_a_country_is_a_person_and_no_party():
    text = "Ambassador of Norway to the Maldives Ada Fenwick signed the memorandum of understanding."

    assert facts(text, "person") == {("signed", "Ada Fenwick")}
    assert "Maldives Ada Fenwick" not in {name for _role, name in facts(text, "organization")}


def test_headlines_of_other_articles_at_the_end_of_a_page_are_no_facts():
    text = (
        "Alder University and Birch College signed a memorandum of understanding on 4 March 2026.\n"
        "Cedar Biologics enters into licence agreement with Dover Pharmaceuticals\n"
        "Elm Institute signs contract with Fir Hospital over three years"
    )

    assert facts(text, "organization") == {("party", "Alder University"), ("party", "Birch College")}
    assert facts(text, "term") == set()


def test_a_venue_of_several_words_is_a_place_of_the_signing():
    text = (
        "The signing ceremony was held at the Ministry of Foreign Affairs.\n"
        "Alder University and Birch College signed a memorandum of understanding in Harbor City Hall."
    )

    assert facts(text, "place") == {
        ("signed", "(), Ministry of Foreign Affairs"),
        ("signed", "(), Harbor City Hall"),
    }
