"""Time in effect among the periods of a life: when it began, when it was taken up again, what ended it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Any

from lifecycle.choices import ENDED_STATES, IN_EFFECT_STATES, State
from lifecycle.periods import end_span
from lifecycle.spans import Span

# What is suspended in such a state, or after it, was not in effect for good.
_SUSPENDED_ONLY = (State.PROVISIONALLY_APPLIED, State.ADOPTED, *ENDED_STATES)


def entry_into_effect(periods: Sequence[Any]) -> Any | None:
    """The period with which it took effect for the first time; provisional application is none."""
    return next((period for before, period in _with_before(periods) if _enters(before, period)), None)


def _with_before(periods: Sequence[Any]) -> Iterator[tuple[Any | None, Any]]:
    return pairwise([None, *periods])


def _enters(before: Any | None, period: Any) -> bool:
    """It is in effect for good; a suspension of what was not, or had ended, is no entry."""
    is_suspended_only = before is not None and before.state in _SUSPENDED_ONLY
    return period.state == State.IN_FORCE or (period.state == State.SUSPENDED and not is_suspended_only)


def return_into_effect(periods: Sequence[Any]) -> Any | None:
    """The period with which it last took effect again after it had ended; None where it never had."""
    is_over, again = False, None
    for period in periods[_position(periods, entry_into_effect(periods)) :]:
        if is_over and period.state == State.IN_FORCE:
            is_over, again = False, period
        is_over = is_over or period.state in ENDED_STATES
    return again


def provisional_application(periods: Sequence[Any]) -> Any | None:
    """The period with which it was applied provisionally, if it was."""
    return next((period for period in periods if period.state == State.PROVISIONALLY_APPLIED), None)


def last_of_provisional_application(periods: Sequence[Any]) -> Any | None:
    """The last of the periods in which it was applied provisionally without a break, be it suspended in between."""
    together = takewhile(
        lambda period: period.state in (State.PROVISIONALLY_APPLIED, State.SUSPENDED),
        periods[_position(periods, provisional_application(periods)) :],
    )
    return next(reversed([*together]), None)


def last_in_effect(periods: Sequence[Any]) -> Any | None:
    """The last period in effect, in the wide sense."""
    return next((period for period in reversed(periods) if period.state in IN_EFFECT_STATES), None)


def period_after_end(periods: Sequence[Any]) -> Any | None:
    """The period that ended its last time in effect; none where it goes on, or nobody knows whether it does.

    Where nobody knew for a while whether it was in effect, that which ended it for certain.
    """
    last = last_in_effect(periods)
    following = periods[_position(periods, last) + 1 :]
    after = next((period for period in following if period.state != State.UNKNOWN), None)
    return after if after and after.state in ENDED_STATES else None


def last_before_end(periods: Sequence[Any]) -> Any | None:
    """The period in effect, or not known to be, whose end `period_after_end` is."""
    place = _position(periods, period_after_end(periods))
    return periods[place - 1] if 0 < place < len(periods) else None


def period_after(periods: Sequence[Any], period: Any | None) -> Any | None:
    """The period that follows another; none of nothing."""
    return next(iter(periods[_position(periods, period) + 1 :]), None)


def end_of_time_in_effect(periods: Sequence[Any], first: Any) -> Span:
    """The first day after the periods in effect that begin with this one and follow each other."""
    together = takewhile(
        lambda period: period.state in IN_EFFECT_STATES, periods[_position(periods, first) :]
    )
    return end_span(list(together)[-1])


def before_and_after_end(periods: Sequence[Any]) -> tuple[Any | None, Any]:
    """Of a life that ended: the last period before its end, if there is any, and the first after it."""
    ended = len(list(takewhile(lambda period: period.state in ENDED_STATES, reversed(periods))))
    return next(iter(periods[-ended - 1 : -ended]), None), periods[-ended]


def last_and_end(periods: Sequence[Any]) -> tuple[Any, Any] | None:
    """The last period before its end, and the first after it; of what was signed also if no effect is recorded."""
    if last_in_effect(periods):
        after = period_after_end(periods)
        return (last_before_end(periods), after) if after else None
    if never_took_effect(periods) or not (periods and periods[-1].state in ENDED_STATES):
        return None
    before, after = before_and_after_end(periods)
    return (before, after) if before and before.state in (State.SIGNED, State.CONCLUDED) else None


def never_took_effect(periods: Sequence[Any]) -> bool:
    """It was given up, declared void, or ended by an act while it waited; of an expiry nobody knows."""
    if not periods or last_in_effect(periods) or periods[-1].state not in ENDED_STATES:
        return False
    was_waiting = any(period.state == State.SIGNED for period in periods[-2:-1])
    has_run_out = periods[-1].state == State.EXPIRED
    return (was_waiting and not has_run_out) or periods[-1].state == State.CANCELLED


def _position(periods: Sequence[Any], period: Any | None) -> int:
    return next((place for place, other in enumerate(periods) if other is period), len(periods))
