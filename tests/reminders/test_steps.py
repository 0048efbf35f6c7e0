"""Steps of reminders by the settings, and Mondays."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import env_days
from reminders.steps import Steps, falls_before_next_turn, is_weekly_turn

FIRST, LAST = date(2028, 2, 1), date(2028, 2, 29)


@pytest.mark.parametrize(
    ("before", "after", "day", "step"),
    [
        ([7, 30], [1, 14], date(2028, 1, 1), None),
        ([7, 30], [1, 14], date(2028, 1, 2), 30),
        ([7, 30], [1, 14], date(2028, 1, 25), 7),
        ([7, 30], [1, 14], date(2028, 2, 29), 7),
        ([7, 30], [1, 14], date(2028, 3, 1), -1),
        ([7, 30], [1, 14], date(2028, 3, 14), -14),
        ([7, 30], [], date(2028, 3, 14), 7),  # late, as nobody was reminded in time
        ([], [1], date(2028, 2, 29), None),
        ([], [1], date(2028, 3, 1), -1),
        ([0], [], date(2028, 1, 31), None),
    ],
)
def test_the_step_that_is_reached(before, after, day, step):
    assert Steps(before, after).on(FIRST, LAST, day) == step


@pytest.mark.parametrize("text", ["x", "-1", "7;30", "0", "99999", "1.5"])
def test_days_that_are_none_are_refused_when_the_program_starts(monkeypatch, text):
    monkeypatch.setenv("REMINDER_DAYS_AFTER", text)

    with pytest.raises(ImproperlyConfigured, match="REMINDER_DAYS_AFTER holds numbers of days from 1"):
        env_days("REMINDER_DAYS_AFTER", "1,14", least=1)


@pytest.mark.parametrize(("text", "days"), [("", []), (" 5 , 1,", [5, 1])])
def test_days_are_numbers_between_commas(monkeypatch, text, days):
    monkeypatch.setenv("REMINDER_DAYS_AFTER", text)

    assert env_days("REMINDER_DAYS_AFTER", "1,14", least=1) == days


def test_a_weekly_digest_has_its_turn_once_a_monday_has_come():
    sunday, monday, tuesday = (date(2027, 3, day) for day in (7, 8, 9))

    assert [is_weekly_turn(sunday, day) for day in (sunday, monday, tuesday)] == [False, True, True]
    assert [is_weekly_turn(monday, tuesday), is_weekly_turn(None, tuesday)] == [False, True]


def test_what_falls_before_the_next_monday_does_not_wait_for_it():
    tuesday, sunday, monday = (date(2027, 3, day) for day in (9, 14, 15))

    assert [falls_before_next_turn([day], tuesday) for day in (date(2027, 3, 8), tuesday, sunday, monday)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert falls_before_next_turn([monday], monday)
