"""A list as a table: the same search, in either language, whole, and safe to open."""

import io
import json
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.formula_injection import escape_formula, unescape_formula
from exports import xlsx_writer
from register.models import Version
from register.publishing import publish
from tests import factories as make
from tests.exports.conftest import FORMS, PLURALS

pytestmark = pytest.mark.django_db

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", " =1", "'=1"]


def workbook(content: bytes):
    return load_workbook(io.BytesIO(content))


def test_countries_are_those_of_organizations_and_those_written_of_whoever_else_takes_part(table):
    agreement = make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=agreement, organization__country="KR")
    make.InvolvementFactory(agreement=agreement, organization__country="")
    make.InvolvementFactory(agreement=agreement, organization=None, person=make.PersonFactory(), country="JP")
    make.InvolvementFactory(
        agreement=agreement, organization=None, name_as_written="three institutes", country="GB"
    )
    make.InvolvementFactory(
        agreement=agreement, organization=None, name_as_written="two institutes", country="KR"
    )
    publish(agreement, by=None)

    [row] = table("/agreements/export.csv")

    assert row["Countries (code)"] == "KR; JP; GB"
    assert row["Countries"] == "South Korea; Japan; United Kingdom"


def test_a_table_says_what_the_record_says(agreement, table):
    with time_machine.travel("2021-01-01T12:00Z"):
        [row] = table("/agreements/export.csv")

    assert row == {
        "Reference": "A1",
        "Address": "http://testserver/agreements/A1",
        "Title": "Accord",
        "Title (Korean)": "협정",
        "Nature": "instrument",
        "Nature (code)": "instrument",
        "Form": "memorandum of understanding",
        "Form (code)": "mou",
        "Form as written": "",
        "Number in its series": "",
        "Bindingness": "",
        "Bindingness (code)": "",
        "State on 2021-01-01": "in effect",
        "State on 2021-01-01 (code)": "in_force",
        "Certainty": "derived",
        "Certainty (code)": "derived",
        "Possible states (code)": "in_force",
        "Last evidence (EDTF)": "2020-05-13",
        "Years since the last evidence": "0",
        "Parties": "Alpha",
        "Parties (reference)": "O1",
        "Others who take part": "Beta (funder)",
        "Countries": "South Korea; United Kingdom",
        "Countries (code)": "KR; GB",
        "Signed (EDTF)": "2020-05-13",
        "Signed: earliest day": "2020-05-13",
        "Signed: latest day": "2020-05-13",
        "In effect from (EDTF)": "2020-05-13",
        "In effect from: earliest day": "2020-05-13",
        "In effect from: latest day": "2020-05-13",
        "In effect again from (EDTF)": "",
        "In effect again from: earliest day": "",
        "In effect again from: latest day": "",
        "Last day (EDTF)": "2023-05-12",
        "Last day: earliest day": "2023-05-12",
        "Last day: latest day": "2023-05-12",
        "End in words": "",
        "Topics": "health",
        "Topics (reference)": "T1",
        "Identifiers": "",
        "Version": "1",
        "Published (UTC)": f"{Version.objects.get(ref='A1').published_at:%Y-%m-%dT%H:%M:%SZ}",
    }


def test_a_table_speaks_the_language_of_its_address(agreement, table):
    [row] = table("/ko/agreements/export.csv?on=2024-01-01")

    assert row["제목"] == "협정"
    assert row["웹 주소"] == "http://testserver/ko/agreements/A1"
    assert "Accord" in row.values()
    assert "양해각서" in row.values()
    assert "만료" in row.values()
    assert "expired" in row.values()


def test_the_state_is_that_of_the_day_that_was_asked(agreement, table):
    [row] = table("/agreements/export.csv?on=2024-01-01")

    assert (row["State on 2024-01-01"], row["State on 2024-01-01 (code)"]) == ("expired", "expired")


def test_the_words_of_a_state_are_those_of_its_reasons(table):
    """One code has several words; a row says its own, whatever rows with the same code stand beside it."""
    lives = {
        "whole": [],
        "suspended in part": [("suspended", {"en": "Article 5"})],
        "resumed": [("suspended", {"en": "Article 5"}), ("resumed", {})],
        "whole too": [],
        "void": [("declared_void", {})],
        "cancelled": [("cancelled", {})],
    }
    for title, acts in lives.items():
        agreement = make.AgreementFactory(titled=True, text__title=title)
        make.MilestoneFactory(agreement=agreement, kind="takes_effect", on="2020-01-01")
        for number, (kind, scope) in enumerate(acts, start=1):
            make.MilestoneFactory(agreement=agreement, kind=kind, on=f"202{number}-01-01", scope=scope)
        publish(agreement, by=None)

    rows = table("/agreements/export.csv?on=2024-01-01")

    assert {row["Title"]: row["State on 2024-01-01"] for row in rows} == {
        "whole": "in effect",
        "suspended in part": "in effect; in part suspended: “Article 5”",
        "resumed": "in effect",
        "whole too": "in effect",
        "void": "void from the start",
        "cancelled": "cancelled",
    }


