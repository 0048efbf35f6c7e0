"""Cells of real lists: dates, coded values, terms, places and people."""

import pytest

from spreadsheets.drafts.terms import RENEWAL_PARSER
from spreadsheets.parsing.cells import (
    BINDINGNESS_PARSER,
    FORM_PARSER,
    NATURE_PARSER,
    CellError,
    ChoiceParser,
    join_values,
    parse_date_cell,
    parse_texts_by_language,
    split_values,
)
from spreadsheets.parsing.endings import parse_status_cell
from spreadsheets.parsing.places import parse_places_cell
from spreadsheets.parsing.signatories import parse_signatories
from spreadsheets.parsing.terms import parse_duration_cell, parse_term_cell

A, F, E = "automatic", "fixed", "indefinite"


@pytest.mark.parametrize(
    ("cell", "length", "renewal", "others"),
    [
        ("5 Years", "P5Y", None, {}),
        ("five (5) years", "P5Y", None, {}),
        ("5년", "P5Y", None, {}),
        ("P5Y", "P5Y", None, {}),
        ("1.5 years", "P1Y6M", None, {}),
        ("2 years 6 months", "P2Y6M", None, {}),
        ("Initially for 3 Years", "P3Y", None, {}),
        ("Auto-renewable after 5 years", "P5Y", A, {}),
        ("Auto-renewable every year", "P1Y", A, {}),
        ("3 years and automatically renewed for 2 years", "P3Y", A, {"renewal_length": "P2Y"}),
        ("5년 (1년 단위 자동연장)", "P5Y", A, {"renewal_length": "P1Y"}),
        ("서명일로부터 5년, 자동연장", "P5Y", A, {"starts_with": "signature"}),
        (
            "5 years from the date of signing, renewable by mutual consent",
            "P5Y",
            None,
            {"starts_with": "signature"},
        ),
        ("3 years, non-renewable", "P3Y", F, {}),
        ("자동연장", None, A, {}),
        ("Till consent", None, E, {}),
        ("Till mutually agreed", None, E, {}),
        ("5 years (renewable once)", "P5Y", None, {}),
        ("3 Years (with automatic prolongation…)", "P3Y", A, {}),
        (
            "3 Years (automatic prolongation unless terminated by either party with 6 months notice)",
            "P3Y",
            A,
            {},
        ),
        ("5 years, extendable for another 5 years", "P5Y", None, {"renewal_length": "P5Y"}),
        ("1 year (auto-renewed up to 5 years)", "P1Y", A, {"maximum_length": "P5Y"}),
        ("5 years with a 6-month termination notice", "P5Y", None, {}),
        ("automatically renewed unless terminated", None, A, {}),
        ("5 Years (Five Years)", "P5Y", None, {}),
        ("5 years (not renewable)", "P5Y", F, {}),
        ("5 ans renouvelables par tacite reconduction", "P5Y", A, {}),
        ("3 Jahre, verlängerbar", "P3Y", None, {}),
        ("5 años", "P5Y", None, {}),
        ("5 anos", "P5Y", None, {}),
        ("36 mois", "P36M", None, {}),
        ("3 года с автоматической пролонгацией", "P3Y", A, {}),
        ("5年間（自動更新）", "P5Y", A, {}),
        ("3年，自动续期", "P3Y", A, {}),
        ("5 năm", "P5Y", None, {}),
        ("5 yıl", "P5Y", None, {}),
        ("unbefristet", None, E, {}),
        ("бессрочно", None, E, {}),
        ("indefinite", None, E, {}),
        ("무기한", None, E, {}),
        ("until 31 Dec 2027", None, None, {"until": "2027-12-31"}),
        ("2027년 12월까지", None, None, {"until": "2027-12"}),
    ],
)
def test_a_term_in_prose_is_read_and_its_words_are_kept(cell, length, renewal, others):
    reading = parse_term_cell(cell)

    term = dict(reading.members)
    wording = term.pop("wording", "")
    expected = {"length": length, "renewal": renewal, **others}
    assert term == {name: value for name, value in expected.items() if value}
    assert wording in (cell, "")
    assert wording or set(term) == {"length"}
    assert not reading.is_partial


def test_a_term_of_which_nothing_is_stated_is_none():
    assert parse_term_cell("Not Specified").members == parse_term_cell("미정").members == {}


@pytest.mark.parametrize(
    "cell",
    [
        "as long as it lasts", "5 or 10 years", "five or ten years", "0 years", "1 year and 3 years", "3년+2년",
        "4-5 years", "up to 5 years", "at least 3 years", "5년 이내", "최대 5년",
        "5 years or until project completion", "5 years, then indefinite",
        "until completion of project", "사업 종료 시까지",
        "4 semesters", "see clause 7", "5 years - renewed in 2021", "2019",
    ],
)  # fmt: skip
def test_a_term_that_is_not_understood_is_kept_in_its_words_and_not_guessed(cell):
    reading = parse_term_cell(cell)

    assert (reading.members, reading.is_partial) == ({"wording": cell}, True)


