"""Swim-lane chart layout: agreements on one time axis, with bars for states and dots for acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agreements.pictures.bars import StateBar, state_bars
from agreements.pictures.lanes import Lane, LaneRelation, sort_lanes
from pages.pictures.labels import (
    LABEL_GAP,
    LABEL_ROW_HEIGHT,
    LABEL_SIZE,
    Label,
    drop_repeated_labels,
    place_labels,
)
from pages.pictures.scales import (
    FULL_WIDTH,
    MARGIN,
    NARROW_WIDTH,
    TimeScale,
    fit_text,
    percent,
    text_anchor,
    text_width,
    time_scale,
)
from register.parameters import MAX_VALUES

MAX_LANES = 12
_TITLE_SIZE = 14

# Heights in pixels: above the first lane, below the labels of a lane, of the axis.
_HEAD_ROOM, _FOOT_ROOM, _TIME_AXIS_HEIGHT = 22, 14, 24
_TITLE_BASELINE, _BAR_CENTER, _LABEL_BASELINE = 16, 33, 54
# Before the label of an act, as the dot that it has in the picture; labels of states have none.
_ACT_SIGN = "●"
# How far ahead an end is shown: later ones stand at the edge.
_MIN_TIME_AHEAD = timedelta(days=20 * 365)


@dataclass(frozen=True)
class ActMark:
    """An act, as wide as its day is uncertain."""

    start: str
    end: str
    words: str
    on: str
    is_bounded: bool


@dataclass(frozen=True)
class LaneLayout:
    """A lane with its places. Words are fitted twice: for telephones and where there is room."""

    lane: Lane
    top: int
    height: int
    bars: list[StateBar]
    marks: list[ActMark]
    titles: dict[str, str]
    notes: dict[str, str]
    labels: dict[str, list[Label]]

    @property
    def title_y(self) -> int:
        return self.top + _TITLE_BASELINE

    @property
    def middle(self) -> int:
        return self.top + _BAR_CENTER


@dataclass(frozen=True)
class LineageConnector:
    """A line from an older agreement to the newer one that refers to it."""

    x: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Lifelines:
    """The chart. ``refs`` are the whole lineage, the nearest first, ``hidden_count`` of which it leaves out."""

    lanes: list[LaneLayout]
    ticks: list[tuple[str, int, str]]
    today: str
    today_anchor: str
    height: int
    connectors: list[LineageConnector]
    refs: Sequence[str] = ()
    looks: frozenset[str] = field(default_factory=frozenset)

    @property
    def axis(self) -> int:
        return self.height - _TIME_AXIS_HEIGHT

    @property
    def hidden_count(self) -> int:
        return max(0, len(self.refs) - len(self.lanes))

    @property
    def list_query(self) -> str:
        """Query of the list of the lineage: as many references as it accepts."""
        return ",".join(self.refs[:MAX_VALUES])

    @property
    def is_single(self) -> bool:
        return len(self.lanes) == 1

    @property
    def has_marks(self) -> bool:
        return any(lane.marks for lane in self.lanes)

    @property
    def has_dates(self) -> bool:
        return any(lane.bars or lane.marks for lane in self.lanes)


def lay_out_lifelines(lanes: Sequence[Lane], today: date, refs: Sequence[str] = ()) -> Lifelines:
    """Lay out the lanes, the oldest above. Each of them has a table row for each of its bars and marks."""
    lanes = sort_lanes(lanes)
    scale = time_scale([day for lane in lanes for day in _visible_days(lane, lanes, today)], today)
    drawn, top = [], _HEAD_ROOM
    for lane in lanes:
        drawn.append(_lay_out_lane(lane, lanes, scale, today, top))
        top += drawn[-1].height
    return Lifelines(
        lanes=drawn,
        ticks=list(scale.ticks()),
        today=percent(scale.at(today)),
        today_anchor=text_anchor(scale.at(today)),
        height=top + _TIME_AXIS_HEIGHT,
        connectors=list(_lineage_connectors(drawn, scale)),
        refs=refs,
        looks=frozenset(bar.key for layout in drawn for bar in layout.bars if bar.is_open or bar.is_visible),
    )


def _visible_days(lane: Lane, lanes: Sequence[Lane], today: date) -> Iterator[date]:
    """Its days, but those so far ahead that the past would have no room."""
    past = today - min((lane.first_day for lane in lanes if lane.days), default=today)
    try:
        horizon = today + max(past / 2, _MIN_TIME_AHEAD)
    except OverflowError:
        horizon = date.max
    return (min(day, horizon) for day in lane.days)


def _lay_out_lane(lane: Lane, lanes: Sequence[Lane], scale: TimeScale, today: date, top: int) -> LaneLayout:
    bars = list(state_bars(lane, scale, today, top + _BAR_CENTER)) if lane.days else []
    marks = [_act_mark(act, scale) for act in lane.acts]
    state_labels = drop_repeated_labels([(bar.x, bar.words) for bar in bars if bar.words])
    acts = [(mark.start, f"{_ACT_SIGN} {mark.words}") for mark in marks] if lane.is_own else []
    if not lane.days:
        state_labels = [(percent(MARGIN), _("no date is recorded"))]
    notes = {"narrow": lane.ref, "wide": " · ".join([lane.ref, *_relation_labels(lane, lanes)])}
    labels = {name: _place_lane_labels(state_labels, acts, top, room) for name, room in _LAYOUT_WIDTHS}
    last_line = max(
        (label.y for placed in labels.values() for label in placed), default=top + _LABEL_BASELINE
    )
    return LaneLayout(
        lane=lane,
        top=top,
        height=last_line - top + _FOOT_ROOM,
        bars=bars,
        marks=marks,
        titles={name: _fit_title(lane, notes[name], room) for name, room in _LAYOUT_WIDTHS},
        notes=notes,
        labels=labels,
    )


def _place_lane_labels(
    states: list[tuple[str, str]], acts: list[tuple[str, str]], top: int, room: int
) -> list[Label]:
    """Labels of the states, and on the lines below them those of the acts."""
    placed = place_labels(states, top + _LABEL_BASELINE, room)
    last_line = max((label.y for label in placed), default=top + _LABEL_BASELINE - LABEL_ROW_HEIGHT)
    return placed + place_labels(acts, last_line + LABEL_ROW_HEIGHT, room)


_LAYOUT_WIDTHS = (("narrow", NARROW_WIDTH), ("wide", FULL_WIDTH))


def _fit_title(lane: Lane, note: str, room: int) -> str:
    """The title as far as the note beside it leaves room."""
    return fit_text(lane.title, _TITLE_SIZE, room * 0.97 - text_width(note, LABEL_SIZE) - 2 * LABEL_GAP)


def _relation_labels(lane: Lane, lanes: Sequence[Lane]) -> list[str]:
    shown = {lane.ref for lane in lanes}
    shown_relations = [relation for relation in lane.relations if relation.older in shown]
    return [_relation_label(relation) for relation in shown_relations[:2]]


def _relation_label(relation: LaneRelation) -> str:
    """Relation of a newer agreement to the older one in words: is based on A2; 기초가 된 협약: A2."""
    return pgettext("an older agreement after its relation", "%(relation)s %(older)s") % {
        "relation": relation.words,
        "older": relation.older,
    }


# Acts


def _act_mark(act, scale: TimeScale) -> ActMark:
    start = act.earliest or act.latest
    end = act.latest or act.earliest
    return ActMark(
        percent(scale.at(start)), percent(scale.at(end)), act.words, act.on,
        is_bounded=bool(act.earliest and act.latest),
    )  # fmt: skip


# Lineage


def _lineage_connectors(drawn: list[LaneLayout], scale: TimeScale) -> Iterator[LineageConnector]:
    by_ref = {layout.lane.ref: layout for layout in drawn}
    for newer in drawn:
        for relation in newer.lane.relations:
            older = by_ref.get(relation.older)
            if older and older is not newer and newer.lane.days:
                words = f"{newer.lane.ref} · {_relation_label(relation)}"
                yield LineageConnector(
                    percent(scale.at(newer.lane.first_day)), older.middle, newer.middle, words
                )
