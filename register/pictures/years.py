"""How many agreements were in force, year by year: a bar for each year, what is presumed on top of what is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from register.pictures.scales import MARGIN, MOST_TICKS, STEPS, percent, round_up

MOST_YEARS = 60
# With more years than this, bars stand without gaps, as one outline.
CLOSE = 30
HEAD, PLOT, AXIS = 20, 150, 24


@dataclass(frozen=True)
class Year:
    """The agreements in force at the end of a year, of the last one today: known to be, and presumed."""

    year: int
    known: int
    presumed: int

    @property
    def together(self) -> int:
        return self.known + self.presumed


@dataclass(frozen=True)
class Column:
    """A year as a bar: where it stands, and how high its two parts are, in pixels from the top."""

    year: Year
    x: str
    width: str
    known_y: float
    known_height: float
    presumed_y: float
    presumed_height: float
    day: str  # the day that is counted, as a filter takes it


@dataclass(frozen=True)
class Years:
    """The picture. ``is_cut``: there are earlier years."""

    columns: list[Column]
    lines: list[tuple[float, int]]
    ticks: list[tuple[str, int]]
    is_cut: bool

    base: int = HEAD + PLOT
    height: int = HEAD + PLOT + AXIS

    @property
    def first(self) -> Year:
        return self.columns[0].year

    @property
    def last(self) -> Year:
        return self.columns[-1].year

    @property
    def most(self) -> Year:
        return max((column.year for column in self.columns), key=lambda year: year.together)

    @property
    def has_presumed(self) -> bool:
        return any(column.year.presumed for column in self.columns)


def counted(changes: Iterable[tuple[int, bool, int]], today: date) -> list[Year]:
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
            years.append(Year(year, standing[False], standing[True]))
    return years


def years(changes: Iterable[tuple[int, bool, int]], today: date) -> Years | None:
    """The picture; None where nothing ever was in force."""
    found = counted(changes, today)
    shown = found[-MOST_YEARS:]
    if not shown:
        return None
    top = round_up(max(1, *(year.together for year in shown)))
    return Years(
        columns=[column(year, place, len(shown), top, today) for place, year in enumerate(shown)],
        lines=[(HEAD + PLOT * (1 - part), round(top * part)) for part in ((1, 0.5) if top > 1 else (1,))],
        ticks=ticks(shown),
        is_cut=len(found) > len(shown),
    )


def column(year: Year, place: int, number: int, top: int, today: date) -> Column:
    room = (100 - 2 * MARGIN) / number
    width = room if number > CLOSE else min(room * 0.8, 6.0)
    known, presumed = (round(PLOT * part / top, 1) for part in (year.known, year.presumed))
    day = today if year.year == today.year else date(year.year, 12, 31)
    return Column(
        year=year,
        x=percent(MARGIN + place * room + (room - width) / 2),
        width=percent(width),
        known_y=round(HEAD + PLOT - known, 1),
        known_height=known,
        presumed_y=round(HEAD + PLOT - known - presumed, 1),
        presumed_height=presumed,
        day=day.isoformat(),
    )


def ticks(shown: list[Year]) -> list[tuple[str, int]]:
    """Round years under the middle of their bars."""
    step = next((step for step in STEPS if len(shown) / step <= MOST_TICKS), STEPS[-1])
    room = (100 - 2 * MARGIN) / len(shown)
    return [
        (percent(MARGIN + (place + 0.5) * room), year.year)
        for place, year in enumerate(shown) if year.year % step == 0
    ]  # fmt: skip
