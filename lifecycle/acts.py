"""Dated acts of an agreement, parsed from the milestones of its body, in one order whatever the order of entry."""

import json
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import (
    MIN_DATE,
    UNKNOWN_SPAN,
    Span,
    day_after,
    day_in_interval,
    first_day_of_interval,
    parse_last_day,
    parse_span,
    stands_for_no_end,
)

# The order in which acts usually come: of two that may fall on the same day, the first here came first.
NATURAL_ORDER = (
    "negotiations_opened", "negotiated", "announced", "informed", "approved", "initialled", "agreed", "adopted",
    "signed", "exchanged", "confirmed", "ratified", "accepted", "approved_to_be_bound", "acceded",
    "provisionally_applied", "takes_effect", "launched", "amended", "extended", "renewed", "reviewed",
    "party_joined", "party_left", "notice_given", "notice_withdrawn", "suspended", "resumed",
    "completed", "expired", "terminated", "superseded", "cancelled", "declared_void", "published", "registered",
)  # fmt: skip

TERM_STARTS = "term_starts"  # no milestone: the day from which a term runs, where it names one
# No milestones of this agreement, but what other records tell.
SESSION_HELD, FRAMEWORK_ENDED, PARTY_DISSOLVED = "session_held", "framework_ended", "party_dissolved"
# The place of such acts in the natural order: right after these.
_COMES_AFTER = {
    TERM_STARTS: "takes_effect", SESSION_HELD: "reviewed", PARTY_DISSOLVED: "resumed", FRAMEWORK_ENDED: "superseded",
}  # fmt: skip

