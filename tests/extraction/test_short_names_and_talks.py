"""Promises of the rules on short names, talks beside an agreement, the day of a ceremony and who was there."""

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db
KOREAN = "가람시는 나래대학교와 업무협약을 체결했다. "
STUDENTS = "가람대는 지난 6월 13일 나래대와 교환학생 협정을 맺었다고 18일 밝혔다."
SIGNED = "The City of Harwick and Alder College signed a memorandum of understanding. "


def offered(text, *kinds, sure=None, published="2026-03-06"):
    """What is offered of these kinds as (role, value), perhaps only what is sure, or only what is not."""
    found = extract(text, published=published)
    return {(s.role, s.value) for s in found if s.kind in kinds and sure in (None, s.sure)}


@pytest.mark.parametrize(
    "sentence",
    [
        "가람시는 교통연구센터를 방문해, 첨단 소재 연구 분야에서 협력 의제를 이야기했다.",
        "5일에는 본부에서 총장을 만나 기초과학 인프라 공유, 연구자 교류 등 구체적인 협력 방안을 협의했다.",
        "나래대학교는 공학, 생명, 환경 등 여러 분야의 연구기관을 한데 묶어 운영한다.",
        "사업은 북키부, 남키부, 이투리 등 분쟁 지역에서 협력을 지원하는 것이다.",
        "가람시는 앞으로 한국, 서울·부산 분야에서 협력한다.",
    ],
)
def test_talks_with_others_fields_of_an_institution_and_places_are_no_topics(sentence):
    assert offered(KOREAN + sentence, "topic") == set()


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("나래대학교를 찾아 기초과학 분야에서 협력하기로 했다.", "기초과학"),
        ("아울러 임상시험, 인력 교류 등에서도 협력한다.", "임상시험"),
        ("양 기관은 자연재해 예방, 인력 양성 등에서 협력하기로 했다.", "자연재해 예방"),
    ],
)
def test_a_topic_begins_after_the_connective_before_it(words, topic):
    assert topic in {value for _role, value in offered(KOREAN + words, "topic")}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "한가람협력단(HKC·한가카)이 주민을 돕는다. 한가카는 23일 나래대학교와 업무협약을 맺었다고 밝혔다.",
            {"한가람협력단", "나래대학교"},
        ),
        (
            "한가카(HKC·한가람협력단)와 나래대학교가 힘을 모은다. 한가카는 23일 나래대학교와 업무협약을 맺었다.",
            {"한가람협력단", "나래대학교"},
        ),
        (
            "[나래신문_이가람 기자 a@b.kr] 가람기술원(원장 고하늘·이하 가람원)이 11월 26일 나래대학교와 업무협약을 "
            "맺었다. 가람원은 나래대학교와 협약을 체결했다.",
            {"가람기술원", "나래대학교"},
        ),
        ("이날 체결식에는 조가람 대사가 왔다. 가람시는 나래대학교와 업무협약을 체결했다.",
         {"가람시", "나래대학교"}),
        ("가람병원이 4일 나래대, 한빛약품과 공동연구 및 협력을 위한 양해각서(MOU)를 맺었다.",
         {"가람병원", "나래대", "한빛약품"}),
    ],
)  # fmt: skip
def test_a_party_has_its_full_name_and_no_other_words(text, parties):
    assert {value for role, value in offered(text, "organization") if role == "party"} == parties


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        (STUDENTS, None, ("signed", "XXXX-06-13")),
        (STUDENTS, None, ("announced", "XXXX-06-18")),
        ("가람시는 나래대학교와 업무협약식을 가졌다.\n* (일시‧장소) 2026.3.4.(수) 14:00, 대회의실", None,
         ("signed", "2026-03-04")),
        ("가람시는 지난 4일 나래대학교를 방문해 나래대학교와 업무협약을 체결했다.", "2026-03-06",
         ("signed", "2026-03-04")),
        (" date 2026-03-06 Harwick - Yesterday Harwick City Hall and Alder College signed a memorandum.",
         "2026-03-06", ("signed", "2026-03-05")),
        (SIGNED + "At the signing ceremony yesterday President Ada Kern remarked that training would become better.",
         "2026-03-06", ("signed", "2026-03-05")),
    ],
)  # fmt: skip
def test_the_day_of_a_ceremony_is_that_of_the_signing(text, published, date):
    assert date in offered(text, "date", published=published)
    assert ("signed", "2026-03-06") not in offered(text, "date", published=published)


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        (SIGNED, True),
        (SIGNED + "On 10 January 2026 the college held its opening, to which a delegation came.", False),
        (KOREAN, True),
        (KOREAN + "가람시 대표단은 지난 1월 10일 개교식에 참석했다.", False),
    ],
)
def test_a_bound_of_a_signing_is_sure_only_where_no_other_day_may_be_its_own(text, is_sure):
    assert (("signed", "[..2026-03-06]") in offered(text, "date", sure=True)) == is_sure