def test_a_date_that_is_known_in_part_keeps_its_words_and_its_bounds(table):
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement, on="[..2014-09-29]")
    publish(agreement, by=None)

    [row] = table("/agreements/export.csv")

    assert row["Signed (EDTF)"] == "[..2014-09-29]"
    assert (row["Signed: earliest day"], row["Signed: latest day"]) == ("", "2014-09-29")


def test_of_an_agreement_whose_existence_alone_is_public_a_table_says_nothing_of_its_life(table):
    withheld = make.AgreementFactory(titled=True, disclosure="existence", disclosure_basis="Act 7")
    make.TermFactory(agreement=withheld, length="", renewal="indefinite")
    publish(withheld, by=None)

    [row] = table("/agreements/export.csv")

    of_its_life = {
        name: cell for name, cell in row.items() if re.match("Signed|In effect|Last day|End", name)
    }
    assert "End in words" in of_its_life
    assert set(of_its_life.values()) == {""}


def test_the_other_lists_are_tables_too(agreement, table):
    activity = make.ActivityFactory(titled=True, text__title="Session", state="planned")
    make.ActivityAgreementFactory(activity=activity, agreement=agreement)
    person = make.PositionFactory(person__name="Kim", organization__name="Gamma", post="Dean").person
    publish(activity, person, by=None)

    organizations, people, activities, topics = (table(f"/{plural}/export.csv") for plural in PLURALS[1:5])

    assert [row["Title"] for row in organizations] == ["Alpha", "Beta", "Gamma"]
    assert [row["Country"] if "Country" in row else row["Countries (code)"] for row in organizations] == [
        "KR", "GB", "KR",
    ]  # fmt: skip
    assert [(row["Title"], row["Posts"], row["Organizations (reference)"]) for row in people] == [
        ("Kim", "Dean, Gamma", "O3")
    ]
    assert [(row["Title"], row["State"], row["Agreements (reference)"]) for row in activities] == [
        ("Session", "was due in December 2024; not confirmed", "A1")
    ]
    assert [(row["Title"], row["Title (Korean)"]) for row in topics] == [("health", "보건")]


def test_the_places_of_an_activity_are_plain_text(table):
    """On the English site too, where a page marks Korean words with their language."""
    places = [{"city": "Seoul", "country": "KR", "venue": "서울 & 강당", "is_online": False}]
    publish(make.ActivityFactory(titled=True, on="2026-03-03", places=places), by=None)

    [row] = table("/activities/export.csv")

    assert row["Places"] == "서울 & 강당, Seoul, South Korea"


@pytest.mark.parametrize("form", FORMS)
def test_a_list_takes_the_parameters_of_its_page(agreement, fetch, form):
    expected = {"?country=GB": True, "?country=FR": False, "?q=accord": True, "?q=": True}
    with time_machine.travel("2021-01-01T12:00Z"):
        contents = {asked: fetch(f"/agreements/export.{form}{asked}") for asked in expected}

    if form == "xlsx":
        contents = {
            asked: str(list(workbook(content).worksheets[0].values)).encode()
            for asked, content in contents.items()
        }
    assert {asked: b"Accord" in content for asked, content in contents.items()} == expected


@pytest.mark.parametrize("plural", ["agreements", "topics"])
@pytest.mark.parametrize("prefix", ["", "/ko"])
@pytest.mark.parametrize("form", FORMS)
def test_what_a_list_does_not_know_is_refused_by_name(client, plural, prefix, form):
    response = client.get(f"{prefix}/{plural}/export.{form}?orderin=title&page=2")

    problem = response.json()
    assert (response.status_code, problem["code"]) == (400, "invalid_parameters")
    assert [error["parameter"] for error in problem["errors"]] == ["orderin", "page"]
    assert "`ordering`" in problem["errors"][0]["message"]


def test_a_csv_file_is_in_the_order_of_the_list_and_spreadsheets_see_its_encoding(fetch, table):
    for title in ("Beta", "Alpha"):
        publish(make.AgreementFactory(titled=True, text__title=title), by=None)

    assert [row["Title"] for row in table("/agreements/export.csv?ordering=title")] == ["Alpha", "Beta"]
    assert [row["Title"] for row in table("/agreements/export.csv?ordering=-title")] == ["Beta", "Alpha"]
    content = fetch("/agreements/export.csv")
    assert content.startswith(b"\xef\xbb\xbfReference,")
    assert content.count(b"\r\n") == 3


@pytest.fixture
def called_like_formulas(db):
    publish(*(make.AgreementFactory(titled=True, text__title=title) for title in FORMULAS), by=None)


def test_no_cell_of_a_csv_file_is_a_formula(called_like_formulas, table):
    titles = [row["Title"] for row in table("/agreements/export.csv")]

    assert sorted(titles) == sorted(f"'{title}" for title in FORMULAS)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_defused_cell_is_no_formula_and_can_be_read_back(text):
    cell = escape_formula(text)

    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not cell.startswith(("\t", "\r", "\n", "\0"))
    assert unescape_formula(cell) == text


