"""Facts of a body from which its life is derived: acts in order, and the way in which its terms run from them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from lifecycle import acts as act_kinds
from lifecycle.acts import Act, parse_acts, sort_acts
from lifecycle.choices import Certainty
from lifecycle.conclusion import Conclusion, mark_idle
from lifecycle.lapses import without_bridged_lapses
from lifecycle.notices import transition_by_notice
from lifecycle.reviews import review_interval
from lifecycle.sides import Sides
from lifecycle.source_days import SourceDays, bound_acts, mark_forecasts
from lifecycle.spans import UNKNOWN_SPAN, Span, day_in_interval, parse_span
from lifecycle.terms import (
    NO_CONTINUATION,
    WITHOUT_STATED_END,
    Anchor,
    Continuation,
    Transition,
    combine_terms,
    continuation_until,
    sort_terms,
)
from lifecycle.voidness import without_what_is_void


class LifecycleFacts:
    """The acts and terms of one published body, and the questions about them that need the whole body.

    ``further_acts`` are those that other records tell of, see `related_acts`; ``known_by`` is the day on which the
    body was published.
    """

    def __init__(self, body: dict, further_acts: Sequence[Act] = (), known_by: date | None = None):
        self.body = body
        self.sides = Sides(body.get("involvements") or [])
        self.source_days = source_days = SourceDays(body, known_by)
        acts = mark_forecasts(parse_acts(body.get("milestones") or []), source_days)
        acts += further_acts
        self.recorded_acts = sort_acts(mark_idle(bound_acts(acts, source_days), self.sides))
        self.conclusion = Conclusion(body, self.recorded_acts, self.sides)
        active = [act for act in self.recorded_acts if not (act.is_idle or act.is_awaited)]
        active = without_what_is_void(without_bridged_lapses(active))
        self.is_void = any(act.kind == act_kinds.DECLARING_VOID and not act.is_partial for act in active)
        signature = self.conclusion.signature
        self.signature = signature if any(act is signature for act in active) else None
        self.announcement = next((act for act in active if act.kind in act_kinds.ANNOUNCING), None)
        effects = [act for act in active if act.kind in act_kinds.TAKING_EFFECT]
        final = [act for act in effects if act.kind != act_kinds.APPLYING_PROVISIONALLY]
        self.effect = next(iter(final or effects), None)
        tied = {act.key for act in self.recorded_acts if act.kind in act_kinds.SETTING_TERMS and act.key}
        terms = [] if self.is_void else sort_terms(body.get("terms") or [])
        self.free_terms = [term for term in terms if term.get("milestone") not in tied]
        self.tied_terms = [term for term in terms if term.get("milestone") in tied]
        recorded_starts = {act.effective_edtf for act in effects}
        recorded_starts.add(self.signature.facts["on"] if self.signature else "")
        self.starting_terms = [
            term
            for term in self.free_terms
            if _has_first_day(term)
            and day_in_interval(term["starts_on"]) not in recorded_starts
            # The day that a text names is no beginning while its signature or its effect is open.
            and (effects or not self.conclusion.is_open)
        ]
        term_starts = [
            _term_start(day) for day in sorted({term["starts_on"] for term in self.starting_terms})
        ]
        self.first_signature = self._first_signature()
        first_signature = [self.first_signature] if self.first_signature else []
        self.acts = sort_acts([*first_signature, *active, *term_starts])
        self.effects = [*effects, *term_starts]
        self.starts = [*self.effects, *([self.signature] if self.signature else [])]

    def _first_signature(self) -> Act | None:
        """The first signature of one side, where others signed later for certain: till then it was signed by some."""
        if not self.signature:
            return None
        earlier = (
            act
            for act in self.recorded_acts
            if act.is_idle
            and act.kind in act_kinds.SIGNING
            and act.is_of_one_party
            and act.effective.is_before(self.signature.effective)
        )
        return next(earlier, None)

    def base_continuation(self) -> Continuation:
        """The continuation by the terms that were set at the start and name no first day of their own."""
        continuation = self._combine(
            [term for term in self.free_terms if term not in self.starting_terms], None
        )
        names_no_end = any(map(act_kinds.names_no_end, self.body.get("milestones") or []))
        return WITHOUT_STATED_END if names_no_end and continuation == NO_CONTINUATION else continuation

    def continuation_set_by(self, act: Act) -> Continuation:
        """The continuation that this act set, by a term tied to it or by its own last day; empty if it set none."""
        if act.kind == act_kinds.TERM_STARTS:
            terms = [term for term in self.starting_terms if term["starts_on"] == act.effective_edtf]
            return self._combine(terms, act)
        if act.kind in act_kinds.EXTENDING and act.is_partial:
            return NO_CONTINUATION
        continuation = self._combine(self._terms_set_by(act), act)
        if act.kind == act_kinds.APPLYING_PROVISIONALLY:
            return continuation
        until = continuation_until(act.until, act.key)
        # The last day that an extension names goes before a term that would renew itself.
        if act.kind in act_kinds.EXTENDING and until != NO_CONTINUATION and continuation.renews_by_itself:
            return until.with_renewal_in_doubt()
        return until if continuation == NO_CONTINUATION else continuation

    def _terms_set_by(self, act: Act) -> list[dict]:
        return [term for term in self.tied_terms if act.key and term.get("milestone") == act.key]

    def start_of_term(self, term: dict) -> Span:
        """The days from which a term may count."""
        set_by = next((act for act in self.acts if act.key and act.key == term.get("milestone")), None)
        anchor = self._anchor(term, set_by)
        return anchor[0] if anchor else UNKNOWN_SPAN

    def term_runs_from_signature(self) -> bool:
        """A term counts from the signature or from a day: then so does the effect."""
        return any(term.get("starts_with") == "signature" or _has_first_day(term) for term in self.free_terms)

    def transition_by_notice(self, notice: Act, continuation: Continuation) -> Transition | None:
        """The end that a notice brings; none where an end is recorded, or where one of many parties leaves."""
        is_end_recorded = any(
            act.kind == "terminated" and not (act.is_partial or act.effective.is_before(notice.effective))
            for act in self.acts
        )
        if is_end_recorded or self.concerns_one_of_many(notice):
            return None
        transition = transition_by_notice(notice, self.body.get("termination_notice") or "", continuation)
        if transition and self.may_concern_one_of_many(notice):
            return replace(transition, certainty=Certainty.PRESUMED)
        return transition

    def concerns_one_of_many(self, act: Act) -> bool:
        """It is the act of one party where more than two sides take part by then: for the others nothing changes.

        A withdrawal is always one party's, be it recorded whose or not.
        """
        is_of_one_party = act.is_of_one_party or act.facts.get("notice_of") == "withdrawal"
        return is_of_one_party and self._has_many_sides(act)

    def may_concern_one_of_many(self, act: Act) -> bool:
        """Whose act it is is not recorded, and more than two sides take part."""
        return not act.is_of_one_party and self._has_many_sides(act)

    def suspend_all(self, suspensions: list[Act], act: Act | None) -> bool:
        """These suspend it for everybody, or for so many sides that fewer than two go on after the act."""
        if any(not self.concerns_one_of_many(suspension) for suspension in suspensions):
            return True
        suspending = {self.sides.of(suspension.party) for suspension in suspensions}
        return bool(suspending) and len(self._sides_after(act) - suspending) < 2

    def _has_many_sides(self, act: Act) -> bool:
        """An end by one of the last two is that of a party which leaves another alone."""
        return len(self._sides_before(None if act.kind in act_kinds.ENDING else act)) > 2

    def _sides_before(self, act: Act | None) -> set[str]:
        """The sides that there are when the act comes; all, where that is not known."""
        parties = self._parties_before.get(act) if act else None
        return self.sides.all() if parties is None else self.sides.of_parties(parties)

    def _sides_after(self, act: Act | None) -> set[str]:
        """The sides that the act leaves."""
        parties = self._parties_before.get(act) if act else None
        if act is None or parties is None:
            return self.sides.all()
        is_leaving = act.kind == "party_left" or act.kind in act_kinds.ENDING
        return self.sides.of_parties(parties - {act.party} if is_leaving else parties)

    def leaves_one_side(self, leaving: Act) -> bool:
        """Fewer than two sides remain."""
        remaining = self._parties_before.get(leaving, frozenset()) - {leaving.party}
        return len(self.sides.all()) > 1 and len(self.sides.of_parties(remaining)) < 2

    @cached_property
    def _parties_before(self) -> dict[Act, frozenset[str]]:
        """The keys of those who are parties when an act comes, as far as joining and leaving are recorded."""
        moves = [act for act in self.acts if act.party and act.kind in act_kinds.MOVING]
        parties = self.sides.parties_at_first((act.kind, act.party) for act in moves)
        before = {}
        for act in self.acts:
            before[act] = parties
            if act.kind == "party_joined" and act.party:
                parties |= {act.party}
            elif act.kind == "party_left" or (
                act.kind in act_kinds.ENDING and self.concerns_one_of_many(act)
            ):
                parties -= {act.party}
        return before

    def notices_of(self, party: str) -> list[Act]:
        """The notices that a party gave; of nobody in particular, all."""
        return self._acts_of(act_kinds.GIVING_NOTICE, party)

    def suspensions_of(self, party: str) -> list[Act]:
        """The suspensions by a party; by nobody in particular, all."""
        return self._acts_of("suspended", party)

    def _acts_of(self, kind: str, party: str) -> list[Act]:
        done = [act for act in self.acts if act.kind == kind]
        side = self.sides.of(party)
        return [act for act in done if not (party and act.party) or self.sides.of(act.party) == side]

    def _combine(self, terms: list[dict], act: Act | None) -> Continuation:
        return combine_terms(terms, lambda term: self._anchor(term, act), review_interval(self.body))

    def _anchor(self, term: dict, act: Act | None) -> Anchor | None:
        """The day a term counts from: the day it names, its milestone's, that of the act it refers to, or any."""
        if _has_first_day(term):
            return parse_span(term["starts_on"]), term["starts_on"]
        if act:
            return act.effective, act.effective_edtf
        signature = self.signature if self.conclusion.is_signature_complete else None
        signing = (signature.effective, signature.facts["on"]) if signature else None
        effect = (self.effect.effective, self.effect.effective_edtf) if self.effect else None
        if term.get("starts_with") == "signature" and signing:
            return signing
        if not effect and self._effect_is_apart():
            return None
        if effect or signing:
            return effect or signing
        if self.announcement and not self.conclusion.is_instrument:
            return self.announcement.effective, self.announcement.effective_edtf
        return None

    def _effect_is_apart(self) -> bool:
        """It does not take effect with its signature."""
        conclusion = self.conclusion
        is_ahead = conclusion.due_effect or conclusion.reasons_to_wait()
        return conclusion.needs_entry_into_force or bool(is_ahead)


def _has_first_day(term: dict) -> bool:
    """The term itself names the day from which it runs."""
    return parse_span(term.get("starts_on") or "") != UNKNOWN_SPAN


def _term_start(day: str) -> Act:
    return Act(act_kinds.TERM_STARTS, parse_span(day), done_on=parse_span(day), effective_edtf=day)
