"""What falls due in the life of an agreement: its last day, the next day for a notice, the next review.

A pure function of its periods. Days that are known in part stay spans; an act recorded later may move any of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from register.choices import State
from register.lifecycle import Period
from register.lifecycle.reasons import Code
from register.lifecycle.spans import FIRST, LAST, UNKNOWN, Span, day_before, first_day_after, parts, read

END, NOTICE, REVIEW = "end", "notice", "review"
NAMES = (END, NOTICE, REVIEW)
HOLDING = {State.IN_FORCE, State.SUSPENDED}
MOST_ROUNDS = 999  # of a cycle


@dataclass(frozen=True)
class Due:
    """One of `NAMES` and its day; of a cycle that repeats, the next, and the how manieth that is from 0."""

    name: str
    span: Span
    reasons: tuple[dict, ...] = ()
    round: int = 0


def due(life: Iterable[Period], day: date) -> list[Due]:
    """What falls due, as seen on ``day``; a notice or review of a life that is over is not due."""
    told = list(life)
    held = [position for position, period in enumerate(told) if period.state in HOLDING]
    if not held:
        return []
    last = told[held[-1]]
    end = Span(last.end_earliest or FIRST, last.end_latest or LAST)
    following = told[held[-1] + 1].reasons if held[-1] + 1 < len(told) else ()
    found = [Due(END, end.moved(day_before), following)] if end != UNKNOWN else []
    in_time = [one for one in repeating(last, day) if end == UNKNOWN or one.span.earliest < end.latest]
    return [*found, *in_time]


def repeating(period: Period, day: date) -> Iterator[Due]:
    """The next notice and the next review of a period that goes on by itself."""
    for reason in period.reasons:
        facts = reason.get("params", {})
        if not facts.get("start") or read(facts["start"]) == UNKNOWN:
            continue
        if reason["code"] == Code.RENEWS_AUTOMATICALLY and parts(facts.get("non_renewal_notice", "")):
            yield from upcoming(NOTICE, notices(facts), reason, day)
        if reason["code"] == Code.GOES_ON_WITH_REVIEW:
            yield from upcoming(REVIEW, reviews(facts), reason, day)


def notices(facts: dict) -> Iterator[Span]:
    """The last days on which notice keeps it from renewing itself, cycle by cycle; none where no length is known."""
    start, length = read(facts["start"]), facts.get("length", "")
    cycle = facts.get("renewal_length") or length
    for round in range(MOST_ROUNDS) if cycle else ():
        renewed = start.moved(partial(first_day_after, duration=length or cycle))
        renewed = renewed.moved(partial(first_day_after, duration=times(cycle, round)))
        # three months before 12 May are over on 12 February: on the 13th it is too late
        yield renewed.moved(partial(before, duration=facts["non_renewal_notice"])).moved(day_before)


def reviews(facts: dict) -> Iterator[Span]:
    """The days on which another interval is over."""
    start, interval = read(facts["start"]), facts.get("review_interval", "")
    for round in range(MOST_ROUNDS) if interval else ():
        yield start.moved(partial(first_day_after, duration=times(interval, round + 1)))


def upcoming(name: str, spans: Iterator[Span], reason: dict, day: date) -> Iterator[Due]:
    """The first that is not over on ``day``."""
    for round, span in enumerate(spans):
        if (span.latest if span.latest < LAST else span.earliest) >= day:
            yield Due(name, span, (reason,), round)
            return


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
