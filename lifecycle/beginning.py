"""Rules of the beginning of an agreement: negotiation, adoption, signature, entry into effect."""

from dataclasses import replace

from lifecycle import acts as act_kinds
from lifecycle.acts import Act, act_reason
from lifecycle.choices import Certainty, State
from lifecycle.going_on import GoingOn
from lifecycle.pending import transition_after_last_day
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import MAX_DATE, MIN_DATE, UNKNOWN_SPAN, Span
from lifecycle.stage_recorder import planned_reason, reason_of_part
from lifecycle.terms import NO_CONTINUATION, Transition


class Beginning(GoingOn):
    """Acts up to entry into effect, each applied to the state that it finds."""

    def _start_before_first_act(self):
        """Acts that are still to come, or a last day without a first, tell of a state before the first act."""
        acts, awaited = self.facts.acts, self.facts.conclusion.awaited_starts
        if awaited and not acts:
            span = Span(MIN_DATE, self.facts.source_days.first_for(awaited[0].key))
            self.timeline.record(span, State.PLANNED, Certainty.DERIVED, *self._reasons_of_plan())
        elif self.continuation.end and not awaited and all(act.kind in act_kinds.ONLY_ENDING for act in acts):
            self._start(UNKNOWN_SPAN, Certainty.PRESUMED, make_reason(ReasonCode.START_NOT_RECORDED))

    def _reasons_of_plan(self) -> tuple[dict, ...]:
        return tuple(planned_reason(act) for act in self.facts.conclusion.awaited_starts)

    def _apply_preparation(self, act: Act):
        """An act before the signature. Approval and announcement often follow it: only surely earlier ones count."""
        if not self.timeline.is_before_signature:
            return
        starts = self.facts.starts
        comes_first = all(act.effective.is_before(start.effective) for start in starts)
        is_announcement = act.kind in act_kinds.ANNOUNCING
        is_known_plan = is_announcement and bool(starts or self.facts.conclusion.awaited_starts)
        if act.kind in act_kinds.NEGOTIATING:
            self.timeline.record(act.effective, State.UNDER_NEGOTIATION, Certainty.RECORDED, act_reason(act))
        elif act.kind in act_kinds.ADOPTING and (act.is_dated or not starts):
            self._apply_adoption(act)
        elif act.kind == "initialled" or (comes_first and (act.kind == "approved" or is_known_plan)):
            self._record_planned(act)
        elif is_announcement and not starts and self.timeline.state in (None, State.UNDER_NEGOTIATION):
            self._apply_announcement(act)

    def _record_planned(self, act: Act):
        if self.timeline.state != State.ADOPTED:
            reasons = (act_reason(act), *self._reasons_of_plan())
            self.timeline.record(act.effective, State.PLANNED, Certainty.DERIVED, *reasons)

    def _apply_adoption(self, act: Act):
        """A text that was adopted or agreed, and is not yet signed."""
        reasons = (act_reason(act), make_reason(ReasonCode.NOT_SIGNED), *self._reasons_of_plan())
        self.timeline.record(act.effective, State.ADOPTED, Certainty.RECORDED, *reasons)

    def _apply_announcement(self, act: Act):
        """An announcement and nothing else: a programme or dialogue is planned; of an instrument it says too little."""
        reason = act_reason(act, ReasonCode.ONLY_MADE_KNOWN, "key", "kind", "on", "effective_on")
        if self.facts.conclusion.is_instrument:
            self.timeline.record(act.effective, State.UNKNOWN, Certainty.PRESUMED, reason)
        else:
            self.timeline.record(act.effective, State.PLANNED, Certainty.DERIVED, reason)

    def _apply_first_signature(self, act: Act):
        """Signed by one side; those of the others follow."""
        if self.timeline.is_before_signature:
            self._record_signed(act, Certainty.RECORDED)

    @property
    def _is_partly_signed(self) -> bool:
        return self.timeline.state == State.SIGNED and self.facts.first_signature is not None

    def _apply_signature(self, act: Act):
        """Signed, its effect still to come; concluded, its effect not recorded; else in force, presumed."""
        is_completed = act is self.facts.signature and self._is_partly_signed
        if (self.timeline.is_live and not is_completed) or self._is_over_before(act):
            return
        conclusion = self.facts.conclusion
        effects = [effect for effect in self.facts.effects if not effect.effective.is_before(act.effective)]
        if any(effect.is_term_from_before(act) for effect in effects):
            return
        if effects:
            is_dated = any(effect.is_dated for effect in effects)
            self._record_signed(act, Certainty.RECORDED if is_dated else Certainty.DERIVED)
        elif waiting := conclusion.reasons_to_wait():
            self._record_signed(act, Certainty.DERIVED, *waiting)
        elif conclusion.due_effect:
            self._wait_for_day(act, conclusion.due_effect)
        elif self.facts.term_runs_from_signature():
            self._start(act.effective, Certainty.DERIVED, act_reason(act))
        elif conclusion.needs_entry_into_force:
            waiting = (*conclusion.consent_of_some(), make_reason(ReasonCode.EFFECT_NOT_RECORDED))
            self._record_signed(act, Certainty.DERIVED, *waiting, state=State.CONCLUDED)
        elif conclusion.is_by_adoption and conclusion.is_statement and not self.continuation.is_a_term:
            self._apply_final_adoption(act)
        else:
            self._start(act.effective, Certainty.PRESUMED, act_reason(act), self._effect_not_stated(act))

    def _is_over_before(self, signature: Act) -> bool:
        """It took effect before it was signed, and has ended since: the late signature revives nothing."""
        is_over = not self.timeline.is_before_signature and self.timeline.state is not None
        return is_over and any(
            effect.effective.is_before(signature.effective) for effect in self.facts.effects
        )

    def _effect_not_stated(self, act: Act) -> dict:
        return make_reason(
            ReasonCode.EFFECT_NOT_STATED,
            kind=act.kind if act.kind in act_kinds.ADOPTING else "",
            binding=self.facts.body.get("bindingness") == "binding",
            non_binding=self.facts.body.get("bindingness") == "non_binding",
        )

    def _apply_final_adoption(self, act: Act):
        """A declaration: its text is out, and it is not a thing that is in effect."""
        self.timeline.is_adoption_final = True
        reasons = (act_reason(act), make_reason(ReasonCode.NO_END_STATED))
        self.timeline.record(act.effective, State.ADOPTED, Certainty.RECORDED, *reasons)

    def _record_signed(self, act: Act, certainty: Certainty, *waiting: dict, state: State = State.SIGNED):
        """Signed; that it has no end, or renews itself, is nothing to say of what is not known to be in force."""
        left_out = {ReasonCode.NO_END_BY_ITS_TERMS}
        if state == State.CONCLUDED:
            left_out |= {ReasonCode.RENEWS_AUTOMATICALLY, ReasonCode.GOES_ON_WITH_REVIEW}
        terms = [reason for reason in self.continuation.reasons if reason["code"] not in left_out]
        self.timeline.record(act.effective, state, certainty, act_reason(act), *waiting, *terms)

    def _wait_for_day(self, act: Act, due: Act):
        """Signed until the day on which its effect was to begin; from then on that it did is not confirmed."""
        self._record_signed(act, Certainty.DERIVED, planned_reason(due))
        if due.effective.latest < MAX_DATE:
            reasons = (act_reason(act), planned_reason(due))
            self.pending["due"] = Transition(due.effective, State.CONCLUDED, Certainty.PRESUMED, reasons)

    def _apply_effect(self, act: Act):
        continuation = self.facts.continuation_set_by(act)
        ends_sooner = self.continuation.ends_later_than(continuation)
        is_term_start = act.kind == act_kinds.TERM_STARTS
        if is_term_start and self.timeline.is_applied:
            self._extend(act, self.continuation if ends_sooner else continuation)
            return
        self.pending.drop("notice", "provisional", "resumption", "due")
        if continuation != NO_CONTINUATION and not ends_sooner:
            self._set_continuation(continuation)
        if is_term_start:
            signature = self.facts.signature
            reasons = (act_reason(signature),) if signature and act.is_term_from_before(signature) else ()
            self._start(act.effective, Certainty.DERIVED, *reasons)
        elif act.kind == act_kinds.APPLYING_PROVISIONALLY:
            self._apply_provisionally(act)
        else:
            others = self.facts.conclusion.effect_for_some()
            self._start(act.effective, Certainty.RECORDED, act_reason(act), *reason_of_part(act), *others)

    def _apply_provisionally(self, act: Act):
        """Provisionally applied, perhaps for a time only: then it is again signed, or concluded."""
        if self.timeline.state == State.IN_FORCE:
            self.timeline.separate(act.effective)
            return
        reasons = (act_reason(act), *reason_of_part(act))
        self._start(act.effective, Certainty.RECORDED, *reasons, state=State.PROVISIONALLY_APPLIED)
        if act.until:
            self.pending["provisional"] = self._end_of_provisional_application(act)

    def _end_of_provisional_application(self, act: Act) -> Transition:
        conclusion = self.facts.conclusion
        is_to_come = any(act.effective.is_before(effect.effective) for effect in self.facts.effects)
        waiting = conclusion.reasons_to_wait()
        is_signed = is_to_come or waiting or conclusion.due_effect
        ended = transition_after_last_day(
            act,
            State.SIGNED if is_signed else State.CONCLUDED,
            ReasonCode.PROVISIONAL_APPLICATION_RAN_OUT,
        )
        reasons = waiting if is_signed else (make_reason(ReasonCode.EFFECT_NOT_RECORDED),)
        return replace(ended, reasons=(*ended.reasons, *reasons))

    def _show_in_force(self, act: Act):
        """An act that only an existing agreement can undergo: in force by then, if its effect is not recorded."""
        shown = act_reason(
            act, ReasonCode.SHOWN_BY_ACT, "key", "ref", "activity", "kind", "on", "effective_on"
        )
        if self.timeline.is_before_signature and not self.facts.starts:
            self._start(act.effective.or_earlier(), Certainty.PRESUMED, shown)
        elif (
            self.timeline.state in (State.SIGNED, State.CONCLUDED) and act.kind in act_kinds.SHOWING_IN_FORCE
        ):
            effects = self.facts.effects
            if any(not effect.effective.is_before(act.effective) for effect in effects):
                return
            signature = [act_reason(self.facts.signature)] if self.facts.signature else []
            self.pending.drop("due")
            span = replace(act.effective, earliest=self.timeline.stages[-1].span.earliest)
            self._start(span, Certainty.PRESUMED, *signature, shown)
