"""Days that a list does not say plainly: two in one cell, years of other calendars, orders that were answered."""

import pytest

from agreements.models import Agreement
from tests.spreadsheets.lists import import_list, plan_list

pytestmark = pytest.mark.django_db
HEADERS = ["Ref No", "Title", "Partner", "Signed", "Expiry Date"]


def plan_days(*days, ends=(), **questions):
    ends = list(ends) or [""] * len(days)
    rows = [
        [str(place), f"T{place}", "X Academy", day, end]
        for place, (day, end) in enumerate(zip(days, ends, strict=True))
    ]
    return plan_list(HEADERS, *rows, questions=questions)


@pytest.mark.parametrize("cell", ["12.5.2008 / 13.5.2018", "1.4.2012-31.3.2017", "2012-04-01 - 2017-03-31"])
def test_two_days_in_a_cell_are_one_question_for_the_column(cell):
    for row in plan_days(cell).rows + plan_days("2019-03-05", ends=[cell]).rows:
        [problem] = row.problems
        assert ("two days" in problem.reason, problem.question[:9]) == (True, "two-days/")


@pytest.mark.parametrize("cell", ["12-13.5.2014", "1981-09..1981-10"])
def test_a_signing_on_several_days_is_recorded(cell):
    assert plan_days(cell).rows[0].problems == []


@pytest.mark.parametrize("cell", ["~2020", "~ 2020", "～2020", "2020까지"])
def test_a_year_after_a_tilde_is_the_last(cell):
    import_list(HEADERS, ["7", "A", "X Academy", "2019", cell])

    assert Agreement.objects.get().terms.get().until == "2020"


@pytest.mark.parametrize(
    ("cells", "states"),
    [
        (["1393/5/2", "94/7/1", "2014-05-13"], ["note", "error", "2014-05-13"]),
        (["12/05/1436", "۱۳۹۴/۷/۱"], ["note", "note"]),
        (["2071/3/2", "2075-04-01", "75/4/1"], ["note", "note", "error"]),
        (["94/7/1"], ["1994-07-01"]),
    ],
)
def test_years_that_we_do_not_convert_are_never_recorded_as_ours(cells, states):
    for row, cell, state in zip(plan_days(*cells).rows, cells, states, strict=True):
        changes = {change.label: change.new for change in row.changes}
        if state == "error":
            assert "another calendar" in row.problems[0].reason
        elif state == "note":
            assert row.problems == []
            assert cell in changes["internal note"]
            assert any("no day that can be recorded" in warning.reason for warning in row.warnings)
        else:
            assert row.problems == []
            assert state in " ".join(change.new for change in row.changes)


def test_ends_beside_years_of_nepal_are_not_ours_either():
    plan = plan_days("2071/3/2", "2075-04-01", ends=["2076/3/1", "2080-03-31"])

    assert all(
        "2076/3/1" in c.new or "2080-03-31" in c.new
        for r in plan.rows
        for c in r.changes
        if c.label == "internal note"
    )
    assert not any(change.label == "ends on" for row in plan.rows for change in row.changes)


def test_a_kept_answer_is_not_overruled_in_silence():
    plan = plan_days("06/04/2017", "12/31/2017", **{"dates/Signed": "dmy"})

    first, second = plan.rows
    assert any("2017-04-06" in change.new or "6 April 2017" in change.new for change in first.changes)
    assert ["shows another order" in warning.reason for warning in first.warnings] == [True]
    assert (second.problems, [q.key for q in plan.questions]) == ([], ["dates/Signed"])
