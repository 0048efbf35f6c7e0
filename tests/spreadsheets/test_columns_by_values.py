"""Cell values settle what a header leaves open: which column names the other side, the form, the day, the address."""

import pytest

from spreadsheets.columns import guess_columns

UNIVERSITIES = [
    "Keele University, Keele",
    "University of Ostrava, Czech Republic",
    "Aalto-yliopisto",
    "Politecnico di Bari",
]
DAYS = ["26.12.13", "31.3.11", "12.05.2011", "21.07.01"]
FORMS = ["MoU", "Agreement", "MoU", "LoI"]
COUNTRIES = ["UK", "Czech Republic", "Finland", "Italia"]
ADDRESSES = [f"https://office.example/mou/{number}.pdf" for number in range(4)]
TITLES = [f"Memorandum of understanding with the University of X{number}" for number in range(4)]
PEOPLE = ["Kim Minsu", "Ann Lee", "Bo Ek", "Cho In"]
TERMS = ["5 years", "3 Years", "5 years", "indefinite"]


def guess(**columns: list[str]) -> dict[str, str]:
    headers = list(columns)
    return dict(zip(headers, guess_columns(headers, list(zip(*columns.values(), strict=True))), strict=True))


@pytest.mark.parametrize(
    ("columns", "meanings"),
    [
        # the counterpart under headers that say something else, or nothing
        ({"name": UNIVERSITIES, "dept": ["CSE", "EEE", "Law", "Arts"]}, {"name": "party", "dept": "our_unit"}),
        ({"Organization Name": UNIVERSITIES}, {"Organization Name": "party"}),
        ({"Institutions/Organization/Country": UNIVERSITIES}, {"Institutions/Organization/Country": "party"}),
        ({"Sr": ["1", "2", "3", "4"], "Partner": UNIVERSITIES}, {"Sr": "", "Partner": "party"}),
        ({"Column1": UNIVERSITIES, "Column2": COUNTRIES}, {"Column1": "party", "Column2": "party_country"}),
        ({"School": UNIVERSITIES}, {"School": "party"}),
        ({"Title": UNIVERSITIES, "Partner": UNIVERSITIES}, {"Title": "title", "Partner": "party"}),
        ({"Title": TITLES, "X": COUNTRIES}, {"Title": "title", "X": "party_country"}),
        # an address is no title, a form no nature, a country no number
        ({"MoU (in pdf)": ADDRESSES, "Nature": FORMS}, {"MoU (in pdf)": "document", "Nature": "form"}),
        ({"Nature": ["programme", "dialogue", "project", "forum"]}, {"Nature": "nature"}),
        ({"Code": COUNTRIES}, {"Code": "party_country"}),
        ({"Code": ["A1", "A2", "A3", "A4"]}, {"Code": "number"}),
        ({"Link": ["in the cabinet", "yes", "no", "lost"]}, {"Link": ""}),
        # days, lengths and people under short headers
        (
            {"Signature": DAYS, "Force": DAYS, "Begin": DAYS},
            {"Signature": "signed_on", "Force": "effective_on", "Begin": ""},
        ),
        ({"Signature": PEOPLE, "When": DAYS}, {"Signature": "signatory", "When": ""}),
        ({"Signed by": DAYS}, {"Signed by": "signed_on"}),
        ({"Expiry": TERMS}, {"Expiry": "term"}),
        ({"Something": TERMS, "Else": ["red", "blue", "5", "green"]}, {"Something": "term", "Else": ""}),
        # headers in other languages
        (
            {"Universidad": UNIVERSITIES, "País": COUNTRIES, "Fecha de firma": DAYS, "Vigencia": TERMS},
            {"Universidad": "party", "País": "party_country", "Fecha de firma": "signed_on", "Vigencia": "term"},
        ),
        ({"相手機関": UNIVERSITIES, "締結日": DAYS}, {"相手機関": "party", "締結日": "signed_on"}),
    ],
)  # fmt: skip
def test_values_settle_what_a_header_leaves_open(columns, meanings):
    assert guess(**columns) == meanings


def test_a_few_odd_cells_change_no_meaning():
    """One day among titles, one address among dates, are faults of these cells."""
    assert guess(Title=[*TITLES, "2019"], Date=[*DAYS, "https://a.example/b"]) == {
        "Title": "title",
        "Date": "signed_on",
    }


@pytest.mark.parametrize("rows", [[], [["", ""]], [["https://a.example/1", "5 years"]] * 2])
def test_too_few_values_say_nothing_against_a_header(rows):
    assert guess_columns(["Title", "Date"], rows) == ["title", "signed_on"]


def test_columns_of_our_own_export_mean_what_they_say_whatever_they_hold():
    rows = [["r-1", "Keele University", "MoU"]] * 4

    assert guess_columns(["record", "title", "nature"], rows) == ["record", "title", "nature"]
