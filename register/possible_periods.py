"""Conditions on periods of legal state, for querysets and for SQL; dates of a period may be known in part.

The same rule for Python is `lifecycle.periods.is_possible_on`; one table of cases tests all three.
"""

from datetime import date, timedelta

from django.db.models import Q

from lifecycle.choices import IN_EFFECT_STATES

_ONE_DAY = timedelta(days=1)

# Periods in a state in which the record is in effect.
IN_EFFECT_SQL = f"state IN ({', '.join(f"'{state}'" for state in IN_EFFECT_STATES)})"


def possible_on(day: date) -> Q:
    """Periods that the day may fall into: where a boundary is not known to the day, both sides are possible.

    An end without a latest day has come on its earliest.
    """
    is_over_without_latest_day = Q(end_latest=None) & Q(end_earliest__lte=day)
    return (
        (Q(start_earliest=None) | Q(start_earliest__lte=day))
        & (Q(end_latest=None) | Q(end_latest__gt=day))
        & ~is_over_without_latest_day
    )


def possible_on_sql(day: str = "%s") -> str:
    """SQL of `possible_on` over the columns of register_period; ``day`` is an expression or placeholder, used twice."""
    return f"{may_have_begun_sql(day)} AND coalesce(end_latest, end_earliest, 'infinity') > {day}"


def may_have_begun_sql(day: str = "%s") -> str:
    """SQL of the periods that may have begun by the day."""
    return f"(start_earliest IS NULL OR start_earliest <= {day})"


def ends_between(first: date | None, last: date | None) -> Q:
    """Periods with an end recorded that may have their last day from ``first`` to ``last``. None: no bound."""
    ends = Q(end_latest__isnull=False) | Q(end_earliest__isnull=False)
    # the end is the first day after the period
    if first:
        ends &= Q(end_latest=None) | Q(end_latest__gt=first)
    if last and last < date.max:
        ends &= Q(end_earliest=None) | Q(end_earliest__lte=last + _ONE_DAY)
    return ends


def ends_between_sql(first: str = "%s", end: str = "%s") -> str:
    """SQL of `ends_between`; the placeholders stand in the order ``end`` (the day after the last day), ``first``."""
    return f"""(end_earliest IS NOT NULL OR end_latest IS NOT NULL)
        AND (end_earliest IS NULL OR end_earliest <= {end}) AND (end_latest IS NULL OR end_latest > {first})"""
