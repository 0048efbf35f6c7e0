"""A country that is written and not understood links a row to no organization, and any country can be the answer."""

import pytest

from agreements.models import Agreement
from organizations.models import Organization
from tests.factories import OrganizationFactory, OrganizationIdentifierFactory
from tests.spreadsheets.lists import apply_list, plan_list

pytestmark = pytest.mark.django_db
HEADERS = ["MoU No", "Title", "Partner Institution", "Country"]
MUSEUM = "Zorba Museum of Modern Art"
KEY, NONE = "value/party_country/Qwertia", "none"


def plan(*rows, **answers):
    return plan_list(HEADERS, *rows, **answers)


def apply(*rows, **answers):
    return apply_list(HEADERS, *rows, **answers)


def parties():
    return [
        str(agreement.involvements.get().organization)
        for agreement in Agreement.objects.order_by("external_id")
    ]


@pytest.mark.parametrize("answer", ["", NONE])
@pytest.mark.parametrize("is_first", [True, False])
def test_it_links_to_none_of_the_name_in_another_country_of_the_list(answer, is_first):
    rows = [("1", "A", MUSEUM, "Qwertia"), ("2", "B", MUSEUM, "Japan")]
    planned = plan(*(rows if is_first else rows[::-1]), questions={KEY: answer} if answer else {})

    unknown = next(row for row in planned.rows if row.label == "A")
    assert unknown.state == "error"
    assert not any("JP" in change.new for change in unknown.changes)
    assert bool(unknown.candidates) is (answer == NONE)


@pytest.mark.parametrize("country", ["JP", ""])
def test_it_links_to_none_of_the_name_on_the_desk(country):
    museum = OrganizationFactory(name=MUSEUM, country=country)

    [row] = plan(("1", "A", MUSEUM, "Qwertia")).rows
    assert [problem.question for problem in row.problems] == [KEY]
    [row] = plan(("1", "A", MUSEUM, "Qwertia"), questions={KEY: NONE}).rows
    assert [[option[0] for option in asked.options] for asked in row.candidates] == [[museum.pk]]

    apply(("1", "A", MUSEUM, "Qwertia"), questions={KEY: NONE}, choices={MUSEUM: museum.pk})
    assert parties() == [str(museum)]


def test_two_countries_that_are_not_understood_are_two_and_are_found_again():
    rows = [("1", "A", MUSEUM, "Qwertia"), ("2", "B", MUSEUM, "Asdfgia"), ("3", "C", MUSEUM, "Qwertia")]
    answers = {"questions": {KEY: NONE, "value/party_country/Asdfgia": NONE}}
    apply(*rows, **answers)

    assert parties() == [MUSEUM] * 3
    assert [organization.country for organization in Organization.objects.all()] == ["", ""]
    assert [row.state for row in plan(*rows, **answers).rows] == ["unchanged"] * 3


def test_any_country_is_an_answer_and_none_is_preselected_by_its_letters():
    planned = plan(("1", "A", MUSEUM, "Germnay"), ("2", "B", MUSEUM, "Bangladeshh"))
    for question, near in zip(planned.questions, ["DE", "BD"], strict=True):
        assert question.suggested == ""
        assert question.options[0][0] == near
        values = [value for value, _label in question.options]
        assert {"US", "KP", "KR", NONE} <= set(values)
        assert len(values) == len(set(values)) > 200

    apply(("1", "A", MUSEUM, "Qwertia"), questions={KEY: "US"})
    assert parties() == [f"{MUSEUM} (US)"]


def test_the_answer_counts_like_a_country_that_is_written():
    rows = [("1", "A", MUSEUM, "Qwertia"), ("2", "B", MUSEUM, "US"), ("3", "C", MUSEUM, "")]
    apply(*rows, questions={KEY: "US"})

    assert parties() == [f"{MUSEUM} (US)"] * 3
    assert Organization.objects.count() == 1


def test_a_country_other_than_that_of_the_organization_that_was_chosen_is_said():
    museum = OrganizationFactory(name=MUSEUM, country="NO")
    OrganizationIdentifierFactory(organization=museum, scheme="ror", value="04h9pn542")
    apply(("1", "A", MUSEUM, "Norway"))

    for name, choices in ((MUSEUM, {MUSEUM: museum.pk}), ("https://ror.org/04h9pn542", {})):
        [row] = plan(("1", "A", name, "Sweden"), choices=choices).rows
        assert [warning.reason for warning in row.warnings] == [
            f"The list says Sweden, and the organization here is {museum}: it is kept as it is here."
        ]
    [row] = plan(("1", "A", MUSEUM, "Norway"), choices={MUSEUM: museum.pk}).rows
    assert row.warnings == []
