"""Milestones of a published body: groups of kinds, order, and the day of each kind. Plain data, no queries."""

from datetime import date

from agreements.choices import MilestoneKind
from core import edtf
from lifecycle.acts import day_of_act
from lifecycle.source_days import awaited_keys

# Acts of signature. Each party may do them on a day of its own, so that the last of them concludes the agreement.
SIGNING_KINDS = {MilestoneKind.SIGNED, MilestoneKind.EXCHANGED}
# The first of these that is dated gives the day under which an agreement is listed.
MAIN_DATE_KINDS = [
    MilestoneKind.SIGNED, MilestoneKind.EXCHANGED, MilestoneKind.ADOPTED, MilestoneKind.AGREED, MilestoneKind.LAUNCHED,
    MilestoneKind.TAKES_EFFECT, MilestoneKind.PROVISIONALLY_APPLIED, MilestoneKind.APPROVED,
    MilestoneKind.INITIALLED, MilestoneKind.ANNOUNCED, MilestoneKind.INFORMED, MilestoneKind.NEGOTIATED,
    MilestoneKind.NEGOTIATIONS_OPENED,
]  # fmt: skip


def done_milestones(body: dict) -> list[dict]:
    """Acts in a body that were done: not those that are planned, wait for a condition, or are only foreseen."""
    awaited = awaited_keys(body)
    return [
        milestone
        for milestone in body.get("milestones") or []
        if not (milestone.get("is_planned") or milestone["key"] in awaited)
    ]


def with_plans(body: dict) -> list[dict]:
    """The milestones of a body; those with a day that their sources only foresee are planned."""
    awaited = awaited_keys(body)
    return [
        {**milestone, "is_planned": True}
        if milestone["key"] in awaited and (milestone["on"] or milestone["effective_on"])
        else milestone
        for milestone in body["milestones"]
    ]


def signings(body: dict) -> list[dict]:
    """Acts of signature in a body that were done."""
    milestones = body.get("milestones") or []
    return done_milestones(
        body | {"milestones": [milestone for milestone in milestones if milestone["kind"] in SIGNING_KINDS]}
    )


def sort_milestones(milestones: list[dict]) -> list[dict]:
    """Milestones in the order of their days, as far as these are known; undated ones last."""
    return sorted(milestones, key=lambda milestone: _sort_day(milestone["on"] or milestone["effective_on"]))


def _sort_day(text: str) -> date:
    try:
        day = edtf.parse(text)
    except edtf.EDTFError:
        return date.max
    return day.latest or day.earliest or date.max


def day_by_kind(milestones: list[dict]) -> dict[str, str]:
    """Day of each kind of act that was done, in EDTF: the first; of a signing made party by party, the last."""
    milestones = [milestone for milestone in milestones if not milestone.get("is_planned")]
    days: dict[str, str] = {}
    for milestone in reversed([milestone for milestone in milestones if milestone["on"]]):
        days[milestone["kind"]] = day_of_act(milestone["kind"], milestone["on"])
    for kind in SIGNING_KINDS:
        signings = [
            milestone
            for milestone in sort_milestones(milestones)
            if milestone["kind"] == kind and milestone["on"]
        ]
        if signings and all(signing["involvement"] for signing in signings):
            days[kind] = day_of_act(kind, signings[-1]["on"])
    return days


def signing_day(body: dict) -> str:
    """Day of signature in a body, in EDTF; empty if there is none."""
    days = day_by_kind(signings(body))
    return days.get(MilestoneKind.SIGNED) or days.get(MilestoneKind.EXCHANGED) or ""


def milestone_bounds(milestones: list[dict]) -> tuple[date | None, date | None] | None:
    """Earliest and latest day of these acts together, each None if it is open; None if there are no acts."""
    if not milestones:
        return None
    days = [edtf.parse(milestone["on"]) for milestone in milestones if milestone["on"]]
    earliest = [day.earliest for day in days]
    latest = [day.latest for day in days]
    return (
        min(earliest) if earliest and all(earliest) else None,
        max(latest) if latest and all(latest) else None,
    )


def milestone_qualifier(milestones: list[dict]) -> str:
    """EDTF mark of the days of these acts together."""
    return edtf.joined_mark(edtf.parse(milestone["on"]).mark for milestone in milestones if milestone["on"])


def main_date(milestones: list[dict]) -> date | None:
    """Day under which an agreement is listed: the earliest of its signing, else of the act that came instead."""
    for kind in MAIN_DATE_KINDS:
        for milestone in milestones:
            if milestone["kind"] == kind and milestone["on"] and not milestone.get("is_planned"):
                day = edtf.parse(milestone["on"])
                if day.earliest or day.latest:
                    return day.earliest or day.latest
    return None
