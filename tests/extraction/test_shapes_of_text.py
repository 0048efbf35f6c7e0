"""Promises of the rules for texts of unusual shape: very long, in one line, in capitals, as lists or tables."""

import pytest

from agreements.models import Topic
from extraction.rules import extract
from tests.extraction.invented import HARBOR, KOREAN

pytestmark = pytest.mark.django_db
SIGNED = "Alder University and Birch College signed a memorandum of understanding"


def values(text, kind, role="", published="2024-05-10"):
    suggestions = extract(text, published=published)
    return [s.value for s in suggestions if s.kind == kind and role in ("", s.role)]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([HARBOR.text.split("ABOUT")[0]] * 300),
        ("with the Ministry of Health and Another Name signed a word " * 4000)[:200_000],
        ("협력 분야에서 기관과 함께 서울시는 협약을 " * 10_000)[:200_000],
        "\n".join([KOREAN.text.split("관련기사")[0]] * 600),
    ],
    ids=["english", "english in one line", "korean in one line", "korean"],
)
def test_a_text_of_200_000_letters_is_read_as_far_as_a_press_release_goes(text):
    suggestions = extract(text, published="2024-05-10")

    assert len(text) > 140_000
    assert all(s.end <= 20_000 for s in suggestions)


def test_a_text_in_capitals_gives_nothing_as_sure():
    text = f"{SIGNED} ON HEALTH IN OSLO ON 3 JUNE 2019. DR JOHN SMITH, RECTOR, SIGNED.".upper()

    assert [s for s in extract(text) if s.sure] == []


def test_a_table_gives_no_signing_by_its_cells():
    text = (
        "Party\tCountry\tSigned\nMinistry of Health\tNorway\t3 June 2019\nAlder University\tSweden\t4 June 2019\n"
        "Memorandum of Understanding\tValid until\t2024-12-31"
    )

    assert [s for s in extract(text) if s.sure] == []


def test_digits_and_letters_of_full_width_are_read_as_others():
    text = "보건복지부는 ２０２４년 ５월 ９일 서울에서 도쿄대학과 업무협약（ＭＯＵ）을 체결했다. 협약 기간은 ３년이다."

    assert values(text, "date", "signed") == ["2024-05-09"]
    assert values(text, "term") == ["P3Y"]
    assert values(text, "organization") == ["보건복지부", "도쿄대학"]


def test_a_name_with_hanja_beside_it_is_the_name():
    text = "보건복지부(保健福祉部)는 5월 9일 日 도쿄대학과 업무협약(MOU)을 체결했다고 밝혔다."

    assert values(text, "organization") == ["보건복지부", "日 도쿄대학"]
    assert values(text, "date", "signed") == ["2024-05-09"]


@pytest.mark.parametrize(
    ("names", "parties"),
    [
        ("The Ministry of Land, Infrastructure and Transport and Birch College",
         ["Ministry of Land, Infrastructure and Transport", "Birch College"]),
        ("Acme, Inc. and Birch College", ["Acme, Inc", "Birch College"]),
        ("Alder University, Cedar Hospital and Birch College",
         ["Alder University", "Cedar Hospital", "Birch College"]),
    ],
)  # fmt: skip
def test_a_comma_within_a_name_parts_it_no_more_than_one_between_names_joins_them(names, parties):
    assert values(f"{names} signed a memorandum of understanding.", "organization") == parties


@pytest.mark.parametrize(
    "line",
    [
        "Signed: Prof. Anna Marsh for Alder University; Dr Lars Holm for Birch College.",
        "For Alder University: Rector Anna Marsh; for Birch College: Dean Lars Holm.",
    ],
)
def test_signatories_in_a_list_by_side_signed(line):
    assert values(f"{SIGNED}. {line}", "person", "signed") == ["Anna Marsh", "Lars Holm"]


def test_lines_behind_bullets_are_the_fields_that_the_line_before_them_announces():
    text = f"{SIGNED}.\nThe areas of cooperation are:\n- marine biology\n- student exchange; and\n(3) data sharing"

    assert values(text, "topic") == ["marine biology", "student exchange", "data sharing"]


