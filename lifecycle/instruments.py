"""Newer agreements by which acts on older ones were done, as facts for the lives of these."""

from collections.abc import Iterator

from lifecycle.acts import EXTENDING, Act
from lifecycle.choices import IN_EFFECT_STATES, State
from lifecycle.facts import LifecycleFacts
from lifecycle.periods import compute_periods
from lifecycle.related import Instrument, Prolongation, party_refs
from lifecycle.spans import UNKNOWN_SPAN

# States of an agreement that has not taken effect by what is recorded of it.
_PENDING_STATES = (State.UNDER_NEGOTIATION, State.PLANNED, State.SIGNED, State.CANCELLED)


def make_instrument(body: dict) -> Instrument:
    """The facts of a newer agreement, by its own body alone: so no two lives can wait for each other."""
    return _InstrumentFacts(body).instrument()


class _InstrumentFacts(LifecycleFacts):
    """The facts of an agreement that did something to an older one."""

    def instrument(self) -> Instrument:
        states = [period.state for period in compute_periods(self.body)]
        took_effect = any(state in IN_EFFECT_STATES for state in states)
        first_act = next(iter(self.starts), None)
        return Instrument(
            ref=self.body.get("ref") or "",
            concluded_on=self.signature.facts["on"] if self.signature else "",
            effect=_day_of_effect(first_act) if took_effect else "",
            is_pending=not took_effect and self._is_pending(states),
            is_presumed=not took_effect,
            is_cancelled=not took_effect and states[-1:] == [State.CANCELLED],
            terms=tuple(self._resolved_term(term) for term in self.free_terms),
            prolongations=tuple(self._prolongations()),
            parties=party_refs(self.body),
        )

    def _prolongations(self) -> Iterator[Prolongation]:
        """Its own extensions and renewals; without one of which only yet another agreement says until when it lasts."""
        for act in self.acts:
            terms = tuple(term for term in self.tied_terms if term.get("milestone") == act.key)
            if act.kind in EXTENDING and (act.until or terms or not act.facts["instrument"]):
                yield Prolongation(_known_days(act), terms)

    def _is_pending(self, states: list[str]) -> bool:
        """Something that it waits for is recorded, or its text was adopted or agreed, and needs a signature."""
        is_not_signed = State.ADOPTED in states and self.signature is None
        return is_not_signed or any(state in _PENDING_STATES for state in states)

    def _resolved_term(self, term: dict) -> dict:
        anchor = self._anchor(term, None)
        return {**term, "starts_on": anchor[1] if anchor else "", "starts_with": ""}


def _known_days(act: Act) -> dict:
    """The act as a milestone, with its days as far as its own agreement lets them be known."""
    is_apart = act.done_on == UNKNOWN_SPAN or act.facts["effective_on"]
    return {
        "kind": act.kind,
        "on": act.done_on.edtf,
        "effective_on": act.effective.edtf if is_apart else "",
        "until": act.until,
    }


def _day_of_effect(first_act: Act | None) -> str:
    return first_act.effective_edtf or first_act.facts.get("on", "") if first_act else ""
