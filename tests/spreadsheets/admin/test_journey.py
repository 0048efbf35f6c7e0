"""A spreadsheet becomes records: uploaded, understood, checked, previewed, applied, taken back."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, AgreementText
from organizations.models import Organization
from spreadsheets.messages import in_active_language
from spreadsheets.models import SavedList
from tests import factories
from tests.desk.conftest import Fields
from tests.spreadsheets.admin.journey import (
    BAD,
    GOOD,
    apply,
    apply_sheet,
    check_sheet,
    page_of,
    request_check,
    run_worker,
    run_worker_on,
    upload_sheet,
)

pytestmark = pytest.mark.django_db


def titles():
    return sorted(AgreementText.objects.values_list("title", flat=True))


def test_a_list_goes_from_the_file_to_drafts_and_back_again(desk, editor, form_at):
    spreadsheet = upload_sheet(desk, *GOOD, BAD)
    assert (spreadsheet.state, spreadsheet.total, spreadsheet.uploaded_by) == ("uploaded", 3, editor)

    form = form_at(desk, page_of(spreadsheet, "columns"))
    assert form["name"] == ["partners"]
    guessed = [form[f"column-{number}"] for number in range(5)]
    assert guessed == [["number"], ["title"], ["party"], ["signed_on"], [""]]
    desk.post(page_of(spreadsheet, "columns"), form)
    spreadsheet = run_worker_on(spreadsheet)
    assert (spreadsheet.state, spreadsheet.reasons) == ("checked", [])
    assert spreadsheet.counts == {
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "error": 1,
        "left_out": 0,
        "warning": 0,
        "all": 3,
    }
    assert Agreement.objects.count() == 0

    apply(desk, spreadsheet, errors="leave-out")
    spreadsheet = run_worker_on(spreadsheet)
    assert (spreadsheet.state, spreadsheet.reasons, spreadsheet.applied_by) == ("applied", [], editor)
    assert titles() == ["Memorandum on research", "Memorandum on training"]
    assert set(Agreement.objects.values_list("editorial_state", flat=True)) == {"draft"}
    page = desk.get(page_of(spreadsheet)).content.decode()
    for agreement in Agreement.objects.all():
        assert f'<a href="/admin/agreements/agreement/{agreement.pk}/change/">{agreement}</a>' in page

    desk.post(page_of(spreadsheet, "take-back"))
    spreadsheet = run_worker_on(spreadsheet)
    assert (spreadsheet.state, spreadsheet.reasons, spreadsheet.taken_back_by) == ("taken_back", [], editor)
    assert titles() == []


def test_the_preview_tells_row_column_value_reason_and_advice(desk):
    spreadsheet = check_sheet(desk, *GOOD, BAD)

    [row] = spreadsheet.rows.filter(state="error")
    [problem] = in_active_language(row.plan)["problems"]
    page = desk.get(f"{page_of(spreadsheet)}?show=error").content.decode()

    assert (row.number, problem["column"], problem["value"]) == (4, "Signed", "32.13.2020")
    for words in ("Row 4", problem["column"], problem["value"], problem["reason"], problem["advice"]):
        assert words in page
    assert "Memorandum on research" not in page


def test_what_changes_is_shown_old_and_new(desk):
    apply_sheet(desk, *GOOD)

    spreadsheet = check_sheet(desk, GOOD[0], GOOD[1].replace("training", "teaching"))
    page = desk.get(f"{page_of(spreadsheet)}?show=changed").content.decode()

    assert (spreadsheet.counts["changed"], spreadsheet.counts["unchanged"]) == (1, 1)
    assert "<del>Memorandum on training</del>" in page
    assert "<ins>Memorandum on teaching</ins>" in page


def test_rows_that_change_nothing_cannot_be_applied(desk):
    apply_sheet(desk, *GOOD)

    spreadsheet = check_sheet(desk, *GOOD)
    page = desk.get(page_of(spreadsheet)).content.decode()

    assert "Nothing would change: all of it is here already." in page
    assert page_of(spreadsheet, "apply") not in page


def test_the_columns_of_a_list_are_known_when_its_headers_come_again(desk, form_at):
    request_check(desk, *GOOD, name="Press office")

    form = form_at(desk, page_of(upload_sheet(desk, GOOD[0]), "columns"))

    assert form["name"] == ["Press office"]
    assert form["column-4"] == [""]
    assert SavedList.objects.get().columns == ["number", "title_en", "party", "signed_on", ""]


def test_other_headers_are_not_taken_for_a_list_that_is_known(desk, form_at):
    request_check(desk, *GOOD, name="partners")

    form = form_at(desk, page_of(upload_sheet(desk, "1,Memorandum", headers="MoU number,Title"), "columns"))

    assert form["name"] == [""], "the name of the file is another list's"


def test_the_same_file_is_recognized(desk):
    first = upload_sheet(desk, *GOOD)

    page = desk.get(page_of(upload_sheet(desk, *GOOD), "columns")).content.decode()

    assert f'Exactly this file was uploaded before: see <a href="{page_of(first)}">partners.csv</a>.' in page


def test_nothing_is_applied_when_the_records_have_changed_since_the_check(desk):
    apply_sheet(desk, *GOOD)
    spreadsheet = check_sheet(desk, GOOD[0].replace("research", "science"), GOOD[1])
    AgreementText.objects.filter(title="Memorandum on research").update(title="Memorandum on studies")

    apply(desk, spreadsheet)
    spreadsheet = run_worker_on(spreadsheet)

    assert titles() == ["Memorandum on studies", "Memorandum on training"]
    assert spreadsheet.state == "checked"
    page = desk.get(page_of(spreadsheet)).content.decode()
    assert "The records have changed since this was checked, so nothing was applied." in page
    assert "<del>Memorandum on studies</del>" in page

    apply(desk, spreadsheet)
    run_worker_on(spreadsheet)
    assert titles() == ["Memorandum on science", "Memorandum on training"]


def test_a_page_that_was_overtaken_by_another_check_applies_nothing(desk):
    spreadsheet = check_sheet(desk, *GOOD)

    page = desk.post(
        page_of(spreadsheet, "apply"), {"digest": "of an older check"}, follow=True
    ).content.decode()
    run_worker()

    assert "It was checked again since this page was opened." in page
    assert titles() == []


def test_apply_sent_twice_is_done_once(desk):
    spreadsheet = check_sheet(desk, *GOOD)

    apply(desk, spreadsheet)
    second = apply(desk, spreadsheet).content.decode()
    spreadsheet = run_worker_on(spreadsheet)
    third = apply(desk, spreadsheet).content.decode()
    run_worker()

    assert "This cannot be done now: the import is being applied." in second
    assert "This cannot be done now: the import is applied." in third
    assert titles() == ["Memorandum on research", "Memorandum on training"]


def test_an_import_that_was_published_is_not_taken_back_and_says_why(desk, publisher):
    spreadsheet = apply_sheet(desk, *GOOD)
    desk.force_login(publisher)
    chosen = [agreement.pk for agreement in Agreement.objects.all()]
    form = {"action": "publish_selected", "index": "0", "_selected_action": chosen}
    assert "Publish selected…" in desk.get(page_of(spreadsheet)).content.decode()
    page = desk.post("/admin/agreements/agreement/", form).content.decode()
    desk.post("/admin/agreements/agreement/", Fields(page).form)
    assert set(Agreement.objects.values_list("editorial_state", flat=True)) == {"published"}

    desk.post(page_of(spreadsheet, "take-back"))
    spreadsheet = run_worker_on(spreadsheet)

    assert (spreadsheet.state, bool(spreadsheet.reasons)) == ("applied", True)
    assert len(titles()) == 2
    page = desk.get(page_of(spreadsheet)).content.decode()
    assert "It was not done" in page
    assert spreadsheet.reasons[0] in page


def test_an_import_that_was_taken_back_can_be_checked_and_applied_again(desk):
    spreadsheet = apply_sheet(desk, *GOOD)
    desk.post(page_of(spreadsheet, "take-back"))
    run_worker()

    desk.post(page_of(spreadsheet, "check"))
    spreadsheet = run_worker_on(spreadsheet)
    assert (spreadsheet.state, spreadsheet.applied, spreadsheet.taken_back_at) == ("checked", None, None)
    apply(desk, spreadsheet)
    run_worker()

    assert len(titles()) == 2


def test_rows_with_errors_are_given_back_with_the_reason(desk):
    spreadsheet = check_sheet(desk, *GOOD, BAD)
    [problem] = in_active_language(spreadsheet.rows.get(state="error").plan)["problems"]

    as_csv = desk.get(page_of(spreadsheet, "bad-rows/csv"))
    as_xlsx = desk.get(page_of(spreadsheet, "bad-rows/xlsx"))

    text = b"".join(as_csv).decode("utf-8-sig")
    assert as_csv["Content-Disposition"].startswith("attachment; filename")
    assert [problem["reason"] in text, "Memorandum on data" in text, "research" in text] == [
        True,
        True,
        False,
    ]
    cells = list(openpyxl.load_workbook(BytesIO(b"".join(as_xlsx))).active.values)
    assert ("32.13.2020" in cells[1], problem["reason"] in cells[1][-1], len(cells)) == (True, True, 2)


def test_a_long_preview_comes_in_pages_at_the_same_cost(desk):
    rows = [f"{n},Memorandum {n},Ministry of Examples,2020,Note {n}" for n in range(1, 62)]
    few, many = check_sheet(desk, rows[0], name="few"), check_sheet(desk, *rows, name="many")

    def rows_and_queries(spreadsheet, query=""):
        with CaptureQueriesContext(connection) as queries:
            page = desk.get(page_of(spreadsheet) + query).content.decode()
        return page.count('class="import-row '), len(queries)

    (of_few, cost), (first, cost_of_first), (second, _cost) = (
        rows_and_queries(few),
        rows_and_queries(many),
        rows_and_queries(many, "?page=2"),
    )
    assert (of_few, first, second) == (1, 50, 11)
    assert cost == cost_of_first
    assert "Page 1 of 2" in desk.get(page_of(many)).content.decode()


def test_past_imports_are_listed_with_who_did_them(desk, editor):
    apply_sheet(desk, *GOOD)

    page = desk.get("/admin/spreadsheets/spreadsheetimport/").content.decode()

    assert [cell in page for cell in ("partners.csv", "Partners", "applied", editor.username)] == [True] * 4
    assert "Memorandum" not in page, "what an import did stands on its own page"


def test_a_problem_is_told_in_the_language_of_who_asked(desk):
    spreadsheet = check_sheet(desk, BAD)
    assert spreadsheet.requested_language == "en"

    desk.post(f"/ko{page_of(spreadsheet, 'check')}")

    assert run_worker_on(spreadsheet).requested_language == "ko"


def test_a_name_that_only_resembles_an_organization_is_asked_about_once(desk):
    known = factories.OrganizationFactory(name="Institute of Examples", country="")
    rows = [f"{n},Memorandum {n},Institute of Exampels,2020," for n in (1, 2)]
    spreadsheet = check_sheet(desk, *rows)
    assert desk.get(page_of(spreadsheet))["Location"] == page_of(spreadsheet, "organizations")
    page = desk.get(page_of(spreadsheet, "organizations")).content.decode()
    assert (spreadsheet.counts["error"], page.count('name="choice-1"')) == (2, 2), "this one, or a new one"
    assert "rows 2, 3" in page

    desk.post(page_of(spreadsheet, "check"), {"name-1": "Institute of Exampels", "choice-1": str(known.pk)})
    spreadsheet = run_worker_on(spreadsheet)
    assert (spreadsheet.counts["new"], spreadsheet.answers["organizations"]) == (
        2,
        {"Institute of Exampels": known.pk},
    )
    page = desk.get(page_of(spreadsheet, "organizations")).content.decode()
    assert "Institute of Exampels → Institute of Examples" in " ".join(page.split())

    desk.post(page_of(spreadsheet, "check"), {"again": "Institute of Exampels"})
    assert run_worker_on(spreadsheet).counts["error"] == 2

    desk.post(page_of(spreadsheet, "check"), {"name-1": "Institute of Exampels", "choice-1": "new"})
    apply(desk, run_worker_on(spreadsheet))
    run_worker_on(spreadsheet)
    assert sorted(Organization.objects.values_list("name", flat=True)) == [
        "Institute of Exampels",
        known.name,
    ]


def test_only_what_was_offered_can_be_chosen(desk):
    factories.OrganizationFactory(name="Institute of Examples", country="")
    other = factories.OrganizationFactory(name="Another")
    spreadsheet = check_sheet(desk, "1,Memorandum,Institute of Exampels,2020,")

    for name, choice in (
        ("Institute of Exampels", str(other.pk)),
        ("Institute of Exampels", "x"),
        ("Nobody", "new"),
    ):
        desk.post(page_of(spreadsheet, "check"), {"name-1": name, "choice-1": choice})
        assert run_worker_on(spreadsheet).answers["organizations"] == {}
