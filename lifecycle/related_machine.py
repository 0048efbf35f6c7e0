"""State machine of an agreement's life together with what other records tell of it."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lifecycle import acts as act_kinds
from lifecycle.acts import Act, act_reason
from lifecycle.choices import Certainty, State
from lifecycle.facts import LifecycleFacts
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.related import ANNEXED_TO, Instrument, Related
from lifecycle.related_acts import acts_of_related, borrowed_terms, prolongations, with_instruments
from lifecycle.related_reasons import with_calls_and_awards, with_followers
from lifecycle.spans import day_before
from lifecycle.state_machine import StateMachine
from lifecycle.terms import NO_CONTINUATION, Continuation, Transition
from lifecycle.timeline import Stage

# Acts after which a session is evidence for what they began or ended, not for what was before them.
_TURNING_POINTS = (
    *act_kinds.EXTENDING, *act_kinds.TAKING_EFFECT, *act_kinds.CONCLUDING, *act_kinds.ENDING,
    act_kinds.FRAMEWORK_ENDED, act_kinds.PARTY_DISSOLVED,
)  # fmt: skip
# Acts that only a living agreement undergoes.
_SIGNS_OF_LIFE = (
    *act_kinds.CONCLUDING, *act_kinds.TAKING_EFFECT, *act_kinds.EXTENDING, "amended", "reviewed", "party_joined",
    "suspended", "resumed", act_kinds.SESSION_HELD,
)  # fmt: skip


class RelatedFacts(LifecycleFacts):
    """The acts and terms of one body, with those that other records tell of."""

    def __init__(self, body: dict, related: Related, known_by: date | None = None):
        self.related = related
        self.own_body = body
        self.instruments = borrowed_terms(body, related.instruments)
        prolonging = prolongations(body, related.instruments)
        self._lent = {act.tie_break: (instrument, prolonged) for act, instrument, prolonged in prolonging}
        acts = [*acts_of_related(related), *(act for act, _instrument, _prolonged in prolonging)]
        super().__init__(with_instruments(body, related.instruments), acts, known_by)

    def _terms_set_by(self, act: Act) -> list[dict]:
        if act.tie_break in self._lent:
            return list(self._lent[act.tie_break][1].terms)
        return super()._terms_set_by(act)

    def continuation_set_by(self, act: Act) -> Continuation:
        continuation = super().continuation_set_by(act)
        lent = self._lent.get(act.tie_break)
        instrument = lent[0] if lent else self.instruments.get(act.key)
        if instrument is None or continuation == NO_CONTINUATION:
            return continuation
        return _by_instrument(continuation, instrument, bool(self._parties_outside(instrument, act)))

    def is_alive_after(self, act: Act) -> bool:
        """Something that only a living agreement undergoes is recorded after the act for certain."""
        return any(
            other.kind in _SIGNS_OF_LIFE and act.effective.is_before(other.effective) for other in self.acts
        )

    def has_left(self, dissolution: Act) -> bool:
        """The party left before it was dissolved."""
        return any(
            act.kind == "party_left"
            and act.party == dissolution.party
            and not dissolution.effective.is_before(act.effective)
            for act in self.acts
        )

    def has_side_left(self, dissolution: Act) -> bool:
        """Another party stands on the side of one that was dissolved."""
        dissolved = {act.party for act in self.acts if act.kind == act_kinds.PARTY_DISSOLVED}
        return any(
            involvement.get("role") == "party"
            and involvement.get("key") not in dissolved
            and self.sides.of(involvement.get("key") or "") == self.sides.of(dissolution.party)
            for involvement in self.body.get("involvements") or []
        )

    def doubts_of_end(self, act: Act) -> tuple[dict, ...]:
        """What the newer agreement by which it ended lets doubt: that it took effect, or concerns all parties."""
        instrument = self.related.instruments.get(act.facts["instrument"])
        if instrument is None:
            return ()
        others = [] if instrument.is_cancelled else self._parties_outside(instrument, act)
        if not (instrument.is_cancelled or others):
            return ()
        cancelled = instrument.is_cancelled
        return (
            make_reason(
                ReasonCode.INSTRUMENT_IN_DOUBT, ref=instrument.ref, cancelled=cancelled, others=others
            ),
        )

    def _parties_outside(self, instrument: Instrument, act: Act) -> list[str]:
        """The names of the parties by then that are, as is recorded, none of the newer agreement."""
        parties = self._parties_before.get(act, self.sides.parties_at_first(()))
        organizations = {
            involvement["key"]: involvement["organization"]
            for involvement in self.body.get("involvements") or []
            if involvement.get("key") in parties and (involvement.get("organization") or {}).get("ref")
        }
        return [
            organization.get("name") or organization["ref"]
            for key, organization in organizations.items()
            if instrument.parties
            and organization["ref"] not in instrument.parties
            and not self._is_succeeded_in(instrument, key)
        ]

    def _is_succeeded_in(self, instrument: Instrument, party: str) -> bool:
        """The party was dissolved, and nobody or a party of the newer agreement came after it."""
        dissolutions = [other for other in self.related.dissolutions if other.party == party]
        return any(
            not dissolution.successors or instrument.parties & {*dissolution.successors}
            for dissolution in dissolutions
        )


class RelatedStateMachine(StateMachine):
    """One run through the acts of one agreement and those that other records tell of."""

    facts: RelatedFacts

    def run(self) -> list[Stage]:
        stages = with_followers(super().run(), self.facts.own_body, self.facts.related)
        return (
            stages
            if self.facts.conclusion.is_instrument
            else with_calls_and_awards(stages, self.facts.related)
        )

    def _apply(self, act: Act):
        if act.kind == act_kinds.SESSION_HELD:
            self._apply_session(act)
        elif act.kind == act_kinds.FRAMEWORK_ENDED:
            self._end_framework(act)
        elif act.kind == act_kinds.PARTY_DISSOLVED:
            self._dissolve_party(act)
        elif act.is_of_another_agreement and not self.timeline.is_live:
            self.timeline.separate(act.effective)  # it prolongs, and revives nothing
        else:
            super()._apply(act)

    def _doubts_of_end(self, act: Act) -> tuple[dict, ...]:
        return self.facts.doubts_of_end(act)

    # Sessions held

    def _apply_session(self, session: Act):
        """A session shows that the agreement is there; it revives nothing that has ended."""
        begins_it = self.timeline.is_before_signature and not self.facts.starts
        if begins_it and session.facts["is_first"]:
            self._start(
                session.effective,
                Certainty.PRESUMED,
                act_reason(session, ReasonCode.FIRST_SESSION, "ref", "on"),
            )
            return
        if self.timeline.state == State.SUSPENDED:
            self._hold_while_suspended(session)
            return
        self._show_in_force(session)
        self.timeline.separate(session.effective)

    def _hold_while_suspended(self, session: Act):
        """It is told beside the suspension, of which no act records the end."""
        held = act_reason(session, ReasonCode.HELD_WHILE_SUSPENDED, "ref", "kind", "activity", "on")
        reasons = next(stage.reasons for stage in reversed(self.timeline.stages) if stage.state)
        before = (reason for reason in reasons if reason["code"] != ReasonCode.HELD_WHILE_SUSPENDED)
        self.timeline.record(session.effective, State.SUSPENDED, Certainty.RECORDED, *before, held)

    def _fire(self, name: str, transition: Transition, following: Sequence[Act]):
        session = self._session_after_term(transition, following) if name == "end" else None
        if session is None or self.timeline.state != State.IN_FORCE:
            super()._fire(name, transition, following)
            return
        self._set_continuation(NO_CONTINUATION)
        goes_on = act_reason(session, ReasonCode.GOES_ON_BY_SESSION, "ref", "kind", "activity", "on")
        goes_on["params"]["last_day"] = transition.span.moved(day_before).edtf
        self.timeline.later_reasons = (goes_on,)
        self._record_in_force(transition.span, Certainty.PRESUMED)

    def _session_after_term(self, transition: Transition, following: Sequence[Act]) -> Act | None:
        """The session that shows that it went on after its term, which for an instrument is said to be its end."""
        if self.facts.conclusion.is_instrument and transition.certainty != Certainty.PRESUMED:
            return None
        acts = itertools.takewhile(lambda act: act.kind not in _TURNING_POINTS, following)
        return next((act for act in acts if act.kind == act_kinds.SESSION_HELD), None)

    # Frameworks

    def _end_framework(self, end: Act):
        """The end of a framework takes along what is annexed to it, unless that lived on; the rest is flagged."""
        if not self.timeline.is_live:
            return
        facts, ended = end.facts, _framework_reason(end)
        own_end = self.pending.get("end")
        is_over = facts["state"] != State.SUSPENDED
        if is_over and facts["relation"] == ANNEXED_TO and not self.facts.is_alive_after(end):
            since = self.timeline.take_back(end.effective) if facts["void"] else end.effective
            self._end(since, State(facts["state"]), Certainty.PRESUMED, ended)
        elif own_end is None or end.effective.is_before(own_end.span):
            self._add_reasons(end, ended)

    # Parties

    def _dissolve_party(self, dissolution: Act):
        """With a successor it continues, presumed; without, a bilateral is not known from then, if it had not ended."""
        if not self.timeline.is_live or self.facts.has_left(dissolution):
            return
        has_successor = bool(dissolution.facts["successors"])
        code = ReasonCode.SUCCESSOR_CONTINUES if has_successor else ReasonCode.PARTY_DISSOLVED
        reasons = (
            act_reason(dissolution, code, "ref", "on", "successors"),
            *self._reason_for_others(dissolution),
        )
        if self.facts.concerns_one_of_many(dissolution) or self.facts.has_side_left(dissolution):
            self._add_reasons(dissolution, *reasons)
        elif has_successor or self.facts.is_alive_after(dissolution):
            self._add_reasons(dissolution, *reasons, certainty=Certainty.PRESUMED)
        else:
            self.timeline.record_doubt(dissolution.effective, *reasons)


def _framework_reason(end: Act) -> dict:
    """That the framework ended, with its last day; of a suspension or voidness, with its day."""
    facts, is_void = end.facts, end.facts["void"]
    is_end = not is_void and facts["state"] != State.SUSPENDED
    return make_reason(
        ReasonCode.FRAMEWORK_ENDED,
        ref=facts["ref"], relation=facts["relation"], state=facts["state"], void=is_void,
        last_day=end.effective.moved(day_before).edtf if is_end else "",
        on="" if is_end else end.effective.edtf,
    )  # fmt: skip


def _by_instrument(continuation: Continuation, instrument: Instrument, is_among_both: bool) -> Continuation:
    """The continuation that a newer agreement sets; among the parties of both, where it has not all of them."""
    reason = make_reason(ReasonCode.TERM_OF_INSTRUMENT, ref=instrument.ref, among_both=is_among_both)
    end = continuation.end
    if end and (is_among_both or instrument.is_presumed):
        end = replace(end, certainty=Certainty.PRESUMED)
    if end:
        end = replace(end, reasons=(*end.reasons, reason))
    return replace(continuation, end=end, reasons=(*continuation.reasons, reason))
