"""Recorder of stages: the steps that all rules of the state machine share."""

from collections.abc import Iterable

from lifecycle import acts as act_kinds
from lifecycle.acts import Act, act_reason
from lifecycle.choices import Certainty, State
from lifecycle.facts import LifecycleFacts
from lifecycle.pending import PendingTransitions
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import Span
from lifecycle.terms import NO_CONTINUATION, Continuation
from lifecycle.timeline import Timeline


class StageRecorder:
    """The timeline of one agreement, what is pending, and ``continuation``: how its terms make it run on at present."""

    _suspended_from: State | None = None  # the state in which it was suspended

    def __init__(self, facts: LifecycleFacts):
        self.facts = facts
        self.timeline = Timeline()
        self.pending = PendingTransitions()
        self.continuation = NO_CONTINUATION
        self.suspended: list[Act] = []  # suspensions that go on
        self._set_continuation(facts.base_continuation())

    def _start(self, span: Span, certainty: Certainty, *reasons: dict, state: State = State.IN_FORCE):
        """In force, for these reasons and no earlier ones."""
        self.timeline.start_reasons, self.timeline.later_reasons = reasons, ()
        self.suspended.clear()
        self._record_in_force(span, certainty, state)

    def _record_in_force(self, span: Span, certainty: Certainty, state: State = State.IN_FORCE):
        self.timeline.record_in_force(span, certainty, self.continuation, state)

    def _end(self, span: Span, state: State, certainty: Certainty, *reasons: dict):
        """The end of its life: no term runs on, and nothing is pending."""
        self.timeline.record_end(span, state, certainty, *reasons)
        self.continuation = NO_CONTINUATION
        self.pending.clear()
        self.suspended.clear()

    def _set_continuation(self, continuation: Continuation):
        self.continuation = continuation
        self.pending.drop("end")
        if continuation.end:
            self.pending["end"] = continuation.end

    def _add_reasons(self, act: Act, *reasons: dict, certainty: Certainty | None = None):
        """The same state, for more reasons."""
        self.timeline.later_reasons += reasons
        self._record_again(act, certainty)

    def _record_again(self, act: Act, certainty: Certainty | None = None):
        """The same state from this act on, with the reasons as they are now; else only a day between two stages."""
        if self.timeline.is_applied:
            state = self.timeline.state or State.IN_FORCE
            self._record_in_force(act.effective, certainty or self.timeline.certainty, state)
        elif self.timeline.state == State.SUSPENDED:
            self._record_suspended(act.effective)
        else:
            self.timeline.separate(act.effective)

    def _record_suspended(self, span: Span, *reasons: dict):
        """Suspended as a whole, last of all for the suspensions that are open; its terms run on."""
        if self.timeline.state != State.SUSPENDED:
            self._suspended_from = self.timeline.state
        whole = [act for act in self.suspended if not act.is_partial]
        keys = {act.key for act in whole}
        later = [
            reason
            for reason in self.timeline.later_reasons
            if reason["code"] != ReasonCode.IN_PART_SUSPENDED and reason["params"].get("key") not in keys
        ]
        reasons = (*later, *reasons, *self.continuation.reasons, *map(act_reason, whole))
        self.timeline.record(span, State.SUSPENDED, Certainty.RECORDED, *reasons)

    def _forget(self, acts: Iterable[Act]):
        """Drop the reasons of these acts."""
        keys = {act.key for act in acts}
        self.timeline.later_reasons = tuple(
            reason for reason in self.timeline.later_reasons if reason["params"].get("key") not in keys
        )

    def _reason_for_others(self, act: Act) -> tuple[dict, ...]:
        concerns_one = self.facts.concerns_one_of_many(act)
        return (make_reason(ReasonCode.GOES_ON_FOR_OTHERS, key=act.key),) if concerns_one else ()


def reason_of_part(act: Act) -> tuple[dict, ...]:
    """The reason that an act concerns a part only, and which."""
    return (act_reason(act, ReasonCode.ONLY_A_PART, "key", "scope"),) if act.is_partial else ()


def planned_reason(act: Act) -> dict:
    """The reason that an act is or was to come, or that it waits for its condition."""
    if act.is_done_on_condition:
        return act_reason(act, ReasonCode.CONDITION_NOT_KNOWN_MET, "key", "kind", "condition", "scope")
    names = ("key", "kind", "on", "effective_on", "condition", "scope")
    reason = act_reason(act, ReasonCode.PLANNED_ACT, *names)
    params = reason["params"]
    if act.kind in (*act_kinds.ADOPTING, *act_kinds.CONCLUDING):
        params.pop("effective_on", None)  # the day from which it counts is another plan
    elif act.kind == "takes_effect" and params.get("effective_on"):
        params |= {"kind": act.kind}
        params.pop("on", None)
    return reason
