"""The dated acts of a body, read and put into one order whatever order they were entered in."""

import json
from dataclasses import dataclass, field, replace

from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import MAX_DATE, UNKNOWN_SPAN, Span, day_after, is_closed_interval, parse_span

# The order in which acts usually come: of two that may fall on the same day, the first here came first.
NATURAL_ORDER = (
    "negotiated", "announced", "approved", "initialled", "adopted", "signed", "exchanged", "ratified",
    "provisionally_applied", "takes_effect", "launched", "amended", "extended", "renewed", "reviewed",
    "party_joined", "party_left", "notice_given", "suspended", "resumed",
    "completed", "expired", "terminated", "superseded", "cancelled", "published", "registered",
)  # fmt: skip

TERM_STARTS = "term_starts"  # no milestone: the day from which a term counts, where it names one

SIGNING = ("signed", "exchanged", "ratified")  # the first of these that is recorded at all is the signature
TAKING_EFFECT = ("provisionally_applied", "takes_effect", "launched")
ANNOUNCING = ("announced", "published", "registered")
EXTENDING = ("extended", "renewed")
ENDING = ("completed", "expired", "terminated", "superseded", "cancelled")
# What is done only to something that is already there.
REQUIRING_EXISTENCE = ("amended", *EXTENDING, "reviewed", "party_joined", "party_left", "notice_given")
# Acts that a term can be tied to; one tied to the signing was set at the start, like one tied to nothing.
SETTING_TERMS = (*TAKING_EFFECT, *REQUIRING_EXISTENCE, "resumed")
# What is said of one party where it is its act alone; that it signed, joined or left says so by itself.
_ONE_SIDED = ("notice_given", "suspended", "resumed", *ENDING)
# Acts that last: of an interval, the state begins at its start.
LASTING_ACTS = ("negotiated", *TAKING_EFFECT, "suspended")


@dataclass(frozen=True, eq=False)
class Act:
    """A milestone, or the beginning of a term: what happened, and on which day it began to count."""

    kind: str
    counts: Span
    done: Span = UNKNOWN_SPAN
    until: str = ""  # the last day it holds for, in EDTF
    written: str = ""  # the day it counts from, in EDTF
    facts: dict = field(default_factory=dict)
    party: str = ""  # the key of the involvement whose act it is, where it is not everybody's
    is_awaited: bool = False  # it waits for a condition, and no day says that this was met
    has_condition: bool = False
    is_idle: bool = False  # it counts as the last thing known, but changes nothing
    tie_break: str = ""

    @property
    def is_dated(self) -> bool:
        return self.counts != UNKNOWN_SPAN

    @property
    def is_of_one_party(self) -> bool:
        return bool(self.party)

    @property
    def key(self) -> str:
        return self.facts.get("key", "")

    @property
    def rank(self) -> float:
        if self.kind == TERM_STARTS:
            return NATURAL_ORDER.index("takes_effect") + 0.5
        return NATURAL_ORDER.index(self.kind)


def act_reason(act: Act, code: ReasonCode = ReasonCode.ACT, *names: str) -> dict:
    """A reason with all facts of the act, or those named."""
    return make_reason(code, **{name: fact for name, fact in act.facts.items() if not names or name in names})


def parse_acts(milestones: list[dict]) -> list[Act]:
    """The acts in the order in which they happened; a kind from a later release is passed over."""
    known = [milestone for milestone in milestones if milestone.get("kind") in NATURAL_ORDER]
    acts = [act for milestone in known for act in _acts_of_milestone(milestone)]
    return sort_acts(_mark_idle_effects(_mark_idle_signatures(acts)))


def sort_acts(acts: list[Act]) -> list[Act]:
    """By their days where these tell, else by the usual order of kinds, else by what is known of the days."""
    ordered, left = [], sorted(acts, key=lambda act: (act.rank, act.counts, act.tie_break))
    while left:
        nothing_ends_sooner = min(act.counts.latest for act in left)
        following = next(act for act in left if act.counts.earliest <= nothing_ends_sooner)
        left.remove(following)
        ordered.append(following)
    return ordered


def latest_act(acts: list[Act]) -> Act | None:
    """The latest act; one without a day only where there is no other."""
    recorded = [act for act in acts if act.kind != TERM_STARTS]
    dated = [act for act in recorded if act.is_dated]
    days = {act: act.counts.latest if act.counts.latest < MAX_DATE else act.counts.earliest for act in dated}
    # Of several on one day, the one that the usual order puts last: max() keeps the first it meets.
    return max(reversed(dated), key=lambda act: days[act], default=recorded[-1] if recorded else None)


def _acts_of_milestone(milestone: dict) -> list[Act]:
    """One act; two for a signing that says when its effect begins."""
    kind, on, effective_on = (milestone.get(name) or "" for name in ("kind", "on", "effective_on"))
    until = milestone.get("until") or (on if kind in LASTING_ACTS and is_closed_interval(on) else "")
    until = until if parse_span(until, "end") != UNKNOWN_SPAN else ""
    instrument = milestone.get("instrument") or {}
    involvement, by_body = milestone.get("involvement"), milestone.get("by_body")
    end = "start" if kind in LASTING_ACTS else "both"
    done = parse_span(on, end)
    has_condition = bool(milestone.get("condition"))
    written = effective_on or on
    act = Act(
        kind=kind,
        counts=parse_span(effective_on, end) if effective_on else done,
        done=done,
        until=until,
        written=written,
        facts={
            "key": milestone.get("key") or "",
            "kind": kind,
            "on": on,
            "effective_on": effective_on if effective_on != on else "",
            "until": milestone.get("until") or "",
            "instrument": instrument.get("ref") or "",
            "by_another_body": bool(by_body) and not involvement,
            "by_one_party": bool(involvement) and kind in _ONE_SIDED,
        },
        party=involvement or "",
        is_awaited=has_condition and parse_span(written) == UNKNOWN_SPAN,
        has_condition=has_condition,
        tie_break=json.dumps(milestone, sort_keys=True, default=str),
    )
    if kind == "expired":  # the day it expires is its last
        return [replace(act, counts=act.counts.moved(day_after), done=act.done.moved(day_after))]
    if kind in SIGNING and effective_on:
        signing = replace(act, counts=done, written=on, until="")
        taking_effect = replace(act, kind="takes_effect")
        return [taking_effect] if effective_on == on else [signing, taking_effect]
    return [act]


def _mark_idle_signatures(acts: list[Act]) -> list[Act]:
    """All acts; lesser kinds of signing, and all but the last of those made party by party, are idle."""
    kind = next((kind for kind in SIGNING if any(act.kind == kind for act in acts)), "")
    signatures = sort_acts([act for act in acts if act.kind == kind])
    joint = [act for act in signatures if not act.is_of_one_party] or signatures[-1:]
    return [
        replace(act, is_idle=True) if act.kind in SIGNING and not any(act is one for one in joint) else act
        for act in acts
    ]


def _mark_idle_effects(acts: list[Act]) -> list[Act]:
    """All acts; where the effect of the whole is recorded, that for one party is idle: it came for that party alone."""
    is_recorded = any(act.kind in TAKING_EFFECT and not act.is_of_one_party for act in acts)
    return [
        replace(act, is_idle=True)
        if is_recorded and act.kind in TAKING_EFFECT and act.is_of_one_party
        else act
        for act in acts
    ]
