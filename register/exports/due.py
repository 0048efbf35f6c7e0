"""What falls due in the life of an agreement: its last day, the next day for a notice, the next review.

A pure function of its periods. Days that are known in part stay spans; an act recorded later may move any of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice, takewhile

from register.choices import State
from register.lifecycle import Period
from register.lifecycle.reasons import Code
from register.lifecycle.spans import FIRST, LAST, UNKNOWN, Span, day_before, first_day_after, parts, read

END, NOTICE, REVIEW = "end", "notice", "review"
NAMES = (END, NOTICE, REVIEW)
HOLDING = {State.IN_FORCE, State.SUSPENDED}
MOST_ROUNDS = 999  # of a cycle
MONTH_ENDS = 4  # days by which a date may move where its month lacks it


@dataclass(frozen=True)
class Due:
    """One of `NAMES` and its day; of a cycle that repeats, the next, and the how manieth that is from 0."""

    name: str
    span: Span
    reasons: tuple[dict, ...] = ()
    round: int = 0


def due(life: Sequence[Period], day: date) -> list[Due]:
    """What falls due, as seen on ``day``; a notice or review of a life that is over is not due."""
    found = [*ending(life)]
    for of_one in repeating(life, day):
        found += islice((one for one in of_one if last_day(one.span) >= day), 1)
    return found


def due_between(life: Sequence[Period], first: date, last: date) -> Iterator[Due]:
    """All that may fall due from ``first`` to ``last``, both included; of a cycle each round."""
    for of_one in (ending(life), *repeating(life, first)):
        # the rounds of a cycle come one after the other
        for one in takewhile(lambda one: first_day(one.span) <= last, of_one):
            if last_day(one.span) >= first:
                yield one


def kinds_of(life: Sequence[Period]) -> set[str]:
    """Which of `NAMES` ever fall due in a life."""
    return {one.name for of_one in (ending(life), *repeating(life, FIRST)) for one in islice(of_one, 1)}


def first_day(span: Span) -> date:
    """The day that stands for a span: the earliest that it may be, so that nobody is late; else the latest."""
    return span.earliest if span.earliest > FIRST else span.latest


def last_day(span: Span) -> date:
    return span.latest if span.latest < LAST else span.earliest


def ending(life: Sequence[Period]) -> Iterator[Due]:
    """The last day on which it holds, if one is known."""
    last, following = held(life)
    if last and (end := end_of(last)) != UNKNOWN:
        yield Due(END, end.moved(day_before), following)


def held(life: Sequence[Period]) -> tuple[Period | None, tuple[dict, ...]]:
    """The last period in which it holds, and the reasons of what follows."""
    found = [position for position, period in enumerate(life) if period.state in HOLDING]
    if not found:
        return None, ()
    following = life[found[-1] + 1].reasons if found[-1] + 1 < len(life) else ()
    return life[found[-1]], following


def end_of(period: Period) -> Span:
    return Span(period.end_earliest or FIRST, period.end_latest or LAST)


def repeating(life: Sequence[Period], since: date) -> Iterator[Iterator[Due]]:
    """The notices and the reviews of a period that goes on by itself, round after round while it holds.

    Rounds that are over before ``since`` may be left out.
    """
    period, _following = held(life)
    if period is None:
        return
    end = end_of(period)
    for reason in period.reasons:
        facts = reason.get("params", {})
        if not facts.get("start") or read(facts["start"]) == UNKNOWN:
            continue
        if reason["code"] == Code.RENEWS_AUTOMATICALLY and parts(facts.get("non_renewal_notice", "")):
            cycle = facts.get("renewal_length") or facts.get("length", "")
            yield rounds(NOTICE, notices(facts, cycle), cycle, reason, end, since)
        if reason["code"] == Code.GOES_ON_WITH_REVIEW:
            cycle = facts.get("review_interval", "")
            yield rounds(REVIEW, reviews(facts, cycle), cycle, reason, end, since)


def rounds(
    name: str, at: Callable[[int], Span], cycle: str, reason: dict, end: Span, since: date
) -> Iterator[Due]:
    """Each round of a cycle, the day of which is ``at(round)``; none where no length is known."""
    for round in range(rounds_over(at(0), cycle, since), MOST_ROUNDS) if cycle else ():
        span = at(round)
        if end != UNKNOWN and span.earliest >= end.latest:
            return
        yield Due(name, span, (reason,), round)


def rounds_over(first: Span, cycle: str, since: date) -> int:
    """How many rounds are over before a day for certain, however long its months are and wherever they end."""
    years, months, weeks, days = parts(cycle) or (0, 0, 0, 0)
    longest = years * 366 + months * 31 + weeks * 7 + days
    elapsed = (since - last_day(first)).days - MONTH_ENDS
    return max(0, elapsed // longest) if longest else 0


def notices(facts: dict, cycle: str) -> Callable[[int], Span]:
    """By round, the last day on which notice keeps it from renewing itself once more."""
    length, term = facts["non_renewal_notice"], facts.get("length") or cycle
    renewed = read(facts["start"]).moved(partial(first_day_after, duration=term))

    def last_day_for(round: int, day: date) -> date:
        again = first_day_after(day, times(cycle, round))
        # three months before 12 May are over on 12 February: on the 13th it is too late
        return day_before(before(again, length)) if again < LAST else LAST

    return lambda round: renewed.moved(partial(last_day_for, round))


def reviews(facts: dict, cycle: str) -> Callable[[int], Span]:
    """By round, the day on which another interval is over."""
    start = read(facts["start"])
    return lambda round: start.moved(partial(first_day_after, duration=times(cycle, round + 1)))


def times(duration: str, count: int) -> str:
    """That many durations in one, so that months do not drift: twelve months from 31 January, not twelve times one."""
    years, months, weeks, days = (number * count for number in parts(duration) or (0, 0, 0, 0))
    months += years * 12
    return f"P{months // 12}Y{months % 12}M{weeks}W{days}D"


def before(day: date, duration: str) -> date:
    """The day that lies a duration before; where the month lacks it, the first of the month after."""
    years, months, weeks, days = parts(duration) or (0, 0, 0, 0)
    month_number = day.year * 12 + day.month - 1 - years * 12 - months
    try:
        year, month = month_number // 12, month_number % 12 + 1
        try:
            earlier = day.replace(year=year, month=month)
        except ValueError:
            earlier = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(earlier.toordinal() - weeks * 7 - days)
    except ValueError:  # before the first year
        return FIRST
