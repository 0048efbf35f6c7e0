"""The dated acts of a body, read and put into one order whatever order they were entered in."""

import json
from dataclasses import dataclass, field, replace

from register.spans import FIRST, LAST, UNKNOWN, Span, day_after, has_end, read

# The order in which acts usually come: of two that may fall on the same day, the first here came first.
NATURAL_ORDER = (
    "negotiated", "announced", "approved", "initialled", "signed", "exchanged", "ratified",
    "provisionally_applied", "takes_effect", "launched", "amended", "extended", "renewed", "reviewed",
    "party_joined", "party_left", "notice_given", "suspended", "resumed",
    "completed", "expired", "terminated", "superseded", "cancelled", "published", "registered",
)  # fmt: skip

TERM_STARTS = "term_starts"  # no milestone: the day from which a term counts, where it names one

SIGNING = ("signed", "exchanged", "ratified")  # the first of these that is recorded at all is the signature
EFFECT = ("provisionally_applied", "takes_effect", "launched")
MAKING_KNOWN = ("announced", "published", "registered")
PROLONGING = ("extended", "renewed")
ENDING = ("completed", "expired", "terminated", "superseded", "cancelled")
# What is done only to something that is already there.
PRESUPPOSING = ("amended", *PROLONGING, "reviewed", "party_joined", "party_left", "notice_given")
# Acts that last: of an interval, the state begins at its start.
LASTING = ("negotiated", *EFFECT, "suspended")


@dataclass(frozen=True)
class Act:
    """A milestone, or the beginning of a term: what happened, and on which day it began to count."""

    kind: str
    counts: Span
    done: Span = UNKNOWN
    until: str = ""  # the last day it holds for, in EDTF
    written: str = ""  # the day it counts from, in EDTF
    facts: dict = field(default_factory=dict)
    is_of_one_party: bool = False
    is_awaited: bool = False  # it waits for a condition, and no day says that this was met
    has_condition: bool = False
    terms: tuple = ()  # those that count from it
    tie_break: str = ""

    @property
    def key(self) -> str:
        return self.facts.get("key", "")

    @property
    def rank(self) -> float:
        if self.kind == TERM_STARTS:
            return NATURAL_ORDER.index("takes_effect") + 0.5
        return NATURAL_ORDER.index(self.kind)


def read_acts(milestones: list[dict]) -> list[Act]:
    """The acts in the order in which they happened; a kind from a later release is passed over."""
    known = [milestone for milestone in milestones if milestone.get("kind") in NATURAL_ORDER]
    acts = [act for milestone in known for act in _acts_of(milestone)]
    return in_order(_only_one_signature(acts))


def in_order(acts: list[Act]) -> list[Act]:
    """By their days where these tell, else by the usual order of kinds, else by what is known of the days."""
    ordered, left = [], sorted(acts, key=lambda act: (act.rank, act.counts, act.tie_break))
    while left:
        nothing_ends_sooner = min(act.counts.latest for act in left)
        following = next(act for act in left if act.counts.earliest <= nothing_ends_sooner)
        left.remove(following)
        ordered.append(following)
    return ordered


def last_recorded(acts: list[Act]) -> Act | None:
    """The latest act, those without a day only where there is no other."""
    dated = [act for act in acts if act.counts != UNKNOWN and act.kind != TERM_STARTS]
    known_day = [(act.counts.latest if act.counts.latest < LAST else act.counts.earliest) for act in dated]
    if dated:
        return max(zip(known_day, range(len(dated)), dated, strict=True))[2]
    return acts[-1] if acts and acts[-1].kind != TERM_STARTS else None


def _acts_of(milestone: dict) -> list[Act]:
    """One act; two for a signing that says when its effect begins."""
    kind, on, effective_on = (milestone.get(name) or "" for name in ("kind", "on", "effective_on"))
    until = milestone.get("until") or (on if kind in LASTING and has_end(on) else "")
    instrument = milestone.get("instrument") or {}
    involvement, by_body = milestone.get("involvement"), milestone.get("by_body")
    end = "start" if kind in LASTING else "both"
    done = read(on, end)
    has_condition = bool(milestone.get("condition"))
    written = effective_on or on
    act = Act(
        kind=kind,
        counts=read(effective_on, end) if effective_on else done,
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
        },
        is_of_one_party=bool(involvement),
        is_awaited=has_condition and read(written) == UNKNOWN,
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


def _only_one_signature(acts: list[Act]) -> list[Act]:
    """Without what is no signature: the lesser kinds, and all but the last of those made party by party."""
    kind = next((kind for kind in SIGNING if any(act.kind == kind for act in acts)), "")
    signatures = in_order([act for act in acts if act.kind == kind])
    joint = [act for act in signatures if not act.is_of_one_party] or signatures[-1:]
    return [act for act in acts if act.kind not in SIGNING or any(act is one for one in joint)]


__all__ = [
    "EFFECT", "ENDING", "FIRST", "MAKING_KNOWN", "NATURAL_ORDER", "PRESUPPOSING", "PROLONGING", "SIGNING",
    "TERM_STARTS", "Act", "in_order", "last_recorded", "read_acts",
]  # fmt: skip
