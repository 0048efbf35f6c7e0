"""Columns that may be of the agreement or of the partner mean what their header or an answer says, never a guess."""

import pytest

from agreements.models import Agreement
from spreadsheets.columns import guess_columns
from spreadsheets.parsing.word_lists import is_ditto
from tests.spreadsheets.lists import import_list, plan_list

NAMES = ["X Academy", "Y College", "Z Institute", "W University"]
DAYS = ["2019-03-05", "2020-04-05", "2021-05-06", "2022-06-07"]


def meaning(header: str, values: list[str]) -> str:
    rows = [list(pair) for pair in zip(NAMES, values, strict=True)]
    return guess_columns(["Partner", header], rows)[1]


@pytest.mark.parametrize(
    "header",
    ["Terminated", "Embargo until", "Last updated", "Gekündigt am", "Date received", "Nomination deadline", "Zorp"],
)  # fmt: skip
def test_a_first_column_of_days_is_asked_about_unless_it_says_signed(db, header):
    plan = plan_list(["Partner", header], *zip(NAMES, DAYS, strict=True))

    assert [question.key for question in plan.questions] == [f"days/{header}"]
    assert plan.counts["new"] == 4


@pytest.mark.parametrize(
    "header",
    [
        "Place",
        "장소",
        *(pytest.param(one, marks=pytest.mark.long) for one in ("Ort", "Plaats", "Location", "Lieu", "地点")),
    ],
)
def test_a_place_beside_the_partner_is_that_of_signing_only_after_a_yes(db, header):
    lines = [[name, "Aalen"] for name in NAMES]
    plan = import_list(["Partner", header], *lines)

    assert [question.key for question in plan.questions] == [f"meaning/{header}"]
    assert {agreement.milestones.count() for agreement in Agreement.objects.all()} == {0}

    plan = plan_list(["Partner", header], *lines, questions={f"meaning/{header}": "place"}, name="other")
    assert "Aalen" in [change.new for change in plan.rows[0].changes]


@pytest.mark.parametrize("header", ["Place of signing", "Ort der Unterzeichnung", "체결장소"])
def test_a_header_that_says_signing_is_the_place_of_it(header):
    assert meaning(header, ["Aalen", "Ulm", "Bonn", "Trier"]) == "place"


@pytest.mark.parametrize(
    "header",
    [
        "Website",
        "홈페이지",
        "Zorp",
        *(pytest.param(one, marks=pytest.mark.long) for one in ("Home page", "Homepage", "Partner web")),
    ],
)
def test_addresses_are_those_of_documents_only_where_the_header_says_so_or_after_a_yes(db, header):
    lines = [[name, f"https://{name[0].lower()}.example/"] for name in NAMES]
    plan = import_list(["Partner", header], *lines)

    assert f"meaning/{header}" in [question.key for question in plan.questions]
    assert "https" not in str([[(c.label, c.new) for c in row.changes if str(c.label) != "internal note"]
                               for row in plan.rows])  # fmt: skip
    plan = plan_list(["Partner", header], *lines, questions={f"meaning/{header}": "document"}, name="other")
    assert "https://x.example/" in [change.new for change in plan.rows[0].changes]


@pytest.mark.parametrize(
    ("header", "values", "expected"),
    [
        ("Signed", ["Yes", "No", "Yes", "Yes"], ""),
        ("Signed", ["Original", "Copy", "Lost", "Copy"], ""),
        ("Signatories", ["ja", "nein", "ja", "ja"], ""),
        ("Signed", ["Ann Lee", "Bo Ek", "Kim Minsu", "Cho In"], "signatory"),
        ("Agreement", ["MoU", "Research Agreement", "Services", "MoU"], "title"),  # too few come again
        ("Agreement", ["MoU", "Services", "MoU", "Services"], "form"),
        ("Agreement", ["Bilateral"] * 4, "form"),
        ("Agreement", ["MoU with X", "MoU with Y", "MoU with Z", "MoU with W"], "title"),
        ("State", ["DE", "CA", "Georgia", "IN"], ""),
        ("State", ["Russian Federation", "Israel", "Greece", "Japan"], "party_country"),
        ("State", ["active", "expired", "active", "on paper"], "status"),
        ("State/Country", ["Ontario", "Israel", "Greece", "Japan"], "party_country"),
        ("Code", ["D BERLIN13", "D BERLIN13", "F PARIS001", "I ROMA01"], ""),
        ("Prorrogable", ["sí", "no", "no", "sí"], "renewal"),
        ("Rinnovabile", ["si", "no", "no", "si"], "renewal"),
        ("Renewal date", DAYS, ""),
        ("Zorp", ["si", "no", "no", "si"], ""),
        ("Durata anni", ["5", "3", "5", "3"], "term"),
        ("Data obowiązywania do", ["30.09.21", "3 lata", "31.12.2020", "wygasła"], "end_on"),
        ("合約類別", ["姊妹校", "交換學生", "姊妹校", "姊妹校"], "form"),
        ("Nature of MoU", ["General", "Twinning", "General", "Research"], "form"),
        ("تاریخ امضا", ["1393/05/12"] * 4, "signed_on"),
        ("مدت اعتبار", ["5 سال"] * 4, "term"),
        ("Code", ["A1", "A2", "A3", "A4"], "number"),
        ("N°", ["2011-01", "2011-02", "2012-01", "2012-02"], "number"),
        ("N°", ["1", "2", "3", "4"], ""),
        ("No.", ["1.", "2.", "3.", "4."], ""),
        ("Our ref", ["K/1", "K/2", "K/3", "K/4"], "number"),
        ("TRIM ref", ["D14/001", "D14/002", "D14/003", "D14/004"], "number"),
        ("Processo", [f"23080.01234{n}/2014-11" for n in range(4)], "number"),
        ("Ref.", ["a1", "a2", "a3", "a4"], "number"),
    ],
)
def test_values_tell_what_a_header_leaves_open(header, values, expected):
    assert meaning(header, values) == expected


@pytest.mark.parametrize("word", ["MoA", "Memorandum of Agreement"])
def test_a_memorandum_of_agreement_is_no_memorandum_of_understanding(db, word):
    plan = import_list(["Title", "Partner", "Type"], ["A", "X Academy", word])

    assert [question.key for question in plan.questions] == [f"value/form/{word.lower()}"]
    agreement = Agreement.objects.get()
    assert (agreement.form, agreement.form_as_written) == ("", word)


@pytest.mark.parametrize("sign", ['"', "”", "s. o.", "s.o.", "j.w.", "J. w.", "jak wyżej", "ídem", "〃"])
def test_a_ditto_mark_is_the_cell_above(sign):
    assert is_ditto(sign)


@pytest.mark.parametrize("text", ["", "so", "“MoU”", '"Alpha"', "o. s."])
def test_other_texts_with_quotes_are_no_ditto_mark(text):
    assert not is_ditto(text)
