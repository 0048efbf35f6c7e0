"""Eighteen lists as offices keep them: what a person is asked, what is refused, and whom the agreements are with."""

import inspect

import pytest

from agreements.models import Agreement
from organizations.models import Organization
from spreadsheets.answers import ImportAnswers
from spreadsheets.columns import guess_columns
from spreadsheets.files.reader import read_table
from spreadsheets.imports.apply import apply_import
from spreadsheets.imports.planner import plan_import
from spreadsheets.plan import ImportPlan, OrganizationCandidates
from tests.factories import OrganizationFactory
from tests.spreadsheets.offices import europe, further, world

OFFICES = {
    name: make
    for module in (europe, further, world)
    for name, make in inspect.getmembers(module, inspect.isfunction)
    if make.__module__ == module.__name__ and not name.startswith("_")
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.long] if number % 4 else [])  # one in four each time
        for number, name in enumerate(OFFICES)
    ],
)
def test_a_list_goes_in_without_excel_being_opened_again(name):
    office = OFFICES[name]()
    OrganizationFactory(name="Example University", country="KR", is_own=True)
    table = read_table(office.data, office.file_name)
    mapping = guess_columns(table.headers, table.rows)

    plan, answers, asked = _answer_all(table, mapping, name)

    errors = [row for row in plan.rows if row.state == "error"]
    assert len(errors) <= office.refused, [problem for row in errors for problem in row.problems]
    assert len(plan.rows) == office.agreements
    assert asked <= office.most_answers
    apply_import(table, mapping, answers, name=name, digest=plan.digest, by=None, skip_errors=True)
    alone = [str(agreement) for agreement in Agreement.objects.all() if agreement.involvements.count() < 2]
    assert not alone
    assert Organization.objects.filter(is_own=False).count() == office.partners


def _answer_all(table, mapping, name: str) -> tuple[ImportPlan, ImportAnswers, int]:
    """The plan once every question that must be answered, or whose answer is likely, has it, and the answers."""
    answers = ImportAnswers()
    for _round in range(4):
        plan = plan_import(table, mapping, answers, name=name)
        open_questions = {
            q.key: q.suggested or q.options[0][0]
            for q in plan.questions
            if not q.answer and (q.is_needed or q.suggested)
        }
        candidates = {each.name: _first_option(each) for row in plan.rows for each in row.candidates}
        if not open_questions and not candidates:
            break
        answers.questions |= open_questions
        answers.organizations |= candidates
    return plan, answers, len(answers.questions) + len(answers.organizations)


def _first_option(candidates: OrganizationCandidates) -> int | list[str]:
    """The likeliest: an organization of the desk, or another name of the list."""
    choice = candidates.options[0][0]
    return choice if isinstance(choice, int) else [choice]