@pytest.mark.parametrize(
    ("text", "kind", "people"),
    [
        (KOREAN + "협약식은 시청에서 열렸고 서가람 시장, 정하늘 나래구청장, "
         "백한별 고성군수가 자리를 같이했다.",
         ("attendance", "present"), {"서가람", "정하늘", "백한별"}),
        ("한가카는 나래대학교와 업무협약을 맺었다. 협약식에서는 장가람 한가카 이사장과 "
         "김하늘 나래대학교 총장이 서명했다.",
         ("person", "signed"), {"장가람", "김하늘"}),
        (SIGNED + "Present at the signing as witnesses were Alder College Registrar Ada Kern and Dean Ron Bell.",
         ("person", "witnessed"), {"Ada Kern", "Ron Bell"}),
        (SIGNED + "President Eva Lund came with Asst Prof. Ada Kern, dean of Health, and Dr Ron Bell, head of Nursing.",
         ("attendance", "present"), {"Ada Kern", "Ron Bell"}),
        (SIGNED + "Dr. Tom Ruiz, Secretary, Economic Affairs Division (EAD) and Mr. Ron Bell, Ambassador, signed it.",
         ("person", "signed"), {"Tom Ruiz", "Ron Bell"}),
        (SIGNED + "President Chen Lund and Rector Ron Bell led the signing ceremony.",
         ("person", "signed"), {"Chen Lund", "Ron Bell"}),
        (SIGNED + "The delegation that came was led by the Minister of Science, Prof. Ada Kern.",
         ("attendance", "led"), {"Ada Kern"}),
    ],
)  # fmt: skip
def test_who_was_there_and_who_signed_is_read(text, kind, people):
    assert people <= {value for role, value in offered(text, kind[0]) if role == kind[1]}


def test_what_else_a_page_says_of_money_liability_and_years_is_of_no_agreement():
    page = SIGNED + (
        "Should this memorandum be terminated, no partner shall answer for losses, monetary or other. "
        "They work in various ways. Or £77 per month."
    )

    assert offered(page, "money", "topic") == set()
    further = SIGNED + "The collaboration is extended for a further five years."
    assert offered(further, "term") == {("length", "P5Y")}
    to_come = SIGNED + "The memorandum runs for a year and may be extended for a further five years."
    assert ("renewal_length", "P5Y") in offered(to_come, "term")


def test_lines_cut_at_one_width_and_fields_among_them_are_read_in_english():
    text = (
        "On Monday a delegation of the City of Harwick was welcomed in the\n"
        "town hall of Alder, and the memorandum of understanding between\n"
        "the City of Harwick and the City of Alder was signed there. Under\n"
        "the document the two will work together in a number of domains,\n"
        "among them preservation of the historical and\n"
        "cultural heritage, environmental protection, waste management\n"
        "and also youth and sports.\n"
    )

    topics = {value for _role, value in offered(text, "topic")}
    assert {"cultural heritage", "environmental protection", "waste management"} <= topics


def test_the_one_whose_agreement_it_is_is_a_party_and_a_body_of_a_signatory_no_third():
    own = "The University of Harwick's agreement with the Alder Institute was renewed."
    assert {v for _r, v in offered(own, "organization")} >= {"University of Harwick", "Alder Institute"}
    signed = SIGNED + "It was signed by Ada Kern, Secretary, Economic Affairs Division, and Ron Bell, Rector."
    assert "Economic Affairs Division" not in {value for _role, value in offered(signed, "organization")}
