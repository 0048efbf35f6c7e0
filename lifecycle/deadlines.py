"""What falls due in the life of an agreement: its last day, the next day for a notice, the next review.

A pure function of its periods. Days that are known in part stay spans; an act recorded later may move any of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice, takewhile

from lifecycle.choices import IN_EFFECT_STATES
from lifecycle.durations import add_duration, duration_parts, multiply_duration, subtract_duration
from lifecycle.periods import StatePeriod
from lifecycle.reasons import ReasonCode
from lifecycle.spans import (
    MAX_DATE,
    MIN_DATE,
    UNKNOWN_SPAN,
    Span,
    day_before,
    earliest_known_day,
    latest_known_day,
    parse_span,
)

END, NOTICE, REVIEW = "end", "notice", "review"
DEADLINE_KINDS = (END, NOTICE, REVIEW)
_MAX_ROUNDS = 999  # of a cycle
_MONTH_END_SLACK = 4  # days by which a date may move where its month lacks it


@dataclass(frozen=True)
class Deadline:
    """One of `NAMES` and its day; of a cycle that repeats, the next, and the how manieth that is from 0."""

    name: str
    span: Span
    reasons: tuple[dict, ...] = ()
    round: int = 0


def deadlines_on(life: Sequence[StatePeriod], day: date) -> list[Deadline]:
    """What falls due, as seen on ``day``; a notice or review of a life that is over is not due."""
    found = [*_end_deadlines(life)]
    for of_one in _recurring_deadlines(life, day):
        found += islice((one for one in of_one if latest_known_day(one.span) >= day), 1)
    return found


def deadlines_between(life: Sequence[StatePeriod], first: date, last: date) -> Iterator[Deadline]:
    """All that may fall due from ``first`` to ``last``, both included; of a cycle each round."""
    for of_one in (_end_deadlines(life), *_recurring_deadlines(life, first)):
        # the rounds of a cycle come one after the other
        for one in takewhile(lambda one: earliest_known_day(one.span) <= last, of_one):
            if latest_known_day(one.span) >= first:
                yield one


def deadline_kinds(life: Sequence[StatePeriod]) -> set[str]:
    """Which of `NAMES` ever fall due in a life."""
    return {
        one.name
        for of_one in (_end_deadlines(life), *_recurring_deadlines(life, MIN_DATE))
        for one in islice(of_one, 1)
    }


def _end_deadlines(life: Sequence[StatePeriod]) -> Iterator[Deadline]:
    """The last day on which it holds, if one is known."""
    last, following = _last_period_in_effect(life)
    if last and (end := _end_span(last)) != UNKNOWN_SPAN:
        yield Deadline(END, end.moved(day_before), following)


def _last_period_in_effect(life: Sequence[StatePeriod]) -> tuple[StatePeriod | None, tuple[dict, ...]]:
    """The last period in which it holds, and the reasons of what follows."""
    found = [position for position, period in enumerate(life) if period.state in IN_EFFECT_STATES]
    if not found:
        return None, ()
    following = life[found[-1] + 1].reasons if found[-1] + 1 < len(life) else ()
    return life[found[-1]], following


def _end_span(period: StatePeriod) -> Span:
    return Span(period.end_earliest or MIN_DATE, period.end_latest or MAX_DATE)


def _recurring_deadlines(life: Sequence[StatePeriod], since: date) -> Iterator[Iterator[Deadline]]:
    """The notices and the reviews of a period that goes on by itself, round after round while it holds.

    Rounds that are over before ``since`` may be left out.
    """
    period, _following = _last_period_in_effect(life)
    if period is None:
        return
    end = _end_span(period)
    for reason in period.reasons:
        facts = reason.get("params", {})
        if not facts.get("start") or parse_span(facts["start"]) == UNKNOWN_SPAN:
            continue
        if reason["code"] == ReasonCode.RENEWS_AUTOMATICALLY and duration_parts(
            facts.get("non_renewal_notice", "")
        ):
            cycle = facts.get("renewal_length") or facts.get("length", "")
            yield _rounds(NOTICE, _notice_day_by_round(facts, cycle), cycle, reason, end, since)
        if reason["code"] == ReasonCode.GOES_ON_WITH_REVIEW:
            cycle = facts.get("review_interval", "")
            yield _rounds(REVIEW, _review_day_by_round(facts, cycle), cycle, reason, end, since)


def _rounds(
    name: str, at: Callable[[int], Span], cycle: str, reason: dict, end: Span, since: date
) -> Iterator[Deadline]:
    """Each round of a cycle, the day of which is ``at(round)``; none where no length is known."""
    for round in range(_elapsed_rounds(at(0), cycle, since), _MAX_ROUNDS) if cycle else ():
        span = at(round)
        if end != UNKNOWN_SPAN and span.earliest >= end.latest:
            return
        yield Deadline(name, span, (reason,), round)


def _elapsed_rounds(first: Span, cycle: str, since: date) -> int:
    """How many rounds are over before a day for certain, however long its months are and wherever they end."""
    years, months, weeks, days = duration_parts(cycle) or (0, 0, 0, 0)
    longest = years * 366 + months * 31 + weeks * 7 + days
    elapsed = (since - latest_known_day(first)).days - _MONTH_END_SLACK
    return max(0, elapsed // longest) if longest else 0


def _notice_day_by_round(facts: dict, cycle: str) -> Callable[[int], Span]:
    """By round, the last day on which notice keeps it from renewing itself once more."""
    length, term = facts["non_renewal_notice"], facts.get("length") or cycle
    renewed = parse_span(facts["start"]).moved(partial(add_duration, duration=term))

    def last_day_for(round: int, day: date) -> date:
        again = add_duration(day, multiply_duration(cycle, round))
        # three months before 12 May are over on 12 February: on the 13th it is too late
        return day_before(subtract_duration(again, length)) if again < MAX_DATE else MAX_DATE

    return lambda round: renewed.moved(partial(last_day_for, round))


def _review_day_by_round(facts: dict, cycle: str) -> Callable[[int], Span]:
    """By round, the day on which another interval is over."""
    start = parse_span(facts["start"])
    return lambda round: start.moved(partial(add_duration, duration=multiply_duration(cycle, round + 1)))
