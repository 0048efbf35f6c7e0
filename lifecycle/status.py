"""Status of an agreement on a day: its state, or the states that are possible, with certainty and reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from lifecycle.periods import StatePeriod, end_span, is_possible_on, start_span
from lifecycle.spans import Span


@dataclass(frozen=True)
class Status:
    """The first of the periods that a day may fall into, and the states of all of them.

    ``start`` and ``end`` (the first day after) are those of the state, which may last through several periods: a
    renewal in time changes the reasons, not the state. ``later_reasons`` are the reasons of the following periods.
    """

    on: date
    period: StatePeriod
    possible: tuple[str, ...]
    start: Span
    end: Span
    later_reasons: tuple[dict, ...]
    has_begun: bool  # the state began by that day for certain

    @property
    def state(self) -> str:
        return self.period.state

    @property
    def certainty(self) -> str:
        return self.period.certainty

    @property
    def reasons(self) -> tuple[dict, ...]:
        return self.period.reasons


def status_on(periods: Sequence[Any], day: date) -> Status | None:
    """The status on ``day``; None before anything can have begun. `api.record_json.status_sql` is the same in SQL."""
    possible = [period for period in periods if is_possible_on(period, day)]
    if not possible:
        return None
    states = tuple(dict.fromkeys(period.state for period in possible))
    position = periods.index(possible[0])
    first = _leading_same_state(periods[: position + 1][::-1])[-1]
    following = _leading_same_state(periods[position:])
    last = following[-1]
    return Status(
        on=day,
        period=possible[0],
        possible=states,
        start=start_span(first),
        end=end_span(last),
        later_reasons=tuple(reason for period in following[1:] for reason in period.reasons),
        # What came before it is over: then it has begun, whatever the day.
        has_begun=first is not periods[0] or (first.start_latest is not None and first.start_latest <= day),
    )


def _leading_same_state(periods: Sequence[Any]) -> list[Any]:
    """The periods from the first on that are in its state."""
    return list(takewhile(lambda period: period.state == periods[0].state, periods))
