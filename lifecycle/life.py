"""Life of an agreement: its periods, and the answers that people ask for. Surfaces show it and derive nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lifecycle.choices import ENDED_STATES, State
from lifecycle.deadlines import Deadline, deadlines_on, next_renewal
from lifecycle.effect import (
    before_and_after_end,
    end_of_time_in_effect,
    entry_into_effect,
    last_before_end,
    last_in_effect,
    last_of_provisional_application,
    never_took_effect,
    period_after,
    period_after_end,
    provisional_application,
    return_into_effect,
)
from lifecycle.periods import compute_periods, first_day_between, last_day_span, start_span
from lifecycle.related import NO_RELATED, Related
from lifecycle.spans import UNKNOWN_SPAN, Span, day_before
from lifecycle.status import Status, status_on


@dataclass(frozen=True)
class Ending:
    """The last day in effect, and the state after it, with its certainty; without a state it is not known to end."""

    last_day: Span = UNKNOWN_SPAN
    state: str = ""
    certainty: str = ""
    reasons: tuple[dict, ...] = ()

    def is_over(self, day: date) -> bool:
        """The last day has passed for certain."""
        return bool(self.state) and self.last_day.latest_known_day < day


@dataclass(frozen=True)
class Life:
    """What is told of the life of one agreement, from its periods, computed or stored."""

    periods: Sequence[Any]

    def status_on(self, day: date) -> Status | None:
        return status_on(self.periods, day)

    def deadlines_on(self, day: date) -> list[Deadline]:
        """What falls due: the last day, and of notices and reviews the next."""
        return deadlines_on(self.periods, day)

    def next_deadline(self, day: date) -> Deadline | None:
        """What is still to be done or will end, the most urgent first; None where nothing is known to fall due."""
        ahead = [
            due for due in self.deadlines_on(day) if due.span.latest_known_day >= day or due.is_overdue(day)
        ]
        return min(ahead, key=lambda due: due.span.earliest_known_day, default=None)

    def next_renewal(self, day: date) -> Span:
        """The day on which it renews itself next; unknown where it does not, or nobody knows when."""
        return next_renewal(self.periods, day)

    @property
    def effect(self) -> Any | None:
        """The period with which it came into effect for the first time; provisional application is another thing."""
        return entry_into_effect(self.periods)

    @property
    def took_effect(self) -> Span:
        """The first day in effect; unknown where it never was, or nobody knows since when."""
        return self._first_day(self.effect)

    @property
    def took_effect_again(self) -> Span:
        """The first day of its last time in effect, where it had ended before; else unknown."""
        return self._first_day(return_into_effect(self.periods))

    @property
    def provisional(self) -> Any | None:
        """The period with which it was applied provisionally, if it was."""
        return provisional_application(self.periods)

    @property
    def last_day_of_provisional(self) -> Span:
        """The last day of its provisional application; unknown where that goes on, or never was."""
        last = last_of_provisional_application(self.periods)
        return last_day_span(last) if last else UNKNOWN_SPAN

    @property
    def never_took_effect(self) -> bool:
        """Given up, void, or ended while it waited: it has neither a beginning nor an end."""
        return never_took_effect(self.periods)

    @property
    def is_end_in_doubt(self) -> bool:
        """It was in effect, and nobody knows whether it still is, or how long it was."""
        after = period_after(self.periods, last_in_effect(self.periods))
        is_ended = period_after_end(self.periods) is not None
        return after is not None and after.state == State.UNKNOWN and not is_ended

    @property
    def ending(self) -> Ending:
        """The end of its last time in effect; without a recorded time in effect, of whatever it was before."""
        if last_in_effect(self.periods):
            last = last_before_end(self.periods)
            return _ending(last_day_span(last), period_after_end(self.periods)) if last else Ending()
        if self.never_took_effect or not (self.periods and self.periods[-1].state in ENDED_STATES):
            return Ending()
        before, after = before_and_after_end(self.periods)
        if any(reason["params"].get("began_that_day") for reason in after.reasons):
            return _ending(start_span(after), after)
        return _ending(last_day_span(before) if before else start_span(after).moved(day_before), after)

    def _first_day(self, period: Any | None) -> Span:
        """The first day of a time in effect that begins with this period."""
        if period is None:
            return UNKNOWN_SPAN
        return first_day_between(start_span(period), end_of_time_in_effect(self.periods, period))


def _ending(last_day: Span, following: Any) -> Ending:
    return Ending(last_day, following.state, following.certainty, tuple(following.reasons))


def build_life(body: dict, related: Related = NO_RELATED, known_by: date | None = None) -> Life:
    """The life of the agreement that a body describes, see `compute_periods`."""
    return Life(compute_periods(body, related, known_by))
