"""State bars of a swim lane, with uncertain ends."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from agreements.pictures.lanes import Lane
from lifecycle.choices import State
from pages.pictures.scales import TimeScale, percent

# Height of a bar by its look, in pixels; a state that is over is a line.
_BAR_HEIGHTS = {"holds": 14, "presumed": 14, "paused": 14, "coming": 8, "ended": 2, "unknown": 2}


_MIN_BAR_WIDTH = 0.5  # percent


@dataclass(frozen=True)
class StateBar:
    """A stretch of a state. ``is_open``: the state may or may not have applied on these days."""

    x: str
    y: int
    width: str
    height: int
    look: str
    is_open: bool
    words: str
    age: str = ""  # of the last evidence: nothing, aged or old

    @property
    def fill(self) -> str:
        """The name of its pattern: of what is presumed, weaker with the age of its evidence."""
        if self.is_open or self.look not in ("presumed", "paused"):
            return ""
        return self.age if self.look == "presumed" and self.age else self.look

    @property
    def key(self) -> str:
        """Its entry in the legend: its pattern, else its look."""
        return "open" if self.is_open else self.fill or self.look

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def is_visible(self) -> bool:
        """True if it is wide enough for its look to be recognized."""
        return float(self.width[:-1]) > 2 * _MIN_BAR_WIDTH

    @property
    def end(self) -> str:
        return percent(float(self.x[:-1]) + float(self.width[:-1]))


def state_bars(lane: Lane, scale: TimeScale, today: date, middle: int) -> Iterator[StateBar]:
    """One bar or more for each state; its words stand with the first that is certain, else with the first."""
    last = len(lane.periods) - 1
    for position, (period, stretch) in enumerate(zip(lane.periods, lane.life, strict=True)):
        days = list(
            _day_ranges(period, stretch.tone, scale, today, is_first=position == 0, is_last=position == last)
        )
        named = next((day_range for day_range in days if not day_range.is_open), days[0])
        for day_range in days:
            words = _bar_label(stretch, period) if day_range is named else ""
            bar = _lay_out_bar(day_range, scale, middle, stretch.tone, words)
            yield replace(bar, age=stretch.age)


@dataclass(frozen=True)
class _DayRange:
    """From a day to a day. ``is_open``: the state may or may not have applied on these."""

    start: date
    end: date
    is_open: bool


def _day_ranges(
    period, look: str, scale: TimeScale, today: date, *, is_first: bool, is_last: bool
) -> Iterator[_DayRange]:
    """Days on which a state may have begun, on which it certainly applied, and, of the last one, may go on.

    An uncertain end of any other state shows as the uncertain beginning of the next.
    """
    begins, ends = period.start_latest, period.end_earliest
    if is_last and not ends and not period.end_latest:  # no end is known: it goes on
        ends = scale.last if look == "ended" else max(today, begins or today)
    may_begin, may_end = period.start_earliest or scale.first, period.end_latest or scale.last
    if begins and ends and begins < ends:
        if may_begin < begins and (is_first or period.start_earliest):
            yield _DayRange(may_begin, begins, is_open=True)
        yield _DayRange(begins, ends, is_open=False)
    elif begins and not ends and begins < may_end:  # taken to go on until it is over
        if is_first:
            yield _DayRange(may_begin, begins, is_open=True)
        yield _DayRange(begins, may_end, is_open=False)
    else:
        yield _DayRange(may_begin, max(may_begin, begins or ends or may_end), is_open=True)
    if is_last and ends and ends < may_end:
        yield _DayRange(ends, may_end, is_open=True)


def _lay_out_bar(days: _DayRange, scale: TimeScale, middle: int, look: str, words: str) -> StateBar:
    x, height = scale.at(days.start), _BAR_HEIGHTS[look]
    width = max(scale.at(days.end) - x, _MIN_BAR_WIDTH)
    return StateBar(percent(x), middle - height // 2, percent(width), height, look, days.is_open, words)


def _bar_label(stretch, period) -> str:
    """Label of the state, with "presumed" where only the look of the bar would show it."""
    if period.state == State.IN_FORCE and stretch.tone == "presumed":
        return _("%(state)s, presumed") % {"state": stretch.state}
    return stretch.state
