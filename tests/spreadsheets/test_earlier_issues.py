"""A corrected issue of a list without numbers changes the agreements that it made before, and lists those it lost."""

import pytest

from agreements.models import Agreement
from register.publishing import publish, withdraw
from spreadsheets.answers import ImportAnswers
from tests import factories
from tests.spreadsheets.lists import apply_list, import_list, plan_list

pytestmark = pytest.mark.django_db
HEADERS = ["Title", "Partner Institution", "Date of Signing"]
FIRST = [
    ("Research", "Keele University", "2013-12-26"),
    ("Training", "Zhytomyr Polytechnic", "2014-01-02"),
    ("Exchange", "Åbo Akademi", "2014-05-06"),
]
CORRECTED = ("Research on water", "Keele University", "26.12.2013")


@pytest.fixture(autouse=True)
def first_issue():
    factories.OrganizationFactory(name="Our University", is_own=True)
    apply(*FIRST)


def plan(*rows, **answers):
    return plan_list(HEADERS, *rows, **answers)


def apply(*rows, **answers):
    return apply_list(HEADERS, *rows, **answers)


def states(planned):
    return [row.state for row in planned.rows]


def test_a_corrected_row_is_asked_about_once_and_is_the_same_agreement_by_the_answer():
    planned = plan(CORRECTED, *FIRST[1:])
    [question] = planned.questions
    assert (question.key, question.suggested, question.rows) == ("same", "same", [2])
    assert states(planned) == ["error", "unchanged", "unchanged"]
    assert planned.rows[0].problems[0].question == "same"
    assert planned.missing == []

    applied = apply(CORRECTED, *FIRST[1:], questions={"same": "same"})

    assert sorted(str(agreement) for agreement in Agreement.objects.all()) == [
        "Exchange",
        "Research on water",
        "Training",
    ]
    again = plan(CORRECTED, *FIRST[1:], same=applied["same"])
    assert (states(again), again.questions) == (["unchanged"] * 3, [])


def test_it_is_a_further_agreement_where_somebody_says_so():
    planned = plan(CORRECTED, *FIRST[1:], questions={"same": "new"})

    assert (states(planned), [title for _pk, title in planned.missing]) == (
        ["new", "unchanged", "unchanged"],
        ["Research"],
    )


def test_what_was_withdrawn_since_is_neither_missed_nor_taken_for_a_corrected_row():
    [research] = [one for one in Agreement.objects.all() if str(one) == "Research"]
    publish(research, by=None)
    withdraw(research, by=None, reason={"en": "By mistake."})

    assert plan(*FIRST[1:]).missing == []
    corrected = plan(CORRECTED, *FIRST[1:])
    assert (corrected.questions, corrected.missing) == ([], [])
    assert states(corrected) == ["new", "unchanged", "unchanged"]


def test_rows_that_two_of_our_units_signed_alike_are_two_agreements():
    headers = [*HEADERS, "Faculty"]
    rows = [(*FIRST[0], unit) for unit in ("Law", "Medicine", "")]

    import_list(headers, *rows)

    assert (
        Agreement.objects.filter(texts__title="Research").count() == 3
    )  # that of no unit is of the first issue


@pytest.mark.parametrize(
    "row",
    [
        ("Research on water", "Keele University", "2015-12-26"),
        ("Research on water", "Leeds University", "2013-12-26"),
        ("Research on water", "", "2013-12-26"),
    ],
    ids=["another year", "another partner", "no partner"],
)
def test_other_parties_or_another_year_are_another_agreement(row):
    planned = plan(row, *FIRST[1:])

    assert (planned.questions, [title for _pk, title in planned.missing]) == ([], ["Research"])


@pytest.mark.parametrize("day", ["2013", "26.12.13", "", "December 2013"])
def test_a_day_may_be_corrected_too_as_long_as_the_year_is_the_same(day):
    [question] = [
        question
        for question in plan(("Research", "Keele University", day)).questions
        if question.key == "same"
    ]

    assert question.rows == [2]


