"""Cells of days that say more than a day: extensions, ends, terms of universities, weeks, half years, calendars."""

import pytest

from spreadsheets.columns import guess_columns
from spreadsheets.parsing.dated_acts import dated_acts
from spreadsheets.parsing.dates import date_readings
from tests.spreadsheets.lists import plan_list


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("23.6.19, verl. bis 23.6.24", ("23.6.19", "23.6.24", "")),
        ("5 Mar 2019; extended until 5 Mar 2024", ("5 mar 2019", "5 mar 2024", "")),
        ("2019-03-05 (prolongé jusqu'au 2024-03-05)", ("2019-03-05", "2024-03-05", "")),
        ("2019.3.5, 2024.3.4까지 연장됨", ("2019.3.5", "2024.3.4", "")),
        ("2019年3月5日（2024年3月まで延長）", ("2019年3月5日", "2024年3月", "")),
        ("2019-03-05，延长至2024-03-05", ("2019-03-05", "2024-03-05", "")),
        ("05/03/2019 prorrogado hasta el 05/03/2024", ("05/03/2019", "05/03/2024", "")),
        ("5.3.2019 продлено до 5.3.2024", ("5.3.2019", "5.3.2024", "")),
        ("05.03.2019 uzatıldı 05.03.2024'e kadar", ("05.03.2019", "05.03.2024", "")),
        ("5-3-2019, verlengd tot 5-3-2024", ("5-3-2019", "5-3-2024", "")),
        ("5.3.2019, przedłużona do 5.3.2024", ("5.3.2019", "5.3.2024", "")),
        ("5/3/2019 prorogato fino al 5/3/2024", ("5/3/2019", "5/3/2024", "")),
        ("Terminated 1/1/2018", ("", "", "1/1/2018")), ("gekündigt am 31.12.2018", ("", "", "31.12.2018")),
        ("해지 2018.1.1", ("", "", "2018.1.1")), ("2018. 1. 1. 해지됨", ("", "", "2018. 1. 1")),
        ("résilié le 1/1/2018", ("", "", "1/1/2018")), ("rescindido em 01/02/2018", ("", "", "01/02/2018")),
        ("1.1.2010, verl. bis 31.12.2015, gekündigt 30.6.2014", ("1.1.2010", "31.12.2015", "30.6.2014")),
    ],
)  # fmt: skip
def test_the_days_of_a_cell_are_told_apart_by_the_words_beside_them(cell, days):
    acts = dated_acts(cell)

    assert (acts.day, acts.until, acts.ended_on, acts.is_whole) == (*days, True)


@pytest.mark.parametrize("cell", ["5 Mar 2019", "Done 5 March 2019", "terminated", "2015 (renewed in May)"])
def test_a_cell_without_a_day_of_an_act_has_none(cell):
    assert dated_acts(cell) is None


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("Michaelmas 2013", "2013"), ("Trinity Term 2014", "2014"), ("Hilary 2013/14", "[2013..2014]"),
        ("Fall 2019", "2019-23"), ("Fall Semester 2019", "2019"), ("FA19", "2019"), ("WS 2012/13", "[2012..2013]"),
        ("WiSe 12/13", "[2012..2013]"), ("SS 2013", "2013"), ("2018학년도 2학기", "[2018..2019]"),
        ("2018 가을학기", "2018"), ("2018年度後期", "[2018..2019]"), ("令和5年度", "[2023..2024]"), ("HT 2014", "2014"),
        ("2018 Semester 2", "[2018..2019]"), ("zimní semestr 2014/15", "[2014..2015]"), ("1er semestre 2019", "2019"),
        ("semestre d'automne 2014", "2014"), ("2018学年第一学期", "[2018..2019]"),
        ("KW 12/2014", "[2014-03-17..2014-03-23]"), ("CW 12/2014", "[2014-03-17..2014-03-23]"),
        ("2014-W12", "[2014-03-17..2014-03-23]"), ("12. KW 2014", "[2014-03-17..2014-03-23]"),
        ("2014년 12주차", "[2014-03-17..2014-03-23]"), ("H1 2019", "2019-40"), ("2. Halbjahr 2019", "2019-41"),
        ("2019년 상반기", "2019-40"), ("2019年下半年", "2019-41"), ("I полугодие 2019", "2019-40"),
        ("H2 '19", "2019-41"),
        ("1. pololetí 2019", "2019-40"), ("2. kvartal 2015", "2015-34"), ("2015年第2四半期", "2015-34"),
        ("단기 4347년 5월 1일", "2014-05-01"), ("13/10/2015 G.C.", "2015-10-13"),
    ],
)  # fmt: skip
def test_parts_of_years_are_read_as_far_as_they_are_sure(cell, day):
    assert date_readings(cell, latest_year=2027).only == day


COLUMNS = ["Partner", "Signed", "Expiry", "Status", "Remarks"]


