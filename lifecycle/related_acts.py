"""Acts that other records tell of: sessions held, frameworks that ended, parties that were dissolved."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lifecycle import acts as act_kinds
from lifecycle.acts import Act, parse_acts
from lifecycle.related import Dissolution, FrameworkEnd, Instrument, Prolongation, Related, Session
from lifecycle.spans import UNKNOWN_SPAN, parse_span

_ENDED_BY_INSTRUMENT = ("superseded", "terminated")
_DONE_BY_INSTRUMENT = (*act_kinds.EXTENDING, "amended", *_ENDED_BY_INSTRUMENT)


def acts_of_related(related: Related) -> list[Act]:
    """The acts of all sessions, frameworks and parties whose days are known at least in part."""
    acts = [
        *map(_session_act, related.sessions),
        *map(_framework_act, related.framework_ends),
        *map(_dissolution_act, related.dissolutions),
    ]
    return [act for act in acts if act.is_dated]


def _session_act(session: Session) -> Act:
    facts = {
        "kind": act_kinds.SESSION_HELD, "activity": session.activity,
        "ref": session.ref, "on": session.on, "is_first": session.is_first,
    }  # fmt: skip
    return _act(act_kinds.SESSION_HELD, session.on, facts)


def _framework_act(end: FrameworkEnd) -> Act:
    facts = {
        "kind": act_kinds.FRAMEWORK_ENDED,
        "ref": end.ref, "relation": end.relation, "state": end.state, "void": end.is_void,
    }  # fmt: skip
    return Act(
        act_kinds.FRAMEWORK_ENDED,
        end.span,
        done_on=end.span,
        facts=facts,
        tie_break=json.dumps(facts, sort_keys=True),
    )


def _dissolution_act(dissolution: Dissolution) -> Act:
    facts = {
        "kind": act_kinds.PARTY_DISSOLVED,
        "ref": dissolution.ref, "on": dissolution.on, "successors": list(dissolution.successors),
    }  # fmt: skip
    return _act(act_kinds.PARTY_DISSOLVED, dissolution.on, facts, party=dissolution.party)


def _act(kind: str, on: str, facts: dict, party: str = "") -> Act:
    day = parse_span(on, "start")
    tie_break = json.dumps([facts, party], sort_keys=True)
    return Act(kind, day, done_on=day, effective_edtf=on, facts=facts, party=party, tie_break=tie_break)


def with_instruments(body: dict, instruments: Mapping[str, Instrument]) -> dict:
    """The body; an act that names a newer agreement has its days and, where it sets none, its term.

    An extension by an agreement that has not taken effect is left out, see `pending_instruments`.
    """
    if not instruments:
        return body
    milestones, terms = [], list(body.get("terms") or [])
    tied = {term.get("milestone") for term in terms}
    for milestone in body.get("milestones") or []:
        instrument = _instrument_of(milestone, instruments)
        if instrument is None:
            milestones.append(milestone)
        elif not _waits_for(milestone, instrument, tied):
            milestones.append(_with_day(milestone, instrument))
            if _takes_term(milestone, tied):
                terms += [{**term, "key": "", "milestone": milestone["key"]} for term in instrument.terms]
    return {**body, "milestones": milestones, "terms": terms}


def pending_instruments(body: dict, instruments: Mapping[str, Instrument]) -> dict[str, str]:
    """The kind of act by the reference of its instrument, of acts that wait until this takes effect."""
    tied = {term.get("milestone") for term in body.get("terms") or []}
    return {
        instrument.ref: milestone["kind"]
        for milestone in body.get("milestones") or []
        if (instrument := _instrument_of(milestone, instruments)) and _waits_for(milestone, instrument, tied)
    }


def borrowed_terms(body: dict, instruments: Mapping[str, Instrument]) -> dict[str, Instrument]:
    """The instrument whose term an act sets, by the key of the act."""
    return {key: instrument for key, instrument in _lenders(body, instruments).items() if instrument.terms}


def prolongations(
    body: dict, instruments: Mapping[str, Instrument]
) -> list[tuple[Act, Instrument, Prolongation]]:
    """The acts that prolonged newer agreements later on, of those that have the term of this one."""
    lenders = {instrument.ref: instrument for instrument in _lenders(body, instruments).values()}
    return [
        (_prolonging_act(instrument.ref, number, prolongation), instrument, prolongation)
        for instrument in lenders.values()
        if not instrument.is_pending
        for number, prolongation in enumerate(instrument.prolongations)
    ]


def _prolonging_act(ref: str, number: int, prolongation: Prolongation) -> Act:
    """An act of another agreement: it has its reference, and no key."""
    [act] = parse_acts([prolongation.milestone])
    facts = {name: fact for name, fact in act.facts.items() if name != "key"} | {"ref": ref}
    return replace(act, facts=facts, tie_break=json.dumps([ref, number]))


def _lenders(body: dict, instruments: Mapping[str, Instrument]) -> dict[str, Instrument]:
    """The instrument of each act that sets no end of its own, by the key of the act."""
    tied = {term.get("milestone") for term in body.get("terms") or []}
    return {
        milestone["key"]: instrument
        for milestone in body.get("milestones") or []
        if (instrument := _instrument_of(milestone, instruments)) and _takes_term(milestone, tied)
    }


def instrument_refs(milestones: Iterable[dict]) -> set[str]:
    """References of the newer agreements that acts name as their instruments."""
    return {ref for milestone in milestones if (ref := _ref_of(milestone))}


def _ref_of(milestone: dict) -> str:
    return (milestone.get("instrument") or {}).get("ref") or ""


def _instrument_of(milestone: dict, instruments: Mapping[str, Instrument]) -> Instrument | None:
    is_done_by_it = milestone.get("kind") in _DONE_BY_INSTRUMENT and milestone.get("key")
    return instruments.get(_ref_of(milestone)) if is_done_by_it else None


def _takes_term(milestone: dict, tied: set) -> bool:
    """The act prolongs, and neither a last day nor a term of its own says until when."""
    prolongs = milestone["kind"] in act_kinds.EXTENDING
    return prolongs and not milestone.get("until") and milestone["key"] not in tied


def _waits_for(milestone: dict, instrument: Instrument, tied: set) -> bool:
    """All that the act changes hangs on an agreement that has not taken effect."""
    is_undated_end = milestone["kind"] in _ENDED_BY_INSTRUMENT and not _has_day(milestone)
    return instrument.is_pending and (_takes_term(milestone, tied) or is_undated_end)


def _with_day(milestone: dict, instrument: Instrument) -> dict:
    """The act counts from the day on which the agreement that did it took effect, where it says nothing else."""
    if milestone.get("effective_on") or milestone.get("condition") or not instrument.effect:
        return milestone
    on = parse_span(milestone.get("on") or "")
    prolongs = milestone["kind"] in act_kinds.EXTENDING
    # An agreement of long before has not taken effect by this act.
    is_concluded_by_it = not parse_span(instrument.concluded_on).is_before(on)
    if on != UNKNOWN_SPAN and not (prolongs and is_concluded_by_it and instrument.concluded_on):
        return milestone
    effective_on = "" if instrument.effect == milestone.get("on") else instrument.effect
    return {**milestone, "effective_on": effective_on}


def _has_day(milestone: dict) -> bool:
    return any(parse_span(milestone.get(name) or "") != UNKNOWN_SPAN for name in ("on", "effective_on"))
