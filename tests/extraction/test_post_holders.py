"""Promises of the rules for people and their posts, in both languages, and for organizations that only posts name."""

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db
SIGNED = "한빛대학교와 두루시는 10일 업무협약을 체결했다. "


def people(text):
    names = [s for s in extract(text, published="2025-06-11") if s.kind in ("person", "attendance")]
    posts = {s.details["person"]: s.value for s in extract(text) if s.kind == "post"}
    return {(s.role, s.value, posts.get(s.value, "")) for s in names}


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("알파대학교 총장 홍길동과 베타연구원 원장 성춘향은 10일 교류협정서에 서명했다.",
         {("signed", "홍길동", "총장"), ("signed", "성춘향", "원장")}),
        ("알파대학교 총장 홍길동 박사님과 베타연구원 원장 성춘향 교수님께서 교류협정서에 서명하셨습니다.",
         {("signed", "홍길동", "총장"), ("signed", "성춘향", "원장")}),
        (SIGNED + "협약서에는 김도현 총장과 시장 박은정이 서명했다.",
         {("signed", "김도현", "총장"), ("signed", "박은정", "시장")}),
        ("한빛대학교(총장 김도현)와 두루시(시장 박은정)는 10일 두루시청에서 협약서에 서명했다.",
         {("signed", "김도현", "총장"), ("signed", "박은정", "시장")}),
        (SIGNED + "이날 협약식에는 김도현 총장님, 박은정 시장님 등이 참석했다.",
         {("present", "김도현", "총장"), ("present", "박은정", "시장")}),
        (SIGNED + "김도현 총장은 “기쁘다”고 말했다.", {("spoke_for", "김도현", "총장")}),
        (SIGNED + "협정서에는 노은채 서리풀구청장이 서명했다.", {("signed", "노은채", "구청장")}),
        (SIGNED + "대표 제품은 이날 행사에 참석한 시민에게 소개됐다.", set()),
    ],
)  # fmt: skip
def test_holders_of_posts_in_korean_stand_before_and_after_their_posts(text, present):
    assert people(text) == present


def test_the_head_of_a_party_in_brackets_need_not_have_signed():
    text = "한빛대학교(총장 김도현)와 두루시(시장 박은정)는 10일 두루시청에서 협약서에 서명했다."

    assert {s.sure for s in extract(text) if s.kind in ("person", "post")} == {False}


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("협약식에는 조나단 하퍼 총장이 참석했다.", False),
        ("협약식에는 조나단 하퍼(Jonathan Harper) 총장이 참석했다.", True),
        ("협약식에는 조나단 하퍼 총장이 참석했다. 조나단 하퍼 총장은 “기쁘다”고 말했다.", True),
    ],
)
def test_a_foreign_name_is_sure_where_the_text_has_it_again_or_in_its_own_letters(text, is_sure):
    present = [s for s in extract(SIGNED + text) if s.kind == "attendance" and s.role == "present"]

    assert [(s.value, s.sure) for s in present] == [("조나단 하퍼", is_sure)]


def test_posts_of_two_people_in_apposition_are_each_of_their_own():
    text = "The Minister of Health of Norland, Ana Ruiz, and the Rector of Arden College, Jane Roe, signed a treaty."

    assert ("signed", "Jane Roe", "Rector of Arden College") in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Health of Norland and Minister of Health of Southland signed a memorandum on 3 May 2024.",
        "The Minister of Health and Welfare of Korea and the Secretary of Health of the Philippines signed a "
        "memorandum of understanding in Manila.",
        "The Minister for Trade of Norland signed an agreement with the Director of the Alder Institute.",
    ],
)
def test_whose_minister_somebody_is_makes_no_party_and_no_person(text):
    names = [s.value for s in extract(text) if s.kind in ("organization", "person")]

    assert [name for name in names if name.startswith("of ") or name in ("Southland", "Philippines")] == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Arden College and Belmont Institute signed a Memorandum of Understanding (MoU) on Healthcare Cooperation.",
         "Memorandum of Understanding on Healthcare Cooperation"),
        ("한빛대학교와 두루시는 ‘탄소중립 캠퍼스 조성을 위한 업무협약(MOU)’을 체결했다.",
         "탄소중립 캠퍼스 조성을 위한 업무협약"),
    ],
)  # fmt: skip
def test_an_acronym_beside_the_form_is_no_part_of_a_title(text, title):
    assert [s.value for s in extract(text) if s.kind == "title"] == [title]