@pytest.mark.parametrize(
    ("cell", "members"),
    [
        ("5 years (expired)", {"length": "P5Y"}), ("5 years and then a review", {"length": "P5Y"}),
        ("5년 (만료 6개월 전까지 별도 통보 없으면 자동 연장)", {"length": "P5Y", "renewal": "automatic"}),
    ],
)  # fmt: skip
def test_of_a_term_with_other_words_the_length_is_read_and_the_words_are_kept(cell, members):
    reading = parse_term_cell(cell)

    assert (reading.members, reading.is_partial) == (members | {"wording": cell}, True)


@pytest.mark.parametrize(
    ("cell", "length"),
    [
        ("6 months", "P6M"), ("90 days' prior written notice", "P90D"), ("6개월 전", "P6M"), ("six months", "P6M"),
        ("3 months before expiry", "P3M"), ("만료 3개월 전", "P3M"), ("6 months' notice in writing", "P6M"),
        ("3 mois", "P3M"),
        ("10년", "P10Y"), ("영구", ""), ("p3m", "P3M"), ("3 months written notice by either party", "P3M"),
    ],
)  # fmt: skip
def test_lengths_of_time_are_read(cell, length):
    assert parse_duration_cell(cell) == length


@pytest.mark.parametrize(
    ("choice", "cell", "expected"),
    [
        (FORM_PARSER, "mou", ("mou", True)), (FORM_PARSER, "Memorandum of Understanding", ("mou", True)),
        (FORM_PARSER, "MoU", ("mou", True)),
        (FORM_PARSER, "업무협약", ("mou", False)), (FORM_PARSER, "학술교류 협정", ("academic_exchange", False)),
        (FORM_PARSER, "M.O.U.", ("mou", False)), (NATURE_PARSER, "project", ("programme", False)),
        (BINDINGNESS_PARSER, "non-binding", ("non_binding", False)),
        (RENEWAL_PARSER, "자동 연장", ("automatic", False)),
    ],
)  # fmt: skip
def test_choices_are_read_by_code_label_and_synonym(choice: ChoiceParser, cell, expected):
    assert choice.parse(cell) == expected


def test_a_date_with_two_meanings_is_asked_back():
    with pytest.raises(CellError) as refused:
        parse_date_cell("03/04/2020")

    assert refused.value.reason == "“03/04/2020” can be 3 April 2020 or 4 March 2020."
    assert refused.value.advice == "Write 2020-04-03 or 2020-03-04."


def test_places_people_and_statuses_are_taken_apart():
    places = parse_places_cell("Seoul, Korea; Paris (France); 영국; online")
    assert [(place["city"], place["country"], place["is_online"]) for place in places] == [
        ("Seoul", "KR", False), ("Paris", "FR", False), ("", "GB", False), ("", "", True),
    ]  # fmt: skip
    assert (
        parse_signatories("Kim Minsu, President")
        == parse_signatories("Kim Minsu (President)")
        == [("Kim Minsu", "President")]
    )
    assert parse_status_cell("Terminated on 2020-05-01") == ("terminated", "2020-05-01")
    assert parse_status_cell("만료") == ("expired", "")
    assert parse_status_cell("Active") == ("", "")


def test_titles_say_their_language_by_their_script_or_by_its_code():
    assert parse_texts_by_language("공동 연구 협약") == [("ko", "공동 연구 협약")]
    assert parse_texts_by_language("fr: Accord\nde: Abkommen: zwei") == [
        ("fr", "Accord"),
        ("de", "Abkommen: zwei"),
    ]
    assert parse_texts_by_language("MoU: a title") == [("en", "MoU: a title")]


@pytest.mark.parametrize("values", [["A; B"], ["A", "B; C"], ["A"], ["A", "", "C"]])
def test_several_values_in_one_cell_come_apart_as_they_went_in(values):
    assert split_values(join_values(values)) == [value or "-" for value in values]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("K. Wakefield, A. Langlands", [("K. Wakefield", ""), ("A. Langlands", "")]),
        ("Smith, John", [("Smith, John", "")]),
        ("Jones, K. & Lee, M.", [("Jones, K.", ""), ("Lee, M.", "")]),
        ("Smith, J., Jones, K.", [("Smith, J.", ""), ("Jones, K.", "")]),
        ("Rik Torfs / Tuula Teeri", [("Rik Torfs", ""), ("Tuula Teeri", "")]),
        ("Ann Lee, Bursar", [("Ann Lee", "Bursar")]),
        ("Ann Lee, Dean of Arts / Science", [("Ann Lee", "Dean of Arts / Science")]),
        ("Minister of Education and Research", [("Minister of Education and Research", "")]),
        ("김민수, 총장", [("김민수", "총장")]),
    ],
)
def test_a_second_name_is_no_post(text, expected):
    assert parse_signatories(text) == expected
