"""Newer agreements by which acts on older ones were done, as facts for the lives of these."""

from lifecycle.acts import Act
from lifecycle.choices import IN_EFFECT_STATES, State
from lifecycle.facts import LifecycleFacts
from lifecycle.periods import compute_periods
from lifecycle.related import Instrument, party_refs

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
            terms=tuple(self._resolved_term(term) for term in self.free_terms),
            parties=party_refs(self.body),
        )

    def _is_pending(self, states: list[str]) -> bool:
        """Something that it waits for is recorded, or its text was adopted or agreed, and needs a signature."""
        is_not_signed = State.ADOPTED in states and self.signature is None
        return is_not_signed or any(state in _PENDING_STATES for state in states)

    def _resolved_term(self, term: dict) -> dict:
        anchor = self._anchor(term, None)
        return {**term, "starts_on": anchor[1] if anchor else "", "starts_with": ""}


def _day_of_effect(first_act: Act | None) -> str:
    return first_act.effective_edtf or first_act.facts.get("on", "") if first_act else ""
