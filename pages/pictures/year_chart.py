"""Bar chart of the records in force at the end of each year: presumed on top of known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pages.pictures.scales import MARGIN, MAX_TICKS, YEAR_STEPS, percent, round_up_axis

MAX_YEARS = 60
# With more years than this, bars stand without gaps, as one outline.
_GAPLESS_FROM = 30
_HEAD_HEIGHT, _PLOT_HEIGHT, _YEAR_AXIS_HEIGHT = 20, 150, 24


@dataclass(frozen=True)
class YearCount:
    """Numbers of records in force at the end of a year, of the last one today: known, and presumed."""

    year: int
    known: int
    presumed: int

    @property
    def together(self) -> int:
        return self.known + self.presumed


@dataclass(frozen=True)
class YearBar:
    """A year as a bar: position and width in percent, its two parts in pixels from the top."""

    year: YearCount
    x: str
    width: str
    known_y: float
    known_height: float
    presumed_y: float
    presumed_height: float
    day: str  # the day that is counted, as a filter takes it


@dataclass(frozen=True)
class YearChart:
    """The chart. ``is_cut``: there are earlier years."""

    columns: list[YearBar]
    lines: list[tuple[float, int]]
    ticks: list[tuple[str, int]]
    is_cut: bool

    base: int = _HEAD_HEIGHT + _PLOT_HEIGHT
    height: int = _HEAD_HEIGHT + _PLOT_HEIGHT + _YEAR_AXIS_HEIGHT

    @property
    def first(self) -> YearCount:
        return self.columns[0].year

    @property
    def last(self) -> YearCount:
        return self.columns[-1].year

    @property
    def most(self) -> YearCount:
        return max((column.year for column in self.columns), key=lambda year: year.together)

    @property
    def has_presumed(self) -> bool:
        return any(column.year.presumed for column in self.columns)


def yearly_totals(changes: Iterable[tuple[int, bool, int]], today: date) -> list[YearCount]:
    """Every year from the first in which anything was in force until this one."""
    by_year: dict[int, dict[bool, int]] = {}
    for year, is_presumed, change in changes:
        by_year.setdefault(year, {})[is_presumed] = change
    began = [year for year in by_year if 0 < year <= today.year]
    if not began:
        return []
    standing, years = {False: 0, True: 0}, []
    for year in (0, *range(min(began), today.year + 1)):  # the year 0 stands for a beginning nobody knows
        for is_presumed, change in by_year.get(year, {}).items():
            standing[is_presumed] += change
        if year:
            years.append(YearCount(year, standing[False], standing[True]))
    return years


def year_chart(changes: Iterable[tuple[int, bool, int]], today: date) -> YearChart | None:
    """The chart; None where nothing ever was in force."""
    years = yearly_totals(changes, today)
    shown = years[-MAX_YEARS:]
    if not shown:
        return None
    top = round_up_axis(max(1, *(year.together for year in shown)))
    return YearChart(
        columns=[_year_bar(year, place, len(shown), top, today) for place, year in enumerate(shown)],
        lines=[
            (_HEAD_HEIGHT + _PLOT_HEIGHT * (1 - part), round(top * part))
            for part in ((1, 0.5) if top > 1 else (1,))
        ],
        ticks=year_ticks([year.year for year in shown]),
        is_cut=len(years) > len(shown),
    )


def _year_bar(year: YearCount, place: int, number: int, top: int, today: date) -> YearBar:
    room = (100 - 2 * MARGIN) / number
    width = room if number > _GAPLESS_FROM else min(room * 0.8, 6.0)
    known, presumed = (round(_PLOT_HEIGHT * part / top, 1) for part in (year.known, year.presumed))
    day = today if year.year == today.year else date(year.year, 12, 31)
    return YearBar(
        year=year,
        x=percent(MARGIN + place * room + (room - width) / 2),
        width=percent(width),
        known_y=round(_HEAD_HEIGHT + _PLOT_HEIGHT - known, 1),
        known_height=known,
        presumed_y=round(_HEAD_HEIGHT + _PLOT_HEIGHT - known - presumed, 1),
        presumed_height=presumed,
        day=day.isoformat(),
    )


def year_ticks(years: Sequence[int]) -> list[tuple[str, int]]:
    """Round years under the middle of their bars."""
    step = next((step for step in YEAR_STEPS if len(years) / step <= MAX_TICKS), YEAR_STEPS[-1])
    room = (100 - 2 * MARGIN) / len(years)
    return [
        (percent(MARGIN + (place + 0.5) * room), year) for place, year in enumerate(years) if year % step == 0
    ]  # fmt: skip
