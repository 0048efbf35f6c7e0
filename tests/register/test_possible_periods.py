"""Periods that a day may fall into: one table of cases for Python, querysets and SQL."""

from datetime import date

import pytest
from django.db import connection

from lifecycle.choices import IN_EFFECT_STATES, State
from lifecycle.periods import StatePeriod, is_possible_on, may_have_begun
from register.models import Entry, Period, Version
from register.possible_periods import (
    IN_EFFECT_SQL,
    ends_between,
    ends_between_sql,
    may_have_begun_sql,
    possible_on,
    possible_on_sql,
)

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = date(2020, 1, 1), date(2020, 6, 1), date(2021, 1, 1)
# Start from, start until, end from, end until (the first day after); then the days that may fall into the period.
CASES = {
    "unbounded": ((None, None, None, None), [FIRST, SECOND, THIRD]),
    "no end": ((SECOND, SECOND, None, None), [SECOND, THIRD]),
    "no start": ((None, None, THIRD, THIRD), [FIRST, SECOND]),
    "exact": ((FIRST, FIRST, SECOND, SECOND), [FIRST]),
    "started in part known": ((FIRST, THIRD, None, None), [FIRST, SECOND, THIRD]),
    "start not before": ((SECOND, None, None, None), [SECOND, THIRD]),
    "start not after": ((None, SECOND, None, None), [FIRST, SECOND, THIRD]),
    "end in part known": ((FIRST, FIRST, SECOND, THIRD), [FIRST, SECOND]),
    "end not before": ((FIRST, FIRST, SECOND, None), [FIRST]),
}


def period(name: str) -> StatePeriod:
    return StatePeriod(str(State.IN_FORCE), "recorded", *CASES[name][0], ())


@pytest.fixture
def stored(db):
    version = Version.objects.create(
        ref="A1", kind="agreement", serial=1, number=1, action="published", schema=1, body="{}", sha256="0" * 64,
        published_at="2024-01-01T00:00Z",
    )  # fmt: skip
    entry = Entry.objects.create(
        ref="A1", kind="agreement", serial=1, version=version, number=1, published_at=version.published_at,
        sha256=version.sha256, body="{}", title={}, keys=[], sort_on=FIRST, sort_title="", sort_title_ko="",
    )  # fmt: skip
    Period.objects.bulk_create(
        Period(entry=entry, position=position, **vars(period(name))) for position, name in enumerate(CASES)
    )
    return list(CASES)


def names_by_sql(names: list[str], condition: str, days: list[date]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT position FROM register_period WHERE {condition} ORDER BY position", days)
        return [names[position] for (position,) in cursor.fetchall()]


def names_by_query(names: list[str], condition) -> list[str]:
    positions = Period.objects.filter(condition).order_by("position").values_list("position", flat=True)
    return [names[position] for position in positions]


@pytest.mark.parametrize("day", [FIRST, SECOND, THIRD], ids=str)
def test_python_querysets_and_sql_find_the_same_periods(stored, day):
    expected = [name for name, (_days, possible) in CASES.items() if day in possible]

    assert [name for name in stored if is_possible_on(period(name), day)] == expected
    assert names_by_query(stored, possible_on(day)) == expected
    assert names_by_sql(stored, possible_on_sql(), [day, day]) == expected
    others = [name for name in stored if name not in expected]
    assert names_by_sql(stored, f"NOT ({possible_on_sql()})", [day, day]) == others


@pytest.mark.parametrize("day", [FIRST, SECOND, THIRD], ids=str)
def test_what_may_have_begun_is_the_same_in_sql(stored, day):
    begun = [name for name in stored if may_have_begun(period(name), day)]

    assert names_by_sql(stored, may_have_begun_sql(), [day]) == begun


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (FIRST, SECOND, ["exact", "end in part known", "end not before"]),
        (SECOND, SECOND, ["end in part known", "end not before"]),
        (THIRD, THIRD, ["end not before"]),
        (FIRST, THIRD, ["no start", "exact", "end in part known", "end not before"]),
    ],
)
def test_ends_between_two_days_are_the_same_in_sql(stored, first, last, expected):
    day_after = date.fromordinal(last.toordinal() + 1)

    assert names_by_query(stored, ends_between(first, last)) == expected
    assert names_by_sql(stored, ends_between_sql(), [day_after, first]) == expected


def test_the_states_in_effect_are_the_same_in_sql(stored):
    states = [state for state in State if state in IN_EFFECT_STATES]

    assert states == [State.IN_FORCE, State.SUSPENDED]
    assert f"state IN ({', '.join(repr(str(state)) for state in states)})" == IN_EFFECT_SQL
