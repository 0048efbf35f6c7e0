"""Promises of the rules for what press pages have around their sentences and in them, in both languages."""

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db
SIGNED = "Alder University and Birch College signed a memorandum of understanding on 4 March 2026. "
KOREAN = "가람시는 4일 나래대학교와 업무협약을 체결했다. "
LONG = "Alder University has worked in this field with many partners at home and abroad for a long time. "


def facts(text, *kinds, published="2026-03-05"):
    return {(s.role, s.value) for s in extract(text, published=published) if s.kind in kinds}


def surely(text, *kinds, published="2026-03-05"):
    return {(s.role, s.value) for s in extract(text, published=published) if s.sure and s.kind in kinds}


@pytest.mark.parametrize(
    "around",
    [
        "• 승인 2026.03.05 14:20\n{}\n댓글 0\n#가람시#나래대학교",
        "  • 두루일보\n  • 입력 2026년 3월 5일 03시 00분\n이 기사를 공유합니다\n{}",
        "▲ 김나래 총장이 협력을 다짐하는 모습.(사진제공=가람시) © 두루일보\n{}",
    ],
)
def test_lines_that_a_korean_page_has_around_its_article_are_no_topics(around):
    assert facts(around.format(KOREAN), "topic") == set()


@pytest.mark.parametrize(
    "heading", ["About Alder University", "About Alder", "Safe Harbor for Forward-Looking Statements"]
)
def test_what_a_page_says_of_a_party_after_its_article_is_no_fact_of_the_agreement(heading):
    text = f"{SIGNED}{LONG}\n{heading}\nIt provides more than $7 million and amended an act in 1934."

    assert facts(text, "money") == set()
    assert facts(text, "date") == {("signed", "2026-03-04")}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("5일 취재 결과 가람시는 나래대학교와 업무협약을 체결했다.", {"가람시", "나래대학교"}),
        ("가람시는 국제도시와 업무협약을 체결했다.", {"가람시"}),
        ("가람제약은 바이오 벤처기업 두루바이오와 업무협약을 체결했다.", {"가람제약", "두루바이오"}),
        ("(오슬로=두루통신) 고나래 특파원 = 가람시는 나래대학교와 업무협약을 체결했다.", {"가람시", "나래대학교"}),
        ("【세종=두루통신】고나래 기자 = 가람시는 나래대학교와 업무협약을 체결했다.", {"가람시", "나래대학교"}),
        ("가람시는 나래대학교·두루병원 등과 업무협약을 체결했다.", {"가람시", "나래대학교", "두루병원"}),
        ("이들 기관은 두루병원과 업무협약을 체결했다.", {"두루병원"}),
        ("나래시 대표단은 환영식과 협력 합의서 체결을 시작으로 가람시를 둘러봤다.", set()),
        ("우리대학은 두루병원과 업무협약을 체결했다.", {"두루병원"}),
    ],
)  # fmt: skip
def test_a_korean_party_is_named_without_the_words_before_it(text, parties):
    assert {value for _role, value in facts(text, "organization")} == parties


@pytest.mark.parametrize(
    "text",
    [
        "가람시, 나래대학교와 업무협약 체결\n가람시와 나래대학교는 오는 16일 시청에서 협약을 체결한다.",
        "가람시 나래대학교와 MOU체결\n가람시는 오는 16일 나래대학교와 업무협약을 체결할 예정이다.",
        "Alder University and Birch College to sign MoU\nRector Ana Ruiz travels to Oslo on Sunday for the signing "
        "ceremony. The memorandum is on vaccines.",
    ],
)
def test_a_headline_and_a_journey_to_a_signing_have_nothing_signed(text):
    suggestions = extract(text, published="2026-03-05")

    assert [s for s in suggestions if s.sure or s.role == "signed"] == []
    assert "form" in {s.kind for s in suggestions}


