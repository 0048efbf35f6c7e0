"""Columns without a known header are never dropped into the note in silence: days are asked about."""

from agreements.models import Agreement
from spreadsheets.answers import ImportAnswers
from spreadsheets.imports.apply import apply_import
from spreadsheets.imports.planner import plan_import
from tests.spreadsheets.lists import plan_list, table_of

HEADERS = ["No.", "Title", "Partner", "Signed", "Zorp", "Colour"]
MAPPING = ["", "title", "party", "signed_on", "", ""]
LINES = [
    ["1", "A", "X Academy", "2019-03-05", "2020-01-01", "red"],
    ["2", "B", "Y College", "2019-04-05", "2021-02-03", "blue"],
    ["3", "C", "Z Institute", "2019-05-05", "2022-03-04", "green"],
]


def plan_with(answer: str, mapping=MAPPING, lines=LINES):
    answers = ImportAnswers(questions={"days/Zorp": answer} if answer else {})
    return plan_import(table_of(HEADERS, *lines), mapping, answers, name="list"), answers


def test_days_under_an_unknown_header_are_asked_about_and_the_rows_are_not_refused(db):
    plan, _answers = plan_with("")

    [question] = plan.questions
    assert (question.key, question.rows) == ("days/Zorp", [2, 3, 4])
    assert [value for value, _label in question.options] == ["effective_on", "end_on", "status_on", "note"]
    assert plan.counts["new"] == 3


def test_the_answer_reads_the_column(db):
    plan, answers = plan_with("end_on")
    apply_import(
        table_of(HEADERS, *LINES),
        MAPPING,
        answers,
        name="list",
        digest=plan.digest,
        by=None,
        skip_errors=False,
    )

    assert plan.questions[0].answer == "end_on"
    assert sorted(agreement.terms.get().until for agreement in Agreement.objects.all()) == [
        "2020-01-01",
        "2021-02-03",
        "2022-03-04",
    ]


def test_an_answer_gives_way_to_a_column_that_is_mapped_so(db):
    plan, _answers = plan_with("signed_on")

    assert plan.counts["new"] == 3
    assert plan.questions[0].answer == ""


def test_a_full_column_that_means_nothing_is_said_once_but_lone_cells_and_numbers_of_lines_are_not(db):
    plan, _answers = plan_with("")
    few = plan_with("", lines=[[*LINES[0][:5], ""], [*LINES[1][:5], ""], LINES[2]])[0]

    sentence = "This column means nothing here: it is kept in the internal note."
    assert [(n.column, n.rows) for n in plan.notices if n.reason == sentence] == [("Colour", [2, 3, 4])]
    assert sentence not in [notice.reason for notice in few.notices]
    assert sentence not in [notice.reason for notice in plan_list(HEADERS[:3], LINES[0][:3]).notices]