def rows_of(*lines, **questions):
    """The plan of a list, and by row its state, the days that it records, and its note."""
    names = (
        f"{name} Academy" for name in ("Alba", "Bresk", "Corvin", "Dunmore", "Elgar", "Fosk", "Gimli", "Ixen")
    )
    plan = plan_list(
        COLUMNS, *([name, *line, *[""] * (4 - len(line))] for name, line in zip(names, lines, strict=False)),
        questions=questions,
    )  # fmt: skip
    labels = ("signed on", "ends on", "since when it has the status")
    rows = []
    for row in plan.rows:
        changes = {change.label: change.new for change in row.changes}
        rows.append((row.state, *(changes.get(label, "") for label in labels)))
    return plan, rows


def test_extensions_and_ends_are_recorded_as_such_in_any_column(db):
    lines = [
        ["23.6.19, verl. bis 23.6.24"], ["Terminated 31.1.2018"], ["5.3.2019", "5.3.2020, verl. bis 5.3.2024"],
        ["5.3.2019", "gekündigt am 31.12.2020"], ["5.3.2019", "", "verlängert bis 25.3.2024"],
        ["5.3.2019", "", "terminated 1.2.2021"], ["5.3.2019", "", "", "Extended until 25.3.2024"],
        ["5.3.2019", "31.12.2020 verlängert"],
    ]  # fmt: skip
    plan, rows = rows_of(*lines)
    assert [row[1:] for row in rows] == [
        ("2019-06-23", "2024-06-23", ""), ("", "", "2018-01-31"), ("2019-03-05", "2024-03-05", ""),
        ("2019-03-05", "", "2020-12-31"), ("2019-03-05", "2024-03-25", ""), ("2019-03-05", "", "2021-02-01"),
        ("2019-03-05", "", ""), ("2019-03-05", "", ""),
    ]  # fmt: skip
    assert {row[0] for row in rows} == {"new"}
    assert [(q.key, q.is_needed) for q in plan.questions] == [("acts/Remarks", False)]
    assert "31.12.2020 verlängert" in next(c.new for c in plan.rows[7].changes if c.label == "internal note")
    assert rows_of(*lines, **{"acts/Remarks": "yes"})[1][6][2] == "2024-03-25"


def test_years_of_dangi_and_ethiopia_and_two_days_are_asked_about(db):
    dangi = [["4347.5.1"], ["4347.5.2"]]
    plan, rows = rows_of(*dangi)
    assert ([row[0] for row in rows], [q.key for q in plan.questions]) == (["error"] * 2, ["calendar/Signed"])
    assert [row[1] for row in rows_of(*dangi, **{"calendar/Signed": "dangi"})[1]] == [
        "2014-05-01",
        "2014-05-02",
    ]
    assert [row[:2] for row in rows_of(*dangi, **{"calendar/Signed": "ours"})[1]] == [("new", "")] * 2

    ethiopian = [["12/09/2006 E.C."], ["13/10/2010"], ["5 May 2015"]]
    plan, rows = rows_of(*ethiopian)
    assert [row[:2] for row in rows] == [("new", ""), ("error", ""), ("new", "2015-05-05")]
    assert rows_of(*ethiopian, **{"calendar/Signed": "ours"})[1][1][1] == "2010-10-13"
    assert rows_of(*ethiopian, **{"calendar/Signed": "ethiopian"})[1][1][:2] == ("new", "")

    two = [["1.1.2019, 31.12.2023"], ["5.3.2019 und 7.3.2019"]]
    plan, rows = rows_of(*two)
    assert [row[:2] for row in rows] == [("error", ""), ("new", "2019-03-05/2019-03-07")]
    assert [q.key for q in plan.questions] == ["two-days/Signed"]
    answered = rows_of(*two, **{"two-days/Signed": "first-last"})[1]
    assert answered[0] == ("new", "2019-01-01", "2023-12-31", "")


def test_several_agreements_in_a_cell_are_never_one_in_silence(db):
    headers = ["Partner", "Title", "Type", "Signed"]
    lines = [
        ["Alba Academy", "MoU 2012; Student exchange 2015", "", ""],
        ["Bresk Academy", "Agreement on Teaching and Research, 2015", "MoU / Student Exchange Agreement", ""],
        ["Corvin Academy", "Cooperation 2012-2015 and exchange of students", "MoU", "2012"],
    ]
    plan = plan_list(headers, *lines)
    assert [row.state for row in plan.rows] == ["error", "error", "new"]
    assert {q.key for q in plan.questions} >= {"several/Title", "several/Type"}
    answers = {"several/Title": "one", "several/Type": "several"}
    assert [row.state for row in plan_list(headers, *lines, questions=answers).rows] == [
        "new",
        "error",
        "new",
    ]


def test_a_title_of_a_person_is_not_that_of_the_agreement():
    rows = [
        ["Alba Academy", "Prof.", "Kim"],
        ["Bresk Academy", "Dr.", "Lee"],
        ["Corvin Academy", "Prof. Dr.", "Park"],
    ]
    assert guess_columns(["Partner", "Titel", "Signatory"], rows) == ["party", "", "signatory"]
    posts = [
        [row[0], post, row[2]] for row, post in zip(rows, ("Rector", "Vice-President", "Dean"), strict=True)
    ]
    assert guess_columns(["Partner", "Title", "Signatory"], posts) == ["party", "signatory_post", "signatory"]
