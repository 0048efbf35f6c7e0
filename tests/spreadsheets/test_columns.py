"""Headers as real lists have them are guessed; what is not known is kept."""

import pytest
from django.utils.translation import override

from spreadsheets.columns import SHEET_COLUMNS, guess_columns

LISTS = [
    {
        "S.No.": "", "Name of Partner Institution": "party", "Country": "party_country", "Type of Agreement": "form",
        "Date of Signing": "signed_on", "Valid till": "end_on", "Duration (years)": "term",
        "Areas of Cooperation": "topics", "Faculty Coordinator": "officer", "Status": "status", "Remarks": "note",
    },
    {
        "MoU No": "number", "Title of the MoU": "title", "Partner 1": "party", "Partner 2": "party",
        "Effective Date": "effective_on", "Expiry Date": "end_on", "Auto Renewal": "renewal",
        "Notice Period": "termination_notice", "Signed by": "signatory", "Designation": "signatory_post",
        "Place of signing": "place", "Department": "our_unit", "URL": "document", "Favourite colour": "",
    },
    {
        "연번": "", "관리번호": "number", "협약명(국문)": "title_ko", "협약명(영문)": "title_en", "상대기관": "party",
        "국가": "party_country", "협약유형": "form", "체결일자": "signed_on", "만료일": "end_on", "협약기간": "term",
        "자동연장 여부": "renewal", "담당부서": "unit", "담당자": "officer",
        "문서번호": "file_number", "보존기간": "retention",
        "협력분야": "topics", "체결장소": "place", "서명자": "signatory", "직위": "signatory_post",
        "진행상태": "status", "비고": "note",
    },
    {
        "번호": "", "대학명": "party", "소재국": "party_country", "구분": "form",
        "체결일": "signed_on", "발효일": "effective_on",
        "유효기간": "term", "해지통보": "termination_notice", "주요내용": "summary", "출처": "source", "전화번호": "",
    },
]  # fmt: skip


@pytest.mark.parametrize("headers", LISTS)
def test_headers_of_real_lists_are_guessed(headers):
    assert dict(zip(headers, guess_columns(list(headers)), strict=True)) == headers


@pytest.mark.parametrize("language", ["en", "ko"])
def test_our_own_headers_are_always_known(language):
    with override(language):
        headers = [str(column.label) for column in SHEET_COLUMNS]

    assert guess_columns(headers) == [column.name for column in SHEET_COLUMNS]


def test_a_meaning_that_one_column_can_have_is_guessed_once():
    assert guess_columns(["Title", "Name of agreement", "Partner", "Partner name"]) == [
        "title",
        "",
        "party",
        "party",
    ]


def test_a_header_of_several_rows_is_guessed_by_its_parts():
    meanings = {
        "Partner – Name": "party",
        "Partner – Country": "party_country",
        "Period – From": "effective_on",
        "Period – To": "end_on",
        "Our side – Name": "our_side",
        "Signatory – Position": "signatory_post",
        "Signed – Date": "signed_on",
    }

    assert guess_columns(list(meanings)) == list(meanings.values())
