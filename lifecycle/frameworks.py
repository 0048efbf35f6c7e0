"""Frameworks that ended, are suspended or void, as facts for the lives of what belongs to them."""

from collections.abc import Sequence
from itertools import takewhile

from lifecycle.acts import DECLARING_VOID
from lifecycle.choices import ENDED_STATES, State
from lifecycle.facts import LifecycleFacts
from lifecycle.periods import StatePeriod, start_span
from lifecycle.reasons import ReasonCode
from lifecycle.related import FrameworkEnd
from lifecycle.spans import UNKNOWN_SPAN, Span, parse_span


def make_framework_end(
    ref: str, relation: str, body: dict, periods: Sequence[StatePeriod]
) -> FrameworkEnd | None:
    """The end of a framework for good, or its suspension that nothing has ended; none while it goes on."""
    over = (State.SUSPENDED,) if periods and periods[-1].state == State.SUSPENDED else ENDED_STATES
    last = list(takewhile(lambda period: period.state in over, reversed(periods)))
    if not last:
        return None
    voided = _day_of_voidness(body, last[-1])
    span = start_span(last[-1]) if voided is None else voided
    return FrameworkEnd(ref, relation, last[-1].state, span, is_void=voided is not None)


def _day_of_voidness(body: dict, period: StatePeriod) -> Span | None:
    """The day on which it, or what it is annexed to, was declared void; None where neither was."""
    for reason in period.reasons:
        facts = reason["params"]
        if reason["code"] == ReasonCode.FRAMEWORK_ENDED and facts.get("void"):
            return parse_span(facts.get("on", ""))
        if reason["code"] == ReasonCode.ACT and facts.get("kind") == DECLARING_VOID:
            acts = LifecycleFacts(body).recorded_acts
            declaring = [act for act in acts if act.kind == DECLARING_VOID and not act.is_partial]
            return next((act.day for act in declaring if not act.is_awaited), UNKNOWN_SPAN)
    return None
