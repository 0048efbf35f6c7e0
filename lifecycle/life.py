"""Life of an agreement: its periods, and the answers that people ask for. Surfaces show it and derive nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lifecycle.choices import ENDED_STATES, IN_EFFECT_STATES
from lifecycle.deadlines import Deadline, deadlines_on, next_renewal
from lifecycle.periods import compute_periods, last_day_span, start_span
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

    def next_renewal(self, day: date) -> Span:
        """The day on which it renews itself next; unknown where it does not, or nobody knows when."""
        return next_renewal(self.periods, day)

    @property
    def effect(self) -> Any | None:
        """The period with which it came into effect for the first time."""
        return next((period for period in self.periods if period.state in IN_EFFECT_STATES), None)

    @property
    def took_effect(self) -> Span:
        """The first day in effect; unknown where it never was, or nobody knows since when."""
        return start_span(self.effect) if self.effect else UNKNOWN_SPAN

    @property
    def ending(self) -> Ending:
        """The end of its last time in effect; of what never was in effect, the day before it was given up."""
        positions = [place for place, period in enumerate(self.periods) if period.state in IN_EFFECT_STATES]
        if positions:
            following = self.periods[positions[-1] + 1 :]
            last_day = last_day_span(self.periods[positions[-1]])
            if not following:
                return Ending(last_day)
            return _ending(last_day, following[0])
        if self.periods and self.periods[-1].state in ENDED_STATES:
            before = start_span(self.periods[-1]).moved(day_before)
            return _ending(before, self.periods[-1])
        return Ending()


def _ending(last_day: Span, following: Any) -> Ending:
    return Ending(last_day, following.state, following.certainty, tuple(following.reasons))


def build_life(body: dict, related: Related = NO_RELATED, known_by: date | None = None) -> Life:
    """The life of the agreement that a body describes, see `compute_periods`."""
    return Life(compute_periods(body, related, known_by))
