"""Facts of a body from which its life is derived: acts in order, and the way in which its terms run from them."""

from collections.abc import Sequence

from lifecycle import acts as act_kinds
from lifecycle.acts import Act, parse_acts, sort_acts
from lifecycle.choices import Certainty, State
from lifecycle.durations import add_duration, duration_parts
from lifecycle.lapses import without_bridged_lapses
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import UNKNOWN_SPAN, Span, day_after, day_before, parse_last_day, parse_span
from lifecycle.terms import (
    NO_CONTINUATION,
    Anchor,
    Continuation,
    Transition,
    combine_terms,
    continuation_until,
    sort_terms,
)
from lifecycle.undated_ends import bound_undated_ends

# Forms of international law: their text is adopted first, and signed or ratified later.
_FORMS_OF_INTERNATIONAL_LAW = ("treaty", "convention", "protocol", "exchange_of_notes")


class LifecycleFacts:
    """The acts and terms of one published body, and the questions about them that need the whole body.

    ``further_acts`` are those that other records tell of, see `related_acts`.
    """

    def __init__(self, body: dict, further_acts: Sequence[Act] = ()):
        self.body = body
        self.is_binding = body.get("bindingness") == "binding"
        self.is_instrument = (body.get("nature") or "instrument") == "instrument"
        self.recorded_acts = parse_acts(body.get("milestones") or [])
        active = without_bridged_lapses([act for act in self.recorded_acts if not act.is_idle])
        self.signature = next((act for act in active if act.facts["kind"] in act_kinds.SIGNING), None)
        self.announcement = next((act for act in active if act.kind in act_kinds.ANNOUNCING), None)
        effects = [act for act in active if act.kind in act_kinds.TAKING_EFFECT]
        self.conditional_effect = next((act for act in effects if act.is_conditional), None)
        effects = [act for act in effects if not act.is_conditional]
        self.effect = effects[0] if effects else None
        if self._is_concluded_by_adoption():
            self.signature = next((act for act in active if act.kind == act_kinds.ADOPTION), None)
        tied = {act.key for act in self.recorded_acts if act.kind in act_kinds.SETTING_TERMS and act.key}
        terms = sort_terms(body.get("terms") or [])
        self.free_terms = [term for term in terms if term.get("milestone") not in tied]
        self.tied_terms = [term for term in terms if term.get("milestone") in tied]
        recorded_starts = {act.effective_edtf for act in effects}
        recorded_starts.add(self.signature.facts["on"] if self.signature else "")
        self.starting_terms = [
            term
            for term in self.free_terms
            if _has_first_day(term) and term["starts_on"] not in recorded_starts
        ]
        term_starts = [
            _term_start(day) for day in sorted({term["starts_on"] for term in self.starting_terms})
        ]
        self.acts = sort_acts(bound_undated_ends([*active, *term_starts, *further_acts], body))
        self.effects = [*effects, *term_starts]
        self.starts = [*self.effects, *([self.signature] if self.signature else [])]

    def _is_concluded_by_adoption(self) -> bool:
        """Of a text that is not known to bind nor a form of international law, where no other act concluded it."""
        is_non_binding = (self.body.get("bindingness") or "non_binding") == "non_binding"
        is_concluded_otherwise = self.signature or self.effect or self.conditional_effect
        form = self.body.get("form")
        return (
            self.is_instrument
            and is_non_binding
            and form not in _FORMS_OF_INTERNATIONAL_LAW
            and not is_concluded_otherwise
        )

    def base_continuation(self) -> Continuation:
        """The continuation by the terms that were set at the start and name no first day of their own."""
        return self._combine([term for term in self.free_terms if term not in self.starting_terms], None)

    def continuation_set_by(self, act: Act) -> Continuation:
        """The continuation that this act set, by a term tied to it or by its own last day; empty if it set none."""
        if act.kind == act_kinds.TERM_STARTS:
            terms = [term for term in self.starting_terms if term["starts_on"] == act.effective_edtf]
            return self._combine(terms, act)
        terms = [term for term in self.tied_terms if term.get("milestone") == act.key]
        continuation = self._combine(terms, act)
        if act.kind == "provisionally_applied":
            return continuation
        until = continuation_until(act.until, act.key)
        # The last day that an extension names goes before a term that would renew itself.
        names_its_end = (
            act.kind in act_kinds.EXTENDING and until != NO_CONTINUATION and continuation.renews_by_itself
        )
        return until if names_its_end or continuation == NO_CONTINUATION else continuation

    def start_of_term(self, term: dict) -> Span:
        """The days from which a term may count."""
        set_by = next((act for act in self.acts if act.key and act.key == term.get("milestone")), None)
        anchor = self._anchor(term, set_by)
        return anchor[0] if anchor else UNKNOWN_SPAN

    def term_runs_from_signature(self) -> bool:
        """A term counts from the signature or from a day: then so does the effect."""
        return any(term.get("starts_with") == "signature" or _has_first_day(term) for term in self.free_terms)

    def transition_by_notice(self, notice: Act) -> Transition | None:
        """The end that a notice brings; none where an end is recorded, or where one of many parties leaves."""
        is_end_recorded = any(
            act.kind == "terminated" and not act.effective.is_before(notice.effective) for act in self.acts
        )
        length = self.body.get("termination_notice") or ""
        if is_end_recorded or self.concerns_one_of_many(notice):
            return None
        if notice.until and parse_last_day(notice.until) != UNKNOWN_SPAN:
            span = parse_last_day(notice.until).moved(day_after)
            facts = {"until": notice.until}
        elif duration_parts(length):
            span = notice.effective.moved(lambda day: add_duration(day, length))
            facts = {"start": notice.effective_edtf, "length": length}
        else:
            return None
        ran_out = make_reason(
            ReasonCode.NOTICE_RAN_OUT, key=notice.key, last_day=span.moved(day_before).edtf, **facts
        )
        return Transition(span, State.TERMINATED, Certainty.DERIVED, (ran_out,))

    def concerns_one_of_many(self, act: Act) -> bool:
        """It is the act of one party where more than two take part: for the others nothing changes."""
        return act.is_of_one_party and len(self._parties()) > 2

    def leaves_one_party(self, leaving: Act) -> bool:
        """Fewer than two parties remain. A party that joins was none before; unrecorded parties are not counted."""
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
        return [
            involvement.get("key") or "" for involvement in involvements if involvement.get("role") == "party"
        ]

    def _combine(self, terms: list[dict], act: Act | None) -> Continuation:
        return combine_terms(
            terms, lambda term: self._anchor(term, act), self.body.get("review_interval") or ""
        )

    def _anchor(self, term: dict, act: Act | None) -> Anchor | None:
        """The day a term counts from: the day it names, its milestone's, that of the act it refers to, or any."""
        if _has_first_day(term):
            return parse_span(term["starts_on"]), term["starts_on"]
        if act:
            return act.effective, act.effective_edtf
        signing = (self.signature.done_on, self.signature.facts["on"]) if self.signature else None
        effect = (self.effect.effective, self.effect.effective_edtf) if self.effect else None
        if term.get("starts_with") == "signature" and signing:
            return signing
        if (
            term.get("starts_with") == "effect"
            and not effect
            and (self.is_binding or self.conditional_effect)
        ):
            return None
        if effect or signing:
            return effect or signing
        if self.announcement and not self.is_instrument:
            return self.announcement.effective, self.announcement.effective_edtf
        return None


def _has_first_day(term: dict) -> bool:
    """The term itself names the day from which it runs."""
    return parse_span(term.get("starts_on") or "") != UNKNOWN_SPAN


def _term_start(day: str) -> Act:
    return Act(act_kinds.TERM_STARTS, parse_span(day), done_on=parse_span(day), effective_edtf=day)
