"""Promises about what press pages say beside an agreement: it is not offered as a fact of it."""

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db
KOREAN = "가람시는 4일 나래대학교와 업무협약을 체결했다. "
SIGNED = "Alder University and Birch College signed a memorandum of understanding on 4 March 2026. "


def facts(text, kind, published="2026-03-05"):
    return {(s.role, s.value) for s in extract(text, published=published) if s.kind == kind}


@pytest.mark.parametrize(
    "more",
    [
        "주요 내용은 △그 밖에 서로의 발전에 필요한 분야의 협력 △기타 두 기관이 뜻을 모은 일의 추진 등이다.",
        "이 자리에는 재정부, 수산청 등 정부부처와 분야별 대표가 협력을 위해 나왔다.",
        "양측은 △앞으로의 사업 추진 계획 △공동 사업의 이행 방안 등을 이야기했다.",
        "두 나라는 기후, 해양 분야의 기술을 어떻게 협력할지 깊이 논의한다.",
        "나래대학교는 기후, 해양, 로봇 분야에서 협력을 이어왔다.",
        "시는 문화, 관광, 로봇 등에서 협력이 늘기를 바란다.",
        "김나래 원장은 두루센터를 찾아가 연구현황을 듣고, 박두루 소장과 협력을 위한 양해각서를 맺었다.",
    ],
)
def test_other_talks_guests_hopes_and_whatever_else_may_be_are_no_korean_topics(more):
    assert facts(KOREAN + more, "topic") == set()


@pytest.mark.parametrize(
    "more",
    [
        "The agreement covers key areas, such as goals for the relationship of the two countries.",
        "The agreement has lines of work, including groups supervised by authors.",
        "The agreement aims to help the fund: a delegation toured the town.",
    ],
)
def test_words_of_no_field_and_clauses_are_no_english_topics(more):
    assert facts(SIGNED + more, "topic") == set()


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "가람시는 두 기관 관계자와 김나래 병원장, 박두루 보건소장이 자리한 가운데 나래병원과 협약서에 서명했다.",
            {"김나래": "present", "박두루": "present"},
        ),
        (
            "김나래 장관과 박두루 차관이 한가람 총리가 지켜보는 가운데 업무협약에 서명했다.",
            {"김나래": "signed", "박두루": "signed", "한가람": "present"},
        ),
    ],
)
def test_who_is_there_while_it_is_signed_is_present_and_who_is_watched_signs(text, people):
    found = extract(text, published="2026-03-05")

    assert {s.value: s.role for s in found if s.kind in ("person", "attendance")} == people


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("외국 대학과 협정을 맺는 등 교류에 힘을 쏟는 대학이 늘고 있다. " + KOREAN, {"가람시", "나래대학교"}),
        (
            KOREAN + "한편 시는 지금까지 두루시, 아라시와 자매결연을 체결한 후 교류해 오고 있다.",
            {"가람시", "나래대학교"},
        ),
    ],
)
def test_any_body_and_those_with_whom_agreements_stand_are_no_parties(text, parties):
    assert {name for _role, name in facts(text, "organization")} == parties


def test_days_and_places_of_the_page_and_of_other_meetings_are_none_of_the_agreement():
    korean = KOREAN + "두 나라는 오는 16, 17일 회의를 개최한다. 시는 1991년 이곳에서 회의를 개최했다."
    english = f"Friday, March 5, 2026\n\n{SIGNED}May 12-13 is the time set for the next forum."

    assert facts(korean, "date") == {("signed", "2026-03-04")}
    assert facts(english, "date") == {("signed", "2026-03-04")}
    assert facts(english, "place") == set()


def test_a_signing_of_last_week_is_of_that_week_and_one_that_may_have_another_day_has_no_bound():
    last_week = "가람시는 지난 주 나래대학교와 업무협약을 체결했다."
    twins = (
        "가람시와 나래시는 1993년 자매결연을 맺고 나서 교류해 왔다. 두 도시는 기념식에서 협약을 맺고 웃었다."
    )

    assert facts(last_week, "date", "2026-03-10") == {("signed", "2026-03-02/2026-03-08")}
    assert not any(value.startswith("[..") for _role, value in facts(twins, "date"))
    assert facts(twins, "relation") == set()


def test_a_sum_that_an_agreement_may_bring_is_not_given_under_it():
    assert facts(KOREAN + "생산액 1745억원이 생겨날 것으로 도는 내다본다.", "money") == set()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (
            KOREAN
            + "두 시장은 시청에 마련된 사진전, 동상 제막식, 서예교류전 등에도 함께하며 자매결연 20주년을 기렸다.",
            "topic",
            "서예교류전",
        ),
        (
            "가람사무처는 4일 ‘대한민국 가람사무처와 두루틱 카운실 간 업무협약’을 체결했다.",
            "topic",
            "두루틱 카운실",
        ),
        ("가람시의 대표단은 4일 나래시와 업무협약을 체결했다.", "organization", "대표단"),
        (SIGNED + "The agreement covers research, joint courses and blended mode.", "topic", "blended mode"),
        (
            SIGNED + "Under the agreement they will share laboratories, libraries, and Alder University "
            "teachers and engineers are invited to join.",
            "topic",
            "engineers",
        ),
        ("OSLO, 4 March 2026 – " + SIGNED, "date", "announced"),
        (
            "김나래 대통령을 따라 온 박두루 여사가 업무협약 체결식에 나왔다. 왼쪽부터 한가람 장관.",
            "attendance",
            "김나래",
        ),
    ],
)
def test_events_manners_delegations_and_who_is_accompanied_are_no_facts(text, kind, value):
    assert not any(value in pair for pair in facts(text, kind))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The memorandum was signed here by Norhaven University Registrar Ada Reyes and Prof. Lin Wu, Director, "
            "Westmark College, with VC Omar Haddad present.",
            "VC Omar Haddad",
        ),
        (
            SIGNED + "Prof. PK Rao, HoD-Botany, and other staff were among those who saw it signed.",
            "Prof. PK Rao",
        ),
        ("북항연구원과 남해대학교가 지난 5월 25일 업무협약(MOU)을 이 대학과 각각 맺었다.", "이 대학"),
    ],
    ids=["by a title in short", "a professor as a place", "this university"],
)
def test_people_and_demonstratives_are_no_bodies(text, name):
    bodies = facts(text, "organization") | facts(text, "place")

    assert not {value for _role, value in bodies} & {name}