def test_a_signing_without_a_day_is_on_or_before_that_on_which_it_was_told():
    text = "가람시는 나래대학교와 업무협약을 체결했다고 2일 밝혔다."

    assert facts(text, "date", published="2026-03-05") == {
        ("announced", "2026-03-02"), ("signed", "[..2026-03-02]"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("가람시는 4일 노르웨이를 방문 중인 나래대학교와 시청에서 업무협약을 체결했다.", ("signed", "2026-03-04")),
        ("두 회사는 2025년 11월 계약을 맺었다. 한쪽은 2026년 2월 계약 해지를 통보했다.", ("notice_given", "2026-02")),
        ("On 4 March 2026, in the presence of the mayors of both towns and many guests from the whole of Norland and "
         "from abroad, among them heads of schools, Alder University and Birch College signed an MoU.",
         ("signed", "2026-03-04")),
        ("During the meeting of the board held at the port on 4 March 2026, the MoU was signed by both rectors.",
         ("signed", "2026-03-04")),
        ("The ministers held talks on 4 March 2026 wherein they signed an agreement.", ("signed", "2026-03-04")),
        ("Alder University and Birch College signed an MoU in Oslo on 4 March 2026, Norland Daily reported.",
         ("signed", "2026-03-04")),
        ("The signing took place at the town hall on 4 March 2026. The MoU is on rice.", ("signed", "2026-03-04")),
        ("OSLO, March 4, 2026 /Newswire/ -- Alder University and Birch College signed an MoU.",
         ("announced", "2026-03-04")),
        ("ST. ANNE, Friday, March 4, 2026: Alder University and Birch College signed an MoU.",
         ("announced", "2026-03-04")),
    ],
)  # fmt: skip
def test_a_day_is_of_the_act_that_its_sentence_tells(text, date):
    assert [found for found in facts(text, "date") if found[1] == date[1]] == [date]


def test_no_bound_is_given_to_a_signing_whose_day_stands_elsewhere():
    text = (
        "Alder University has signed an academic agreement with Birch College. The Memorandum of Agreement (MoA), "
        "signed on 4 February 2026, covers student exchange."
    )

    assert facts(text, "date") == {("signed", "2026-02-04")}
    assert {s.agreement for s in extract(text) if s.kind == "form"} == {0}


@pytest.mark.parametrize(
    ("text", "signatories"),
    [
        ("President Jean Marsh and Ana Ruiz, Director of NSA, the agency in charge of space, signed an agreement.",
         {"Jean Marsh", "Ana Ruiz"}),
        ("The agreement was signed by both Jean Marsh, Director of Alder, and Ana Ruiz, Chairman of the Board of Birch "
         "College.", {"Jean Marsh", "Ana Ruiz"}),
        ("It was signed by Jean Marsh, Minister of Finance for and on behalf of the Government of Norway and H. E. Ana "
         "Ruiz, Ambassador of Chile for and on behalf of the Government of Chile.", {"Jean Marsh", "H. E. Ana Ruiz"}),
        ("His Excellency Dr. Jean Marsh, Minister of Foreign Affairs and His Excellency Mr. Paul Green, Ambassador of "
         "Japan, signed the agreement.", {"Jean Marsh", "Paul Green"}),
    ],
)  # fmt: skip
def test_signatories_are_found_with_what_is_said_of_them(text, signatories):
    assert {value for _role, value in facts(SIGNED + text, "person")} == signatories


def test_who_is_present_at_a_signing_need_not_witness_it():
    text = SIGNED + (
        "The ceremony had the virtual presence of Prof. Jean Marsh, Secretary of the department. Leaders who attended "
        "the event included Ana Ruiz, Director, ARC; Dr Paul Green, Director, BRC; and Dr Eva Stone, Dean."
    )

    assert facts(text, "person", "attendance") == {
        ("present", "Jean Marsh"), ("present", "Ana Ruiz"), ("present", "Paul Green"), ("present", "Eva Stone"),
    }  # fmt: skip


def test_who_met_before_a_korean_signing_did_not_sign():
    text = "17일 홍길수 대통령과 이가람 총리의 회담이 끝난 뒤 두 정부는 협정을 체결했다."

    assert facts(text, "person") == set()


