"""Timeline of legal states: the stages of one agreement in order, each with its certainty and its reasons."""

from dataclasses import dataclass, replace
from itertools import takewhile

from lifecycle.acts import Act
from lifecycle.choices import APPLIED_STATES, ENDED_STATES, Certainty, State
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import Span
from lifecycle.terms import INDEFINITE, NO_END_STATED, Continuation

_STRONGEST_FIRST = (Certainty.RECORDED, Certainty.DERIVED, Certainty.PRESUMED)
_LIVE_STATES = (
    State.SIGNED,
    State.CONCLUDED,
    State.PROVISIONALLY_APPLIED,
    State.IN_FORCE,
    State.SUSPENDED,
)
_STATES_BEFORE_SIGNATURE = (None, State.UNDER_NEGOTIATION, State.PLANNED, State.ADOPTED, State.UNKNOWN)


@dataclass(frozen=True)
class Stage:
    """A state and the span in which it begins; without a state, a day that separates the stages around it."""

    span: Span
    state: State | None = None
    certainty: Certainty = Certainty.RECORDED
    reasons: tuple[dict, ...] = ()
    renewal: str = ""  # the way in which it goes on after its term, as in `Continuation`


class Timeline:
    """The stages so far, the state that they end in, and why it is in force if it is.

    ``start_reasons`` say how it came into effect, ``later_reasons`` what happened to it since, and ``certainty``
    how well it is known that it came into effect.
    """

    def __init__(self):
        self.stages: list[Stage] = []
        self.state: State | None = None
        self.certainty = Certainty.RECORDED
        self.start_reasons: tuple[dict, ...] = ()
        self.later_reasons: tuple[dict, ...] = ()
        self.is_in_doubt = False
        self.is_adoption_final = False  # adopted, and nothing more is to come

    @property
    def is_live(self) -> bool:
        """It was concluded or took effect, and has not ended, as far as is known."""
        is_adopted = self.state == State.ADOPTED and self.is_adoption_final
        return self.state in _LIVE_STATES or self.is_in_doubt or is_adopted

    @property
    def is_applied(self) -> bool:
        return self.state in APPLIED_STATES

    @property
    def is_before_signature(self) -> bool:
        return self.state in _STATES_BEFORE_SIGNATURE and not self.is_live

    @property
    def has_ended_for_certain(self) -> bool:
        """It has ended, by an act or by terms that leave no doubt of it."""
        last = next((stage for stage in reversed(self.stages) if stage.state), None)
        return last is not None and last.state in ENDED_STATES and last.certainty != Certainty.PRESUMED

    @property
    def is_ended_by_act(self) -> bool:
        """An act that is recorded ended it, without a doubt, and nothing has revived it since."""
        last = next((stage for stage in reversed(self.stages) if stage.state), None)
        return last is not None and last.state in ENDED_STATES and last.certainty == Certainty.RECORDED

    def began_on(self, day: Span) -> bool:
        """It is live, and has been so from this very day on."""
        live = takewhile(
            lambda stage: stage.state is None or stage.state in _LIVE_STATES, reversed(self.stages)
        )
        first_days = [stage.span for stage in live if stage.state]
        is_one_day = day.earliest == day.latest
        return self.is_live and is_one_day and bool(first_days) and first_days[-1] == day

    def record(self, span: Span, state: State, certainty: Certainty, *reasons: dict):
        """Add a stage in a state other than in force."""
        self.state, self.is_in_doubt = state, False
        self.stages.append(Stage(span, state, certainty, reasons))

    def record_doubt(self, span: Span, *reasons: dict):
        """Add a stage of which nobody knows whether it is still in force; its term may yet end it."""
        self.record(span, State.UNKNOWN, Certainty.PRESUMED, *reasons)
        self.is_in_doubt = True

    def record_in_force(
        self, span: Span, certainty: Certainty, continuation: Continuation, state: State = State.IN_FORCE
    ):
        """Add a stage in force; what renews itself is at most derived, as no act records the renewal."""
        self.state, self.certainty, self.is_in_doubt = state, certainty, False
        if continuation.renews_by_itself:
            certainty = weakest_certainty(certainty, Certainty.DERIVED)
        reasons = (*self.start_reasons, *self.later_reasons, *continuation.reasons)
        self.stages.append(Stage(span, state, certainty, reasons, continuation.renewal))

    def record_end(self, span: Span, state: State, certainty: Certainty, *reasons: dict):
        """Add the stage after the end, and forget what happened while it was in force."""
        self.record(span, state, certainty, *reasons)
        self.later_reasons = ()

    def take_back(self, span: Span) -> Span:
        """Drop all stages since it was concluded; returns the first of their days, without any ``span``."""
        places = (
            place for place, stage in enumerate(self.stages) if stage.state not in _STATES_BEFORE_SIGNATURE
        )
        place = next(places, len(self.stages))
        since = self.stages[place].span if place < len(self.stages) else span
        self.stages = self.stages[:place]
        return since

    def separate(self, span: Span):
        """Add a day without a state, so that the stages before and after it keep their order."""
        self.stages.append(Stage(span))

    def closed(self, last_act: Act | None) -> list[Stage]:
        """All stages. In force with no recorded end is presumed, unless the terms say that there is none."""
        position = max((place for place, stage in enumerate(self.stages) if stage.state), default=None)
        if position is None or self.stages[position].state not in APPLIED_STATES:
            return self.stages
        stage = self.stages[position]
        if stage.renewal == INDEFINITE:
            stage = replace(stage, certainty=_certainty_without_end(stage))
        elif stage.renewal in ("", NO_END_STATED):
            reasons = (*stage.reasons, _no_end_reason(last_act, stage.renewal == NO_END_STATED))
            stage = replace(stage, certainty=Certainty.PRESUMED, reasons=reasons)
        return [*self.stages[:position], stage, *self.stages[position + 1 :]]


def _certainty_without_end(stage: Stage) -> Certainty:
    """Recorded by its terms, unless it is only shown by a later act that it took effect at all."""
    is_shown = any(reason["code"] == ReasonCode.SHOWN_BY_ACT for reason in stage.reasons)
    return Certainty.PRESUMED if is_shown else Certainty.RECORDED


def _no_end_reason(last_act: Act | None, is_stated: bool) -> dict:
    if last_act is None:
        return make_reason(ReasonCode.NO_END_RECORDED, no_end_stated=is_stated)
    return make_reason(
        ReasonCode.NO_END_RECORDED,
        no_end_stated=is_stated,
        key=last_act.key,
        ref=last_act.facts.get("ref"),
        activity=last_act.facts.get("activity"),
        kind=last_act.recorded_kind,
        on=last_act.evidence_edtf,
        in_part=last_act.is_partial,
    )


def weakest_certainty(*certainties: Certainty) -> Certainty:
    return max(certainties, key=_STRONGEST_FIRST.index)
