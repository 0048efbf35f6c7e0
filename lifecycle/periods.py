"""Periods of an agreement's life: the state between two boundaries, derived from a published body."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Protocol

from lifecycle.choices import Certainty
from lifecycle.evidence import EvidenceOfLife, has_evidence
from lifecycle.related import NO_RELATED, Related
from lifecycle.related_machine import RelatedFacts, RelatedStateMachine
from lifecycle.spans import (
    MAX_DATE,
    MIN_DATE,
    UNKNOWN_SPAN,
    Span,
    day_before,
    enforce_sequence,
    span_of_bounds,
)
from lifecycle.timeline import Stage


@dataclass(frozen=True)
class StatePeriod:
    """A period in one state. ``end`` is the first day after it. None is unbounded; as the last end, none known.

    ``reasons`` are ``{"code": …, "params": {…}}``, see the modules ``reasons`` and ``sentences``.
    """

    state: str
    certainty: str
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None
    reasons: tuple[dict, ...]
    start_qualifier: str = ""  # the EDTF mark of a boundary that is uncertain or approximate
    end_qualifier: str = ""
    may_end_on: date | None = None  # the first day on which another state may have begun; None: on no day
    evidence: dict | None = (
        None  # the last act that shows it alive, see `lifecycle.evidence`; None: none, or it ended
    )
    evidence_on: date | None = None  # the latest day of that act


class _Bounded(Protocol):
    @property
    def start_earliest(self) -> date | None: ...
    @property
    def start_latest(self) -> date | None: ...
    @property
    def start_qualifier(self) -> str: ...
    @property
    def end_earliest(self) -> date | None: ...
    @property
    def end_latest(self) -> date | None: ...
    @property
    def end_qualifier(self) -> str: ...


def start_span(period: _Bounded) -> Span:
    """The day on which a period begins."""
    return span_of_bounds(period.start_earliest, period.start_latest, period.start_qualifier)


def end_span(period: _Bounded) -> Span:
    """The first day after a period; unknown where no end is known."""
    return span_of_bounds(period.end_earliest, period.end_latest, period.end_qualifier)


def last_day_span(period: _Bounded) -> Span:
    """The last day of a period; unknown where no end is known."""
    return last_day_between(start_span(period), end_span(period))


def last_day_between(start: Span, end: Span) -> Span:
    """The last day, no earlier than the first, of what begins with ``start`` and is over with ``end``."""
    last_day = end.moved(day_before)
    is_open = last_day.earliest < last_day.latest and last_day != UNKNOWN_SPAN
    return replace(last_day, earliest=max(last_day.earliest, start.earliest)) if is_open else last_day


def first_day_span(period: _Bounded) -> Span:
    """The first day of a period, no later than its last."""
    return first_day_between(start_span(period), end_span(period))


def first_day_between(start: Span, end: Span) -> Span:
    """The first day, no later than the last, of what begins with ``start`` and is over with ``end``."""
    return replace(start, latest=max(start.earliest, min(start.latest, end.moved(day_before).latest)))


def holds_on(period: _Bounded, day: date) -> bool:
    """The period has begun for certain by the day, and is not over for certain.

    What has begun is taken to go on until it is over: on the days on which it may be over it is presumed, see
    `certainty_on`. A boundary without a latest day is taken at its earliest; what began nobody knows when has not
    begun for certain on any day. One period at most holds on a day, and one does from the day on which the first has
    begun. `register.possible_periods` has the same rule in SQL.
    """
    start, end = period.start_latest or period.start_earliest, period.end_latest or period.end_earliest
    return start is not None and start <= day and (end is None or end > day)


def certainty_on(period: StatePeriod, day: date) -> str:
    """The certainty of a period that holds on the day: presumed where another state may have begun by then."""
    may_be_over = period.may_end_on is not None and period.may_end_on <= day
    return Certainty.PRESUMED.value if may_be_over else period.certainty


def is_possible_on(period: _Bounded, day: date) -> bool:
    """The day may fall into the period.

    An end without a latest day has come on its earliest: what is recorded without a day has happened.
    """
    end = period.end_latest or period.end_earliest
    return may_have_begun(period, day) and (end is None or end > day)


def may_have_begun(period: _Bounded, day: date) -> bool:
    """The period may have begun by the day."""
    return period.start_earliest is None or period.start_earliest <= day


def compute_periods(
    body: dict, related: Related = NO_RELATED, known_by: date | None = None
) -> list[StatePeriod]:
    """The periods of the agreement that ``body`` describes; each begins where the one before it ends.

    ``related`` is what other public records tell of it; ``known_by`` is the day on which the body was published, by
    which an act has come that neither has a day nor a source with one.

    Never fails: parts that cannot be parsed or that contradict each other count as far as they go.
    """
    facts = RelatedFacts(body, related, known_by)
    stages = RelatedStateMachine(facts).run()
    spans = enforce_sequence([stage.span for stage in stages])
    starts = [(stage, span) for stage, span in zip(stages, spans, strict=True) if stage.state is not None]
    ends = [span for _stage, span in starts[1:]]
    # A state that would end before it could begin never was; its neighbours share its one day as boundary.
    # One that is over, nobody knows since when, is left out as well: no day can be told to be in it.
    periods = [
        _make_period(stage, span, end)
        for (stage, span), end in zip_longest(starts, ends)
        if end is None or (end.latest > span.earliest and end != UNKNOWN_SPAN)
    ]
    return _with_what_follows(periods, EvidenceOfLife(facts.recorded_acts, facts.concerns_one_of_many))


def _with_what_follows(periods: Sequence[StatePeriod], evidence: EvidenceOfLife) -> list[StatePeriod]:
    """The periods, each with the day from which it may be over, and the last evidence before its end."""
    completed: list[StatePeriod] = []
    following: StatePeriod | None = None
    may_end_on: date | None = None
    end: Span | None = None
    for period in reversed(periods):
        if following and following.state != period.state:
            may_end_on = following.start_earliest or MIN_DATE
        latest = evidence.last_before(end) if has_evidence(period.state) else None
        known, known_on = latest or (None, None)
        completed.append(replace(period, may_end_on=may_end_on, evidence=known, evidence_on=known_on))
        following, end = period, end if has_evidence(period.state) else start_span(period)
    return completed[::-1]


def _make_period(stage: Stage, start: Span, end: Span | None) -> StatePeriod:
    end = end or UNKNOWN_SPAN
    return StatePeriod(
        str(stage.state),
        Certainty(stage.certainty).value,
        *_stored_days(start),
        *_stored_days(end),
        stage.reasons,
        start.qualifier,
        end.qualifier,
    )


def _stored_days(span: Span) -> tuple[date | None, date | None]:
    """Bounds as they are stored: what is past the calendar keeps its order after everything else."""
    return (
        None if span.earliest == MIN_DATE else span.earliest,
        None if span.latest == MAX_DATE else span.latest,
    )
