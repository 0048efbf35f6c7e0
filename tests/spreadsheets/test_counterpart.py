"""A list in which no column names the other side does not pass in silence."""

from agreements.models import Agreement
from spreadsheets.answers import ImportAnswers
from spreadsheets.imports.planner import plan_import
from tests.factories import OrganizationFactory
from tests.spreadsheets.lists import import_list, plan_list, table_of

HEADERS = ["Ref No", "Title", "Whom", "Date"]
LINES = [["1", "A", "X Academy", "2019"], ["2", "B", "", "2020"]]
MAPPING = ["number", "title", "", "signed_on"]


def plan_with(answer: str, *lines):
    questions = {"parties": answer} if answer else {}
    return plan_import(table_of(HEADERS, *lines), MAPPING, ImportAnswers(questions=questions), name="list")


def test_which_column_names_the_other_side_is_asked_once(db):
    OrganizationFactory(name="Our University", is_own=True)

    plan = plan_with("", *LINES)

    [question] = plan.questions
    assert (question.key, question.rows) == ("parties", [2, 3])
    assert [notice.column for notice in plan.notices] == ["Whom"]  # not "": the question says it
    assert [value for value, _label in question.options] == ["column/Title", "column/Whom", "none"]
    assert [[(p.reason, p.question) for p in row.problems] for row in plan.rows] == [
        [("Nobody but ourselves is a party.", "parties")]
    ] * 2


def test_the_column_of_the_answer_is_read_as_the_other_side_and_the_answer_stays_in_sight(db):
    plan = plan_with("column/Whom", *LINES)

    assert plan.counts == {"new": 2, "changed": 0, "unchanged": 0, "error": 0}
    assert [next((c.new for c in row.changes if c.label == "party"), "") for row in plan.rows] == [
        "X Academy",
        "",
    ]
    assert [[w.reason for w in row.warnings] for row in plan.rows] == [[], ["No other side is named."]]
    assert [(q.answer, q.rows) for q in plan.questions] == [("column/Whom", [2, 3])]


def test_a_list_may_really_name_no_other_side(db):
    plan = plan_with("none", *LINES)

    assert (plan.counts["new"], [q.answer for q in plan.questions]) == (2, ["none"])


def test_a_row_without_the_other_side_in_a_list_that_has_it_is_warned_of(db):
    plan = plan_list(["Title", "Partner"], ["A", "X Academy"], ["B", ""])

    assert plan.questions == []
    assert [[w.reason for w in row.warnings] for row in plan.rows] == [[], ["No other side is named."]]


def test_a_recorded_agreement_needs_no_party_in_the_list(db):
    import_list(["Ref No", "Title", "Partner"], ["7", "A", "X Academy"])

    [row] = import_list(["Ref No", "Title"], ["7", "B"]).rows

    assert (row.problems, row.warnings, str(Agreement.objects.get())) == ([], [], "B")


def test_agreements_of_one_party_that_is_not_ours_are_noticed_once(db):
    plan = plan_list(["Title", "Partner"], ["A", "X Academy"], ["B", "Y Academy"])

    assert [(notice.column, notice.reason, notice.rows) for notice in plan.notices] == [
        (
            "Partner",
            "These agreements have fewer than two parties: is a column of the list the other side?",
            [2, 3],
        )
    ]