def test_the_names_of_the_register_take_three_queries(django_assert_num_queries):
    Topic.objects.create(names={"en": "clinical trials"})

    with django_assert_num_queries(3):
        extract(HARBOR.text)


def test_topics_of_the_register_come_with_their_record_in_either_language():
    topic = Topic.objects.create(names={"en": "clinical trials", "ko": "임상시험"})
    english = extract(f"{SIGNED} on a clinical trial network in the field of clinical trials.")
    korean = extract("가람병원과 나래병원은 임상시험 협력을 위한 업무협약을 체결했다.")

    for suggestions in (english, korean):
        assert {s.details.get("topic") for s in suggestions if s.kind == "topic" and s.details} == {topic.pk}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{SIGNED}, the “Agreement on the Exchange of Marine Data between Two Shores”.",
         "Agreement on the Exchange of Marine Data between Two Shores"),
        ("가람시와 나래시는 9일 「가람-나래 우호도시 협정」을 체결했다.", "가람-나래 우호도시 협정"),
        ("Alder University and Birch College signed a Memorandum of Understanding on Cooperation in Space Research.",
         "Memorandum of Understanding on Cooperation in Space Research"),
    ],
)  # fmt: skip
def test_a_title_in_quotation_marks_or_capitals_is_the_title(text, title):
    assert values(text, "title") == [title]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{SIGNED} at the university's main campus.", "university's main campus"),
        (f"{SIGNED} online.", "online"),
        ("우석대학교와 나래대학교는 13일 온라인으로 업무협약을 체결했다.", "online"),
        ("우석대학교는 13일 대학 본관 22층 대회의실에서 나래대학교와 업무협약을 체결했다.",
         "대학 본관 22층 대회의실"),
    ],
)  # fmt: skip
def test_a_venue_without_a_city_is_the_place(text, place):
    assert [value.removeprefix("(), ") for value in values(text, "place", "signed")] == [place]


@pytest.mark.parametrize(
    ("text", "parties", "sure"),
    [
        (
            "가람대학교·누리연구원·㈜다온은 2024년 7월 2일 업무협약을 체결했다.",
            ["가람대학교", "누리연구원", "㈜다온"],
            True,
        ),
        ("두루대학교와 이룸, 새봄병원이 업무협약을 체결했다.", ["두루대학교", "이룸", "새봄병원"], False),
        (
            "서울대병원, 하노이의대, 메디링크는 업무협약을 체결했다.",
            ["서울대병원", "하노이의대", "메디링크"],
            False,
        ),
        ("가람대학교와 누리연구원, 관계자들은 업무협약을 체결했다.", ["가람대학교", "누리연구원"], True),
        (
            "Ash University and Cedar Co., Ltd. signed a memorandum of understanding on 2 July 2024.",
            ["Ash University", "Cedar Co., Ltd"],
            True,
        ),
    ],
)
def test_none_of_several_listed_parties_is_lost_and_one_that_may_be_none_makes_all_doubtful(
    text, parties, sure
):
    found = [s for s in extract(text) if s.kind == "organization"]

    assert ([s.value for s in found], {s.sure for s in found}) == (parties, {sure})


def test_days_in_words_are_read_whole():
    text = f"{SIGNED} on the first of May. It takes effect on July twenty-first, 2024."

    assert values(text, "date", "signed") == ["2024-05-01"]
    assert values(text, "date", "takes_effect") == ["2024-07-21"]


@pytest.mark.parametrize(
    ("words", "name", "post"),
    [
        ("이날 협약식에는 데이비드 클라크 주한 영국대사가", "데이비드 클라크", "대사"),
        ("응우옌 반 남 주한 베트남 대사와 마리아 산토스 주한 필리핀 대사가", "마리아 산토스", "대사"),
        ("김가온 가람대학교 총장, 이누리 다온링크 대표이사가", "이누리", "대표이사"),
    ],
)
def test_a_person_has_neither_the_words_before_the_name_nor_the_organization_after_it(words, name, post):
    people = extract(f"가람대학교와 다온링크는 업무협약을 체결했다. {words} 참석했다.")

    assert [s.value for s in people if s.kind == "attendance"][-1] == name
    assert [s.value for s in people if s.details.get("person") == name] == [post]
