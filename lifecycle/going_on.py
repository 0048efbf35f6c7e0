"""Rules of an agreement that goes on: renewal, notice, leaving."""

from lifecycle import acts as act_kinds
from lifecycle.acts import Act, act_reason
from lifecycle.choices import Certainty, State
from lifecycle.pending import name_of
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import Span
from lifecycle.stage_recorder import reason_of_part
from lifecycle.suspensions import Suspending
from lifecycle.terms import NO_CONTINUATION, Continuation


class GoingOn(Suspending):
    """Acts of an agreement that was concluded, each applied to the state that it finds."""

    def _apply_to_existing(self, act: Act):
        """An act that only an existing agreement can undergo; some such acts also set a new end."""
        continuation = self.facts.continuation_set_by(act)
        if act.kind == act_kinds.GIVING_NOTICE:
            self._give_notice(act)
        elif act.kind == act_kinds.WITHDRAWING_NOTICE:
            self._withdraw_notice(act)
        elif act.kind == "party_left":
            self._party_leaves(act)
        elif act.kind in act_kinds.EXTENDING and act.is_partial:
            self._extend_part(act)
        elif act.kind not in act_kinds.EXTENDING and continuation == NO_CONTINUATION:
            self.timeline.separate(act.effective)
        elif self.timeline.is_live:
            self._extend(act, continuation)
        elif not self.timeline.is_before_signature and act.kind in act_kinds.EXTENDING:
            self._revive(act, continuation)

    def _revive(self, act: Act, continuation: Continuation):
        """A renewal after the end: in force again, with a gap between."""
        self.timeline.start_reasons = (act_reason(act),)
        self.timeline.later_reasons = _reasons_without_end(act, continuation)
        self._set_continuation(continuation)
        self._record_in_force(act.effective, Certainty.RECORDED)

    def _extend(self, act: Act, continuation: Continuation):
        """A new end. A renewal that may have come too late is presumed to have come in time."""
        end, certainty = self.pending.get("end"), self.timeline.certainty
        reasons: tuple[dict, ...] = () if act.kind == act_kinds.TERM_STARTS else (act_reason(act),)
        if end and min(act.effective.latest, act.done_on.latest) > end.span.earliest:
            certainty = Certainty.PRESUMED
            if not _was_done_after(act, end.span):
                reasons += (act_reason(act, ReasonCode.RENEWAL_MAY_BE_LATE, "key", "kind"),)
        if end:
            reasons += _reasons_without_end(act, continuation)
        if act.kind in act_kinds.EXTENDING and act.until and self.continuation.renews_by_itself:
            continuation = continuation.with_renewal_in_doubt()
        if end or continuation != NO_CONTINUATION:
            self._set_continuation(continuation)
        self.timeline.later_reasons = (*self._reasons_of_parts_and_sides(), *reasons)
        self.pending.drop("notice")
        span = act.effective.no_later_than(end.span) if end else act.effective
        if self.timeline.state == State.IN_FORCE:
            self._record_in_force(span, certainty)
        elif self.timeline.state == State.SUSPENDED:
            self._record_suspended(span)
        else:
            self.timeline.separate(span)

    def _reasons_of_parts_and_sides(self) -> tuple[dict, ...]:
        """What a new end leaves as it is: parts that have ended, and suspensions of a part or by some sides."""
        suspended = {act.key for act in self.suspended}
        return tuple(
            reason
            for reason in self.timeline.later_reasons
            if reason["code"] == ReasonCode.IN_PART_ENDED or reason["params"].get("key") in suspended
        )

    def _extend_part(self, act: Act):
        """A part goes on for longer; the end of the whole stays as it is."""
        if self.timeline.is_live:
            self._add_reasons(act, act_reason(act), *reason_of_part(act))
        else:
            self.timeline.separate(act.effective)

    # Notice and leaving

    def _give_notice(self, act: Act):
        """The end that it brings stands beside those of other notices: the first to come counts."""
        if not self.timeline.is_live:
            return
        if act.is_partial:
            self._add_reasons(act, act_reason(act), *reason_of_part(act), *self._reason_for_others(act))
            return
        transition = self.facts.transition_by_notice(act, self.continuation)
        if transition:
            self.pending[name_of("notice", act)] = transition
        # Nobody knows whether it renews itself once more after a notice.
        concerns_whole = not self.facts.concerns_one_of_many(act)
        in_doubt = self.continuation.renews_by_itself and not transition and concerns_whole
        certainty = Certainty.PRESUMED if in_doubt else None
        self._add_reasons(act, act_reason(act), *self._reason_for_others(act), certainty=certainty)

    def _withdraw_notice(self, act: Act):
        """The notices of this party, or all, are as if they had not been given; of a part, those of this part."""
        withdrawn = [
            notice
            for notice in self.facts.notices_of(act.party)
            if not act.is_partial or act.is_of_part(notice)
        ]
        self._forget_notices(withdrawn)
        self._add_reasons(act, act_reason(act), *reason_of_part(act))

    def _forget_notices(self, notices: list[Act]):
        for notice in notices:
            self.pending.pop(name_of("notice", notice), None)
        self._forget(notices)

    def _party_leaves(self, act: Act):
        """One party fewer: the leaver's notice is spent, and an agreement that is left with one side ends."""
        if self.timeline.is_live and self.facts.leaves_one_side(act):
            alone = make_reason(ReasonCode.ONE_PARTY_LEFT, key=act.key, on=act.effective_edtf)
            self._end(act.effective, State.TERMINATED, Certainty.DERIVED, act_reason(act), alone)
            return
        before = self.timeline.later_reasons
        self._forget_notices(self.facts.notices_of(act.party))
        self._lift([other for other in self.suspended if other.party and other.party == act.party])
        if self._is_suspended(act) != (self.timeline.state == State.SUSPENDED) and self.timeline.is_live:
            self._suspend_or_resume(act)
        elif act.kind in act_kinds.ENDING:
            self._add_reasons(act, act_reason(act), *self._reason_for_others(act))
        elif before != self.timeline.later_reasons:
            self._record_again(act)
        else:
            self.timeline.separate(act.effective)


def _was_done_after(act: Act, end: Span) -> bool:
    """It was done after the end for certain, and can only reach back to it."""
    return act.done_on.earliest >= end.latest


def _reasons_without_end(act: Act, continuation: Continuation) -> tuple[dict, ...]:
    """A reason that the renewal sets no new end, where it sets none."""
    if continuation != NO_CONTINUATION:
        return ()
    return (act_reason(act, ReasonCode.RENEWED_WITHOUT_END, "key", "kind"),)
