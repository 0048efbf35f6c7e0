"""Cells are corrected, rows left out and questions answered on the preview itself, and it is remembered."""

import pytest

from spreadsheets.models import SavedList
from spreadsheets.plan import ListNotice, ListQuestion
from tests.spreadsheets.admin.journey import (
    BAD,
    GOOD,
    apply,
    check_again,
    check_sheet,
    page_of,
    run_worker_on,
)

pytestmark = pytest.mark.django_db
SOON = [f"{number},Memorandum {number},Ministry of Examples,soon," for number in (4, 5, 6)]


def counts(spreadsheet, *names):
    return [spreadsheet.counts[name] for name in names]


def test_a_cell_is_corrected_in_its_row(desk):
    spreadsheet = check_sheet(desk, *GOOD, BAD)
    page = desk.get(page_of(spreadsheet)).content.decode()
    assert 'name="cell-4-3" value="32.13.2020" aria-label="Row 4, Signed"' in page

    spreadsheet = check_again(desk, spreadsheet, cell_4_3="2020-12-31")

    assert counts(spreadsheet, "new", "error") == [3, 0]
    assert spreadsheet.answers["cells"] == {"4": {"Signed": "2020-12-31"}}
    apply(desk, spreadsheet)
    assert run_worker_on(spreadsheet).state == "applied"


def test_a_text_is_corrected_in_all_rows_that_have_it_and_in_the_next_issue(desk):
    spreadsheet = check_sheet(desk, *SOON, BAD)
    page = desk.get(page_of(spreadsheet)).content.decode()
    assert page.count("in all 3 rows that have this text") == 3

    spreadsheet = check_again(desk, spreadsheet, cell_3_3="2021", alike_3_3="yes")
    assert counts(spreadsheet, "new", "error") == [3, 1]
    assert spreadsheet.answers["texts"] == {"Signed": {"soon": "2021"}}

    again = check_sheet(desk, *SOON)
    assert counts(again, "new", "error") == [3, 0]
    assert check_sheet(desk, *SOON, name="Another list").counts["error"] == 3


def test_a_correction_is_undone(desk):
    spreadsheet = check_again(
        desk, check_sheet(desk, *SOON, BAD), cell_2_3="2021", alike_2_3="yes", cell_5_3="2022"
    )
    page = desk.get(page_of(spreadsheet)).content.decode()
    assert "<del>soon</del>" in page
    assert counts(spreadsheet, "error") == [0]

    spreadsheet = check_again(
        desk, spreadsheet, undo=['["Signed", "soon"]', '["Signed", 5]', "[1", '["", 1, 2]']
    )

    assert counts(spreadsheet, "error") == [4]


def test_a_corrected_cell_can_be_emptied_and_is_itself_again_when_it_says_what_the_file_says(desk):
    spreadsheet = check_again(desk, check_sheet(desk, BAD), cell_2_3="")
    assert (counts(spreadsheet, "new"), spreadsheet.answers["cells"]) == ([1], {"2": {"Signed": ""}})

    spreadsheet = check_again(desk, spreadsheet, cell_2_3=" 32.13.2020\0")

    assert (counts(spreadsheet, "error"), spreadsheet.answers["cells"]) == ([1], {})


@pytest.mark.parametrize("field", ["cell-9-3", "cell-2-99", "cell-x-3", "cell-2-", "cell-99999999999-1"])
def test_cells_that_are_not_there_are_not_corrected(desk, field):
    spreadsheet = check_sheet(desk, BAD)

    desk.post(page_of(spreadsheet, "check"), {field: "2020"})

    assert run_worker_on(spreadsheet).answers["cells"] == {}


def test_a_row_is_left_out_and_taken_in_again(desk):
    spreadsheet = check_again(desk, check_sheet(desk, *GOOD, BAD), leave_out="4")

    assert counts(spreadsheet, "new", "error", "left_out", "all") == [2, 0, 1, 3]
    page = desk.get(f"{page_of(spreadsheet)}?show=left_out").content.decode()
    assert ("Memorandum on data" in page, "Apply 2 rows" in page) == (True, True)

    assert counts(check_again(desk, spreadsheet, take_in="4"), "error", "left_out") == [1, 0]
    assert counts(check_again(desk, spreadsheet, leave_out=["77", "x"]), "error", "left_out") == [1, 0]


