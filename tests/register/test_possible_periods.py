"""Periods that hold on a day, and that it may fall into: one table of cases for Python, querysets and SQL."""

from datetime import date

import pytest
from django.db import connection

from lifecycle.choices import Certainty, State
from lifecycle.periods import StatePeriod, certainty_on, holds_on, is_possible_on
from lifecycle.status import status_on
from register.models import Entry, Period, Version
from register.possible_periods import (
    certainty_on_sql,
    ends_between,
    holds_on_sql,
    in_state_on,
    only_possible_on,
    only_possible_on_sql,
    state_on_sql,
    status_row_sql,
)

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = date(2020, 1, 1), date(2020, 6, 1), date(2021, 1, 1)
# Start from, start until, end from, end until (the first day after); then the days on which the period holds and, of
# these, those on which it may be over already; then the days that may only fall into it, as it may not have begun.
CASES = {
    "unbounded": ((None, None, None, None), [], [], [FIRST, SECOND, THIRD]),
    "no end": ((SECOND, SECOND, None, None), [SECOND, THIRD], [], []),
    "no start": ((None, None, THIRD, THIRD), [], [], [FIRST, SECOND]),
    "exact": ((FIRST, FIRST, SECOND, SECOND), [FIRST], [], []),
    "started in part known": ((FIRST, THIRD, None, None), [THIRD], [], [FIRST, SECOND]),
    "start not before": ((SECOND, None, None, None), [SECOND, THIRD], [], []),
    "start not after": ((None, SECOND, None, None), [SECOND, THIRD], [], [FIRST]),
    "end in part known": ((FIRST, FIRST, SECOND, THIRD), [FIRST, SECOND], [SECOND], []),
    "end not before": ((FIRST, FIRST, SECOND, None), [FIRST], [], []),
    "end not after": ((FIRST, FIRST, None, THIRD), [FIRST, SECOND], [FIRST, SECOND], []),
    "both in part known": ((FIRST, SECOND, SECOND, THIRD), [SECOND], [SECOND], [FIRST]),
}


def period(name: str) -> StatePeriod:
    days = CASES[name][0]
    may_end_on = (days[2] or date.min) if days[2] or days[3] else None
    return StatePeriod(str(State.IN_FORCE), "recorded", *days, (), may_end_on=may_end_on)


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
        Period(entry=entry, position=position + 1, **vars(period(name)))
        for position, name in enumerate(CASES)
    )
    return list(CASES)


def names_by_sql(names: list[str], condition: str, days: list[date]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT position FROM register_period WHERE {condition} ORDER BY position", days)
        return [names[position - 1] for (position,) in cursor.fetchall()]


def names_by_query(names: list[str], condition) -> list[str]:
    positions = Period.objects.filter(condition).order_by("position").values_list("position", flat=True)
    return [names[position - 1] for position in positions]


DAYS = pytest.mark.parametrize("day", [FIRST, SECOND, THIRD], ids=str)


@DAYS
def test_python_querysets_and_sql_find_the_same_periods_that_hold(stored, day):
    expected = [name for name, (_days, held, _over, _possible) in CASES.items() if day in held]

    assert [name for name in stored if holds_on(period(name), day)] == expected
    assert names_by_query(stored, in_state_on(day, [State.IN_FORCE], [])) == expected
    assert names_by_sql(stored, holds_on_sql("%s"), [day] * 2) == expected
    others = [name for name in stored if name not in expected]
    assert names_by_sql(stored, f"NOT {holds_on_sql('%s')}", [day] * 2) == others


@DAYS
def test_what_may_be_over_is_presumed(stored, day):
    presumed = [name for name, (_days, _held, over, _possible) in CASES.items() if day in over]
    held = [name for name in stored if holds_on(period(name), day)]

    assert [name for name in held if certainty_on(period(name), day) == Certainty.PRESUMED] == presumed
    assert names_by_query(stored, in_state_on(day, [State.IN_FORCE], [Certainty.PRESUMED])) == presumed
    recorded = names_by_query(stored, in_state_on(day, [State.IN_FORCE], [Certainty.RECORDED]))
    assert sorted([*recorded, *presumed]) == sorted(held)
    condition = f"{holds_on_sql('%s')} AND {certainty_on_sql('%s')} = 'presumed'"
    assert names_by_sql(stored, condition, [day] * 4) == presumed


@DAYS
def test_what_only_may_have_begun_is_found_apart(stored, day):
    expected = [name for name, (_days, _held, _over, possible) in CASES.items() if day in possible]
    held = [name for name in stored if holds_on(period(name), day)]

    assert names_by_query(stored, only_possible_on(day, [State.IN_FORCE])) == expected
    assert names_by_sql(stored, only_possible_on_sql("%s"), [day] * 3) == expected
    assert {name for name in stored if is_possible_on(period(name), day)} == {*expected, *held}


@DAYS
@pytest.mark.parametrize("name", CASES)
def test_before_a_first_period_has_begun_the_state_is_not_known(stored, name, day):
    Period.objects.exclude(position=list(CASES).index(name) + 1).delete()
    Period.objects.update(position=0)
    status = status_on([period(name)], day)
    row = f"SELECT {state_on_sql('%s')}, {certainty_on_sql('%s')} FROM register_period WHERE {status_row_sql('%s')}"

    with connection.cursor() as cursor:
        cursor.execute(row, [day] * 6)
        rows = cursor.fetchall()

    assert rows == ([(status.state, status.certainty)] if status else [])
    unknown = Period.objects.filter(in_state_on(day, [State.UNKNOWN], []))
    assert unknown.exists() == bool(status and status.state == State.UNKNOWN)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (
            FIRST,
            SECOND,
            ["exact", "end in part known", "end not before", "end not after", "both in part known"],
        ),
        (SECOND, SECOND, ["end in part known", "end not before", "end not after", "both in part known"]),
        (THIRD, THIRD, ["end not before"]),
        (
            FIRST,
            THIRD,
            [
                "no start",
                "exact",
                "end in part known",
                "end not before",
                "end not after",
                "both in part known",
            ],
        ),
    ],
)
def test_ends_between_two_days(stored, first, last, expected):
    assert names_by_query(stored, ends_between(first, last)) == expected
