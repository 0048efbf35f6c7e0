"""Promises for titles, for topics in speech, talks and clauses, and for places and parties that stand unusually."""

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db
SIGNED = "한빛대학교와 두루시는 10일 업무협약을 체결했다. "
MEMO = "Arden College and the Birch Institute signed a memorandum of understanding on 3 May 2024. "


def values(text, kind, role=None):
    return {s.value for s in extract(text) if s.kind == kind and role in (None, s.role)}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("외교부가 두루기구와 '새마을 이니셔티브' 양해각서에 서명했다.", "새마을 이니셔티브 양해각서"),
        ("세 박물관은 ‘해양문화 협력체계 구축’을 위한 업무협약을 맺었다.", "해양문화 협력체계 구축을 위한 업무협약"),
        ("The Ministry of Finance concluded an agreement for the ‘National Programme for Leadership Development’ with "
         "the Alder Institute.", "National Programme for Leadership Development"),
        ("The Norland-India Joint Commission on Bilateral Cooperation met on 21 October 2013.",
         "Norland-India Joint Commission on Bilateral Cooperation"),
    ],
)  # fmt: skip
def test_a_title_is_the_subject_in_quotation_marks_with_the_form_after_it(text, title):
    assert title in values(text, "title")


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        (SIGNED + "두 기관은 지역 경영구현(ESG) 및 국민 건강 제고에 함께 나선다.", {"국민 건강 제고"}),
        (SIGNED + "두 기관은 주민들을 위한 금융지원과 참여기업 운전자금 대출 같은 방안도 찾아내 시행하기로 했다.",
         {"금융지원", "참여기업 운전자금 대출"}),
        (SIGNED + "두 기관은 공동연구를 추진한다. 구체적으로는 대외 홍보 및 의전을 비롯한 여러 분야에서 돕는다.",
         {"대외 홍보", "의전"}),
        (SIGNED + "이 협약의 뼈대는 △정례협의회 개최 △지원 기금에 기여 확대 검토 등이며, 곧 시행한다.",
         {"정례협의회 개최", "지원 기금에 기여 확대 검토"}),
        (SIGNED + '시는 "협약에 따라 농업기술 협력을 추진하고, 기업의 애로사항을 해소하겠다"고 했다.',
         {"농업기술 협력", "애로사항"}),
        (MEMO + "“Physical rehabilitation, promotion of humanitarian law, and weapon clearance: in these fields our "
         "two organizations work together,” he said.", {"physical rehabilitation", "weapon clearance"}),
        (MEMO + "They will cooperate on conservation, information-sharing, and public education.",
         {"information-sharing"}),
        (MEMO + "Under it, the two will develop joint curricula, carry out research on maternal health, and establish "
         "a simulation laboratory.", {"curricula", "simulation laboratory"}),
        (MEMO + "Activities will include ranger training, community education and patrols.",
         {"ranger training", "community education", "patrols"}),
        ("Secretary David Hale and Minister Harsh Shri met. They talked, among other subjects, about threats to the "
         "order that go on, maritime security, and the global response to the pandemic.",
         {"maritime security", "global response to the pandemic"}),
    ],
)  # fmt: skip
def test_topics_stand_in_speech_talks_and_clauses_that_go_on(text, topics):
    assert topics <= {value[:1].lower() + value[1:] for value in values(text, "topic")}


def test_what_somebody_hopes_for_in_speech_is_no_topic():
    text = (
        MEMO
        + "“Our common goal is to foster innovation and safe products, and this agreement opens doors,” she said."
    )

    assert values(text, "topic") == set()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("산림청이 27일 국립두루과학원에서 농수산부와 양해각서를 맺고 협력하기로 했다.", "국립두루과학원"),
        (SIGNED + "협약은 이날 오전 두루지역본부 2층 회의실에서 이뤄졌다.", "회의실"),
        (
            "박정민 장관은 14일 외교부 청사에서 라오스 장관과 회담을 갖고 양해각서에 서명하였다.",
            "외교부 청사",
        ),
        (
            "The Alder Commission and Birch Corporation concluded a memorandum. It was signed\n"
            "at the Ministry of Higher Education, in the presence of many.",
            "Ministry of Higher Education",
        ),
    ],
)
def test_a_place_is_where_the_signing_was_whoever_lives_there(text, place):
    assert any(place in value for value in values(text, "place", "signed"))


def test_the_day_of_talks_at_which_it_was_signed_is_that_of_the_signing_and_years_in_a_title_are_none():
    text = "박정민 장관은 3월 14일 라오스 장관과 회담을 갖고 「2024-2026년 개발협력에 관한 양해각서」에 서명하였다."
    signed = {
        s.value for s in extract(text, published="2024-03-15") if s.kind == "date" and s.role == "signed"
    }

    assert signed == {"2024-03-14"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("농업협력 양해각서를 캄보디아 농림수산부와 다시 체결했다고 농업식품부가 25일 밝혔다.",
         {"캄보디아 농림수산부"}),
        ("The Ministry of Blue and Green Economy and National Resilience and the Birch Institute signed a memorandum.",
         {"Ministry of Blue and Green Economy and National Resilience", "Birch Institute"}),
        ("Northfield University (NFU) of Canada and Kisumu College have signed a memorandum of understanding.",
         {"Northfield University", "Kisumu College"}),
    ],
)  # fmt: skip
def test_parties_are_whole_and_stand_after_the_form_as_well(text, parties):
    found = {s.value for s in extract(text) if s.kind == "organization"}

    assert parties <= found
    assert not found & {"Canada", "National Resilience", "Green Economy"}


def test_with_whom_something_was_concluded_as_well_is_not_sure():
    text = SIGNED + "한빛대학교는 지난달 12일 가람대학교와도 학술교류 협약을 체결했다."

    assert {s.sure for s in extract(text) if s.value == "가람대학교"} == {False}


def test_the_two_states_of_talks_without_an_agreement_are_offered():
    text = "한국과 일본의 차관급 전략 대화가 9년 만에 다시 열린다. 두 나라는 지난 3월에도 회담을 했다."

    assert {(s.value, s.sure) for s in extract(text) if s.kind == "organization"} == {
        ("한국", False),
        ("일본", False),
    }


def test_a_weekday_with_its_day_in_brackets_is_that_day():
    text = "The Alder Agency and Arden College on Friday (June 7) signed a memorandum of understanding."

    dates = {
        s.value for s in extract(text, published="2024-06-10") if s.kind == "date" and s.role == "signed"
    }
    assert dates == {"2024-06-07"}


def test_building_capacity_is_no_venue():
    text = MEMO + "The memorandum, which aims at building capacity in epidemiology, was signed by both."

    assert values(text, "place") == set()