def test_every_cell_of_a_row_can_be_corrected(desk):
    spreadsheet = check_sheet(desk, *GOOD)
    page = desk.get(page_of(spreadsheet, "rows/2")).content.decode()
    assert [f'name="cell-2-{place}"' in page for place in range(6)] == [True] * 5 + [False]

    check_again(desk, spreadsheet, cell_2_1="Memorandum on science")

    assert "Memorandum on science" in desk.get(page_of(spreadsheet)).content.decode()
    assert desk.get(page_of(spreadsheet, "rows/99")).status_code == 302


def test_corrections_are_kept_until_the_next_check_and_nothing_is_applied_before(desk):
    spreadsheet = check_sheet(desk, *GOOD, BAD)
    digest = spreadsheet.digest

    response = desk.post(
        page_of(spreadsheet, "check"), {"cell-4-3": "2020", "keep": "yes", "show": "error", "page": "1"}
    )

    assert response["Location"] == f"{page_of(spreadsheet)}?show=error&page=1#rows"
    page = desk.get(response["Location"]).content.decode()
    assert ("not checked yet" in page, page_of(spreadsheet, "apply") in page) == (True, False)
    assert 'value="2020"' in page
    desk.post(page_of(spreadsheet, "apply"), {"digest": digest})
    desk.post(page_of(spreadsheet, "apply"), {"digest": ""})
    assert run_worker_on(spreadsheet).state == "checked"
    assert counts(check_again(desk, spreadsheet), "new", "error") == [3, 0]


def with_findings(spreadsheet):
    """The import, as if its check had left a question open and had something to say."""
    question = ListQuestion(
        "dates/Signed",
        "In which order?",
        [("dmy", "Day first"), ("mdy", "Month first")],
        "dmy",
        rows=[2, 3],
        examples=["1.2.03"],
    )
    notice = ListNotice("Title", "It has no title.", [2], ["x"])
    spreadsheet.findings = {"questions": [vars(question)], "notices": [vars(notice)], "missing": []}
    spreadsheet.save()
    return spreadsheet


def test_a_question_is_answered_once_and_the_list_remembers_it(desk):
    spreadsheet = with_findings(check_sheet(desk, *GOOD))
    page = desk.get(page_of(spreadsheet)).content.decode()
    assert [words in page for words in ("In which order?", "1.2.03", "Day first", "It has no title.")] == [
        True
    ] * 4

    check_again(desk, spreadsheet, question_1="dates/Signed", answer_1="mdy")

    assert run_worker_on(spreadsheet).answers["questions"] == {"dates/Signed": "mdy"}
    assert SavedList.objects.get().answers["questions"] == {"dates/Signed": "mdy"}
    assert check_sheet(desk, *GOOD).answers["questions"] == {"dates/Signed": "mdy"}
    spreadsheet = check_again(desk, with_findings(spreadsheet), question_1="dates/Signed", answer_1="")
    assert (spreadsheet.answers["questions"], SavedList.objects.get().answers["questions"]) == ({}, {})


@pytest.mark.parametrize(("key", "answer"), [("dates/Signed", "ymd"), ("dates/Other", "dmy"), ("", "dmy")])
def test_only_offered_answers_are_taken(desk, key, answer):
    spreadsheet = with_findings(check_sheet(desk, *GOOD))

    assert check_again(desk, spreadsheet, question_1=key, answer_1=answer).answers["questions"] == {}


def test_readers_see_what_is_wrong_and_have_nothing_to_correct_it_with(desk, reader):
    spreadsheet = with_findings(check_sheet(desk, *GOOD, BAD))
    desk.force_login(reader)

    page = desk.get(page_of(spreadsheet)).content.decode()

    assert ("32.13.2020" in page, "In which order?" in page) == (True, True)
    assert ("cell-4-3" in page, "leave-out" in page, 'form="repair" class' in page) == (False, False, False)
    assert desk.get(page_of(spreadsheet, "rows/2")).status_code == 403