def test_people_in_the_caption_of_a_korean_picture_are_not_surely_there():
    text = KOREAN + "(왼쪽부터) 김나래 가람제약 대표, 이도현 두루전자 대표."

    assert {(s.value, s.sure) for s in extract(text) if s.kind == "attendance"} >= {("이도현", False)}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Rector Jean Marsh and Dean Ana Ruiz spoke. Marsh and Ruiz signed an agreement.", set()),
        ("They signed a memorandum of understanding between the two Countries.", set()),
        ("An agreement was signed between the Norland space agency (NSA) and Birch College (the oldest of the town).",
         {"Norland space agency", "Birch College"}),
        ("Alder Institute (AI-N) and Birch College signed an agreement.", {"Alder Institute", "Birch College"}),
        ("They signed a memorandum between Alder University (AU), Nepal and Birch College (BC), India.",
         {"Alder University", "Birch College"}),
        ("ALD1 and Birch College signed an agreement. ALD is an agency.", {"ALD", "Birch College"}),
    ],
)  # fmt: skip
def test_parties_are_whole_names_of_bodies(text, parties):
    assert {value for _role, value in facts(text, "organization")} == parties


def test_states_are_doubtful_parties_of_agreements_that_are_listed_with_their_own():
    text = (
        "Nepal and India sign two MoUs\nNepal and India on 4 March 2026 signed two MoUs.\n"
        "MoU between Alder University and Birch College on rice\nMoU between Cedar Institute and Dover Hospital on tea"
    )

    assert {"Nepal", "India"} & {value for _role, value in surely(text, "organization")} == set()


def test_a_purpose_between_two_countries_makes_them_no_sure_parties():
    text = "NSA and KSA sign framework agreement to step up cooperation between France and Spain"

    assert surely(text, "organization") == {("party", "NSA"), ("party", "KSA")}


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("It provides RMB100.0M (approx. US$14.6M) for housing.", {"100000000"}),
        ("The ministry gives EUR 2 million (about USD 2.2 million).", {"2000000"}),
        ("The ministry gives EUR 2 million and USD 3 million.", {"2000000", "3000000"}),
    ],
)
def test_a_sum_in_another_currency_in_brackets_is_the_same_sum(text, sums):
    assert {value for _role, value in facts(SIGNED + text, "money")} == sums


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        (
            "두 기관은 이번 협약으로 2018년 체결한 업무협약을 하나로 합치고 사업의 운영 근거를 추가했다.",
            {"supersedes"},
        ),
        (
            "두 기관은 이번 협약으로 2018년 체결한 업무협약을 보완하고 사업의 운영 근거를 추가했다.",
            {"amends"},
        ),
    ],
)
def test_what_becomes_of_an_older_korean_agreement_stands_in_its_own_clause(text, relations):
    assert {role for role, _value in facts(KOREAN + text, "relation")} == relations


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The Ports of Alder and Birch renewed their sister-port agreement.", "twinning"),
        ("Alder College and Birch College announced the signing of a Memo of Understanding.", "mou"),
    ],
)
def test_an_english_form_is_told_by_its_whole_name(text, form):
    assert {value for _role, value in facts(text, "form")} == {form}


def test_who_says_something_is_no_topic():
    text = SIGNED + "The two will also cooperate on neonatal health, an official statement said."

    assert {value for _role, value in facts(text, "topic")} == {"neonatal health"}


def test_the_original_agreement_is_the_one_that_is_extended():
    text = (
        "Alder University and Birch College have extended the term of their memorandum by five more years. The "
        "original MoU was executed in Oslo on December 9, 2019."
    )

    assert {role for role, _value in facts(text, "relation")} == {"extends"}
    assert facts(text, "term") == {("length", "P5Y")}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (
            "가람시는 4일 나래시와 협약을 체결했다. 가람시는 자매·우호도시 협약을 늘려 왔다.",
            ("twinning", False),
        ),
        ("가람시는 4일 나래대학교와 이행협약을 체결했다.", ("implementing_arrangement", True)),
        ("두 회사는 4일 계약을 맺었다.", ("contract", True)),
    ],
)
def test_a_korean_form_is_told_by_its_whole_name(text, form):
    forms = [(s.value, s.sure) for s in extract(text, published="2026-03-05") if s.kind == "form"]

    assert forms[0] == form
