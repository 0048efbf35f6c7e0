"""State machine of an agreement's life: its acts in order, each applied to the state that it finds."""

from collections.abc import Sequence

from lifecycle import acts as act_kinds
from lifecycle.acts import Act, act_reason, latest_act
from lifecycle.choices import Certainty, State
from lifecycle.facts import LifecycleFacts
from lifecycle.pending import PendingTransitions, end_reasons, is_end_recorded, transition_after_last_day
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import UNKNOWN_SPAN, Span
from lifecycle.terms import NO_CONTINUATION, Continuation, Transition
from lifecycle.timeline import Stage, Timeline, weakest_certainty

# Acts that change nothing while they wait for a condition.
_CONDITIONAL_KINDS = (*act_kinds.TAKING_EFFECT, *act_kinds.EXTENDING, *act_kinds.ENDING, "resumed")


class StateMachine:
    """One run through the acts of one agreement.

    ``continuation`` is how its terms make it run on at present.
    """

    def __init__(self, facts: LifecycleFacts):
        self.facts = facts
        self.timeline = Timeline()
        self.pending = PendingTransitions()
        self.continuation = NO_CONTINUATION
        self._set_continuation(facts.base_continuation())

    def run(self) -> list[Stage]:
        """Every stage in order, with the days that separate them."""
        acts = self.facts.acts
        self._start_before_first_act()
        for position, act in enumerate(acts):
            self._fire_due(act, acts[position:])
            self._apply(act)
        self._fire_due()
        return self.timeline.closed(latest_act(self.facts.recorded_acts))

    def _apply(self, act: Act):
        if act.is_conditional and act.kind in _CONDITIONAL_KINDS:
            return
        if act.kind in act_kinds.TAKING_EFFECT or act.kind == act_kinds.TERM_STARTS:
            self._apply_effect(act)
        elif act.kind in act_kinds.SIGNING or act is self.facts.signature:
            self._apply_signature(act)
        elif act.kind in act_kinds.REQUIRING_EXISTENCE:
            self._apply_to_existing(act)
        elif act.kind in act_kinds.ENDING:
            self._apply_ending(act)
        elif act.kind == "suspended":
            self._suspend(act)
        elif act.kind == "resumed":
            self._resume(act)
        else:
            self._apply_preparation(act)

    # Shared steps

    def _start(self, span: Span, certainty: Certainty, *reasons: dict):
        """In force, for these reasons and no earlier ones."""
        self.timeline.start_reasons, self.timeline.later_reasons = reasons, ()
        self._record_in_force(span, certainty)

    def _record_in_force(self, span: Span, certainty: Certainty):
        self.timeline.record_in_force(span, certainty, self.continuation)

    def _end(self, span: Span, state: State, certainty: Certainty, *reasons: dict):
        """The end of its life: no term runs on, and nothing is pending."""
        self.timeline.record_end(span, state, certainty, *reasons)
        self.continuation = NO_CONTINUATION
        self.pending.clear()

    def _set_continuation(self, continuation: Continuation):
        self.continuation = continuation
        self.pending.drop("end")
        if continuation.end:
            self.pending["end"] = continuation.end

    # Before it takes effect

    def _start_before_first_act(self):
        """A last day without a first: in force before it, since when is not known."""
        if self.continuation.end and all(act.kind in act_kinds.ONLY_ENDING for act in self.facts.acts):
            self._start(UNKNOWN_SPAN, Certainty.PRESUMED, make_reason(ReasonCode.START_NOT_RECORDED))

    def _apply_preparation(self, act: Act):
        """An act before the signature. Approval and announcement often follow it: only surely earlier ones count."""
        if not self.timeline.is_before_signature:
            return
        starts = self.facts.starts
        comes_first = all(act.effective.is_before(start.effective) for start in starts)
        is_announcement = act.kind in act_kinds.ANNOUNCING
        is_text_ready = act.kind == "initialled" or (
            act.kind == act_kinds.ADOPTION and (act.is_dated or not starts)
        )
        is_plan = is_text_ready or (act.kind == "approved" and comes_first)
        if act.kind == "negotiated":
            self.timeline.record(act.effective, State.UNDER_NEGOTIATION, Certainty.RECORDED, act_reason(act))
        elif is_plan or (is_announcement and starts and comes_first):
            self.timeline.record(act.effective, State.PLANNED, Certainty.DERIVED, act_reason(act))
        elif is_announcement and not starts and self.timeline.state != State.PLANNED:
            self._apply_announcement(act)

    def _apply_announcement(self, act: Act):
        """An announcement and nothing else: enough for a programme or a dialogue, not for an instrument."""
        reason = act_reason(act, ReasonCode.ONLY_MADE_KNOWN, "key", "kind", "on", "effective_on")
        if self.facts.is_instrument:
            self.timeline.record(act.effective, State.UNKNOWN, Certainty.PRESUMED, reason)
        else:
            self._start(act.effective, Certainty.PRESUMED, reason)

    def _apply_signature(self, act: Act):
        """Signed or adopted, its effect still to come; else in force, presumed if it is not known to be binding."""
        if self.timeline.is_live:
            return
        effects_ahead = [
            effect for effect in self.facts.effects if not effect.effective.is_before(act.effective)
        ]
        if any(effect.is_term_from_before(act) for effect in effects_ahead):
            return
        if effects_ahead:
            is_dated = any(effect.is_dated for effect in effects_ahead)
            self._record_signed(act, Certainty.RECORDED if is_dated else Certainty.DERIVED)
        elif conditional_effect := self.facts.conditional_effect:
            waiting = act_reason(conditional_effect, ReasonCode.CONDITION_NOT_KNOWN_MET, "key", "kind")
            self._record_signed(act, Certainty.DERIVED, waiting)
        elif self.facts.term_runs_from_signature():
            self._start(act.effective, Certainty.DERIVED, act_reason(act))
        elif self.facts.is_binding:
            self._record_signed(act, Certainty.DERIVED, make_reason(ReasonCode.EFFECT_NOT_RECORDED))
        else:
            adoption = act.kind if act.kind == act_kinds.ADOPTION else ""
            not_stated = make_reason(ReasonCode.EFFECT_NOT_STATED, kind=adoption)
            self._start(act.effective, Certainty.PRESUMED, act_reason(act), not_stated)

    def _record_signed(self, act: Act, certainty: Certainty, *waiting: dict):
        reasons = (act_reason(act), *waiting, *self.continuation.reasons)
        self.timeline.record(act.effective, State.SIGNED, certainty, *reasons)

    # While it is in force

    def _apply_effect(self, act: Act):
        continuation = self.facts.continuation_set_by(act)
        ends_sooner = self.continuation.ends_later_than(continuation)
        is_term_start = act.kind == act_kinds.TERM_STARTS
        if is_term_start and self.timeline.state == State.IN_FORCE:
            self._extend(act, self.continuation if ends_sooner else continuation)
            return
        self.pending.drop("notice", "provisional", "resumption")
        if continuation != NO_CONTINUATION and not ends_sooner:
            self._set_continuation(continuation)
        if is_term_start:
            signature = self.facts.signature
            reasons = (act_reason(signature),) if signature and act.is_term_from_before(signature) else ()
            self._start(act.effective, Certainty.DERIVED, *reasons)
        else:
            self._start(act.effective, Certainty.RECORDED, act_reason(act))
        if act.kind == "provisionally_applied" and act.until:
            self.pending["provisional"] = transition_after_last_day(
                act, State.SIGNED, ReasonCode.PROVISIONAL_APPLICATION_RAN_OUT
            )

    def _apply_to_existing(self, act: Act):
        """An act that only an existing agreement can undergo; some such acts also set a new end."""
        if self.timeline.is_before_signature and not self.facts.starts:
            shown = act_reason(act, ReasonCode.SHOWN_BY_ACT, "key", "kind", "on", "effective_on")
            self._start(act.effective.or_earlier(), Certainty.PRESUMED, shown)
        continuation = self.facts.continuation_set_by(act)
        if act.kind == "notice_given":
            self._give_notice(act)
        elif act.kind == "party_left":
            self._party_leaves(act)
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
            reasons += (act_reason(act, ReasonCode.RENEWAL_MAY_BE_LATE, "key", "kind"),)
        if end:
            reasons += _reasons_without_end(act, continuation)
        if end or continuation != NO_CONTINUATION:
            self._set_continuation(continuation)
        self.timeline.later_reasons = reasons
        self.pending.drop("notice")
        span = act.effective.no_later_than(end.span) if end else act.effective
        if self.timeline.state == State.IN_FORCE:
            self._record_in_force(span, certainty)
        else:
            self.timeline.separate(span)

    def _give_notice(self, act: Act):
        if not self.timeline.is_live:
            return
        self.timeline.later_reasons += (act_reason(act), *self._reason_for_others(act))
        transition = self.facts.transition_by_notice(act)
        if transition:
            self.pending["notice"] = transition
        if self.timeline.state == State.IN_FORCE:
            # Nobody knows whether it renews itself once more after a notice.
            in_doubt = self.continuation.renews_by_itself and not transition
            self._record_in_force(act.effective, Certainty.PRESUMED if in_doubt else self.timeline.certainty)
        else:
            self.timeline.separate(act.effective)

    def _reason_for_others(self, act: Act) -> tuple[dict, ...]:
        concerns_one = self.facts.concerns_one_of_many(act)
        return (make_reason(ReasonCode.GOES_ON_FOR_OTHERS, key=act.key),) if concerns_one else ()

    def _party_leaves(self, act: Act):
        """One party fewer: the leaver's notice is spent, and an agreement that is left with one party ends."""
        if self.timeline.is_live and self.facts.leaves_one_party(act):
            alone = make_reason(ReasonCode.ONE_PARTY_LEFT, key=act.key)
            self._end(act.effective, State.TERMINATED, Certainty.DERIVED, act_reason(act), alone)
            return
        spent = self.facts.notices_of(act.party)
        remaining = tuple(
            reason for reason in self.timeline.later_reasons if reason["params"].get("key") not in spent
        )
        if self.timeline.state == State.IN_FORCE and remaining != self.timeline.later_reasons:
            self.timeline.later_reasons = remaining
            self._record_in_force(act.effective, self.timeline.certainty)
        else:
            self.timeline.separate(act.effective)

    def _suspend(self, act: Act):
        """A suspension by one of several parties changes nothing for the others."""
        if self.facts.concerns_one_of_many(act):
            self.timeline.separate(act.effective)
            return
        reasons = [act_reason(act)]
        if act.until:
            self.pending["resumption"] = transition_after_last_day(
                act, State.IN_FORCE, ReasonCode.SUSPENSION_RAN_OUT
            )
        elif act.has_condition:
            reasons.append(act_reason(act, ReasonCode.SUSPENDED_ON_CONDITION, "key"))
        self.timeline.record(act.effective, State.SUSPENDED, Certainty.RECORDED, *reasons)

    def _resume(self, act: Act):
        """A resumption by one of several parties changes nothing for the others, either."""
        if self.facts.concerns_one_of_many(act):
            self.timeline.separate(act.effective)
            return
        if not self.timeline.is_live:
            self.timeline.start_reasons = ()
        self.timeline.later_reasons = (act_reason(act),)
        self.pending.drop("resumption")
        if (continuation := self.facts.continuation_set_by(act)) != NO_CONTINUATION:
            self._set_continuation(continuation)
        self._record_in_force(act.effective, Certainty.RECORDED)

    # Its end

    def _apply_ending(self, act: Act):
        """A recorded end goes before the one that a term would bring, where the days allow both orders."""
        end = self.pending.get("end")
        span = act.effective.no_later_than(end.span) if end and self.timeline.is_live else act.effective
        # every kind of ending act has the name of the state that it brings: expired, terminated, …
        self._end(span, State(act.kind), Certainty.RECORDED, act_reason(act))

    def _fire_due(self, before: Act | None = None, following: Sequence[Act] = ()):
        """Fire what is pending and comes before the next act for certain, in order; after the last act, all."""
        while due := self.pending.pop_due(before, is_live=self.timeline.is_live):
            self._fire(*due, following)

    def _fire(self, name: str, transition: Transition, following: Sequence[Act]):
        if name == "resumption" and self.timeline.state == State.SUSPENDED:
            self.timeline.later_reasons = transition.reasons
            certainty = weakest_certainty(self.timeline.certainty, Certainty.DERIVED)
            self._record_in_force(transition.span, certainty)
        elif name == "provisional" and self.timeline.state == State.IN_FORCE:
            self.timeline.record(transition.span, transition.state, transition.certainty, *transition.reasons)
        elif name in ("end", "notice") and self.timeline.is_live and not is_end_recorded(following):
            reasons = end_reasons(transition, following)
            self._end(transition.span, transition.state, transition.certainty, *reasons)


def _reasons_without_end(act: Act, continuation: Continuation) -> tuple[dict, ...]:
    """A reason that the renewal sets no new end, where it sets none."""
    if continuation != NO_CONTINUATION:
        return ()
    return (act_reason(act, ReasonCode.RENEWED_WITHOUT_END, "key", "kind"),)
