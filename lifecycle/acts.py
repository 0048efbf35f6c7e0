"""Dated acts of an agreement, parsed from the milestones of its body, in one order whatever the order of entry."""

import json
from dataclasses import dataclass, field, replace

from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import (
    MAX_DATE,
    MIN_DATE,
    UNKNOWN_SPAN,
    Span,
    day_after,
    is_closed_interval,
    parse_last_day,
    parse_span,
)

# The order in which acts usually come: of two that may fall on the same day, the first here came first.
NATURAL_ORDER = (
    "negotiated", "announced", "approved", "initialled", "adopted", "signed", "exchanged", "ratified",
    "provisionally_applied", "takes_effect", "launched", "amended", "extended", "renewed", "reviewed",
    "party_joined", "party_left", "notice_given", "suspended", "resumed",
    "completed", "expired", "terminated", "superseded", "cancelled", "published", "registered",
)  # fmt: skip

TERM_STARTS = "term_starts"  # no milestone: the day from which a term runs, where it names one
# No milestones of this agreement, but what other records tell.
SESSION_HELD, FRAMEWORK_ENDED, PARTY_DISSOLVED = "session_held", "framework_ended", "party_dissolved"
# The place of such acts in the natural order: right after these.
_COMES_AFTER = {
    TERM_STARTS: "takes_effect", SESSION_HELD: "reviewed", PARTY_DISSOLVED: "resumed", FRAMEWORK_ENDED: "superseded",
}  # fmt: skip

SIGNING = ("signed", "exchanged", "ratified")  # the first of these that is recorded at all is the signature
ADOPTION = "adopted"
TAKING_EFFECT = ("provisionally_applied", "takes_effect", "launched")
ANNOUNCING = ("announced", "published", "registered")
EXTENDING = ("extended", "renewed")
ENDING = ("completed", "expired", "terminated", "superseded", "cancelled")
ONLY_ENDING = (*ENDING, FRAMEWORK_ENDED, PARTY_DISSOLVED)  # they say nothing of a beginning
# Acts that only an existing agreement can undergo.
REQUIRING_EXISTENCE = ("amended", *EXTENDING, "reviewed", "party_joined", "party_left", "notice_given")
# Acts that a term can be tied to; one tied to the signing was set at the start, like one tied to nothing.
SETTING_TERMS = (*TAKING_EFFECT, *REQUIRING_EXISTENCE, "resumed")
# Acts of which one party alone is named as the actor; that it signed, joined or left says so by itself.
_ONE_SIDED = ("notice_given", "suspended", "resumed", *ENDING)
# Acts that last: where their day is an interval, the state begins at its start.
LASTING_ACTS = ("negotiated", *TAKING_EFFECT, "suspended")


@dataclass(frozen=True, eq=False)
class Act:
    """A single dated act: a milestone, one of the two acts of a signing with its effect, or the start of a term."""

    kind: str
    effective: Span  # from which day it counts
    done_on: Span = UNKNOWN_SPAN  # on which day it was done
    until: str = ""  # the last day it holds for, in EDTF
    effective_edtf: str = ""  # the same as `effective`, in EDTF
    facts: dict = field(default_factory=dict)
    party: str = ""  # the key of the involvement whose act it is, where it is not everybody's
    is_conditional: bool = False  # it waits for a condition of which no day says that it was met
    has_condition: bool = False
    is_idle: bool = False  # it counts as the last act known, but changes nothing
    tie_break: str = ""

    @property
    def is_dated(self) -> bool:
        return self.effective != UNKNOWN_SPAN

    @property
    def is_of_one_party(self) -> bool:
        return bool(self.party)

    @property
    def key(self) -> str:
        return self.facts.get("key", "")

    @property
    def rank(self) -> float:
        """The place in the natural order."""
        if self.kind in _COMES_AFTER:
            return NATURAL_ORDER.index(_COMES_AFTER[self.kind]) + 0.5
        return NATURAL_ORDER.index(self.kind)

    def is_term_from_before(self, signature: "Act") -> bool:
        """The start of a term that nothing puts after the signature: then the term runs back to its stated day."""
        first_day = self.effective.earliest
        return self.kind == TERM_STARTS and MIN_DATE < first_day <= signature.effective.earliest


def act_reason(act: Act, code: ReasonCode = ReasonCode.ACT, *names: str) -> dict:
    """A reason with all facts of the act, or those named."""
    return make_reason(code, **{name: fact for name, fact in act.facts.items() if not names or name in names})


def parse_acts(milestones: list[dict]) -> list[Act]:
    """Acts of these milestones in the order in which they happened; kinds of a later release are passed over."""
    known = [milestone for milestone in milestones if milestone.get("kind") in NATURAL_ORDER]
    acts = [act for milestone in known for act in _acts_of_milestone(milestone)]
    return sort_acts(_mark_idle_effects(_mark_idle_signatures(acts)))