NEGOTIATING = ("negotiations_opened", "negotiated")
ADOPTING = ("agreed", "adopted")
SIGNING = ("signed", "exchanged")
# Consent of a state to be bound (Vienna Convention on the Law of Treaties, articles 14 and 15).
CONSENTING = ("ratified", "accepted", "approved_to_be_bound", "acceded")
CONCLUDING = (*SIGNING, *CONSENTING)  # the first of these that is recorded at all is the signature
APPLYING_PROVISIONALLY = "provisionally_applied"
TAKING_EFFECT = (APPLYING_PROVISIONALLY, "takes_effect", "launched")
PUBLISHING, REGISTERING = "published", "registered"
ANNOUNCING = ("announced", "informed", PUBLISHING, REGISTERING)
EXTENDING = ("extended", "renewed")
ENDING = ("completed", "expired", "terminated", "superseded", "cancelled")
ONLY_ENDING = (*ENDING, FRAMEWORK_ENDED, PARTY_DISSOLVED)  # they say nothing of a beginning
NO_ACTS_OF_ITS_OWN = (TERM_STARTS, FRAMEWORK_ENDED, PARTY_DISSOLVED)
COMING_BY_ITSELF = ("expired",)  # whoever dates it may say so beforehand
MOVING = ("party_joined", "party_left")
DECLARING_VOID = "declared_void"
GIVING_NOTICE, WITHDRAWING_NOTICE = "notice_given", "notice_withdrawn"
# Acts that only an existing agreement can undergo.
REQUIRING_EXISTENCE = (
    "amended", *EXTENDING, "reviewed", "party_joined", "party_left", GIVING_NOTICE, WITHDRAWING_NOTICE,
)  # fmt: skip
# Acts that show an agreement in force whose entry into force is not recorded: others may precede it.
SHOWING_IN_FORCE = ("amended", *EXTENDING, "reviewed", GIVING_NOTICE, "suspended", REGISTERING, SESSION_HELD)
# Acts that a term can be tied to; one tied to the signing was set at the start, like one tied to nothing.
SETTING_TERMS = (*TAKING_EFFECT, *REQUIRING_EXISTENCE, "resumed")
# Of these a sentence says how long they went on; of the others, when they began.
_GOING_ON_FOR_DAYS = ("negotiated", "suspended")
# Acts whose last day is that of the agreement.
_NAMING_AN_END = ("takes_effect", "launched", "amended", *EXTENDING, "reviewed", "resumed")
# Acts of which one party alone is named as the actor; that it signed, joined or left says so by itself.
_ONE_SIDED = (GIVING_NOTICE, WITHDRAWING_NOTICE, "suspended", "resumed", *ENDING)
_COUNTING_ONCE_MET = (*EXTENDING, *(kind for kind in ENDING if kind not in COMING_BY_ITSELF))
# Acts that last: where their day is an interval, the state begins at its start.
LASTING_ACTS = (*NEGOTIATING, *TAKING_EFFECT, "suspended")


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
    is_planned: bool = False  # it was to come, and that it has is not recorded
    is_conditional: bool = False  # it waits for a condition of which no day says that it was met
    has_condition: bool = False
    is_bounded: bool = False  # no day is recorded, only by which day it had come
    is_idle: bool = False  # it counts as the last act known, but changes nothing
    tie_break: str = ""

    @property
    def is_dated(self) -> bool:
        """A day is recorded; without it, the days that are possible may still have bounds."""
        return self.effective != UNKNOWN_SPAN and not self.is_bounded

    @property
    def is_awaited(self) -> bool:
        """It has not happened as far as is recorded, and changes nothing until then."""
        return self.is_planned or self.is_conditional

    @property
    def is_done_on_condition(self) -> bool:
        """It was done on a day, and counts once a condition is met of which no day says so."""
        return self.is_conditional and not self.is_planned and self.is_dated

    @property
    def day(self) -> Span:
        """The day on which it was done, else from which it counts."""
        return self.effective if self.done_on == UNKNOWN_SPAN else self.done_on

    @property
    def is_ahead_possible(self) -> bool:
        """Told as done, it may yet count from a later day only, which an act of a day announces.

        Without a day on which it was done, the day from which it counts is the only one of it; and what was received is
        not announced.
        """
        is_announced = self.done_on != UNKNOWN_SPAN and self.kind != GIVING_NOTICE
        return is_announced and bool(self.facts.get("effective_on")) and self.effective != self.done_on

    @property
    def is_of_another_agreement(self) -> bool:
        """It prolonged a newer agreement that has the term of this one."""
        return self.kind in EXTENDING and bool(self.facts.get("ref"))

    @property
    def is_partial(self) -> bool:
        """It concerns a part of the agreement only."""
        return bool(self.facts.get("scope"))

    def is_of_part(self, other: "Act") -> bool:
        """Both concern the same part, in the words of the record in some language."""
        return bool(_words_of_part(self) & _words_of_part(other))

    @property
    def is_of_one_party(self) -> bool:
        return bool(self.party)

    @property
    def key(self) -> str:
        return self.facts.get("key", "")

    @property
    def recorded_kind(self) -> str:
        """The kind of the milestone: of a signing that says when its effect begins, the signing."""
        return self.facts.get("kind") or self.kind

    @property
    def evidence_edtf(self) -> str:
        """The day, in EDTF, on which it shows the agreement alive: if it reaches back, the day it was done."""
        is_signing = self.kind in TAKING_EFFECT and self.recorded_kind not in TAKING_EFFECT
        reaches_back = self.kind not in TAKING_EFFECT and self.effective.is_before(self.done_on)
        is_done_day = is_signing or reaches_back
        return self.facts.get("on", "") if is_done_day else self.effective_edtf

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


def _words_of_part(act: Act) -> set[str]:
    return {" ".join(words.split()).casefold().rstrip(".") for words in act.facts.get("scope", {}).values()}


def act_reason(act: Act, code: ReasonCode = ReasonCode.ACT, *names: str) -> dict:
    """A reason with all facts of the act, or those named."""
    return make_reason(code, **{name: fact for name, fact in act.facts.items() if not names or name in names})


def parse_acts(milestones: list[dict]) -> list[Act]:
    """Acts of these milestones, in any order; kinds of a later release are passed over."""
    known = [
        milestone
        for milestone in milestones
        if milestone.get("kind") in NATURAL_ORDER and not names_no_end(milestone)
    ]
    return [act for milestone in known for act in _acts_of_milestone(milestone)]


def names_no_end(milestone: dict) -> bool:
    """An end on a day that stands for “no end”: no act, and none is to come."""
    day = milestone.get("effective_on") or milestone.get("on") or ""
    return milestone.get("kind") in ENDING and stands_for_no_end(day)


