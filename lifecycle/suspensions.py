"""Rules of suspension: each goes on until its own side resumes what it concerns, or until its last day."""

from lifecycle.acts import Act, act_reason
from lifecycle.choices import Certainty, State
from lifecycle.pending import name_of, transition_after_last_day
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.stage_recorder import StageRecorder, reason_of_part
from lifecycle.terms import NO_CONTINUATION, Transition
from lifecycle.timeline import weakest_certainty

_RESUMPTION = "resumption"


class Suspending(StageRecorder):
    """Suspensions that are open, of the whole, of a part, or by some sides; and what lifts them."""

    def _suspend(self, act: Act):
        """A suspension by one of several sides, or of a part, leaves the rest in force."""
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
        if self.timeline.has_ended_for_certain and continuation == NO_CONTINUATION:
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
            self._take_up_again(reasons)
            self._record_in_force(act.effective, Certainty.RECORDED)

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

    def _end_of_suspension(self, name: str, transition: Transition):
        """Its last day is over; another suspension may go on."""
        is_suspended = self.timeline.state == State.SUSPENDED
        self._lift([act for act in self.suspended if name_of(_RESUMPTION, act) == name])
        if is_suspended and self._is_suspended(None):
            self._record_suspended(transition.span)
        elif is_suspended:
            self._take_up_again(transition.reasons)
            certainty = weakest_certainty(self.timeline.certainty, Certainty.DERIVED)
            self._record_in_force(transition.span, certainty)
        elif self.timeline.is_applied:
            state = self.timeline.state or State.IN_FORCE
            self._record_in_force(transition.span, self.timeline.certainty, state)
