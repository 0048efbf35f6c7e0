"""The way of a spreadsheet as people walk it: with a keyboard, a screen reader, on a narrow screen, in Korean."""

import pytest

from agreements.models import Agreement, AgreementText
from desk.groups import PUBLISHERS_GROUP
from register.publishing import publish
from spreadsheets.models import SpreadsheetImport
from tests import factories
from tests.axe import violations
from tests.desk.conftest import member, share_login
from tests.spreadsheets.admin.journey import (
    ADD,
    BAD,
    GOOD,
    HEADERS,
    IMPORTS,
    apply_sheet,
    check_sheet,
    page_of,
    request_check,
    run_worker,
    run_worker_on,
    sheet,
    upload_file,
)
from tests.spreadsheets.admin.test_reading import upload
from tests.spreadsheets.test_layout import workbook
from tests.working import worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk_at(page_at, desk, live_server):
    """``desk_at(width)``: opens pages of the staff area for an editor, ``open(path)``."""

    def desk_at(width):
        page = page_at(width)
        share_login(desk, page.context, live_server.url)

        def open_page(path):
            page.goto(live_server.url + path)
            return page

        return open_page

    return desk_at


def faults(page) -> list:
    faults_of_page = violations(page)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults_of_page.append(("wider than the screen", width))
    return faults_of_page