def sort_acts(acts: list[Act]) -> list[Act]:
    """The acts by their days where these decide, else by the natural order of kinds, else by their spans.

    Next comes the first in the natural order of those that no other has to come before. The day that decides this only
    moves on, so that each act waits once: n log n steps for n acts.
    """
    preferred = sorted(acts, key=lambda act: (act.rank, act.effective, act.tie_break))
    places = range(len(preferred))
    by_latest = sorted(places, key=lambda place: preferred[place].effective.latest)
    by_earliest = sorted(places, key=lambda place: preferred[place].effective.earliest, reverse=True)
    ordered: list[Act] = []
    candidates: list[int] = []
    taken: set[int] = set()
    for soonest in by_latest:
        while soonest not in taken:
            first_latest_day = preferred[soonest].effective.latest
            while by_earliest and preferred[by_earliest[-1]].effective.earliest <= first_latest_day:
                heappush(candidates, by_earliest.pop())
            place = heappop(candidates)
            taken.add(place)
            ordered.append(preferred[place])
    return ordered


def _acts_of_milestone(milestone: dict) -> list[Act]:
    """One act; two for a signing that says when its effect begins."""
    act = _act_of_milestone(milestone)
    if act.kind == "expired":  # the day it expires is its last
        return [replace(act, effective=act.effective.moved(day_after), done_on=act.done_on.moved(day_after))]
    if act.kind in (*ADOPTING, *CONCLUDING) and (effective_on := milestone.get("effective_on")):
        on = milestone.get("on") or ""
        signing = replace(act, effective=act.done_on, effective_edtf=day_of_act(act.kind, on), until="")
        taking_effect = replace(act, kind="takes_effect")
        return [taking_effect] if effective_on == on else [signing, taking_effect]
    return [act]


def day_of_act(kind: str, text: str) -> str:
    """The day of an act in EDTF: where an interval is recorded, one day in it; of a lasting act, its beginning."""
    if kind in _GOING_ON_FOR_DAYS:
        return text
    return first_day_of_interval(text) if kind in LASTING_ACTS else day_in_interval(text)


def _act_of_milestone(milestone: dict) -> Act:
    kind, on, effective_on = (milestone.get(name) or "" for name in ("kind", "on", "effective_on"))
    side = "start" if kind in LASTING_ACTS else "both"
    done_on = parse_span(on, side)
    has_condition = bool(milestone.get("condition"))
    effective_edtf = day_of_act(kind, effective_on or on)
    # What prolongs or ends is done on one day and counts from another: that on which its condition is met.
    fulfilled_on = effective_on if kind in _COUNTING_ONCE_MET else effective_edtf
    # Of a suspension with a day, the condition is the one that ends it.
    is_conditional = has_condition and parse_span(fulfilled_on) == UNKNOWN_SPAN
    return Act(
        kind=kind,
        effective=parse_span(effective_on, side) if effective_on else done_on,
        done_on=done_on,
        until=_last_day(milestone),
        effective_edtf=effective_edtf,
        facts=_facts_of_milestone(milestone),
        party=milestone.get("involvement") or "",
        is_planned=bool(milestone.get("is_planned")) and kind not in COMING_BY_ITSELF,
        is_conditional=is_conditional,
        has_condition=has_condition,
        tie_break=json.dumps(milestone, sort_keys=True, default=str),
    )


def _last_day(milestone: dict) -> str:
    """The last day that a milestone sets, in EDTF; of a lasting act also the end of its interval."""
    kind, on = milestone.get("kind"), milestone.get("on") or ""
    until = milestone.get("until") or (on if kind in LASTING_ACTS and "/" in on else "")
    is_known = parse_last_day(until) != UNKNOWN_SPAN
    return until if is_known or (kind in _NAMING_AN_END and stands_for_no_end(until)) else ""


def _facts_of_milestone(milestone: dict) -> dict:
    """The facts of a milestone that reasons may carry."""
    names = ("kind", "on", "effective_on", "until")
    kind, on, effective_on, until = (milestone.get(name) or "" for name in names)
    involvement = milestone.get("involvement")
    return {
        "key": milestone.get("key") or "",
        "kind": kind,
        "on": day_of_act(kind, on),
        "effective_on": day_of_act(kind, effective_on) if effective_on != on else "",
        "until": until if parse_last_day(until) != UNKNOWN_SPAN else "",
        "instrument": (milestone.get("instrument") or {}).get("ref") or "",
        "condition": milestone.get("condition") or {},
        "scope": milestone.get("scope") or {},
        "notice_of": milestone.get("notice_of") or "",
        "by_another_body": bool(milestone.get("by_body")) and not involvement,
        "by_one_party": bool(involvement) and kind in _ONE_SIDED,
    }
