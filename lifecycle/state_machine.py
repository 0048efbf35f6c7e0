"""State machine of an agreement's life: its acts in order, each applied to the state that it finds."""

from collections.abc import Sequence
from dataclasses import replace

from lifecycle import acts as act_kinds
from lifecycle.acts import Act, act_reason
from lifecycle.beginning import Beginning
from lifecycle.choices import Certainty, State
from lifecycle.evidence import latest_act
from lifecycle.pending import end_reasons, is_end_recorded, kind_of
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.reviews import with_review
from lifecycle.stage_recorder import planned_reason
from lifecycle.terms import Transition
from lifecycle.timeline import Stage


class StateMachine(Beginning):
    """One run through the acts of one agreement, from its beginning to its end."""

    def run(self) -> list[Stage]:
        """Every stage in order, with the days that separate them."""
        acts = self.facts.acts
        self._start_before_first_act()
        for position, act in enumerate(acts):
            self._fire_due(act, position)
            self._apply(act)
        self._fire_due()
        last_act = latest_act(self.facts.recorded_acts, self.facts.concerns_one_of_many)
        stages = self._with_plans(self.timeline.closed(last_act))
        return with_review(stages, self.facts.body, acts)

    def _with_plans(self, stages: list[Stage]) -> list[Stage]:
        """The stages; the last, if it is no end by an act, tells also of changes that were to come."""
        last = max((place for place, stage in enumerate(stages) if stage.state), default=None)
        plans = tuple(planned_reason(act) for act in self.facts.conclusion.awaited_changes)
        if last is None or not plans or not self._is_open_to_changes(stages[last]):
            return stages
        *before, main_reason = stages[last].reasons or (None,)
        reasons = (*before, *plans, *filter(None, [main_reason]))
        return [*stages[:last], replace(stages[last], reasons=reasons), *stages[last + 1 :]]

    def _is_open_to_changes(self, stage: Stage) -> bool:
        return self.timeline.is_live or (
            stage.state == State.EXPIRED and stage.certainty != Certainty.RECORDED
        )

    def _apply(self, act: Act):
        if act.kind in act_kinds.TAKING_EFFECT or act.kind == act_kinds.TERM_STARTS:
            self._apply_effect(act)
        elif act is self.facts.first_signature:
            self._apply_first_signature(act)
        elif act.kind in act_kinds.CONCLUDING or act is self.facts.signature:
            self._apply_signature(act)
        elif act.kind in act_kinds.REQUIRING_EXISTENCE:
            self._show_in_force(act)
            self._apply_to_existing(act)
        elif act.kind in act_kinds.ENDING:
            self._apply_ending(act)
        elif act.kind == act_kinds.DECLARING_VOID:
            self._declare_void(act)
        elif act.kind == "suspended":
            self._suspend(act)
        elif act.kind == "resumed":
            self._resume(act)
        elif act.kind == act_kinds.REGISTERING and self._shows_registration_force():
            self._show_in_force(act)
        else:
            self._apply_preparation(act)

    def _shows_registration_force(self) -> bool:
        """Treaties are registered once they are in force (Charter of the United Nations, article 102)."""
        return self.timeline.is_live or self.facts.conclusion.is_of_international_law

    def _apply_ending(self, act: Act):
        """A recorded end goes before the one that a term would bring, where the days allow both orders."""
        if act.is_partial:
            names = ("key", "kind", "on", "effective_on", "scope")
            self._lift([other for other in self.suspended if other.is_of_part(act)])
            self._add_reasons(act, act_reason(act, ReasonCode.IN_PART_ENDED, *names))
            return
        if self.facts.concerns_one_of_many(act):
            self._party_leaves(act)
            return
        if self.timeline.is_ended_by_act:  # nothing ends twice
            self.timeline.separate(act.effective)
            return
        end = self.pending.get("end")
        span = act.effective.no_later_than(end.span) if end and self.timeline.is_live else act.effective
        given_up = act.kind == "cancelled" and self.timeline.is_before_signature and self.timeline.stages
        reasons = (make_reason(ReasonCode.GIVEN_UP),) if given_up else ()
        doubts = self._doubts_of_end(act)
        certainty = Certainty.PRESUMED if doubts else Certainty.RECORDED
        # every kind of ending act has the name of the state that it brings: expired, terminated, …
        main = act_reason(act)
        if self.timeline.began_on(span):
            main["params"]["began_that_day"] = True
        self._end(span, State(act.kind), certainty, main, *doubts, *reasons)

    def _doubts_of_end(self, act: Act) -> tuple[dict, ...]:
        """Reasons for which an end that is recorded may not be one for all; other records tell of them."""
        return ()

    def _declare_void(self, act: Act):
        if act.is_partial:
            self._apply_ending(act)
        else:
            self._end(act.effective, State.CANCELLED, Certainty.RECORDED, act_reason(act))

    def _fire_due(self, before: Act | None = None, position: int | None = None):
        """Fire what is pending and comes before the act at this position for certain, in order; after the last, all."""
        while due := self.pending.pop_due(before, is_live=self.timeline.is_live):
            self._fire(*due, () if position is None else self.facts.acts[position:])

    def _fire(self, name: str, transition: Transition, following: Sequence[Act]):
        state = self.timeline.state
        if kind_of(name) == "resumption":
            number = len(self.facts.acts) - len(following)
            self._end_of_suspension(name, transition, self.facts.acts[number - 1] if number else None)
        elif (name, state) in (("provisional", State.PROVISIONALLY_APPLIED), ("due", State.SIGNED)):
            self.timeline.record(transition.span, transition.state, transition.certainty, *transition.reasons)
        elif kind_of(name) in ("end", "notice") and self.timeline.is_live and not is_end_recorded(following):
            reasons, span = end_reasons(transition, following), self.pending.first_end(transition.span)
            self._end(span, transition.state, transition.certainty, *reasons)
