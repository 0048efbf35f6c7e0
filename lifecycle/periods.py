"""."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from lifecycle.choices import Certainty
from lifecycle.facts import LifecycleFacts
from lifecycle.spans import MAX_DATE, MIN_DATE, enforce_sequence
from lifecycle.state_machine import Stage, StateMachine


@dataclass(frozen=True)
class StatePeriod:
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


def compute_periods(body: dict) -> list[StatePeriod]:
    """The life of the agreement that ``body`` describes; each period begins where the one before ends.

    Never fails: what cannot be read or contradicts itself is told as far as it goes.
    """
    stages = StateMachine(LifecycleFacts(body)).stages()
    spans = enforce_sequence([stage.span for stage in stages])
    told = [(stage, span) for stage, span in zip(stages, spans, strict=True) if stage.state is not None]
    ends = [span for _stage, span in told[1:]]
    # A state that would end before it could begin never was; its neighbours share its one day as boundary.
    return [
        _make_period(stage, span, end)
        for (stage, span), end in zip_longest(told, ends)
        if end is None or end.latest > span.earliest
    ]


def _make_period(stage: Stage, start, end) -> StatePeriod:
    return StatePeriod(
        state=str(stage.state),
        certainty=Certainty(stage.certainty).value,
        start_earliest=None if start.earliest == MIN_DATE else start.earliest,
        start_latest=None if start.latest == MAX_DATE else start.latest,
        end_earliest=None if end is None or end.earliest == MIN_DATE else end.earliest,
        end_latest=None if end is None or end.latest == MAX_DATE else end.latest,
        reasons=stage.reasons,
    )