def test_topics_of_a_meeting_are_not_of_the_agreement_that_it_was_held_under():
    text = (
        "Norland and Southland held their health dialogue in Oslo. It was based on the Memorandum of Understanding on "
        "Health, signed in 2021. The two countries reviewed their achievements in areas such as climate change and "
        "cancer screening."
    )

    topics = {(s.value, s.agreement, s.sure) for s in extract(text) if s.kind == "topic"}

    assert topics == {("climate change", None, False), ("cancer screening", None, False)}


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "가람시와 조직위원회가 업무협약을 체결했다. 김나래 시장과 박두루 조직위원장이 협약서에 서명했다.",
            {"김나래": "시장", "박두루": "조직위원장"},
        ),
        (
            "나래의료원이 4일 가람시와 업무협약을 체결했다. 협약식에 나래의료원 쪽에서는 김나래 의료원장, "
            "박두루 간호부장이 나왔다.",
            {"김나래": "의료원장", "박두루": "간호부장"},
        ),
        (
            "Alder University and Birch College signed an agreement. Ann Alder, rector of Alder University and "
            "Bo Birch, dean of Birch College put their signatures to the agreement.",
            {"Ann Alder": "rector", "Bo Birch": "dean"},
        ),
        (
            "The memorandum bears the signatures of Mr. Bo Birch, Co-President of the Birch Foundation, and of the "
            "Prime Minister, Ms. Ann Alder.",
            {"Bo Birch": "Co-President of the Birch Foundation", "Ann Alder": "Prime Minister"},
        ),
        (
            "Alder University and Birch College signed an agreement in the presence of\n\nVice Chancellor Ann Alder.",
            {"Ann Alder": "Vice Chancellor"},
        ),
        (
            "An agreement was signed for Birch College by its Director General, Dr Bo Birch.",
            {"Bo Birch": "Director General"},
        ),
    ],
)
def test_a_post_ends_where_another_person_or_an_act_begins_and_has_its_whole_word(text, posts):
    found = [s for s in extract(text, published="2026-03-05") if s.kind == "post"]

    assert {s.details["person"]: s.value for s in found} == posts


def test_people_who_are_of_a_body_sign_and_the_body_is_no_part_of_their_names():
    text = (
        "Dr. Bo Birch of the University of Norland, Dr. Ann Alder of Cedar College, and Dr. Tom Elm of Elm Institute "
        "sign the agreement."
    )

    signed = {s.value for s in extract(text, published="2026-03-05") if s.kind == "person"}
    assert signed == {"Bo Birch", "Ann Alder", "Tom Elm"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "가람시-나래대 업무협약 체결(7.27)\n\n가람시는 27일 나래대학교와 업무협약을 체결했다.",
            "XXXX-07-27",
        ),
        (
            "Alder University and Birch College signed an agreement on the 29th day of October, 2013.",
            "2013-10-29",
        ),
        (
            "Today, Monday (13/5/2024), Alder University and Birch College signed an agreement.",
            "2024-05-13",
        ),
        ("An agreement was signed by Alder University and Birch College in 2011, he said.", "2011"),
    ],
)
def test_a_day_in_its_own_words_is_that_of_the_signing(text, day):
    published = None if text[0] == "가" else "2024-05-19"

    assert [s.value for s in extract(text, published=published) if s.kind == "date"] == [day]
