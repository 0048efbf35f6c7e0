"""A responsible unit that is not here is made only where somebody says so; until then the note keeps it."""

import pytest

from agreements.models import Agreement
from organizations.models import Organization
from tests.factories import OrganizationFactory
from tests.spreadsheets.lists import import_list, plan_list

HEADERS = ["Title", "Partner", "Responsible unit"]
MAPPING = ["title", "party", "unit"]
LINES = (
    ["A", "X Academy", "Law School"],
    ["B", "X Academy", "No such unit"],
    ["C", "X Academy", "no such unit"],
)
KEY = "value/unit/no such unit"


@pytest.fixture(autouse=True)
def ours(db):
    own = OrganizationFactory(name="Our University", is_own=True)
    OrganizationFactory(name="Law School", is_own=True, parent=own)


def recorded() -> dict[str, tuple[str, str]]:
    """By title the unit and the note."""
    return {
        str(agreement): (getattr(agreement.custody.unit, "name", ""), agreement.custody.note)
        for agreement in Agreement.objects.select_related("custody__unit")
    }


@pytest.mark.parametrize("answers", [{}, {KEY: "keep"}])
def test_a_unit_that_is_not_here_is_kept_in_the_note(answers):
    plan = import_list(HEADERS, *LINES, mapping=MAPPING, questions=answers)

    (question,) = plan.questions
    assert (question.key, question.is_needed, question.rows) == (KEY, False, [3, 4])
    assert question.answer == answers.get(KEY, "")
    assert Organization.objects.filter(is_own=True).count() == 2
    assert recorded() == {
        "A": ("Law School", ""),
        "B": ("", "Responsible unit: No such unit"),
        "C": ("", "Responsible unit: no such unit"),
    }


def test_a_new_unit_is_made_once_when_somebody_says_that_it_is_one():
    import_list(HEADERS, *LINES, mapping=MAPPING, questions={KEY: "new"})

    assert [recorded()[title][0] for title in "BC"] == ["No such unit", "No such unit"]
    assert Organization.objects.get(name="No such unit").parent.name == "Our University"
    again = plan_list(HEADERS, *LINES, ["D", "X Academy", "No such unit"], mapping=MAPPING)
    assert (again.questions, again.counts["new"]) == ([], 1)


@pytest.mark.parametrize("text", ["unbekannt", "n/a", "미정", "?"])
def test_words_for_nothing_known_are_no_unit(text):
    plan = plan_list(HEADERS, ["A", "X Academy", text], mapping=MAPPING)

    assert (plan.questions, plan.counts["new"]) == ([], 1)
    made = [change.new for change in plan.rows[0].changes if change.label == "New organization"]
    assert [words.partition(",")[0] for words in made] == ["X Academy"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("https://ror.org/012345678", "is not a valid ROR identifier"),
        ("https://ror.org/04h9pn542", "No organization here has the identifier"),
    ],
)
def test_an_identifier_of_nobody_here_is_a_problem_of_its_row(text, reason):
    [row] = plan_list(HEADERS, ["A", "X Academy", text], mapping=MAPPING).rows

    [problem] = row.problems
    assert (problem.column, reason in problem.reason) == ("Responsible unit", True)
