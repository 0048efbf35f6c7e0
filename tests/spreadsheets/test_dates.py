"""Dates as offices write them, read as their column proves, or by one answer for the column."""

import pytest

from agreements.models import Agreement
from core import edtf
from spreadsheets.parsing.date_columns import DateColumn
from spreadsheets.parsing.dates import date_readings
from tests.spreadsheets.lists import import_list, plan_list


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("'19. 3. 5.", "2019-03-05"), ("19.3.5", "2019-03-05"), ("19년 3월 5일", "2019-03-05"),
        ("2019. 3월", "2019-03"), ("2019.3.5(화)", "2019-03-05"), ("2019. 3. 5. 오후 2:30", "2019-03-05"),
        ("19.3.5.(화)", "2019-03-05"), ("2019/03/05 (Tue) 14:30", "2019-03-05"),
        ("Mar '19", "2019-03"),
        ("Mar 5", "XXXX-03-05"), ("Mar-98", "1998-03"), ("5-Mar-19", "2019-03-05"), ("Mar 5, 19", "2019-03-05"),
        ("2019-03-05 14:30", "2019-03-05"), ("2019-03-05T00:00:00Z", "2019-03-05"), ("31/3/2019 0:00", "2019-03-31"),
        ("14:30 31/03/2019", "2019-03-31"), ("31.3.11", "2011-03-31"), ("31/3/75", "1975-03-31"),
        ("43529", "2019-03-05"), ("43529.604", "2019-03-05"), ("201903", "2019-03"), ("20190305", "2019-03-05"),
        ("31032019", "2019-03-31"), ("1981-09..1981-10", "[1981-09..1981-10]"), ("2019/20", "[2019..2020]"),
        ("Febrary 2019", "2019-02"), ("12th Septemeber 2018", "2018-09-12"), ("5th day of March, 2019", "2019-03-05"),
        ("Montag, 5. März 2019", "2019-03-05"), ("05. Okt. 2019", "2019-10-05"), ("le 1er mars 2019", "2019-03-01"),
        ("5 de marzo de 2019", "2019-03-05"), ("05-ene-2019", "2019-01-05"), ("5 de março de 2019", "2019-03-05"),
        ("5 marzo 2019", "2019-03-05"), ("5 maart 2019", "2019-03-05"), ("5. maaliskuuta 2019", "2019-03-05"),
        ("5. marts 2019", "2019-03-05"), ("5 marca 2019 r.", "2019-03-05"), ("5. března 2019", "2019-03-05"),
        ("5.III.2019", "2019-03-05"), ("2019. március 5.", "2019-03-05"), ("5 Mart 2019", "2019-03-05"),
        ("5 марта 2019 г.", "2019-03-05"), ("31.03.2019 г.", "2019-03-31"), ("5 Φεβ 2019", "2019-02-05"),
        ("5 Maret 2019", "2019-03-05"), ("ngày 5 tháng 3 năm 2019", "2019-03-05"), ("5 มีนาคม 2562", "2019-03-05"),
        ("٥ مارس ٢٠١٩", "2019-03-05"), ("٢٠١٩/٠٣/٠٥", "2019-03-05"), ("２０１９／３／５", "2019-03-05"),
        ("2019年3月5日", "2019-03-05"), ("平成31年3月5日", "2019-03-05"), ("令和元年5月1日", "2019-05-01"),
        ("H31.3.5", "2019-03-05"), ("民國108年3月5日", "2019-03-05"),
        ("XI 2011", "2011-11"), ("R2.3", "2020-03"), ("平26.5.2", "2014-05-02"), ("民110.1.17", "2021-01-17"),
        ("二〇一四年五月一日", "2014-05-01"), ("二〇一四年十二月三十一日", "2014-12-31"), ("آذار 2016", "2016-03"),
        ("12 مارس 2015م", "2015-03-12"), ("«15» апреля 2014 г.", "2014-04-15"), ("Tháng 4/2012", "2012-04"),
        ("'66", "1966"), ("Sommer 2012", "2012-22"), ("été 2013", "2013-22"), ("2021年春", "2021-21"),
        ("II кв. 2011", "2011-34"), ("I kw. 2015", "2015-33"), ("May/June 2014", "[2014-05..2014-06]"),
        ("vor 2000", "[..1999-12-31]"), ("después de 2012", "[2013-01-01..]"), ("Jum'at, 3 Mei 2013", "2013-05-03"),
        ("公元2021年1月18日", "2021-01-18"), ("2014 yılı", "2014"), ("ok. 2015", "2015~"), ("medio 2013", "2013"),
        ("2014年11月底", "2014-11"), ("2013. 5월초", "2013-05"), ("2012년초", "2012"), ("2015年元月", "2015-01"),
        ("quý II/2014", "2014-34"), ("akhir 2015", "2015"),
        ("März/April 2012", "[2012-03..2012-04]"), ("2e trimestre 2013", "2013-34"),
        ("1 Mayıs 2015 Cuma", "2015-05-01"), ("Freitag 1. Mai 2015", "2015-05-01"),
        ("1 mai 2015 (vendredi)", "2015-05-01"),
    ],
)  # fmt: skip
def test_dates_of_many_offices_are_read(cell, day):
    assert date_readings(cell, latest_year=2027).only == day


