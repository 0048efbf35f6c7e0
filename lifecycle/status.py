"""Status of an agreement on a day: the state that holds, or none for certain, with certainty and reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from lifecycle.choices import ENDED_STATES, Certainty, State
from lifecycle.evidence import EvidenceAge, evidence_age, has_evidence, years_between
from lifecycle.periods import certainty_on, end_span, holds_on, is_possible_on, last_day_between, start_span
from lifecycle.reasons import ReasonCode
from lifecycle.spans import UNKNOWN_SPAN, Span


@dataclass(frozen=True)
class Status:
    """The state of the period that holds on a day, and the states of all periods that the day may fall into.

    Before the first period has begun for certain the state is not known, and ``period`` is None. ``start`` and ``end``
    (the first day after) are those of the state, which may last through several periods: a renewal in time changes
    the reasons, not the state. ``later_reasons`` are the reasons of the following periods.
    """

    on: date
    state: str
    certainty: str
    possible: tuple[str, ...]
    start: Span
    end: Span
    reasons: tuple[dict, ...]
    later_reasons: tuple[dict, ...] = ()
    ending_reasons: tuple[dict, ...] = ()  # of the end that comes next, if one is known
    period: Any = None  # a `StatePeriod`, or a stored one

    @property
    def last_day(self) -> Span:
        """The last day of the state; unknown where no end is known."""
        return last_day_between(self.start, self.end)

    @property
    def suspended_parts(self) -> list[dict]:
        """The parts that are suspended while the rest is in effect, each in the words of the record, by language."""
        return suspended_parts(self.reasons)

    @property
    def last_evidence(self) -> dict | None:
        """The last act that shows the agreement alive, with its age in whole years; None before any."""
        if self.period is None or self.period.evidence is None or self.period.evidence_on > self.on:
            return None
        return {**self.period.evidence, "years": years_between(self.period.evidence_on, self.on)}

    @property
    def evidence_age(self) -> EvidenceAge | None:
        """The group of that age; None for a state that nothing has to keep alive."""
        if self.period is None or not has_evidence(self.state):
            return None
        return evidence_age(self.period.evidence_on, self.on)

    @property
    def may_have_begun(self) -> bool:
        """Nothing holds for certain yet, and something may."""
        return self.period is None


def suspended_parts(reasons: Iterable[dict]) -> list[dict]:
    """The parts that these reasons say to be suspended. `api.record_json.status_sql` has the same in SQL."""
    return [reason["params"]["scope"] for reason in reasons if reason["code"] == ReasonCode.IN_PART_SUSPENDED]


def status_on(periods: Sequence[Any], day: date) -> Status | None:
    """The status on ``day``; None before anything can have begun. `api.record_json.status_sql` is the same in SQL."""
    possible = tuple(dict.fromkeys(period.state for period in periods if is_possible_on(period, day)))
    position = next((place for place, period in enumerate(periods) if holds_on(period, day)), None)
    if position is not None:
        return _holding(periods, position, possible, day)
    return _not_known(periods[0], possible, day) if possible else None


def _holding(periods: Sequence[Any], position: int, possible: tuple[str, ...], day: date) -> Status:
    period = periods[position]
    first = _leading_same_state(periods[: position + 1][::-1])[-1]
    following = _leading_same_state(periods[position:])
    after = periods[position + len(following) :][:1]
    return Status(
        on=day,
        state=period.state,
        certainty=certainty_on(period, day),
        possible=possible,
        start=start_span(first),
        end=end_span(following[-1]),
        reasons=tuple(period.reasons),
        later_reasons=tuple(reason for period in following[1:] for reason in period.reasons),
        ending_reasons=tuple(
            reason for other in after if other.state in ENDED_STATES for reason in other.reasons
        ),
        period=period,
    )


def _not_known(first: Any, possible: tuple[str, ...], day: date) -> Status:
    """The status before the first period holds, which ends when it does."""
    return Status(
        on=day,
        state=State.UNKNOWN.value,
        certainty=Certainty.DERIVED.value,
        possible=possible,
        start=UNKNOWN_SPAN,
        end=start_span(first),
        reasons=tuple(first.reasons),
    )


def _leading_same_state(periods: Sequence[Any]) -> list[Any]:
    """The periods from the first on that are in its state."""
    return list(takewhile(lambda period: period.state == periods[0].state, periods))
