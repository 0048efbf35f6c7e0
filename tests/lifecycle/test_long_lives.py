"""Lives of very many acts and sessions: the work grows with their number, not with its square."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from lifecycle.acts import parse_acts, sort_acts
from lifecycle.periods import compute_periods
from lifecycle.related import NO_RELATED, Related, Session
from tests.lifecycle.lifecycle_cases import act, life, term

FIRST_DAY = date(1900, 1, 1)


def days(count: int, step: int = 20) -> list[str]:
    return [(FIRST_DAY + timedelta(days=step * number)).isoformat() for number in range(count)]


def dialogue(count: int) -> tuple[dict, Related]:
    sessions = tuple(Session(f"E{number}", day, "meeting") for number, day in enumerate(days(count)))
    return life(nature="dialogue", form=""), Related(sessions=sessions)


def amended(count: int) -> tuple[dict, Related]:
    return life(act("signed", "1899"), *(act("amended", day) for day in days(count))), NO_RELATED


def extended(count: int) -> tuple[dict, Related]:
    acts = [
        act("extended", day, until=until) for day, until in zip(days(count), days(count + 1)[1:], strict=True)
    ]
    return life(act("signed", "1899-12-31"), *acts, terms=[term("P1M", "fixed")]), NO_RELATED


def undated(count: int) -> tuple[dict, Related]:
    return life(act("signed", "1899"), *(act("reviewed") for _number in range(count))), NO_RELATED


def calls_of(work: Callable[[], object]) -> int:
    """Number of functions that are called, be they written in Python or in C."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("make_life", [dialogue, amended, extended, undated])
def test_four_times_as_many_acts_are_four_times_the_work(make_life):
    few, many = make_life(200), make_life(800)
    compute_periods(*many)  # so that all days are parsed, and neither run has to

    assert calls_of(lambda: compute_periods(*many)) < 4.5 * calls_of(lambda: compute_periods(*few))


class _CountedDay(date):
    """A day that counts how often it is compared."""

    compared = 0

    def __le__(self, other):
        type(self).compared += 1
        return super().__le__(other)

    def __lt__(self, other):
        type(self).compared += 1
        return super().__lt__(other)


@pytest.mark.parametrize("order", [1, -1, 7])
def test_acts_are_sorted_in_n_log_n_comparisons(order):
    def counted(number: int) -> int:
        acts = [
            replace(one, effective=replace(one.effective, **{
                name: _CountedDay.fromordinal(getattr(one.effective, name).toordinal())
                for name in ("earliest", "latest")
            }))
            for one in parse_acts([act("amended", day, key=day) for day in days(number)])
        ]  # fmt: skip
        acts = acts[::order] if abs(order) == 1 else [acts[place * order % number] for place in range(number)]
        _CountedDay.compared = 0
        assert len(sort_acts(acts)) == number
        return _CountedDay.compared

    assert counted(4000) < 10 * counted(500)


def test_what_is_sorted_is_the_same_whatever_the_order_of_entry():
    acts = parse_acts([act("amended", day, key=day) for day in [*days(9), "1900", "[..1900-03-01]", ""]])

    assert [one.key for one in sort_acts(acts[::-1])] == [one.key for one in sort_acts(acts)]
