"""The facts of a body from which a life is told: its acts in order, and how its terms run from them."""

from lifecycle import acts as kinds
from lifecycle.acts import Act, parse_acts, sort_acts
from lifecycle.choices import Certainty, State
from lifecycle.durations import add_duration, duration_parts
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import UNKNOWN_SPAN, day_after, day_before, parse_span, span_to_edtf
from lifecycle.terms import Anchor, Continuation, Transition, combine_terms, continuation_until, sort_terms


class LifecycleFacts:
    """A body read as a whole."""

    def __init__(self, body: dict):
        self.body = body
        self.is_binding = body.get("bindingness") == "binding"
        self.is_instrument = (body.get("nature") or "instrument") == "instrument"
        self.recorded = parse_acts(body.get("milestones") or [])
        acting = [act for act in self.recorded if not act.is_idle]
        self.signature = next((act for act in acting if act.facts["kind"] in kinds.SIGNING), None)
        self.made_known = next((act for act in acting if act.kind in kinds.ANNOUNCING), None)
        self.awaited = next(
            (act for act in acting if act.kind in kinds.TAKING_EFFECT and act.is_awaited), None
        )
        effects = [act for act in acting if act.kind in kinds.TAKING_EFFECT and not act.is_awaited]
        self.effect = effects[0] if effects else None
        tied = {act.key for act in self.recorded if act.kind in kinds.SETTING_TERMS and act.key}
        terms = sort_terms(body.get("terms") or [])
        self.free_terms = [term for term in terms if term.get("milestone") not in tied]
        self.tied_terms = [term for term in terms if term.get("milestone") in tied]
        told = {act.written for act in effects} | {self.signature.facts["on"] if self.signature else ""}
        self.beginning_terms = [
            term for term in self.free_terms if self._first_day(term) and term["starts_on"] not in told
        ]
        beginnings = [
            self._beginning(day) for day in sorted({term["starts_on"] for term in self.beginning_terms})
        ]
        self.acts = sort_acts([*acting, *beginnings])
        self.effects = [*effects, *beginnings]
        self.starts = [*self.effects, *([self.signature] if self.signature else [])]

    def base_course(self) -> Continuation:
        """How it runs on by the terms that were set at the start and name no first day of their own."""
        return self._lay([term for term in self.free_terms if term not in self.beginning_terms], None)

    def course_set_by(self, act: Act) -> Continuation:
        """How it runs on by what this act set: a term tied to it, or its own last day."""
        if act.kind == kinds.TERM_STARTS:
            return self._lay([term for term in self.beginning_terms if term["starts_on"] == act.written], act)
        course = self._lay([term for term in self.tied_terms if term.get("milestone") == act.key], act)
        if course == Continuation() and act.kind != "provisionally_applied":
            return continuation_until(act.until, act.key)
        return course

    def term_runs_from_signature(self) -> bool:
        """Whether a term says that it counts from the signature: then so does the effect."""
        return any(
            term.get("starts_with") == "signature" or self._first_day(term) for term in self.free_terms
        )

    def ends_by_notice(self, notice: Act) -> Transition | None:
        """The end that a notice brings; none where one is recorded, or where one of many parties leaves."""
        later = [
            act for act in self.acts if act.kind == "terminated" and not act.counts.is_before(notice.counts)
        ]
        length = self.body.get("termination_notice") or ""
        if later or self.concerns_one_of_many(notice):
            return None
        if notice.until and parse_span(notice.until, "end") != UNKNOWN_SPAN:
            span = parse_span(notice.until, "end").moved(day_after)
            facts = {"until": notice.until}
        elif duration_parts(length):
            span = notice.counts.moved(lambda day: add_duration(day, length))
            facts = {"start": notice.written, "length": length}
        else:
            return None
        ran_out = make_reason(
            ReasonCode.NOTICE_RAN_OUT, key=notice.key, last_day=span_to_edtf(span.moved(day_before)), **facts
        )
        return Transition(span, State.TERMINATED, Certainty.DERIVED, (ran_out,))

    def concerns_one_of_many(self, act: Act) -> bool:
        """Whether it is the act of one party where more than two take part: for the others nothing changes."""
        return act.is_of_one_party and len(self._parties()) > 2

    def leaves_one_alone(self, leaving: Act) -> bool:
        """Whether fewer than two parties remain. One that joins was none before; who is not recorded is not missed."""
        moves = [act for act in self.acts if act.kind in ("party_joined", "party_left") and act.party]
        first_moves = {act.party: act.kind for act in reversed(moves)}
        remaining = {key for key in self._parties() if first_moves.get(key) != "party_joined"}
        for act in moves[: moves.index(leaving) + 1] if leaving in moves else []:
            change = remaining.add if act.kind == "party_joined" else remaining.discard
            change(act.party)
        return len(self._parties()) > 1 and len(remaining) < 2

    def notices_of(self, party: str) -> set[str]:
        """The keys of the notices that a party gave."""
        return {act.key for act in self.acts if act.kind == "notice_given" and act.party == party}

    def _parties(self) -> list[str]:
        involvements = self.body.get("involvements") or []
        return [one.get("key") or "" for one in involvements if one.get("role") == "party"]

    def _beginning(self, day: str) -> Act:
        return Act(kinds.TERM_STARTS, parse_span(day), done=parse_span(day), written=day)

    def _first_day(self, term: dict) -> bool:
        return parse_span(term.get("starts_on") or "") != UNKNOWN_SPAN

    def _lay(self, terms: list[dict], act: Act | None) -> Continuation:
        return combine_terms(
            terms, lambda term: self._anchor(term, act), self.body.get("review_interval") or ""
        )

    def _anchor(self, term: dict, act: Act | None) -> Anchor | None:
        """The day a term counts from: the one it names, its milestone's, that of the act it says, or any."""
        if self._first_day(term):
            return parse_span(term["starts_on"]), term["starts_on"]
        if act:
            return act.counts, act.written
        signing = self.signature and (self.signature.done, self.signature.facts["on"])
        effect = self.effect and (self.effect.counts, self.effect.written)
        if term.get("starts_with") == "signature" and signing:
            return signing
        if term.get("starts_with") == "effect" and not effect and (self.is_binding or self.awaited):
            return None
        known = (
            self.made_known and not self.is_instrument and (self.made_known.counts, self.made_known.written)
        )
        return effect or signing or known or None
