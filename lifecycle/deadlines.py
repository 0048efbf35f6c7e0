"""Deadlines of an agreement: its last day, the next day for a notice, the next review. A function of its periods.

Days that are known in part stay spans; an act recorded later may move any of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import dropwhile, islice, takewhile

from lifecycle.acts import GIVING_NOTICE
from lifecycle.choices import IN_EFFECT_STATES, State
from lifecycle.durations import add_duration, duration_parts, multiply_duration
from lifecycle.effect import last_and_end, last_in_effect
from lifecycle.notices import cycle_length, end_of_first_cycle, is_automatic_cycle, last_day_for_notice
from lifecycle.periods import StatePeriod, end_span, last_day_span, start_span
from lifecycle.reasons import ReasonCode
from lifecycle.spans import (
    MAX_DATE,
    MIN_DATE,
    UNKNOWN_SPAN,
    Span,
    day_before,
    parse_last_day,
    parse_span,
)

END, NOTICE, REVIEW = "end", "notice", "review"
DEADLINE_KINDS = (END, NOTICE, REVIEW)
_RENEWAL = "renewal"  # no deadline: nobody has to do anything
_MAX_ROUNDS = 999  # of a cycle
_MONTH_END_SLACK = 4  # days by which a date may move where its month lacks it


@dataclass(frozen=True)
class Deadline:
    """A kind of `DEADLINE_KINDS` and its day; of a cycle that repeats, also the number of the round, from 0."""

    kind: str
    span: Span
    reasons: tuple[dict, ...] = ()
    number: int = 0
    overdue_until: date | None = None  # of what stays due until it is done: the last day on which it can be

    def is_overdue(self, day: date) -> bool:
        """Its day has passed, and it is still to be done."""
        return self.overdue_until is not None and self.span.latest_known_day < day <= self.overdue_until


def deadlines_on(periods: Sequence[StatePeriod], day: date) -> list[Deadline]:
    """The deadlines as of ``day``: the last day, the next review, be it overdue, and of each cycle the next round.

    After the end neither a review nor a cycle is due.
    """
    deadlines = [*_end_deadlines(periods)]
    deadlines += [
        due
        for due in _review_after_interval(periods)
        if due.span.latest_known_day >= day or due.is_overdue(day)
    ]
    for cycle in _recurring_deadlines(periods, day):
        deadlines += islice((due for due in cycle if due.span.latest_known_day >= day), 1)
    return deadlines


def all_deadlines(periods: Sequence[StatePeriod], last_round: date) -> Iterator[Deadline]:
    """The last day, and of each cycle every round that may fall by ``last_round``."""
    yield from _end_deadlines(periods)
    for cycle in (_review_after_interval(periods), *_recurring_deadlines(periods, MIN_DATE)):
        # the rounds of a cycle come one after the other
        yield from takewhile(lambda due: due.span.earliest_known_day <= last_round, cycle)


def deadline_reasons(periods: Sequence[StatePeriod], kind: str) -> list[dict]:
    """The terms and acts that deadlines of a kind follow from."""
    if kind == END:
        end = last_and_end(periods)
        return [*end[1].reasons] if end else []
    period = last_in_effect(periods)
    reasons = period.reasons if period else ()
    return [
        reason
        for reason in reasons
        if any(kind == of_cycle for of_cycle, *_cycle in _cycles(reason))
        or (kind == REVIEW and reason["code"] == ReasonCode.REVIEW_AT_INTERVALS)
    ]


def next_renewal(periods: Sequence[StatePeriod], day: date) -> Span:
    """The day from ``day`` on on which it renews itself next; unknown where it does not, or nobody knows when."""
    period = last_in_effect(periods)
    for reason in period.reasons if period else ():
        if is_automatic_cycle(reason):
            facts = reason.get("params", {})
            renewal, cycle = end_of_first_cycle(facts), cycle_length(facts)
            if renewal != UNKNOWN_SPAN:
                rounds = _rounds(_RENEWAL, _renewal_day_by_round(renewal, cycle), cycle, reason, day)
                coming = _within(rounds, *_last_time_in_effect(periods))
                return next((due.span for due in coming if due.span.latest_known_day >= day), UNKNOWN_SPAN)
    return UNKNOWN_SPAN


def _end_deadlines(periods: Sequence[StatePeriod]) -> Iterator[Deadline]:
    """The last day, if one is known, in effect or of what was signed."""
    end = last_and_end(periods)
    if end and (last_day := last_day_span(end[0])) != UNKNOWN_SPAN:
        yield Deadline(END, last_day, end[1].reasons)


def _review_after_interval(periods: Sequence[StatePeriod]) -> Iterator[Deadline]:
    """The next review: an interval after the last that is recorded, else after the beginning; due until it is done."""
    period = last_in_effect(periods)
    for reason in period.reasons if period else ():
        if reason["code"] == ReasonCode.REVIEW_AT_INTERVALS:
            facts, (first_day, end) = reason["params"], _last_time_in_effect(periods)
            reviewed = parse_span(facts.get("on", ""))
            is_reviewed = reviewed != UNKNOWN_SPAN and not reviewed.is_before(first_day)
            start = reviewed if is_reviewed else start_span(_first_entered(periods))
            span = start.moved(partial(add_duration, duration=facts["review_interval"]))
            until = MAX_DATE if end == UNKNOWN_SPAN else day_before(end.latest_known_day)
            if span != UNKNOWN_SPAN and span.earliest_known_day < MAX_DATE:
                yield from _within(iter([Deadline(REVIEW, span, (reason,), 0, until)]), first_day, end)


def _first_entered(periods: Sequence[StatePeriod]) -> StatePeriod:
    """The first period of the last time in effect; provisional application only where nothing else follows."""
    together = _periods_of_last_time(periods)
    entered = [period for period in together if period.state != State.PROVISIONALLY_APPLIED]
    return (entered or together)[0]


def _recurring_deadlines(periods: Sequence[StatePeriod], since: date) -> Iterator[Iterator[Deadline]]:
    """The cycles of a period that renews itself, of notices and of reviews: round after round while it lasts.

    Rounds that are over before ``since`` may be left out.
    """
    period = last_in_effect(periods)
    if period is None:
        return
    first_day, end = _last_time_in_effect(periods)
    notice_given = _first_day_under_notice(periods)
    for reason in period.reasons:
        for kind, cycle, day_of in _cycles(reason):
            rounds = _rounds(kind, day_of, cycle, reason, since)
            is_spent = kind == NOTICE and notice_given != UNKNOWN_SPAN
            yield _within(rounds, first_day, notice_given if is_spent else end)


def _cycles(reason: dict) -> Iterator[tuple[str, str, Callable[[int], Span]]]:
    """Of a reason to go on: the kind of deadline, the length of its cycle, and its day by round."""
    facts = reason.get("params", {})
    if is_automatic_cycle(reason):
        cycle, notice = cycle_length(facts), facts.get("non_renewal_notice", "")
        renewal = end_of_first_cycle(facts)
        if duration_parts(notice) and renewal.latest < MAX_DATE:  # else no round of it is known to be over
            yield NOTICE, cycle, _notice_day_by_round(renewal, notice, cycle)
    elif reason["code"] in (ReasonCode.GOES_ON_WITH_REVIEW, ReasonCode.TERM_IN_STEPS):
        cycle, day_of = facts.get("review_interval", ""), _review_day_by_round(facts)
        if (cycle or facts.get("until")) and day_of(0).latest < MAX_DATE:
            yield REVIEW, cycle, day_of


def _first_day_under_notice(periods: Sequence[StatePeriod]) -> Span:
    """The day from which notice has been given, so that none is due any more; unknown where none was given."""
    under_notice = list(takewhile(_is_under_notice, reversed(_periods_of_last_time(periods))))
    return start_span(under_notice[-1]) if under_notice else UNKNOWN_SPAN


def _is_under_notice(period: StatePeriod) -> bool:
    """Notice has been given that is not that of one of many parties."""
    for_one = {
        reason["params"].get("key")
        for reason in period.reasons
        if reason["code"] == ReasonCode.GOES_ON_FOR_OTHERS
    }
    return any(
        reason["code"] == ReasonCode.ACT
        and reason["params"].get("kind") == GIVING_NOTICE
        and reason["params"].get("key") not in for_one
        for reason in period.reasons
    )


def _last_time_in_effect(periods: Sequence[StatePeriod]) -> tuple[Span, Span]:
    """The first day of the periods in effect that end last and follow each other, and the first day after."""
    together = _periods_of_last_time(periods)
    return start_span(together[0]), end_span(together[-1])


def _periods_of_last_time(periods: Sequence[StatePeriod]) -> list[StatePeriod]:
    from_last = dropwhile(lambda period: period.state not in IN_EFFECT_STATES, reversed(periods))
    return [*takewhile(lambda period: period.state in IN_EFFECT_STATES, from_last)][::-1]


def _within(rounds: Iterator[Deadline], first_day: Span, end: Span) -> Iterator[Deadline]:
    """Rounds that may fall while it is in effect, each no later than the day before the end."""
    for due in rounds:
        span = due.span
        if end != UNKNOWN_SPAN:
            if span.earliest >= end.latest_known_day:
                return
            span = replace(span, latest=min(span.latest, day_before(end.latest_known_day)))
        if span.latest >= first_day.earliest:
            yield replace(due, span=span)


def _rounds(
    kind: str, day_of: Callable[[int], Span], cycle: str, reason: dict, since: date
) -> Iterator[Deadline]:
    """Each round of a cycle, on ``day_of(number)``; only the first where the length of the cycle is not known."""
    for number in range(_elapsed_rounds(day_of(0), cycle, since), _MAX_ROUNDS if cycle else 1):
        if kind in (NOTICE, _RENEWAL) and not _can_renew(reason["params"], cycle, number):
            return
        yield Deadline(kind, day_of(number), (reason,), number)


def _can_renew(facts: dict, cycle: str, number: int) -> bool:
    """The renewal comes before the last day, beyond which it cannot go on."""
    last_day = parse_last_day(facts.get("last_day", ""))
    if last_day == UNKNOWN_SPAN:
        return True
    renewal = _renewal_day_by_round(end_of_first_cycle(facts), cycle)(number)
    return renewal.earliest <= last_day.latest


def _elapsed_rounds(first: Span, cycle: str, since: date) -> int:
    """The number of rounds that are over before a day for certain, however long the months are."""
    years, months, weeks, days = duration_parts(cycle) or (0, 0, 0, 0)
    longest = years * 366 + months * 31 + weeks * 7 + days
    elapsed = (since - first.latest_known_day).days - _MONTH_END_SLACK
    return max(0, elapsed // longest) if longest else 0


def _notice_day_by_round(renewal: Span, notice: str, cycle: str) -> Callable[[int], Span]:
    """By round, the last day on which notice keeps it from renewing itself once more."""

    day_of = _renewal_day_by_round(renewal, cycle)
    return lambda number: day_of(number).moved(partial(last_day_for_notice, length=notice))


def _renewal_day_by_round(renewal: Span, cycle: str) -> Callable[[int], Span]:
    """By round, the first day of another cycle."""

    def renewed_on(number: int, day: date) -> date:
        return add_duration(day, multiply_duration(cycle, number)) if number else day

    return lambda number: renewal.moved(partial(renewed_on, number))


def _review_day_by_round(facts: dict) -> Callable[[int], Span]:
    """By round, the day on which the term is over for the first time, then each interval."""
    cycle = facts.get("review_interval", "")
    if facts.get("until"):
        return _renewal_day_by_round(end_of_first_cycle(facts), cycle)
    start, first = parse_span(facts.get("start", "")), facts.get("length") or cycle
    return lambda number: start.moved(
        partial(add_duration, duration=multiply_duration(cycle, number, after=first))
    )
