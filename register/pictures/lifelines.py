"""Lives side by side on one axis of time: a lane for each agreement, bars for its states, dots for its acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from register.choices import State
from register.parameters import MOST_VALUES
from register.pictures.labels import GAP, WORD_SIZE, Label, changes, labels
from register.pictures.lanes import Lane, in_order
from register.pictures.scales import (
    MARGIN,
    NARROW,
    WIDE,
    TimeScale,
    anchor,
    fitted,
    percent,
    scale_of,
    width_of,
)

MOST_LANES = 12
TITLE_SIZE = 14

# Heights in pixels: above the first lane, of a lane, of the row of acts that only the own lane has, of the axis.
HEAD, LANE, ACTS_ROW, AXIS = 22, 68, 16, 24
TITLE_AT, MIDDLE_AT, WORDS_AT = 16, 33, 54
# How high a bar is by its look; a state that is over is a line.
HEIGHTS = {"holds": 14, "presumed": 14, "paused": 14, "coming": 8, "ended": 2, "unknown": 2}
LEAST_WIDTH = 0.5  # percent
# How far ahead an end is shown: later ones stand at the edge.
LEAST_AHEAD = timedelta(days=20 * 365)


@dataclass(frozen=True)
class Bar:
    """A stretch of a state. ``is_open``: whether it held on these days is not known."""

    x: str
    y: int
    width: str
    height: int
    look: str
    is_open: bool
    words: str

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def is_seen(self) -> bool:
        """Whether it is wide enough for its look to be told."""
        return float(self.width[:-1]) > 2 * LEAST_WIDTH

    @property
    def end(self) -> str:
        return percent(float(self.x[:-1]) + float(self.width[:-1]))


@dataclass(frozen=True)
class Mark:
    """An act, as wide as its day is uncertain."""

    start: str
    end: str
    words: str
    on: str
    is_bounded: bool


@dataclass(frozen=True)
class DrawnLane:
    """A lane with its places. Words are fitted twice: for telephones and where there is room."""

    lane: Lane
    top: int
    height: int
    bars: list[Bar]
    marks: list[Mark]
    titles: dict[str, str]
    notes: dict[str, str]
    labels: dict[str, list[Label]]

    @property
    def title_y(self) -> int:
        return self.top + TITLE_AT

    @property
    def middle(self) -> int:
        return self.top + MIDDLE_AT


@dataclass(frozen=True)
class Connector:
    """A line from an older agreement to the newer one that refers to it."""

    x: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Lifelines:
    """The picture. ``refs`` are the whole lineage, the nearest first, ``more`` of which the picture leaves out."""

    lanes: list[DrawnLane]
    ticks: list[tuple[str, int, str]]
    today: str
    today_anchor: str
    height: int
    connectors: list[Connector]
    refs: Sequence[str] = ()
    looks: frozenset[str] = field(default_factory=frozenset)

    @property
    def axis(self) -> int:
        return self.height - AXIS

    @property
    def more(self) -> int:
        return max(0, len(self.refs) - len(self.lanes))

    @property
    def listed(self) -> str:
        """The lineage as a list takes it: as many references as it can be asked for."""
        return ",".join(self.refs[:MOST_VALUES])

    @property
    def is_one(self) -> bool:
        return len(self.lanes) == 1

    @property
    def has_dates(self) -> bool:
        return any(one.bars or one.marks for one in self.lanes)


def lifelines(lanes: Sequence[Lane], today: date, refs: Sequence[str] = ()) -> Lifelines:
    """Lay out the lanes, the oldest above. Each of them has a table row for each of its bars and marks."""
    lanes = in_order(lanes)
    scale = scale_of([day for lane in lanes for day in shown_days(lane, lanes, today)], today)
    drawn, top = [], HEAD
    for lane in lanes:
        drawn.append(drawn_lane(lane, lanes, scale, today, top))
        top += drawn[-1].height
    return Lifelines(
        lanes=drawn,
        ticks=list(scale.ticks()),
        today=percent(scale.at(today)),
        today_anchor=anchor(scale.at(today)),
        height=top + AXIS,
        connectors=list(connectors(drawn, scale)),
        refs=refs,
        looks=frozenset(
            "open" if bar.is_open else bar.look for one in drawn for bar in one.bars if bar.is_seen
        ),
    )


def shown_days(lane: Lane, lanes: Sequence[Lane], today: date) -> Iterator[date]:
    """Its days, but those so far ahead that the past would have no room."""
    past = today - min((one.begins for one in lanes if one.days), default=today)
    try:
        horizon = today + max(past / 2, LEAST_AHEAD)
    except OverflowError:
        horizon = date.max
    return (min(day, horizon) for day in lane.days)


def drawn_lane(lane: Lane, lanes: Sequence[Lane], scale: TimeScale, today: date, top: int) -> DrawnLane:
    bars = list(bars_of(lane, scale, today, top + MIDDLE_AT)) if lane.days else []
    marks = [mark(act, scale) for act in lane.acts]
    told = changes([(one.x, one.words) for one in bars if one.words])
    acts = [(one.start, one.words) for one in marks] if lane.is_own else []
    if not lane.days:
        told = [(percent(MARGIN), _("no date is recorded"))]
    notes = {"narrow": lane.ref, "wide": " · ".join([lane.ref, *relation_words(lane, lanes)])}
    return DrawnLane(
        lane=lane,
        top=top,
        height=LANE + (ACTS_ROW if acts else 0),
        bars=bars,
        marks=marks,
        titles={name: title(lane, notes[name], room) for name, room in ROOMS},
        notes=notes,
        labels={
            name: [*labels(told, top + WORDS_AT, room), *labels(acts, top + WORDS_AT + ACTS_ROW, room)]
            for name, room in ROOMS
        },
    )


ROOMS = (("narrow", NARROW), ("wide", WIDE))


def title(lane: Lane, note: str, room: int) -> str:
    """The title as far as the note beside it leaves room."""
    return fitted(lane.title, TITLE_SIZE, room * 0.97 - width_of(note, WORD_SIZE) - 2 * GAP)


def relation_words(lane: Lane, lanes: Sequence[Lane]) -> list[str]:
    shown = {one.ref for one in lanes}
    return [f"{one.words} {one.older}" for one in lane.relations if one.older in shown][:2]


# Bars


def bars_of(lane: Lane, scale: TimeScale, today: date, middle: int) -> Iterator[Bar]:
    """One bar or more for each state; its words stand with the first that is certain, else with the first."""
    last = len(lane.periods) - 1
    for position, (period, stretch) in enumerate(zip(lane.periods, lane.life, strict=True)):
        days = list(
            days_of(period, stretch.tone, scale, today, is_first=position == 0, is_last=position == last)
        )
        named = next((one for one in days if not one.is_open), days[0])
        for one in days:
            words = bar_words(stretch, period) if one is named else ""
            yield bar(one, scale, middle, stretch.tone, words)


@dataclass(frozen=True)
class Days:
    """From a day to a day. ``is_open``: the state may have held on these, or not."""

    start: date
    end: date
    is_open: bool


def days_of(
    period, look: str, scale: TimeScale, today: date, *, is_first: bool, is_last: bool
) -> Iterator[Days]:
    """When a state may have begun, when it held for certain, and, of the last one, how long it may go on.

    Where the end of a state is uncertain, the beginning of the next says so.
    """
    begins, ends = period.start_latest, period.end_earliest
    if is_last and not ends and not period.end_latest:  # no end is known: it goes on
        ends = scale.last if look == "ended" else max(today, begins or today)
    may_begin, may_end = period.start_earliest or scale.first, period.end_latest or scale.last
    if begins and ends and begins < ends:
        if may_begin < begins and (is_first or period.start_earliest):
            yield Days(may_begin, begins, is_open=True)
        yield Days(begins, ends, is_open=False)
    else:
        yield Days(may_begin, max(may_begin, begins or ends or may_end), is_open=True)
    if is_last and ends and ends < may_end:
        yield Days(ends, may_end, is_open=True)


def bar(days: Days, scale: TimeScale, middle: int, look: str, words: str) -> Bar:
    x, height = scale.at(days.start), HEIGHTS[look]
    width = max(scale.at(days.end) - x, LEAST_WIDTH)
    return Bar(percent(x), middle - height // 2, percent(width), height, look, days.is_open, words)


def bar_words(stretch, period) -> str:
    """The state, and that it is presumed where the picture alone says so."""
    if period.state == State.IN_FORCE and stretch.tone == "presumed":
        return _("%(state)s, presumed") % {"state": stretch.state}
    return stretch.state


# Acts


def mark(act, scale: TimeScale) -> Mark:
    start = act.earliest or act.latest
    end = act.latest or act.earliest
    return Mark(
        percent(scale.at(start)), percent(scale.at(end)), act.words, act.on,
        is_bounded=bool(act.earliest and act.latest),
    )  # fmt: skip


# Lineage


def connectors(drawn: list[DrawnLane], scale: TimeScale) -> Iterator[Connector]:
    by_ref = {one.lane.ref: one for one in drawn}
    for newer in drawn:
        for relation in newer.lane.relations:
            older = by_ref.get(relation.older)
            if older and older is not newer and newer.lane.days:
                words = f"{newer.lane.ref} {relation.words} {older.lane.ref}"
                yield Connector(percent(scale.at(newer.lane.begins)), older.middle, newer.middle, words)
