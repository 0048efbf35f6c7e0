"""The life of an agreement, told from its dated acts and terms: what state it was in on which days, and why.

`periods` is a pure function of a published body; the desk asks it about drafts, too. What a day cannot decide
is left open: between the earliest and the latest day of a boundary, both sides are possible. ADR 0005 has the
reasoning, `tests/register/lifecycle_cases.py` the rules one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile, zip_longest
from typing import Any

from register.choices import Certainty
from register.lifecycle.course_of_life import Life, Stage
from register.lifecycle.facts import Facts
from register.lifecycle.spans import FIRST, LAST, in_sequence


@dataclass(frozen=True)
class Period:
    """A stretch in a state. ``end`` is the first day after. None is unbounded; as the last end, none known.

    ``reasons`` are ``{"code": …, "params": {…}}``, see the modules ``reasons`` and ``sentences``.
    """

    state: str
    certainty: str
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None
    reasons: tuple[dict, ...]


@dataclass(frozen=True)
class Status:
    """What is known of a day: the first of the periods that it may fall into, and the states of all.

    ``start`` and ``end`` (earliest, latest) are those of the state, which may last through several periods: who
    renews in time changes why it holds, not that it does. ``onward`` are the reasons of those that follow.
    """

    on: date
    period: Period
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


def periods(body: dict) -> list[Period]:
    """The life of the agreement that ``body`` describes; each period begins where the one before ends.

    Never fails: what cannot be read or contradicts itself is told as far as it goes.
    """
    stages = Life(Facts(body)).stages()
    spans = in_sequence([stage.span for stage in stages])
    told = [(stage, span) for stage, span in zip(stages, spans, strict=True) if stage.state is not None]
    ends = [span for _stage, span in told[1:]]
    # A state that would end before it could begin never was; its neighbours share its one day as boundary.
    return [
        _period(stage, span, end)
        for (stage, span), end in zip_longest(told, ends)
        if end is None or end.latest > span.earliest
    ]


def status_at(told: Sequence[Any], day: date) -> Status | None:
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
    first = _same_state(told[: here + 1][::-1])[-1]
    following = _same_state(told[here:])
    start, end = (
        (first.start_earliest, first.start_latest),
        (following[-1].end_earliest, following[-1].end_latest),
    )
    onward = tuple(reason for period in following[1:] for reason in period.reasons)
    return Status(day, possible[0], states, start, end, onward)


def _same_state(told: Sequence[Any]) -> list[Any]:
    """The periods from the first on that are in its state."""
    return list(takewhile(lambda period: period.state == told[0].state, told))


def _period(stage: Stage, start, end) -> Period:
    return Period(
        state=str(stage.state),
        certainty=Certainty(stage.certainty).value,
        start_earliest=None if start.earliest == FIRST else start.earliest,
        start_latest=None if start.latest == LAST else start.latest,
        end_earliest=None if end is None or end.earliest == FIRST else end.earliest,
        end_latest=None if end is None or end.latest == LAST else end.latest,
        reasons=stage.reasons,
    )
