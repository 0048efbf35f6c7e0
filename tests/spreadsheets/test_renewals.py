"""Renewals as lists write them: what can be renewed does not renew itself, and what is denied is not stated."""

import io

import pytest
from openpyxl import Workbook

from agreements.models import Agreement, Term
from spreadsheets.columns import guess_columns
from spreadsheets.files.reader import read_table
from spreadsheets.parsing.terms import parse_term_cell
from tests.spreadsheets.lists import import_list, plan_list

HEADERS = ["Ref No", "Title", "Partner", "Duration"]


@pytest.mark.parametrize(
    "cell",
    [
        "no automatic renewal", "5 years, does not renew automatically", "without automatic renewal",
        "non-automatic renewal", "automatic renewal: no", "5 years (automatic renewal excluded)",
        "automatic renewal is not foreseen", "cannot be automatically renewed", "will not be renewed automatically",
        "5 Jahre, keine automatische Verlängerung", "ohne automatische Verlängerung",
        "automatische Verlängerung: nein", "automatische Verlängerung ausgeschlossen",
        "automatische Verlängerung ist nicht vorgesehen", "sans tacite reconduction", "pas de tacite reconduction",
        "tacite reconduction exclue", "sin renovación automática", "no prórroga automática",
        "renovación automática: no", "sem renovação automática", "senza rinnovo automatico",
        "rinnovo automatico escluso", "senza tacito rinnovo", "geen stilzwijgende verlenging",
        "без автоматической пролонгации", "автоматическая пролонгация не предусмотрена",
        "자동연장 불가", "5년(자동연장 없음)", "자동연장되지 않음", "자동갱신 안 함", "자동 연장하지 않는다",
        "자동연장(X)", "자동연장은 불가", "5年（自動更新なし）", "自動更新しない",
        "自動更新は行わない", "自動更新無し", "自動更新不可",
        "不自动续签", "5年，无自动续约", "自动续期：否", "不自動續約",
    ],
)  # fmt: skip
def test_a_denied_renewal_ends(cell):
    assert parse_term_cell(cell).members["renewal"] == "fixed"


@pytest.mark.parametrize(
    "cell",
    [
        "서명일로부터 3년, 종료 6개월 전 통보 없으면 자동연장", "5 years, renewed automatically if no notice is given",
        "unless not wanted, automatic renewal", "automatische Verlängerung, wenn nicht gekündigt",
        "sofern nicht gekündigt automatische Verlängerung", "automatic renewal, no later than 3 months before",
        "異議がない場合自動更新", "이의 없을 경우 자동연장", "5年、以後1年毎に自動更新",
    ],
)  # fmt: skip
def test_a_condition_denies_nothing(cell):
    assert parse_term_cell(cell).members.get("renewal", "automatic") == "automatic"
    assert parse_term_cell(cell).members.get("renewal") != "fixed"


def test_a_denial_in_other_words_leaves_the_words_alone():
    for cell in ("automatic renewal was never agreed", "5년 자동연장 조건 충족 못함"):
        assert parse_term_cell(cell).members.get("renewal") in (None, "fixed"), cell


def renewal_of(header, cell, **questions):
    plan = import_list([*HEADERS, header], ["7", "A", "X Academy", "5 years", cell], questions=questions)
    agreement = Agreement.objects.get()
    return agreement.terms.get().renewal, agreement.custody.note, [q.key for q in plan.questions]


YES = {
    "Renewable": "Yes", "Renewal": "y", "Verlängerbar": "ja", "Reconduction": "oui", "Rinnovo": "si",
    "Renovación": "sí", "갱신": "가능", "更新": "有",
}  # fmt: skip


def test_a_yes_to_what_can_be_renewed_is_one_question(db):
    for header, cell in YES.items():
        plan = plan_list([*HEADERS, header], ["7", "A", "X Academy", "5 years", cell])
        assert [question.key for question in plan.questions] == [f"renewal/{header}"]


@pytest.mark.parametrize("header", ["Renewable", "更新"])
def test_a_yes_to_what_can_be_renewed_renews_nothing(db, header):
    key, cell = f"renewal/{header}", YES[header]
    assert renewal_of(header, cell) == ("not_stated", f"Ref No: 7\n{header}: {cell}", [key])
    assert renewal_of(header, cell, **{key: "automatic"})[0] == "automatic"
    assert renewal_of(header, cell, **{key: "agreement"})[0] == "not_stated"


