"""The key dates of an agreement in order, and the day that stands for each kind of act. Plain data, no queries."""

from datetime import date

from agreements.choices import MilestoneKind
from core import edtf

# What each party may do on a day of its own, so that the last of them concludes it.
MADE_PARTY_BY_PARTY = {MilestoneKind.SIGNED, MilestoneKind.EXCHANGED}


def in_order(milestones: list[dict]) -> list[dict]:
    """By their days, as far as these are known; those without one last."""
    return sorted(milestones, key=lambda one: sort_day(one["on"] or one["effective_on"]))


def sort_day(text: str) -> date:
    try:
        day = edtf.parse(text)
    except edtf.EDTFError:
        return date.max
    return day.latest or day.earliest or date.max


def days_of_acts(milestones: list[dict]) -> dict[str, str]:
    """The day of each kind of act, in EDTF: the first one's; of a signing made party by party, the last one's."""
    days: dict[str, str] = {}
    for one in reversed([one for one in milestones if one["on"]]):
        days[one["kind"]] = one["on"]
    for kind in MADE_PARTY_BY_PARTY:
        signings = [one for one in in_order(milestones) if one["kind"] == kind and one["on"]]
        if signings and all(one["involvement"] for one in signings):
            days[kind] = signings[-1]["on"]
    return days
