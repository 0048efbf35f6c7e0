"""The key dates of an agreement in order, and the day that stands for each kind of act. Plain data, no queries."""

from datetime import date

from agreements.choices import MilestoneKind
from core import edtf

# What each party may do on a day of its own, so that the last of them concludes it.
PARTY_BY_PARTY_KINDS = {MilestoneKind.SIGNED, MilestoneKind.EXCHANGED}


def sort_milestones(milestones: list[dict]) -> list[dict]:
    """By their days, as far as these are known; those without one last."""
    return sorted(milestones, key=lambda milestone: _sort_day(milestone["on"] or milestone["effective_on"]))


def _sort_day(text: str) -> date:
    try:
        day = edtf.parse(text)
    except edtf.EDTFError:
        return date.max
    return day.latest or day.earliest or date.max


def day_by_kind(milestones: list[dict]) -> dict[str, str]:
    """The day of each kind of act, in EDTF: the first one's; of a signing made party by party, the last one's."""
    days: dict[str, str] = {}
    for milestone in reversed([milestone for milestone in milestones if milestone["on"]]):
        days[milestone["kind"]] = milestone["on"]
    for kind in PARTY_BY_PARTY_KINDS:
        signings = [
            milestone
            for milestone in sort_milestones(milestones)
            if milestone["kind"] == kind and milestone["on"]
        ]
        if signings and all(signing["involvement"] for signing in signings):
            days[kind] = signings[-1]["on"]
    return days


def signing_day(body: dict) -> str:
    """The day that a record gives for the signature, in EDTF; empty where it gives none."""
    days = day_by_kind(body.get("milestones", []))
    return days.get(MilestoneKind.SIGNED) or days.get(MilestoneKind.EXCHANGED) or ""


SIGNING_KINDS = {MilestoneKind.SIGNED, MilestoneKind.EXCHANGED}


# The first of these that is dated tells where an agreement stands in a list.
MAIN_DATE_KINDS = [
    MilestoneKind.SIGNED, MilestoneKind.EXCHANGED, MilestoneKind.ADOPTED, MilestoneKind.LAUNCHED,
    MilestoneKind.TAKES_EFFECT, MilestoneKind.PROVISIONALLY_APPLIED, MilestoneKind.APPROVED,
    MilestoneKind.INITIALLED, MilestoneKind.ANNOUNCED, MilestoneKind.NEGOTIATED,
]  # fmt: skip


def milestone_bounds(milestones: list[dict]):
    """Earliest and latest day of these acts together, or None when there are none."""
    if not milestones:
        return None
    dates = [edtf.parse(milestone["on"]) for milestone in milestones if milestone["on"]]
    earliest = [date.earliest for date in dates]
    latest = [date.latest for date in dates]
    return (
        min(earliest) if earliest and all(earliest) else None,
        max(latest) if latest and all(latest) else None,
    )


def main_date(milestones: list[dict]):
    """The day that an agreement is listed under: the earliest of its signing, else of what came instead."""
    for kind in MAIN_DATE_KINDS:
        for milestone in milestones:
            if milestone["kind"] == kind and milestone["on"]:
                date = edtf.parse(milestone["on"])
                if date.earliest or date.latest:
                    return date.earliest or date.latest
    return None
