"""."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from lifecycle.periods import StatePeriod


@dataclass(frozen=True)
class Status:
    """What is known of a day: the first of the periods that it may fall into, and the states of all.

    ``start`` and ``end`` (earliest, latest) are those of the state, which may last through several periods: who
    renews in time changes why it holds, not that it does. ``onward`` are the reasons of those that follow.
    """

    on: date
    period: StatePeriod
    possible: tuple[str, ...]
    start: tuple[date | None, date | None]
    end: tuple[date | None, date | None]
    onward: tuple[dict, ...]

    @property
    def state(self) -> str:
        return self.period.state

    @property
    def certainty(self) -> str:
        return self.period.certainty

    @property
    def reasons(self) -> tuple[dict, ...]:
        return self.period.reasons

    @property
    def has_begun(self) -> bool:
        """Whether the state began by that day for certain."""
        latest = self.start[1]
        return latest is not None and latest <= self.on


def status_on(told: Sequence[Any], day: date) -> Status | None:
    """What is known of ``day``; None before anything can have begun. The register asks the same in SQL."""
    possible = [
        period
        for period in told
        if (period.start_earliest is None or period.start_earliest <= day)
        and (period.end_latest is None or period.end_latest > day)
    ]
    if not possible:
        return None
    states = tuple(dict.fromkeys(period.state for period in possible))
    here = told.index(possible[0])
    first = _leading_same_state(told[: here + 1][::-1])[-1]
    following = _leading_same_state(told[here:])
    start, end = (
        (first.start_earliest, first.start_latest),
        (following[-1].end_earliest, following[-1].end_latest),
    )
    onward = tuple(reason for period in following[1:] for reason in period.reasons)
    return Status(day, possible[0], states, start, end, onward)


def _leading_same_state(told: Sequence[Any]) -> list[Any]:
    """The periods from the first on that are in its state."""
    return list(takewhile(lambda period: period.state == told[0].state, told))
