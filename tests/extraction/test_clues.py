"""Facts that no pattern of grammar tells are offered by what stands beside them, and are never sure."""

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db


def offered(text, *kinds, **known):
    return {(s.role, s.value, s.sure) for s in extract(text, **known) if s.kind in kinds}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (  # a list that goes through another body, and a name of the text by its last part
            "Arden Mayor Zora Hale opened the fair. A memorandum of understanding between Arden and Birch was "
            "signed on Monday in Arden by Hale and Birch Mayor Otto Lind, alongside other deals.",
            {("signed", "Zora Hale", False), ("signed", "Otto Lind", False)},
        ),
        (
            "Alder University and Birch College signed a memorandum of understanding. At the signing ceremony the two "
            "were represented by Alder President Dr. Zora Hale Jr. and the Rector of Birch College, Mr Otto Lind.",
            {("signed", "Zora Hale Jr", False), ("signed", "Otto Lind", False)},
        ),
        (  # both sides took part
            "Alder University signed a memorandum of understanding with Birch College. For Alder there were President "
            "Dr. Zora Hale, with Dean of Nursing Dr. Otto Lind.",
            {("present", "Zora Hale", False), ("present", "Otto Lind", False)},
        ),
        (
            "가람대와 나래대가 업무협약을 맺었다. 협약서에는 정하늘 외교부 1차관과 왕 유 질병예방센터장이 서명했다.",
            {("signed", "정하늘", True), ("signed", "왕 유", False)},
        ),
    ],
)
def test_people_beside_a_signing_are_offered_with_their_part(text, people):
    found = offered(text, "person", "attendance")

    assert {(role, name.rstrip("."), sure) for role, name, sure in found} == people


@pytest.mark.parametrize(
    "text",
    [
        "Alder University and Birch College signed a memorandum of understanding. “Good,” said President Zora Hale.",
        "At a summit in Oslo between President Zora Hale and Prime Minister Otto Lind, Alder University and Birch "
        "College signed a memorandum of understanding.",
        "가람대와 나래대가 업무협약을 맺었다. 협약식에는 학부모 학생 대표와 이사회 의장, 각 시군구 의원이 참석했다.",
    ],
)
def test_speakers_heads_of_state_and_unnamed_people_signed_nothing(text):
    assert not [each for each in offered(text, "person", "attendance") if each[0] in ("signed", "present")]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Today, Alder University and Birch College put their names to a memorandum of agreement in Oslo.",
            {"Alder University", "Birch College"},
        ),
        (
            "A memorandum was signed by the ministry of foreign affairs and international cooperation of Norway and "
            "the Birch Agency for rural development (BARD).",
            {
                "ministry of foreign affairs and international cooperation of Norway",
                "Birch Agency for rural development",
            },
        ),
        (
            "Memorandum of Understanding Among Alder University, Birch College and Cedar Institute",
            {"Birch College"},
        ),
        (
            "가람시는 이날 시청에서 한바다 나래시장과 업무협약을 맺었다.",
            {"가람시", "나래시"},
        ),
        (
            "가람대학교와 나래대학교가 뜻을 모았다. 두 대학은 업무협약을 체결했다. 가람대학교는 나래대학교를 돕는다.",
            {"가람대학교", "나래대학교"},
        ),
    ],
)
def test_parties_are_found_where_grammar_names_fewer_than_two(text, parties):
    assert parties <= {name for role, name, _sure in offered(text, "organization") if role == "party"}


def test_states_of_a_headline_stand_for_their_bodies():
    text = (
        "Norway and Sweden sign memorandum\n"
        "The Ministry of Health of Norway and the Ministry of Health of Sweden signed a memorandum of understanding."
    )

    assert {name for _role, name, _sure in offered(text, "organization")} == {
        "Ministry of Health of Norway",
        "Ministry of Health of Sweden",
    }


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        (
            "Alder and Birch Universities signed a memorandum. That memorandum covered staff exchange, joint "
            "supervision, theses defence and conferences.",
            {"staff exchange", "supervision", "theses defence", "conferences"},
        ),
        (
            "Alder University and Birch College signed an agreement, which is to support projects in renewable "
            "energy and better grid connections.",
            {"renewable energy", "better grid connections"},
        ),
        (
            "Alder University and Birch College signed an agreement. What it covers is: a) Exchange of professors "
            "and lecturers; b) Joint symposia and workshops; c) Sharing of academic materials.",
            {"professors and lecturers", "symposia and workshops", "academic materials"},
        ),
        ("Alder University and Birch College extended their double-degree agreements.", {"double-degree"}),
        ("가람대학교와 나래대학교가 복수학위 협정을 체결했다.", {"복수학위"}),
        ("가람청과 나래공사가 폐기물 관리에 관한 업무협약을 체결했다.", {"폐기물 관리"}),
        (
            "가람병원과 나래재단이 협약을 체결했다. 협약에 따라 두 기관은 정기 건강검진과 예방접종을 지원하기로 했다.",
            {"정기 건강검진", "예방접종"},
        ),
    ],
)
def test_topics_are_found_in_what_an_agreement_is_for(text, topics):
    assert topics <= {value for _role, value, _sure in offered(text, "topic")}


def test_three_of_a_list_are_sure_topics_and_two_are_not():
    text = "Alder University and Birch College signed a memorandum in Oslo. The memorandum will support {}."

    three = offered(text.format("wind farms, tidal plants and solar roofs"), "topic")
    two = offered(text.format("wind farms and tidal plants"), "topic")

    assert ({sure for *_each, sure in three}, {sure for *_each, sure in two}) == ({True}, {False})
    assert len(three) == 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("OSTMARK [Norway], May 14 (ANI): Alder and Birch Universities signed a memorandum.", "Ostmark (NO)"),
        (
            "Ludhiana, December 24\n\nA memorandum was signed by Alder University and Birch College.",
            "Ludhiana",
        ),
        (
            "Alder University and Birch College signed a memorandum at the Chief Minister House.",
            "(), Chief Minister House",
        ),
        ("가람시가 나래시를 찾아 자매결연 협약을 체결했다.", "(), 나래시"),
        (
            "가람대와 나래대가 협정을 맺었다. 협정식은 2일 나래대 국제대학원에서 열렸다.",
            "(), 나래대 국제대학원",
        ),
    ],
)
def test_places_of_any_name_are_found_in_datelines_and_beside_a_signing(text, place):
    assert place in {value for _role, value, _sure in offered(text, "place")}


@pytest.mark.parametrize(
    "text",
    [
        "가람군이 나래시의회와 맺고 있는 자매결연을 파기하기로 했다.",
        "가람세관은 나래공사와 양해각서를 맺어 운영해 왔다.",
    ],
)
def test_an_agreement_that_has_stood_for_long_was_not_signed_on_the_day_of_the_news(text):
    assert offered(text, "date", published="2024-05-02") == set()


def test_a_government_is_no_place_and_a_verb_no_topic():
    text = (
        "가람협력단은 17일 우즈베키스탄 정부에서 협력을 맡은 나래부와 업무협조약정을 맺었다. "
        "두 기관은 지원을 계속하기로 뜻을 같이했고, 협력 분야를 넓히기로 했다."
    )
    found = extract(text, published="2012-09-18")

    assert [s.value for s in found if s.kind == "place"] == []
    assert [s.value for s in found if s.kind == "form"] == ["arrangement"]
    assert "같이했고" not in {s.value for s in found if s.kind == "topic"}
