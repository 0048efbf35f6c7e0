"""Steps of reminders: days before an event, and days after it, as numbers: 30 is a month before, -1 the day after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONDAY = 0
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Steps:
    """Days before the first day that an event may fall on, and days after the last."""

    before: Sequence[int]
    after: Sequence[int]

    def on(self, first_day: date, last_day: date, day: date) -> int | None:
        """The step that an event is at on a day: the last that was reached. None before the first."""
        reached_after = [-days for days in self.after if day >= last_day + timedelta(days)]
        reached = reached_after or [days for days in self.before if day >= first_day - timedelta(days)]
        return min(reached, default=None)

    @property
    def horizon(self) -> timedelta:
        """The time before an event from which on it is looked at."""
        return timedelta(max(self.before, default=0))

    @property
    def memory(self) -> timedelta:
        """The time after an event until which somebody is reminded: a week more, for those who get a weekly digest."""
        return timedelta(max(self.after, default=0)) + _WEEK


def is_weekly_turn(last_run: date | None, day: date) -> bool:
    """A Monday has come since the last run, be it that there was none on the Monday itself."""
    monday = day - timedelta(days=(day.weekday() - MONDAY) % 7)
    return last_run is None or last_run < monday


def falls_before_next_turn(first_days: Iterable[date], day: date) -> bool:
    """One of these days comes before the next Monday."""
    next_monday = day + timedelta(days=7 - (day.weekday() - MONDAY) % 7)
    return any(day <= first_day < next_monday for first_day in first_days)