@pytest.mark.parametrize(
    "cell", ["03/04/2020", "3.4.11", "11-12-13", "Mar-19", "19-Mar", "201203", "190305", "05 Mar 19"]
)
def test_a_date_with_several_readings_has_all_of_them(cell):
    assert date_readings(cell, latest_year=2027).only == ""


@pytest.mark.parametrize(
    "cell", ["31.02.2011", "2019-13-01", "soon", "1.5", "5 listopada 2019", "99999", "2019-31-12"]
)
def test_what_is_no_date_in_any_reading_is_none(cell):
    with pytest.raises(edtf.EDTFError):
        date_readings(cell, latest_year=2027)


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        # a 31 in first place, a year of four digits, a day of one digit, in any order of the rows
        (["03/04/2020", "31/12/2019"], ["2020-04-03", "2019-12-31"]),
        (["12/31/2019", "03/04/2020"], ["2019-12-31", "2020-03-04"]),
        (["26.12.13", "31.3.11", "12.05.2011", "21.07.01"], ["2013-12-26", "2011-03-31", "2011-05-12", "2001-07-21"]),
        (["11.12.13", "19.3.5"], ["2011-12-13", "2019-03-05"]),
        (["05 Mar 19", "30 Apr 19"], ["2019-03-05", "2019-04-30"]),
        (["Mar-19", "Apr-98"], ["2019-03", "1998-04"]),
        (["190305", "191231"], ["2019-03-05", "2019-12-31"]),
        # nothing is proven: by none, by dates with the year first, by another sign, by cells that contradict each other
        (["03/04/2020", "05/06/2020"], ["", ""]),
        (["11.12.13", "19.3.25"], ["", ""]),
        (["03/04/2020", "2019-12-31"], ["", "2019-12-31"]),
        (["03-04-2020", "31.12.2019"], ["", "2019-12-31"]),
        (["03/04/2020", "31/12/2019", "12/31/2019"], ["", "2019-12-31", "2019-12-31"]),
        (["03/04/2020", "soon", ""], ["", None, None]),
    ],
)  # fmt: skip
def test_a_column_proves_how_its_dates_are_written(cells, read):
    for order in (cells, cells[::-1]):
        column = DateColumn(order, 2027)

        days = dict(zip(cells, read, strict=True))
        assert {cell: column.readings(cell).only for cell, day in days.items() if day is not None} == {
            cell: day for cell, day in days.items() if day is not None
        }


def signed(plan) -> list[str]:
    return [next((c.new for c in row.changes if c.label == "signed on"), "") for row in plan.rows]


HEADERS = ["Title", "Partner", "Date of signing", "Expiry"]


def test_what_a_column_proves_is_used_for_all_its_cells_and_said_once(db):
    plan = plan_list(
        HEADERS,
        ["A", "X Academy", "26.12.13", ""], ["B", "X Academy", "31.3.11", ""], ["C", "X Academy", "12.05.2011", ""],
    )  # fmt: skip

    assert signed(plan) == ["2013-12-26", "2011-03-31", "2011-05-12"]
    assert plan.questions == []
    assert [(n.column, n.reason, n.rows, n.examples) for n in plan.notices if n.column != "Partner"] == [
        (
            "Date of signing",
            "Days are read with the day first, as “31.3.11” shows.",
            [2, 4],
            ["26.12.13 → 2013-12-26", "12.05.2011 → 2011-05-12"],
        )
    ]