def test_where_several_may_be_meant_each_row_is_asked_about_by_itself():
    apply(*FIRST, ("Library", "Keele University", "2013-02-01"))
    rows = [CORRECTED, *FIRST[1:]]
    planned = plan(*rows)
    [question] = planned.questions
    assert [label for _value, label in question.options][:2] == ["Research", "Library"]
    library = Agreement.objects.get(texts__title="Library")

    planned = plan(*rows, questions={question.key: str(library.pk)})

    assert (states(planned), planned.rows[0].record) == (
        ["changed", "unchanged", "unchanged"],
        library.external_id,
    )
    assert [title for _pk, title in planned.missing] == ["Research"]


def test_two_rows_never_become_one_agreement():
    planned = plan(CORRECTED, ("Water", "Keele University", "2013-12-01"), *FIRST[1:])
    assert len(planned.questions) == 2

    research = Agreement.objects.get(texts__title="Research")
    chosen = {question.key: str(research.pk) for question in planned.questions}
    assert states(plan(CORRECTED, ("Water", "Keele University", "2013-12-01"), *FIRST[1:], questions=chosen)) == [
        "error", "error", "unchanged", "unchanged",
    ]  # fmt: skip


def test_agreements_that_the_list_does_not_have_any_more_are_listed_and_rows_left_out_are_not_missing():
    planned = plan(*FIRST[:1], FIRST[1], left_out=[3])

    assert [title for _pk, title in planned.missing] == ["Exchange"]
    assert plan(FIRST[0]).missing == [
        (agreement.pk, str(agreement)) for agreement in Agreement.objects.order_by("pk")[1:]
    ]


def test_answers_about_one_issue_are_not_those_of_the_next():
    answers = ImportAnswers(
        questions={"same": "same", "same/1": "2", "dates/Signed": "dmy"}, same={"list/a": "list/b"}
    )

    assert (answers.lasting().questions, answers.lasting().same) == (
        {"dates/Signed": "dmy"},
        {"list/a": "list/b"},
    )


def test_a_plain_title_of_ours_follows_what_it_was_made_from_until_somebody_writes_one():
    headers, row = ["MoU No", "Partner Institution", "Type of Agreement"], ["1", "Cadiz Port Academy"]
    import_list(headers, [*row, "Student exchange agreement"], name="second")
    [agreement] = Agreement.objects.filter(external_id="second/1")
    text = agreement.texts.get()
    assert text.is_working_title
    assert "student exchange agreement" in text.title.lower()

    import_list(headers, [*row, "Letter of intent"], name="second")
    text.refresh_from_db()
    assert "student exchange" not in text.title.lower()
    assert "letter of intent" in text.title.lower()

    agreement.texts.update(title="Written by somebody")
    import_list(headers, [*row, "MoU"], name="second")
    text.refresh_from_db()
    assert text.title == "Written by somebody"


def test_rows_without_a_number_are_told_apart_by_their_terms(db):
    headers = ["Title", "Partner", "From", "Until"]
    lines = [["A", "X Academy", "2014", "2020"], ["A", "X Academy", "2021", "2027"]]
    import_list(headers, *lines)

    assert plan_list(headers, *reversed(lines)).counts["unchanged"] == 2
    assert plan_list(headers, lines[0], lines[0]).counts["error"] == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("001", "1"),
        ("10/UN1/2014", "10 / un1 / 2014"),
        *(pytest.param("C-01", one, marks=pytest.mark.long) for one in ("C‑01", "c-1", "C 01")),
    ],
)
def test_an_own_number_that_is_written_otherwise_is_the_same_where_one_can_be_meant(db, first, second):
    headers = ["Ref No", "Title", "Partner"]
    import_list(headers, [first, "A", "X Academy"])

    plan = plan_list(headers, [second, "A", "X Academy"])

    assert plan.counts["new"] == 0
    assert [change.label for change in plan.rows[0].changes] == ["internal note"]
    assert "written otherwise" in str([notice.reason for notice in plan.notices])
    assert plan_list(headers, [second, "A", "X"], [first, "A", "X Academy"]).counts["new"] == 1
    assert plan_list(headers, [f"{second}1", "A", "X Academy"]).counts["new"] == 1
