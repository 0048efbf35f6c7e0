"""Pending transitions: changes of state that follow from terms, notices and last days and have not come yet."""

from collections.abc import Sequence

from lifecycle import acts as act_kinds
from lifecycle.acts import Act
from lifecycle.choices import Certainty, State
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import Span, day_after, parse_last_day
from lifecycle.terms import Transition

_STARTING_ANEW = (
    *act_kinds.TAKING_EFFECT,
    *act_kinds.EXTENDING,
    *act_kinds.CONCLUDING,
    act_kinds.TERM_STARTS,
    "resumed",
)


class PendingTransitions(dict[str, Transition]):
    """Transitions by name: end, due (effect that was planned), provisional (application), and the ends that single
    acts bring, `name_of`: a notice, the resumption after a suspension.
    """

    def drop(self, *kinds: str):
        """Forget all whose names begin with these words."""
        for name in [name for name in self if kind_of(name) in kinds]:
            del self[name]

    def first_end(self, span: Span) -> Span:
        """The end in this span, no later than any other end that is pending."""
        for name, other in self.items():
            span = span.no_later_than(other.span) if kind_of(name) in ("end", "notice") else span
        return span

    def pop_due(self, before: Act | None, *, is_live: bool) -> tuple[str, Transition] | None:
        """Remove and return the first that comes before this act for certain, without an act the first of all.

        The end of a term is due only while the agreement is live: nothing ends before it was concluded.
        """
        due = [
            name
            for name, transition in self.items()
            if (is_live or name != "end") and (before is None or transition.span.is_before(before.effective))
        ]
        if not due:
            return None
        name = min(due, key=lambda name: (self[name].span, name))
        return name, self.pop(name)


def name_of(kind: str, act: Act) -> str:
    """The name of a transition of this kind that a single act brings."""
    return f"{kind} {act.tie_break}"


def kind_of(name: str) -> str:
    return name.split(" ", 1)[0]


def transition_after_last_day(act: Act, state: State, code: ReasonCode) -> Transition:
    """The transition on the day after the last day that an act names."""
    span = parse_last_day(act.until).moved(day_after)
    return Transition(span, state, Certainty.DERIVED, (make_reason(code, key=act.key, until=act.until),))


def is_end_recorded(following: Sequence[Act]) -> bool:
    """The same end is also recorded, a little later: the record stands for both."""
    for act in following:
        if act.kind in _STARTING_ANEW:
            return False
        if act.kind == "expired" and not act.is_partial:
            return True
    return False


def end_reasons(transition: Transition, following: Sequence[Act]) -> tuple[dict, ...]:
    """The reasons of an end; where a renewal came only after it, the end of a term says so: there is a gap."""
    renewals = (
        act for act in following if act.kind in act_kinds.EXTENDING and act.is_dated and not act.is_partial
    )
    if not (renewal := next(renewals, None)):
        return transition.reasons
    return tuple(
        {**reason, "params": reason["params"] | {"renewed_later": True, "later_act": renewal.kind}}
        if reason["code"] == ReasonCode.TERM_ENDED
        else reason
        for reason in transition.reasons
    )
