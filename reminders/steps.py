"""Steps of reminders: days before an event, and days after it, as numbers: 30 is a month before, -1 the day after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from reminders.choices import WAITING_KINDS

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
    def last(self) -> int | None:
        """The last step after an event; None where nobody is reminded after it."""
        return -max(self.after) if self.after else None

    @property
    def horizon(self) -> timedelta:
        """The time before an event from which on it is looked at."""
        return timedelta(max(self.before, default=0))

    @property
    def memory(self) -> timedelta:
        """The time after an event until which somebody is reminded: a week more, for those who get a weekly digest."""
        return timedelta(max([*self.after, *_WAITING.after])) + _WEEK


_WAITING = Steps([0], [7, 14])


def steps_of(kind: str = "") -> Steps:
    """The steps of the settings; of what waits for staff, its day, a week and two weeks after."""
    return _WAITING if kind in WAITING_KINDS else Steps(settings.REMINDER_DAYS, settings.REMINDER_DAYS_AFTER)


def is_weekly_turn(last_run: date | None, day: date) -> bool:
    """A Monday has come since the last run, be it that there was none on the Monday itself."""
    monday = day - timedelta(days=(day.weekday() - MONDAY) % 7)
    return last_run is None or last_run < monday


def falls_before_next_turn(first_days: Iterable[date], day: date) -> bool:
    """One of these days comes before the next Monday."""
    next_monday = day + timedelta(days=7 - (day.weekday() - MONDAY) % 7)
    return any(day <= first_day < next_monday for first_day in first_days)