def test_no_cell_of_a_workbook_is_a_formula(called_like_formulas, fetch):
    _head, *rows = workbook(fetch("/agreements/export.xlsx")).worksheets[0].iter_rows()

    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d"}
    assert {row[2].quotePrefix for row in rows} == {True}
    titles = sorted(row[2].value.strip() for row in rows)
    assert titles == sorted(title.strip() for title in FORMULAS)


def test_a_workbook_has_days_as_days_and_numbers_as_numbers(agreement, fetch):
    sheet, about = workbook(fetch("/agreements/export.xlsx?on=2021-01-01")).worksheets
    cells = dict(zip((cell.value for cell in sheet[1]), sheet[2], strict=True))

    assert (cells["Signed: earliest day"].value.isoformat(), cells["Signed: earliest day"].is_date) == (
        "2020-05-13T00:00:00", True,
    )  # fmt: skip
    assert (cells["Version"].value, cells["Version"].data_type) == (1, "n")
    assert cells["Title (Korean)"].value == "협정"
    assert {row[0].value: row[1].value for row in about} == {
        "List": "Agreements – Entente",
        "Search": "on: 2021-01-01",
        "Address": "http://testserver/agreements/?on=2021-01-01",
        "Day": "2021-01-01",
        "Licence": None,
    }


def test_a_workbook_keeps_days_that_spreadsheets_cannot_count_as_text(fetch):
    """Spreadsheets differ about days before 1 March 1900: some take that year for a leap year."""
    as_text = ["1883-11-26", "1899-12-31", "1900-01-01", "1900-02-28"]
    as_days = ["1900-03-01", "1900-03-02", "2020-05-13"]
    for day in [*as_text, *as_days]:
        agreement = make.AgreementFactory(titled=True)
        make.MilestoneFactory(agreement=agreement, on=day)
        publish(agreement, by=None)

    sheet = workbook(fetch("/agreements/export.xlsx")).worksheets[0]

    [column] = [line for line in sheet.columns if line[0].value == "Signed: earliest day"]
    assert {cell.value for cell in column[1:] if cell.data_type == "s"} == set(as_text)
    assert {f"{cell.value:%Y-%m-%d}" for cell in column[1:] if cell.is_date} == set(as_days)


def test_a_workbook_that_is_not_whole_says_so_in_both_languages(fetch, monkeypatch):
    publish(*(make.AgreementFactory(titled=True) for _one in range(3)), by=None)
    monkeypatch.setattr(xlsx_writer, "MAX_ROWS", 2)

    english, korean = (workbook(fetch(f"{prefix}/agreements/export.xlsx")) for prefix in ("", "/ko"))

    assert english.worksheets[0].max_row == 3
    [said] = [row[1].value for row in english.worksheets[1] if row[0].value == "Not all of it"]
    assert said == "This workbook ends after 2 records. The CSV file of the same list has all of them."
    assert korean.worksheets[1].max_row == english.worksheets[1].max_row
    monkeypatch.setattr(xlsx_writer, "MAX_ROWS", 3)
    assert (
        workbook(fetch("/agreements/export.xlsx")).worksheets[1].max_row == english.worksheets[1].max_row - 1
    )


def test_the_same_list_is_the_same_workbook_byte_for_byte(agreement, fetch):
    with time_machine.travel("2024-01-01T12:00:00Z", tick=False):
        first = fetch("/agreements/export.xlsx")
        assert fetch("/agreements/export.xlsx") == first


def test_json_is_every_envelope_of_the_api(agreement, client, fetch):
    publish(*(make.AgreementFactory(titled=True) for _one in range(60)), by=None)
    first = client.get("/api/v1/agreements/?limit=200").json()["results"]

    assert json.loads(fetch("/agreements/export.json"))["results"] == first
    assert json.loads(fetch("/agreements/export.json?country=FR")) == {"results": []}
    assert (
        json.loads(fetch("/topics/export.json"))["results"] == client.get("/api/v1/topics/").json()["results"]
    )


def test_a_table_costs_two_statements_for_one_row_and_for_600(client):
    def statements(form: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            b"".join(client.get(f"/organizations/export.{form}"))
        return sum(one["sql"].startswith(("SELECT", "DECLARE")) for one in captured)

    forms = ("csv", "xlsx", "json")
    publish(make.OrganizationFactory(), by=None)
    for_one = {form: statements(form) for form in forms}
    publish(*make.OrganizationFactory.create_batch(600), by=None)

    assert {form: statements(form) for form in forms} == for_one == dict.fromkeys(forms, 2)


def test_an_answer_that_is_broken_off_leaves_no_transaction_behind(client):
    publish(*make.OrganizationFactory.create_batch(300), by=None)
    before = len(connection.savepoint_ids)

    response = client.get("/organizations/export.csv")
    pieces = iter(response)
    next(pieces), next(pieces)
    assert len(connection.savepoint_ids) > before
    response.close()

    assert len(connection.savepoint_ids) == before