def sort_acts(acts: list[Act]) -> list[Act]:
    """The acts by their days where these decide, else by the natural order of kinds, else by their spans."""
    ordered, remaining = [], sorted(acts, key=lambda act: (act.rank, act.effective, act.tie_break))
    while remaining:
        first_latest_day = min(act.effective.latest for act in remaining)
        following = next(act for act in remaining if act.effective.earliest <= first_latest_day)
        remaining.remove(following)
        ordered.append(following)
    return ordered


def latest_act(acts: list[Act]) -> Act | None:
    """The latest act; one without a day only where there is no other."""
    recorded = [act for act in acts if act.kind != TERM_STARTS]
    dated = [act for act in recorded if act.is_dated]
    days = {
        act: act.effective.latest if act.effective.latest < MAX_DATE else act.effective.earliest
        for act in dated
    }
    # Of several on one day, the last in the natural order: max() keeps the first of equals.
    return max(reversed(dated), key=lambda act: days[act], default=recorded[-1] if recorded else None)


def _acts_of_milestone(milestone: dict) -> list[Act]:
    """One act; two for a signing that says when its effect begins."""
    act = _act_of_milestone(milestone)
    if act.kind == "expired":  # the day it expires is its last
        return [replace(act, effective=act.effective.moved(day_after), done_on=act.done_on.moved(day_after))]
    if act.kind in SIGNING and (effective_on := milestone.get("effective_on")):
        on = milestone.get("on") or ""
        signing = replace(act, effective=act.done_on, effective_edtf=on, until="")
        taking_effect = replace(act, kind="takes_effect")
        return [taking_effect] if effective_on == on else [signing, taking_effect]
    return [act]


def _act_of_milestone(milestone: dict) -> Act:
    kind, on, effective_on = (milestone.get(name) or "" for name in ("kind", "on", "effective_on"))
    side = "start" if kind in LASTING_ACTS else "both"
    done_on = parse_span(on, side)
    has_condition = bool(milestone.get("condition"))
    effective_edtf = effective_on or on
    return Act(
        kind=kind,
        effective=parse_span(effective_on, side) if effective_on else done_on,
        done_on=done_on,
        until=_last_day(milestone),
        effective_edtf=effective_edtf,
        facts=_facts_of_milestone(milestone),
        party=milestone.get("involvement") or "",
        is_conditional=has_condition and parse_span(effective_edtf) == UNKNOWN_SPAN,
        has_condition=has_condition,
        tie_break=json.dumps(milestone, sort_keys=True, default=str),
    )


def _last_day(milestone: dict) -> str:
    """The last day that a milestone sets, in EDTF; of a lasting act also the end of its interval."""
    kind, on = milestone.get("kind"), milestone.get("on") or ""
    until = milestone.get("until") or (on if kind in LASTING_ACTS and is_closed_interval(on) else "")
    return until if parse_last_day(until) != UNKNOWN_SPAN else ""


def _facts_of_milestone(milestone: dict) -> dict:
    """The facts of a milestone that reasons may carry."""
    names = ("kind", "on", "effective_on", "until")
    kind, on, effective_on, until = (milestone.get(name) or "" for name in names)
    involvement = milestone.get("involvement")
    return {
        "key": milestone.get("key") or "",
        "kind": kind,
        "on": on,
        "effective_on": effective_on if effective_on != on else "",
        "until": until if parse_last_day(until) != UNKNOWN_SPAN else "",
        "instrument": (milestone.get("instrument") or {}).get("ref") or "",
        "by_another_body": bool(milestone.get("by_body")) and not involvement,
        "by_one_party": bool(involvement) and kind in _ONE_SIDED,
    }


def _mark_idle_signatures(acts: list[Act]) -> list[Act]:
    """The same acts; lesser kinds of signing, and all but the last signature made party by party, are idle."""
    kind = next((kind for kind in SIGNING if any(act.kind == kind for act in acts)), "")
    signatures = sort_acts([act for act in acts if act.kind == kind])
    joint = [act for act in signatures if not act.is_of_one_party] or signatures[-1:]
    return [
        replace(act, is_idle=True)
        if act.kind in SIGNING and not any(act is signature for signature in joint)
        else act
        for act in acts
    ]


def _mark_idle_effects(acts: list[Act]) -> list[Act]:
    """The same acts; where the effect of the whole is recorded, that for one party alone is idle."""
    is_recorded = any(act.kind in TAKING_EFFECT and not act.is_of_one_party for act in acts)
    return [
        replace(act, is_idle=True)
        if is_recorded and act.kind in TAKING_EFFECT and act.is_of_one_party
        else act
        for act in acts
    ]
