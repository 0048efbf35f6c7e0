"""Days that are uncertain or approximate stay so in whatever is computed from them."""

from datetime import date

import pytest
from django.utils.translation import override

from lifecycle.deadlines import deadlines_on
from lifecycle.periods import compute_periods, end_span, start_span
from lifecycle.sentences import reason_sentence, status_sentence
from lifecycle.spans import Span, day_before, parse_span
from lifecycle.status import status_on
from tests.lifecycle.lifecycle_cases import act, life, term

MARKS = ("", "?", "~", "%")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("day", ["2020-05-13", "2020-05", "2020", "2020-21", "202X"])
def test_a_mark_survives_being_moved_and_is_written_again(day, mark):
    span = parse_span(f"{day}{mark}")

    assert span.moved(day_before).qualifier == mark
    assert parse_span(span.edtf) == span
    assert parse_span(span.edtf).qualifier == mark


def test_marks_take_no_part_in_the_order_of_days():
    assert parse_span("2020~") == parse_span("2020") == Span(date(2020, 1, 1), date(2020, 12, 31))
    assert max(parse_span("2020~"), parse_span("2020-01-01?")).earliest == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("text", "mark"),
    [("2020~/2022?", "%"), ("2020/2022~", "~"), ("[..2020?]", "?"), ("[2020%..]", "%"), ("2020~-05", "~")],
)
def test_marks_of_the_parts_of_a_date_are_joined(text, mark):
    assert parse_span(text).qualifier == mark


@pytest.mark.parametrize("mark", MARKS)
def test_an_end_that_is_computed_from_an_approximate_start_is_about(mark):
    held, ended = compute_periods(
        life(act("takes_effect", f"2018-05-01{mark}"), terms=[term("P5Y", "fixed")])
    )

    assert start_span(held).qualifier == end_span(held).qualifier == start_span(ended).qualifier == mark
    assert ended.reasons[0]["params"]["last_day"] == f"2023-04-30{mark}"
    [end] = deadlines_on([held, ended], date(2020, 1, 1))
    assert end.span.edtf == f"2023-04-30{mark}"


def test_about_and_perhaps_are_said_of_a_computed_end():
    periods = compute_periods(life(act("signed", "2018-05~"), terms=[term("P5Y", "fixed")]))
    status = status_on(periods, date(2020, 1, 1))

    with override("en"):
        english = [reason_sentence(status.reasons[0]), status_sentence(status)]
    with override("ko"):
        korean = [reason_sentence(status.reasons[0]), status_sentence(status)]
    assert english == [
        "Signed about May 2018.",
        "In effect until a day between about 30 April 2023 and about 30 May 2023, presumed.",
    ]
    assert korean == [
        "2018년 5월경에 서명하였습니다.",
        "2023년 4월 30일경~2023년 5월 30일경 사이의 어느 날까지 효력 있음(추정).",
    ]


def test_an_exact_start_ends_on_an_exact_day():
    periods = compute_periods(life(act("signed", "2018-05-01"), terms=[term("P5Y", "fixed")]))

    assert status_on(periods, date(2020, 1, 1)).end.is_exact