def press(page, label):
    """Go to a button or link with the keyboard alone, and press it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        words = page.evaluate(
            "(document.activeElement.textContent || document.activeElement.value || '').trim()"
        )
        value = page.evaluate("(document.activeElement.value || '').trim()")
        if label in (words, value):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{label} cannot be reached with the keyboard")


def test_a_list_is_brought_in_with_the_keyboard_alone(desk_at):
    page = desk_at(1280)(ADD)

    with worker():
        page.set_input_files("input[type=file]", files=[
            {"name": "partners.csv", "mimeType": "text/csv", "buffer": "\n".join([HEADERS, *GOOD]).encode()}
        ])  # fmt: skip
        press(page, "Upload")
        page.wait_for_url("**/columns/")
        press(page, "Check")
        page.wait_for_selector(".import-rows", timeout=30_000)  # the page itself notices that it is checked
        press(page, "Apply 2 rows")
        page.wait_for_selector(".import-result", timeout=30_000)

    assert sorted(AgreementText.objects.values_list("title", flat=True)) == [
        "Memorandum on research",
        "Memorandum on training",
    ]


@pytest.mark.long
def test_a_cell_is_corrected_with_the_keyboard_alone(desk_at, desk):
    spreadsheet = check_sheet(desk, *GOOD, BAD)
    page = desk_at(360)(page_of(spreadsheet))

    with worker():
        page.focus("input[name=cell-4-3]")
        page.keyboard.press("Control+A")
        page.keyboard.type("2020-12-31")
        page.keyboard.press("Enter")
        page.wait_for_url("**/change/", timeout=30_000)
        page.wait_for_selector(".import-rows", timeout=60_000)

    assert page.get_by_role("button", name="Apply 3 rows").count() == 1

    spreadsheet.refresh_from_db()
    assert spreadsheet.answers["cells"] == {"4": {"Signed": "2020-12-31"}}


def check_countries(desk) -> SpreadsheetImport:
    """A checked list with a country that nobody knows, an organization whose country is guessed, and one without."""
    rows = ["A,Museum of Kites,Utopia", "B,Royal Institute of Japan,", "C,Academy of Bells,"]
    spreadsheet = upload_file(desk, sheet(*rows, headers="Title,Partner,Country"))
    columns = {f"column-{number}": name for number, name in enumerate(["title", "party", "party_country"])}
    desk.post(page_of(spreadsheet, "columns"), {"name": "Countries", **columns})
    return run_worker_on(spreadsheet)


@pytest.mark.long
def test_countries_are_chosen_with_the_keyboard_alone(desk_at, desk):
    spreadsheet = check_countries(desk)
    page = desk_at(360)(page_of(spreadsheet, "organizations"))

    with worker():
        tab_to(page, "select", "answer-1")
        page.keyboard.type("Peru")
        tab_to(page, "input", "country-3")
        page.keyboard.press("Control+A")
        page.keyboard.type("Germany")
        press(page, "Check again with these")
        page.wait_for_selector(".import-rows", timeout=60_000)
    spreadsheet.refresh_from_db()
    assert spreadsheet.answers["questions"] == {"value/party_country/Utopia": "PE"}
    assert spreadsheet.answers["countries"] == {"Royal Institute of Japan": "DE"}

    page.goto(page.url.replace("/change/", "/organizations/").partition("?")[0])
    press(page, "Confirm all 3 sure names: to the preview")
    page.wait_for_selector(".import-rows", timeout=60_000)
    assert page.get_by_role("button", name="Apply 3 rows").count() == 1


def tab_to(page, element, name):
    """Go to a field with the keyboard alone."""
    for _ in range(80):
        page.keyboard.press("Tab")
        place = page.evaluate("[document.activeElement.localName, document.activeElement.name]")
        if place == [element, name]:
            return
    raise AssertionError(f"{name} cannot be reached with the keyboard")


def country_question_page(desk):
    return f"{page_of(check_countries(desk))}?show="


def countries_page(desk):
    return page_of(check_countries(desk), "organizations")


def uploaded_page(desk):
    return page_of(SpreadsheetImport.objects.get(pk=request_check(desk, *GOOD).pk))


def left_page(desk):
    spreadsheet = request_check(desk, *GOOD)
    SpreadsheetImport.objects.update(state_at="2020-01-01T00:00Z")
    return page_of(spreadsheet)


def columns_page(desk):
    return page_of(check_sheet(desk, *GOOD), "columns")


def reading_page(desk):
    """The columns of a file with whatever a reader can have to say."""
    rows = [["List of agreements"], ["Title", "Partner", "Fee", ""], ["Germany"], ["A", "Uni Bonn", "1", "x"]]
    rows += [["", "Uni Kiel", "", "y"], ["France"], ["C", "Uni Lyon", "3", "z"], ["Total", "", "3"]]
    sheets = [("A sheet with a long name", rows[:4], "visible"), ("Secret", rows, "hidden")]
    data = workbook(*rows, merged=["A4:A5"], hidden_rows=[7], hidden_columns=["C"], sheets=sheets)
    return page_of(upload(desk, data, "list.xlsx"), "columns")


def encoding_page(desk):
    return page_of(
        upload(desk, "Title,Partner\nA,King’s College\nB,Åbo Akademi\n".encode("cp1252")), "columns"
    )


def preview_page(desk):
    factories.OrganizationFactory(name="Institute of Example")
    apply_sheet(desk, *GOOD)
    return page_of(
        check_sheet(
            desk, GOOD[0].replace("research", "science"), BAD, "7,Memorandum,Institute of Exampels,2020,"
        )
    )


def organizations_page(desk):
    factories.OrganizationFactory(name="Institute of Examples", country="")
    return page_of(check_sheet(desk, *GOOD, "7,Memorandum,Institute of Exampels,2020,"), "organizations")


def row_page(desk):
    return page_of(check_sheet(desk, *GOOD, BAD), "rows/4")


def publication_page(desk):
    spreadsheet = apply_sheet(desk, *GOOD)
    desk.force_login(member("publisher", PUBLISHERS_GROUP))
    desk.post(page_of(spreadsheet, "prepare-publication"))
    run_worker()
    return page_of(spreadsheet)


def withdrawal_page(desk):
    spreadsheet = apply_sheet(desk, *GOOD)
    publish(*Agreement.objects.all(), by=None)
    desk.force_login(member("publisher", PUBLISHERS_GROUP))
    return page_of(spreadsheet, "withdraw")


def result_page(desk):
    return page_of(apply_sheet(desk, *GOOD))


def take_back_page(desk):
    return page_of(apply_sheet(desk, *GOOD), "take-back")


def failed_page(desk):
    spreadsheet = check_sheet(desk, *GOOD)
    SpreadsheetImport.objects.update(state="failed", reasons=["It failed."])
    return page_of(spreadsheet)


def list_page(desk):
    apply_sheet(desk, *GOOD)
    return IMPORTS


PAGES = {
    "upload": lambda _desk: ADD,
    "columns": columns_page,
    "how it was read": reading_page,
    "in which encoding": encoding_page,
    "progress": uploaded_page,
    "nobody at work": left_page,
    "preview": preview_page,
    "failed": failed_page,
    "organizations": organizations_page,
    "question of a country": country_question_page,
    "countries of organizations": countries_page,
    "row": row_page,
    "publication": publication_page,
    "withdrawal": withdrawal_page,
    "result": result_page,
    "take back": take_back_page,
    "list": list_page,
}


WAYS = [("", 1280), ("/ko", 360)]
IN_TURN = [(name, WAYS[number // 2 % 2]) for number, name in enumerate(PAGES)]
ALL = [(name, way) for name in PAGES for way in WAYS]


def check_page(desk_at, desk, name, way) -> None:
    language, width = way
    path = PAGES[name](desk)

    assert faults(desk_at(width)(language + path)) == []


@pytest.mark.parametrize(("name", "way"), IN_TURN[::6])
def test_some_pages_can_be_heard_and_fits(desk_at, desk, name, way):
    check_page(desk_at, desk, name, way)


@pytest.mark.long
@pytest.mark.parametrize(("name", "way"), ALL)
def test_every_page_can_be_heard_and_fits_in_both_languages(desk_at, desk, name, way):
    check_page(desk_at, desk, name, way)