def test_what_a_column_leaves_open_is_asked_once_and_its_answer_reads_all_rows(db):
    lines = [[f"Title {n}", "X Academy", f"0{n}/04/2020", f"0{n}.11.23"] for n in (1, 2, 3)]

    plan = plan_list(HEADERS, *lines)
    assert plan.counts["error"] == 3
    assert [(q.key, q.rows, q.answer, [value for value, _label in q.options]) for q in plan.questions] == [
        ("dates/Date of signing", [2, 3, 4], "", ["dmy", "mdy"]),
        ("dates/Expiry", [2, 3, 4], "", ["dmy", "mdy", "ymd"]),
    ]
    assert plan.questions[0].options[0][1] == "day first: “01/04/2020” is 1 April 2020"
    assert {p.question for row in plan.rows for p in row.problems} == {
        "dates/Date of signing",
        "dates/Expiry",
    }

    answered = plan_list(HEADERS, *lines, questions={"dates/Date of signing": "mdy", "dates/Expiry": "dmy"})
    assert answered.counts == {"new": 3, "changed": 0, "unchanged": 0, "error": 0}
    assert signed(answered) == ["2020-01-04", "2020-02-04", "2020-03-04"]
    assert [q.answer for q in answered.questions] == ["mdy", "dmy"]


def test_an_answer_that_is_not_offered_leaves_the_question_open(db):
    plan = plan_list(
        HEADERS, ["A", "X Academy", "03/04/2020", ""], questions={"dates/Date of signing": "ymd"}
    )

    assert (plan.counts["error"], plan.questions[0].answer) == (1, "")


def test_a_month_with_a_number_is_asked_apart_from_days(db):
    lines = [["A", "X Academy", "Mar-19", ""], ["B", "X Academy", "03/04/2020", ""]]

    plan = plan_list(HEADERS, *lines)
    assert [(q.key, q.suggested, q.rows) for q in plan.questions] == [
        ("months/Date of signing", "month-year", [2]),
        ("dates/Date of signing", "", [3]),
    ]
    assert signed(plan_list(HEADERS, *lines, questions={"months/Date of signing": "month-day"})) == [
        "XXXX-03-19",
        "",
    ]


def test_the_order_that_another_column_proves_is_suggested_but_not_taken(db):
    plan = plan_list(HEADERS, ["A", "X Academy", "31/03/2020", "03/04/2025"])

    assert [(q.key, q.suggested) for q in plan.questions] == [("dates/Expiry", "dmy")]
    assert plan.counts["error"] == 1


def test_times_numbers_of_days_and_unstated_days_are_said_once(db):
    plan = plan_list(
        HEADERS,
        ["A", "X Academy", "2019-03-05 14:30", ""], ["B", "X Academy", "43529", ""], ["C", "X Academy", "unknown", ""],
        ["D", "X Academy", "0000-00-00", ""], ["E", "X Academy", "Febrary 2019", ""],
        ["F", "X Academy", "2015 (renewed in May)", ""],
    )  # fmt: skip

    assert signed(plan) == ["2019-03-05", "2019-03-05", "", "", "2019-02", "2015"]
    assert [(n.reason, n.rows) for n in plan.notices if n.column != "Partner"] == [
        ("The time of day is left out.", [2]),
        ("A number is read as the day that Excel stores as this number.", [3]),
        ("Read as: no date is stated.", [4, 5]),
    ]
    assert [[w.reason for w in row.warnings] for row in plan.rows[4:]] == [
        ["Read as February 2019: a month is misspelled."],
        ["What stands beside the day is kept in the internal note."],
    ]
    assert ("internal note", "Date of signing: 2015 (renewed in May)") in [
        (change.label, change.new) for change in plan.rows[5].changes
    ]


