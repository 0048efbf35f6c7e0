"""Notices: the end that a notice of termination or of non-renewal brings."""

from dataclasses import replace
from datetime import date
from functools import partial

from lifecycle.acts import Act
from lifecycle.choices import Certainty, State
from lifecycle.durations import add_duration, duration_parts, multiply_duration, subtract_duration
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import (
    MAX_DATE,
    UNKNOWN_SPAN,
    Span,
    day_after,
    day_before,
    parse_last_day,
    parse_span,
)
from lifecycle.terms import AUTOMATIC, Continuation, Transition

_MAX_CYCLES = 999


def transition_by_notice(
    notice: Act, termination_notice: str, continuation: Continuation
) -> Transition | None:
    """The end on the day that the notice names, by the length of notice, or at the cycle it is in time for."""
    notice_of = notice.facts["notice_of"]
    if parse_last_day(notice.until) != UNKNOWN_SPAN:
        span = parse_last_day(notice.until).moved(day_after)
        state = State.EXPIRED if notice_of == "non_renewal" else State.TERMINATED
        return _transition(notice, span, state, until=notice.until)
    if duration_parts(termination_notice) and notice_of != "non_renewal":
        span = notice.effective.moved(partial(add_duration, duration=termination_notice))
        facts = {"start": notice.effective_edtf, "length": termination_notice}
        return _transition(notice, span, State.TERMINATED, **facts)
    if notice_of in ("", "non_renewal"):
        end_of_cycle = _end_of_cycle(notice, continuation)
        missed = _missed_cycle(notice, continuation)
        if end_of_cycle:
            return _transition(notice, end_of_cycle, State.EXPIRED, of_cycle=True, too_late_for=missed)
    return None


def _transition(notice: Act, span: Span, state: State, **facts) -> Transition:
    last_day = span.moved(day_before).edtf
    reason = make_reason(
        ReasonCode.NOTICE_RAN_OUT,
        key=notice.key,
        last_day=last_day,
        notice_of=notice.facts["notice_of"],
        **facts,
    )
    return Transition(span, state, Certainty.DERIVED, (reason,))


def _end_of_cycle(notice: Act, continuation: Continuation) -> Span | None:
    """The first day after the cycle for which the notice is in time; None where the cycles are not known."""
    facts = _facts_of_cycle(continuation)
    if not facts or notice.effective == UNKNOWN_SPAN:
        return None
    first_end = end_of_first_cycle(facts)
    if first_end == UNKNOWN_SPAN:
        return None
    # Nobody knows which cycle, where the notice may have been too late for one that began on a day known in part.
    ends = [
        _cycle_end_after(day, first, facts)
        for day in (notice.effective.earliest, notice.effective.latest)
        for first in (first_end.earliest, first_end.latest)
    ]
    return replace(first_end, earliest=min(ends), latest=max(ends))


def _missed_cycle(notice: Act, continuation: Continuation) -> str:
    """The last day of the cycle for which the notice came too late, in EDTF; empty if it is in time or not known."""
    facts = _facts_of_cycle(continuation)
    first_end, day = end_of_first_cycle(facts), notice.effective
    are_known = first_end.earliest == first_end.latest and day.earliest == day.latest
    if not (cycle_length(facts) and are_known):
        return ""
    in_time_for = _cycle_end_after(day.latest, first_end.latest, facts)
    before = [first_end.latest, *_renewals(first_end.latest, cycle_length(facts))]
    missed = [renewal for renewal in before if day.latest < renewal < in_time_for]
    return day_before(missed[-1]).isoformat() if missed else ""


def _renewals(first_end: date, cycle: str) -> list[date]:
    """The renewals after the first."""
    return [add_duration(first_end, multiply_duration(cycle, number)) for number in range(1, _MAX_CYCLES)]


def _facts_of_cycle(continuation: Continuation) -> dict:
    """The facts of the way in which it renews itself; none where it does not."""
    return next((reason["params"] for reason in continuation.reasons if is_automatic_cycle(reason)), {})


def is_automatic_cycle(reason: dict) -> bool:
    """It renews itself by this reason, be it in steps of a longer term."""
    is_step = reason["code"] == ReasonCode.TERM_IN_STEPS and "last_day" in reason["params"]
    is_automatic = is_step and reason["params"].get("renewal") == AUTOMATIC
    return is_automatic or reason["code"] == ReasonCode.RENEWS_AUTOMATICALLY


def end_of_first_cycle(facts: dict) -> Span:
    """The first day on which a term has renewed itself, by the facts of its reason; unknown if they do not say."""
    if facts.get("until"):
        return parse_last_day(facts["until"]).moved(day_after)
    length = facts.get("length") or cycle_length(facts)
    if not (length and facts.get("start")):
        return UNKNOWN_SPAN
    return parse_span(facts["start"]).moved(partial(add_duration, duration=length))


def cycle_length(facts: dict) -> str:
    """The length of each renewal by the facts of a reason: as recorded, else as presumed, that of the term again."""
    return facts.get("renewal_length") or facts.get("presumed_renewal_length", "")


def last_day_for_notice(renewal: date, length: str) -> date:
    """The last day on which notice keeps it from renewing itself on ``renewal``.

    Three months before 12 May are over on 12 February: on the 13th it is too late.
    """
    if renewal == MAX_DATE:
        return MAX_DATE
    return day_before(subtract_duration(renewal, length) if length else renewal)


def _cycle_end_after(day: date, first_end: date, facts: dict) -> date:
    """The first renewal for which a notice of this day comes in time."""
    cycle, length = cycle_length(facts), facts.get("non_renewal_notice", "")
    if day == MAX_DATE:
        return MAX_DATE
    for number in range(_MAX_CYCLES if cycle else 1):
        end = add_duration(first_end, multiply_duration(cycle, number)) if number else first_end
        if last_day_for_notice(end, length) >= day:
            return end
    return MAX_DATE
