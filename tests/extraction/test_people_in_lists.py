"""Promises for people whom only their place tells: in lists, captions, clauses before the name, and by “he”."""

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db
SIGNED = "한빛대학교와 두루시는 10일 업무협약을 체결했다. "
MEMO = "Arden College and the Birch Institute signed a memorandum on 3 May 2024. "


def people(text):
    posts = {s.details["person"]: s.value for s in extract(text) if s.kind == "post"}
    named = [s for s in extract(text) if s.kind in ("person", "attendance")]
    return {(s.role, s.value, posts.get(s.value, "")) for s in named}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("(좌측부터)최영수 한빛대학교병원장, 김규진 두루공사 두루지역본부장.", ("present", "김규진", "두루지역본부장")),
        ("협약식을 참관한 배기준 국립두루박물관장은 “발판이 될 것”이라고 했다.",
         ("present", "배기준", "국립두루박물관장")),
        ("한국을 찾은 아니발 카바코 실바 포르투갈 대통령이 서명식에 배석했다.",
         ("present", "아니발 카바코 실바", "포르투갈 대통령")),
        ("서명식에는 신동인 외교부 다자외교조정관과 레베카 그린 UNDP 부총재가 참석했다.",
         ("present", "레베카 그린", "부총재")),
        ("협약식에는 서유진 한빛대병원장, 신병주 정형외과 교수가 나왔다.", ("present", "신병주", "교수")),
        ("한빛대 어윤호(魚允浩) 총장과 두루시 정정근(鄭正根) 시장이 업무협약 체결식을 열었다.",
         ("signed", "정정근", "시장")),
        ("남성진 산림청장이 협약식에 참석했다.", ("present", "남성진", "산림청장")),
        ("협약식에는 김도윤 두루시장과 바트볼드 간바타르 다르항올도 지사를 비롯해 최은경 센터 소장이 참석했다.",
         ("present", "바트볼드 간바타르", "지사")),
        ("장호준 외교부 제1차관이 서울에서 오카노 마사타카 일본 외무성 사무차관과 전략대화를 한다.",
         ("present", "오카노 마사타카", "일본 외무성 사무차관")),
    ],
)  # fmt: skip
def test_people_in_korean_are_found_wherever_they_stand_in_a_list(text, person):
    assert person in people(SIGNED + text)


def test_a_post_is_offered_once_as_long_as_the_text_has_it():
    text = SIGNED + "협약식에는 최영수 한빛대학교병원장이 참석했다. 최영수 병원장은 “기쁘다”고 말했다."

    assert [s.value for s in extract(text) if s.kind == "post"] == ["한빛대학교병원장"]


def test_half_the_name_of_a_council_is_nobody():
    assert "고성군" not in {
        name for _role, name, _post in people(SIGNED + "용광호 고성군 의회 의장이 참석했다.")
    }


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Present were Vice Chairman Bill Boer, Treasurer Norris Herm and Dean Anna Smith.",
         ("present", "Norris Herm", "Treasurer")),
        ("Education ministers Jessica Alu and Prof. Sandy Togo watched the signing.",
         ("present", "Sandy Togo", "Education minister")),
        ("For the ministry the project accounting officer, Ethel Kam, signed.", ("signed", "Ethel Kam", "officer")),
        ("Norland Health Minister Saeid Nama and his Indonesian counterpart Nila Moel signed the memorandum.",
         ("signed", "Nila Moel", "Health Minister")),
        ("From Nigeria came prof CP Shing, deputy vice chancellor, and Emmanuel Eti, director of programmes.",
         ("present", "Emmanuel Eti", "director of programmes")),
        ("Board member Tom Reed and Secretary David Hale met virtually.", ("present", "David Hale", "Secretary")),
        ("The Norwegian Ambassador to Korea, Anne Vik, attended.", ("present", "Anne Vik", "Ambassador to Korea")),
    ],
)  # fmt: skip
def test_people_in_english_have_the_post_before_their_own_name(text, person):
    role, name, post = person
    assert any((role, name) == found[:2] and post in found[2] for found in people(MEMO + text))


def test_who_he_is_that_signed_the_sentence_before_tells():
    text = "Yves Dac, director of the Alder Institute, was in Oslo. There he signed a memorandum with Birch Hospital."

    assert [(s.value, s.sure) for s in extract(text) if s.kind == "person"] == [("Yves Dac", False)]


def test_whose_visit_it_was_signed_on_did_not_sign():
    text = MEMO + "It was signed on the sidelines of the official visit of President Ferdinand Mar."

    assert ("signed", "Ferdinand Mar", "President") not in people(text)