@pytest.mark.parametrize("day", ["9999-12-31", "31/12/9999", "2999-12-31", "2099-12-31"])
def test_a_day_that_stands_for_no_end_is_read_as_none(db, day):
    plan = import_list(HEADERS, ["A", "X Academy", "2019", day])

    term = Agreement.objects.get().terms.get()
    assert (term.until, term.renewal) == ("", "indefinite")
    assert [n.reason for n in plan.notices if n.column != "Partner"] == [
        "A day so far ahead is read as: it has no end."
    ]


def test_no_end_adds_nothing_to_a_term_of_another_column(db):
    import_list([*HEADERS, "Term"], ["A", "X Academy", "2019", "9999-12-31", "5 years"])

    term = Agreement.objects.get().terms.get()
    assert (term.until, term.length, term.renewal) == ("", "P5Y", "not_stated")


def test_an_end_can_be_taken_away_and_given_to_a_recorded_term(db):
    headers = ["Ref No", "Title", "Partner", "Expiry"]
    for day, until, renewal in (
        ("2025-01-01", "2025-01-01", "not_stated"),
        ("9999-12-31", "", "indefinite"),
        ("2026-01-01", "2026-01-01", "not_stated"),
    ):  # fmt: skip
        import_list(headers, ["7", "A", "X Academy", day])

        term = Agreement.objects.get().terms.get()
        assert (term.until, term.renewal) == (until, renewal)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2031-01-01", ["This day has not come yet"]), ("1740-07-05", ["Is this a year of another calendar"]),
        ("1440-07-05", ["This is no day that can be recorded"]),
        ("2762-03-05", ["This is no day that can be recorded"]), ("1850-01-01", []), ("2019", []), ("XXXX-03", []),
    ],
)  # fmt: skip
def test_a_day_of_signing_that_is_unlikely_is_warned_of(db, day, words):
    [row] = plan_list(HEADERS, ["A", "X Academy", day, ""]).rows

    assert [warning.reason.split(":")[0].split("?")[0] for warning in row.warnings] == words


def signed_days(*cells) -> list[tuple[str, str, str]]:
    """By row of one column: its state, the day of signing, and the first objection."""
    plan = plan_list(
        ["Partner", "Signed on"], *([f"Academy {chr(65 + n) * 4}", cell] for n, cell in enumerate(cells))
    )
    signed = [{change.label: change.new for change in row.changes}.get("signed on", "") for row in plan.rows]
    return [
        (
            row.state,
            day,
            next((problem.reason for problem in row.problems if problem.column == "Signed on"), ""),
        )
        for row, day in zip(plan.rows, signed, strict=True)
    ]


def test_a_slip_for_a_day_is_refused_and_makes_nobody_be_asked_about_the_others(db):
    days = signed_days("31.3.11", "1.4.12", "32.4.12", "2.4.12")

    assert [day for _state, day, _reason in days] == ["2011-03-31", "2012-04-01", "", "2012-04-02"]
    assert days[2][2] == "“32.4.12” is not a date we understand."


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("w.e.f. 1.4.2018", "2018-04-01"), ("with effect from 1 April 2018", "2018-04-01"),
        ("Dt. 13/04/2018", "2018-04-13"),
        ("19/20", "[2019..2020]"), ("2022-23", "[2022..2023]"), ("2023-24", "[2023..2024]"), ("98-99", "[1998..1999]"),
    ],
)  # fmt: skip
def test_words_before_a_day_and_academic_years_are_read(db, cell, day):
    assert signed_days("31.3.2011", cell)[1][1] == day


@pytest.mark.parametrize("cell", ["2019-24", "2019/24", "19-24"])
def test_a_span_of_years_is_no_day(db, cell):
    assert signed_days(cell) == [("error", "", f"“{cell}” is a span of years, and not a day.")]


def test_a_sign_for_the_cell_above_is_read_so_and_said_once(db):
    lines = [
        ["A Academy", "5 Mar 2019", "5 years"],
        ["B School", "-do-", "ditto"],
        ["C Museum", "〃", "-do-"],
    ]
    plan = plan_list(["Partner", "Signed on", "Term"], *lines)

    assert [next(c.new for c in row.changes if c.label == "signed on") for row in plan.rows] == [
        "2019-03-05"
    ] * 3
    assert [
        (n.column, n.rows) for n in plan.notices if n.reason == "Read as: the same as in the cell above."
    ] == [
        ("Signed on", [3, 4]),
        ("Term", [3, 4]),
    ]
