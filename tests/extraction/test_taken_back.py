"""Promises of the rules for texts that take back what was reported, or invite to a signing that is to come."""

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db


def sure(text, published="2026-05-20"):
    return [(s.kind, s.role, s.value) for s in extract(text, published=published) if s.sure]


def offered(text, published="2026-05-20"):
    return {(s.kind, s.value) for s in extract(text, published=published)}


@pytest.mark.parametrize(
    "text",
    [
        "CORRECTION: Our report of 3 April said that the Norland Institute and Arden Foundation signed a partnership "
        "agreement on 2 April 2026 in Tallinn. In fact the two sides only exchanged drafts.",
        "Erratum. Yesterday we wrote that the Bank of Norland and Fintec Ltd signed a memorandum of understanding on "
        "7 May 2026. They did not.",
        "Retraction. An earlier story claimed that Alder University signed an MoU with Birch College in Oslo. The "
        "story was false.",
        "Alder University and Birch College signed a memorandum of understanding on 7 May 2026, this newspaper's "
        "article stated. That is not true.",
        "The Harbour Herald reported that Alder University had concluded an agreement with Birch College on "
        "4 May 2026. No such agreement exists.",
        "According to the Daily Harbour, the ministry has already signed a letter of intent with Arden Power; the "
        "ministry denied the report.",
        "According to the Lusaka Times, Alder University has signed a memorandum of understanding with Birch College.",
        "Alder University signed a memorandum of understanding with Birch College in May, a blog claimed, but the "
        "university denies it.",
        "Our article of Monday said Alder University inked a treaty with Birch College. The university rejected "
        "the claim.",
        "[정정보도] 본지는 4월 3일 가람시와 나래대학교가 업무협약을 체결했다고 보도했으나 이는 사실이 아니므로 "
        "바로잡습니다.",
        "가람시는 2026년 5월 4일 나래대학교와 업무협약을 체결했다. 그러나 이는 사실이 아니다.",
        "가람시와 나래대학교는 2026년 5월 4일 업무협약을 체결했다는 기사가 실렸다. 본지는 이를 바로잡습니다.",
        "한 매체는 가람시가 나래대학교와 업무협약을 체결했다고 보도했다. 가람시는 보도를 부인했다.",
    ],
)
def test_a_report_that_is_taken_back_has_nothing_sure_and_no_signing(text):
    assert sure(text) == []
    assert [s for s in extract(text, published="2026-05-20") if s.role in ("signed", "exchanged")] == []


@pytest.mark.parametrize(
    "text",
    [
        "MEDIA ADVISORY. What: Signing of the memorandum of understanding between the Norland Institute and the Coral "
        "Trust. When: 12 June 2026, 10 a.m. Where: Harbour House, Suva. The memorandum is for three years.",
        "Press invitation: Alder University and Birch College sign a memorandum of understanding in Oslo on "
        "9 June 2026. Rector Anna Marsh signs for Alder.",
        "Save the date! Signing of the agreement between Alder University and Birch College, Oslo, 9 June 2026.",
        "[행사 안내] 가람시-나래대 업무협약 체결식. 일시: 2026년 6월 1일(월) 오후 2시. 장소: 가람시청 대회의실. "
        "협약 기간: 3년.",
        "취재 요청: 가람시와 나래대학교의 업무협약 체결식이 6월 1일 가람시청에서 열립니다. 협약 기간은 3년입니다.",
        "<보도 예고> 가람시-나래대학교 업무협약식. 일시 : 6월 1일 14시, 장소 : 가람시청.",
    ],
)
def test_an_invitation_to_a_signing_has_nothing_sure_and_nobody_signed(text):
    assert sure(text) == []
    assert [s for s in extract(text, published="2026-05-20") if s.role == "signed"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Alder University and Birch College signed a memorandum of understanding in Oslo on 4 May 2026. It is not "
        "legally binding. They did not disclose its costs.",
        "Alder University signed a memorandum of understanding with Birch College in Oslo on 4 May 2026; the ministry "
        "rejected an appeal by a rival.",
        "According to the ministry, Alder University signed a memorandum of understanding with Birch College in Oslo "
        "on 4 May 2026.",
        "가람시는 2026년 5월 4일 나래대학교와 업무협약을 체결했다. 한편 라온대학교와의 협약설에 대해 시는 사실이 "
        "아니라고 밝혔다.",
        "가람시는 2026년 5월 4일 나래대학교와 업무협약을 체결했다. 협약은 법적 구속력이 없다.",
    ],
)
def test_a_signing_stands_where_something_else_is_denied(text):
    assert ("form", "", "mou") in sure(text)
    assert ("date", "signed", "2026-05-04") in sure(text)