@pytest.mark.parametrize(
    ("header", "yes", "no"),
    [
        ("Auto Renewal", "Yes", "No"), ("자동연장", "예", "불가"), ("自動更新", "有", "否"),
        *(pytest.param(*row, marks=pytest.mark.long) for row in (
            ("Automatische Verlängerung", "ja", "nein"), ("Tacite reconduction", "oui", "non"),
            ("自动续期", "是", "否"),
        )),
    ],
)  # fmt: skip
def test_a_header_of_automatic_renewals_says_what_a_yes_means(db, header, yes, no):
    assert renewal_of(header, yes) == ("automatic", "Ref No: 7", [])
    assert renewal_of(header, no) == ("fixed", "Ref No: 7", [])


def test_a_yes_takes_no_end_from_the_words_of_the_term(db):
    row = ["7", "A", "X Academy", "5 Jahre, keine automatische Verlängerung", "ja"]
    import_list([*HEADERS, "Verlängerbar"], row, questions={"renewal/Verlängerbar": "agreement"})

    assert Agreement.objects.get().terms.get().renewal == "fixed"


@pytest.mark.parametrize("cell", ["4年+4年", "5년+5년", "5 years + 5 years"])
def test_an_added_length_is_kept_in_its_words_and_not_guessed(db, cell):
    plan = import_list(HEADERS, ["7", "A", "X Academy", cell])

    term = Agreement.objects.get().terms.get()
    assert (term.length, term.wording) == ("", cell)
    assert [w.reason for w in plan.rows[0].warnings] == [
        "This is no term we understand: it is kept in these words."
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Kündigungsfrist",
        "Notice",
        "통보기한",
        "통보기간",
        "Préavis",
        "Preaviso",
        "Opzegtermijn",
        "解約予告期間",
    ],
)
def test_a_column_of_notices_is_no_term(header):
    rows = [
        ["Aveiro University", "3 Monate"],
        ["Braga University", "6 Monate"],
        ["Guarda University", "6 months"],
    ]

    assert guess_columns(["Partner", header], rows) == ["party", "termination_notice"]


@pytest.mark.parametrize(
    ("cell", "members"),
    [
        ("6 Monate Kündigungsfrist", {}), ("Kündigungsfrist: 6 Monate", {}), ("préavis de 6 mois", {}),
        ("해지통보 6개월 전", {}), ("解約予告6か月", {}), ("5 Jahre, Kündigungsfrist 3 Monate", {"length": "P5Y"}),
        ("unbefristet, Kündigungsfrist 6 Monate", {"renewal": "indefinite"}),
    ],
)  # fmt: skip
def test_a_notice_within_a_term_is_no_length(cell, members):
    found = parse_term_cell(cell).members

    assert {name: value for name, value in found.items() if name != "wording"} == members
    assert found["wording"] == cell


def test_the_term_of_a_university_is_no_last_day(db):
    headers = ["Ref No", "Title", "Partner", "Term"]
    plan = import_list(
        headers, ["7", "A", "X Academy", "Fall 2014"], ["8", "B", "X Academy", "until fall 2019"]
    )

    assert [(term.until, term.wording) for term in Term.objects.order_by("pk")] == [
        ("", "Fall 2014"), ("2019-23", "until fall 2019"),
    ]  # fmt: skip
    assert "no term we understand" in plan.rows[0].warnings[0].reason


def test_the_words_of_a_number_format_stand_beside_the_number():
    book = Workbook()
    book.active.append(["No", "Partner", "Duration"])
    for number, pattern in enumerate(['0"年"', '0"か月"', "0\\年", 'General" months"', "0", '"M-"000'], 3):
        book.active.append([number, "X Academy", number])
        book.active.cell(number - 1, 3).number_format = pattern
    file = io.BytesIO()
    book.save(file)

    table = read_table(file.getvalue(), "list.xlsx")
    assert [row[2] for row in table.rows] == ["3年", "4か月", "5年", "6 months", "7", "M-008"]


def test_a_term_that_leaves_the_recorded_last_day_is_warned_of(db):
    headers = [*HEADERS, "Signed", "Expiry Date"]
    import_list(headers, ["7", "A", "X Academy", "5 years", "2015-03-18", "2020-03-18"])

    for end in ("", "2020-03-18"):
        [row] = plan_list(headers, ["7", "A", "X Academy", "3 years", "2015-03-18", end]).rows
        assert ["differs from the end" in w.reason for w in row.warnings if w.column == "Duration"][:1] == [
            True
        ]
