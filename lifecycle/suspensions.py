"""Rules of suspension: each goes on until its own side resumes what it concerns, or until its last day."""

from lifecycle.acts import Act, act_reason
from lifecycle.choices import Certainty, State
from lifecycle.pending import name_of, transition_after_last_day
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import Span
from lifecycle.stage_recorder import StageRecorder, reason_of_part
from lifecycle.terms import NO_CONTINUATION, Transition
from lifecycle.timeline import weakest_certainty

_RESUMPTION = "resumption"
# Signed, the effect is still to come, or not even that: nothing can be suspended or resumed.
_WAITING_STATES = (State.UNDER_NEGOTIATION, State.PLANNED, State.ADOPTED, State.SIGNED)


class Suspending(StageRecorder):
    """Suspensions that are open, of the whole, of a part, or by some sides; and what lifts them."""

    def _show_in_force(self, act: Act):
        """In force by an act that only an existing agreement can undergo, see `beginning`."""
        raise NotImplementedError

    def _suspend(self, act: Act):
        """A suspension by one of several sides, or of a part, leaves the rest in force."""
        if not self._can_be_suspended:
            self.timeline.separate(act.effective)
            return
        if self.timeline.state in (None, State.UNKNOWN, State.CONCLUDED):
            self._show_in_force(act)
        if act.until:
            self._lift([other for other in self.suspended if not other.until and self._is_same(act, other)])
        self.suspended.append(act)
        if act.until:
            self.pending[name_of(_RESUMPTION, act)] = transition_after_last_day(
                act, State.IN_FORCE, ReasonCode.SUSPENSION_RAN_OUT
            )
        if act.is_partial or not self._is_suspended(act):
            self._add_reasons(act, *self._reasons_of_suspension(act))
        else:
            self._record_suspended(act.effective)

    @property
    def _can_be_suspended(self) -> bool:
        """It may be in effect, or is a statement that was adopted; what waits for its effect or has ended is not."""
        is_waiting = self.timeline.state in _WAITING_STATES and not self.timeline.is_adoption_final
        return not (is_waiting or self.timeline.has_ended_for_certain)

    def _is_same(self, act: Act, other: Act) -> bool:
        """By the same side, of the same part or the whole: the later of the two says until when."""
        is_of_same_side = self.facts.sides.of(act.party) == self.facts.sides.of(other.party)
        return is_of_same_side and (act.is_of_part(other) or not (act.is_partial or other.is_partial))

    def _is_suspended(self, act: Act | None) -> bool:
        return self.facts.suspend_all([other for other in self.suspended if not other.is_partial], act)

    def _reasons_of_suspension(self, act: Act) -> tuple[dict, ...]:
        same_part = [other for other in self.suspended if other.is_of_part(act)]
        if act.is_partial and self.facts.suspend_all(same_part, act):
            names = ("key", "on", "effective_on", "until", "scope")
            return (act_reason(act, ReasonCode.IN_PART_SUSPENDED, *names),)
        goes_on = make_reason(ReasonCode.GOES_ON_FOR_OTHERS, key=act.key)
        return (act_reason(act), *reason_of_part(act), goes_on)

    def _resume(self, act: Act):
        """It lifts what its side suspended, of the part that it names; it revives nothing that has ended."""
        continuation = self.facts.continuation_set_by(act)
        revives_nothing = self.timeline.has_ended_for_certain and continuation == NO_CONTINUATION
        if revives_nothing or self.timeline.state in _WAITING_STATES:
            self.timeline.separate(act.effective)
            return
        is_suspended = self.timeline.state == State.SUSPENDED
        self._lift(self._lifted_by(act))
        reasons = (act_reason(act), *reason_of_part(act))
        if is_suspended and self._is_suspended(act):
            self._record_suspended(act.effective, *reasons)
        elif not is_suspended and self.facts.concerns_one_of_many(act):
            self._record_again(act)
        elif not is_suspended and (self.timeline.is_applied or act.is_partial):
            self._add_reasons(act, *reasons)
        else:
            if not self.timeline.is_live:
                self.timeline.start_reasons = ()
            if continuation != NO_CONTINUATION:
                self._set_continuation(continuation)
            self._return_from_suspension(act.effective, Certainty.RECORDED, reasons)

    def _suspend_or_resume(self, act: Act):
        """After an act that leaves fewer sides: suspended if too few of them go on, else in force."""
        if self._is_suspended(act):
            self._record_suspended(act.effective)
        else:
            self._take_up_again((act_reason(act),))
            self._record_in_force(act.effective, self.timeline.certainty)

    def _lifted_by(self, act: Act) -> list[Act]:
        """Of a part, the suspensions of that part; else those of the whole, or where none is open, of all parts."""
        by_side = self.facts.suspensions_of(act.party)
        own = [other for other in self.suspended if other in by_side]
        if act.is_partial:
            return [other for other in own if act.is_of_part(other)]
        return [other for other in own if not other.is_partial] or own

    def _lift(self, suspensions: list[Act]):
        for act in suspensions:
            self.suspended.remove(act)
            self.pending.pop(name_of(_RESUMPTION, act), None)
        self._forget(suspensions)

    def _take_up_again(self, reasons: tuple[dict, ...]):
        """The reasons so far, without earlier resumptions."""
        self.timeline.later_reasons = tuple(
            reason
            for reason in self.timeline.later_reasons
            if reason["code"] != ReasonCode.SUSPENSION_RAN_OUT and reason["params"].get("kind") != "resumed"
        )
        self.timeline.later_reasons += reasons

    def _return_from_suspension(self, span: Span, certainty: Certainty, reasons: tuple[dict, ...]):
        """The state in which it was suspended, once more."""
        was_suspended = self.timeline.state == State.SUSPENDED
        self._take_up_again(reasons)
        if was_suspended and self._suspended_from == State.ADOPTED:
            self.timeline.record(
                span, State.ADOPTED, certainty, *reasons, make_reason(ReasonCode.NO_END_STATED)
            )
        elif was_suspended and self._suspended_from == State.PROVISIONALLY_APPLIED:
            self._record_in_force(span, certainty, State.PROVISIONALLY_APPLIED)
        else:
            self._record_in_force(span, certainty)

    def _end_of_suspension(self, name: str, transition: Transition, before: Act | None):
        """Its last day is over, after the act ``before``; another suspension may go on."""
        is_suspended = self.timeline.state == State.SUSPENDED
        self._lift([act for act in self.suspended if name_of(_RESUMPTION, act) == name])
        if is_suspended and self._is_suspended(before):
            self._record_suspended(transition.span)
        elif is_suspended:
            certainty = weakest_certainty(self.timeline.certainty, Certainty.DERIVED)
            self._return_from_suspension(transition.span, certainty, transition.reasons)
        elif self.timeline.is_applied:
            state = self.timeline.state or State.IN_FORCE
            self._record_in_force(transition.span, self.timeline.certainty, state)
