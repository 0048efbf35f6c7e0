"""Years of other calendars are read as their column proves, or by one answer; none is recorded 500 years ahead."""

import pytest

from agreements.models import Agreement
from tests.spreadsheets.lists import apply_list, plan_list

pytestmark = pytest.mark.django_db
HEADERS = ["MoU No", "Title", "Partner", "Date of Signing", "Expiry Date"]


def read(days, ends=(), **questions):
    """The days of signing and the ends that the rows would have, and the plan."""
    ends = list(ends) or [""] * len(days)
    rows = [
        (str(place), f"T{place}", "Zorba Academy", day, end)
        for place, (day, end) in enumerate(zip(days, ends, strict=True))
    ]
    planned = plan_list(HEADERS, *rows, questions=questions)
    apply_list(HEADERS, *rows, digest=planned.digest, skip_errors=True, questions=questions)
    found = {
        str(agreement): (
            next((str(act.on) for act in agreement.milestones.all()), ""),
            next((str(term.until or term.length or term.renewal) for term in agreement.terms.all()), ""),
        )
        for agreement in Agreement.objects.all()
    }
    return [found.get(f"T{place}", (None, None)) for place in range(len(days))], planned


def days_of(days, **questions):
    found, planned = read(days, **questions)
    return [day for day, _end in found], planned


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["30 กันยายน 2558", "12 ธ.ค. 61", "25/2/65"], ["2015-09-30", "2018-12-12", "2022-02-25"]),
        (["15/08/2560", "2563", "5 June 2561", "29/02/2559"], ["2017-08-15", "2020", "2018-06-05", "2016-02-29"]),
        pytest.param(["12 ธ.ค. 61", "1 ม.ค. 2562"], ["2018-12-12", "2019-01-01"], marks=pytest.mark.long),
        pytest.param(["25600815", "31/12/59"], ["2017-08-15", "2016-12-31"], marks=pytest.mark.long),
        (["108.03.05", "97/06/01", "民國99年", "104.12.31"], ["2019-03-05", "2008-06-01", "2010", "2015-12-31"]),
        (["108年3月5日", "1050301", "099-01-05", "105/2/29"], ["2019-03-05", "2016-03-01", "2010-01-05", "2016-02-29"]),
    ],
)  # fmt: skip
def test_a_column_proves_its_calendar(cells, days):
    for order in (1, -1):
        found, planned = days_of(cells[::order])
        assert (found, planned.questions) == (days[::order], [])
        Agreement.objects.all().delete()


def test_columns_without_a_year_in_full_are_in_the_calendar_of_the_others():
    found, planned = read(["15/08/2560", "31/12/2561"], ["25/12/65", "31/01/66"])

    assert found == [("2017-08-15", "2022-12-25"), ("2018-12-31", "2023-01-31")]
    assert any("Thailand" in notice.reason for notice in planned.notices)


@pytest.mark.parametrize(
    ("cells", "calendar", "theirs", "ours"),
    [
        (["5 March 2019", "15/08/2560", "25/02/65"], "buddhist", ["2019-03-05", "2017-08-15", "2022-02-25"],
         ["2019-03-05", "", "1965-02-25"]),
        (["2019-03-05", "108.03.05"], "minguo", ["2019-03-05", "2019-03-05"], ["2019-03-05", ""]),
    ],
)  # fmt: skip
def test_years_of_two_calendars_are_one_question(cells, calendar, theirs, ours):
    found, planned = days_of(cells)
    [question] = planned.questions
    assert (question.key, question.suggested) == ("calendar/Date of Signing", "")
    assert found == [cells and "2019-03-05", *[None] * (len(cells) - 1)]

    for answer, days in ((calendar, theirs), ("ours", ours)):
        Agreement.objects.all().delete()
        found, planned = days_of(cells, **{question.key: answer})
        assert found == days
        assert planned.questions[0].answer == answer


def test_terms_are_no_years_of_taiwan_and_ends_without_end_stay_so():
    found, planned = read(["2019-01-01"] * 3, ["9999-12-31", "~2027.12.31", "31/12/2030"])

    assert [end for _day, end in found] == ["indefinite", "2027-12-31", "2030-12-31"]
    assert planned.questions == []


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1º/03/2012", "2012-03-01"), ("2012년초", "2012"), ("late March 2015", "2015-03"), ("พ.ศ. 2563", "2020"),
        *(pytest.param(*row, marks=pytest.mark.long) for row in (
            ("2007 г.", "2007"), ("1o/03/2012", "2012-03-01"), ("early 2015", "2015"), ("Anfang 2015", "2015"),
            ("mid-2015", "2015"),
        )),
    ],
)  # fmt: skip
def test_days_as_other_languages_write_them(cell, day):
    assert days_of([cell])[0] == [day]


@pytest.mark.parametrize(
    "cell",
    [
        "TBC",
        "б/д",
        *(
            pytest.param(one, marks=pytest.mark.long)
            for one in ("s/d", "unbekannt", "n/k", "non daté", "b.d.")
        ),
    ],
)
def test_signs_for_an_unknown_day_state_none(cell):
    found, planned = days_of([cell])
    assert (found, planned.questions) == ([""], [])


@pytest.mark.parametrize(
    ("cell", "end"),
    [
        ("Evergreen", "evergreen"), ("perpetual", "indefinite"), ("Rolling", "evergreen"), ("5 yrs", "P5Y"),
        ("Auto-renew annually", "automatic"), ("unbefristet", "indefinite"),
    ],
)  # fmt: skip
def test_words_in_a_column_of_last_days_are_a_term(cell, end):
    found, planned = read(["2019-01-01"] * 2, [cell, "2030-12-31"])
    assert ([row[1] for row in found], planned.questions) == ([end, "2030-12-31"], [])


@pytest.mark.parametrize(
    "cell",
    [
        "See clause 4.2",
        *(
            pytest.param(one, marks=pytest.mark.long)
            for one in ("Expired", "depends on project", "See MoU of 2014")
        ),
    ],
)
def test_other_words_are_one_question_for_each_text(cell):
    found, planned = read(["2019-01-01"] * 3, [cell, cell.upper(), "2030-12-31"])
    [question] = planned.questions
    assert (question.rows, question.suggested) == ([2, 3], "keep")
    assert found[0] == (None, None)

    found, planned = read(["2019-01-01"] * 3, [cell, cell.upper(), "2030-12-31"], **{question.key: "keep"})
    assert [end for _day, end in found] == ["", "", "2030-12-31"]
    assert any(cell in change.new for change in planned.rows[0].changes)
    Agreement.objects.all().delete()
    found, planned = read(["2019-01-01"], [cell], **{question.key: "indefinite"})
    assert found == [("2019-01-01", "indefinite")]


def test_words_in_a_column_of_days_are_a_question_and_slips_of_dates_stay_errors():
    _found, planned = days_of(["soon", "31.02.2011", "31 Foo 2019"])
    assert [problem.question for row in planned.rows for problem in row.problems] == [
        "day/Date of Signing/soon", "", "",
    ]  # fmt: skip
    found, _planned = days_of(["soon"], **{"day/Date of Signing/soon": "keep"})
    assert found == [""]
