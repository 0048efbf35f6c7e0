"""Conditions on periods of legal state, for querysets and for SQL; dates of a period may be known in part.

The same rules for Python are `lifecycle.periods.holds_on`, `certainty_on` and `is_possible_on`; one table of cases
tests all three.
"""

from datetime import date, timedelta

from django.db.models import Q

from lifecycle.choices import ENDED_STATES, Certainty, State
from lifecycle.evidence import EvidenceAge

_ONE_DAY = timedelta(days=1)

_BEGUN_SQL = "coalesce(start_latest, start_earliest, 'infinity')"
_OVER_SQL = "coalesce(end_latest, end_earliest, 'infinity')"


def holds_on_sql(day: str) -> str:
    """SQL of the periods that hold on a day; ``day`` is an expression or named placeholder, used twice."""
    return f"({_BEGUN_SQL} <= {day} AND {_OVER_SQL} > {day})"


def has_begun_sql(day: str) -> str:
    """SQL of the periods that have begun for certain by a day."""
    return f"({_BEGUN_SQL} <= {day})"


def possible_on_sql(day: str) -> str:
    """SQL of the periods that the day may fall into; ``day`` is used twice."""
    return f"({may_have_begun_sql(day)} AND {_OVER_SQL} > {day})"


def only_possible_on_sql(day: str) -> str:
    """SQL of the periods that the day may fall into and that do not hold; ``day`` is used three times."""
    return f"({possible_on_sql(day)} AND {_BEGUN_SQL} > {day})"


def status_row_sql(day: str) -> str:
    """SQL of the one period of each record that gives its status on a day; ``day`` is used three times.

    It is the period that holds or, before anything does, the first, where it may have begun.
    """
    return (
        f"({_OVER_SQL} > {day} AND ({_BEGUN_SQL} <= {day} OR (position = 0 AND {may_have_begun_sql(day)})))"
    )


def state_on_sql(day: str) -> str:
    """SQL of the state on a day in a row of `status_row_sql`."""
    return f"CASE WHEN {_BEGUN_SQL} <= {day} THEN state ELSE '{State.UNKNOWN}' END"


def certainty_on_sql(day: str) -> str:
    """SQL of the certainty of that state."""
    return (
        f"CASE WHEN {_BEGUN_SQL} > {day} THEN '{Certainty.DERIVED}' "
        f"WHEN may_end_on <= {day} THEN '{Certainty.PRESUMED}' ELSE certainty END"
    )


def evidence_age_sql(day: str) -> str:
    """SQL of the age of the last evidence in a row of `status_row_sql`, see `lifecycle.evidence.evidence_age`.

    NULL for a state that nothing has to keep alive.
    """
    over = ", ".join(f"'{state}'" for state in (*ENDED_STATES, State.UNKNOWN))
    years = f"extract(year FROM age({day}, evidence_on))"
    return (
        f"CASE WHEN {_BEGUN_SQL} > {day} OR state IN ({over}) THEN NULL "
        f"WHEN evidence_on IS NULL THEN '{EvidenceAge.NONE}' WHEN {years} < 5 THEN '{EvidenceAge.UNDER_5}' "
        f"WHEN {years} < 10 THEN '{EvidenceAge.FROM_5_TO_10}' ELSE '{EvidenceAge.OVER_10}' END"
    )


def may_have_begun_sql(day: str = "%s") -> str:
    """SQL of the periods that may have begun by the day."""
    return f"(start_earliest IS NULL OR start_earliest <= {day})"


def in_state_on(day: date, states: list[str], certainties: list[str]) -> Q:
    """Periods that put a record into one of these states on a day, known in one of these ways. None given: any."""
    holding = _has_begun(day) & _is_not_over(day)
    if states:
        holding &= Q(state__in=states)
    if certainties:
        holding &= _is_known(day, certainties)
    accepts_unknown = (not states or State.UNKNOWN in states) and (
        not certainties or Certainty.DERIVED in certainties
    )
    if not accepts_unknown:
        return holding
    return holding | (Q(position=0) & _may_have_begun(day) & ~_has_begun(day) & _is_not_over(day))


def only_possible_on(day: date, states: list[str]) -> Q:
    """Periods in one of these states that the day may fall into and that do not hold."""
    return Q(state__in=states) & _may_have_begun(day) & ~_has_begun(day) & _is_not_over(day)


def _may_have_begun(day: date) -> Q:
    return Q(start_earliest=None) | Q(start_earliest__lte=day)


def _has_begun(day: date) -> Q:
    return Q(start_latest__lte=day) | Q(start_latest=None, start_earliest__lte=day)


def _is_not_over(day: date) -> Q:
    return (
        Q(end_latest__gt=day)
        | Q(end_latest=None, end_earliest__gt=day)
        | Q(end_latest=None, end_earliest=None)
    )


def _is_known(day: date, certainties: list[str]) -> Q:
    """The certainty on the day is one of these: presumed, where another state may have begun."""
    known = Q(certainty__in=certainties) & (Q(may_end_on=None) | Q(may_end_on__gt=day))
    return known | Q(may_end_on__lte=day) if Certainty.PRESUMED in certainties else known


def ends_between(first: date | None, last: date | None) -> Q:
    """Periods with an end recorded that may have their last day from ``first`` to ``last``. None: no bound."""
    ends = Q(end_latest__isnull=False) | Q(end_earliest__isnull=False)
    # the end is the first day after the period
    if first:
        ends &= Q(end_latest=None) | Q(end_latest__gt=first)
    if last and last < date.max:
        ends &= Q(end_earliest=None) | Q(end_earliest__lte=last + _ONE_DAY)
    return ends
