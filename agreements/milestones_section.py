"""."""

from agreements.choices import MilestoneKind
from agreements.milestones import PARTY_BY_PARTY_KINDS
from agreements.parties_section import MAX_UNFOLDED
from lifecycle import acts
from pages.mentions import RecordDirectory
from pages.source_marks import FactSources

# The key dates that stand at the top of the page.
_GLANCE_KINDS = {
    MilestoneKind.ANNOUNCED, MilestoneKind.ADOPTED, MilestoneKind.SIGNED, MilestoneKind.EXCHANGED,
    MilestoneKind.PROVISIONALLY_APPLIED, MilestoneKind.TAKES_EFFECT, MilestoneKind.LAUNCHED,
    MilestoneKind.COMPLETED, MilestoneKind.EXPIRED, MilestoneKind.TERMINATED, MilestoneKind.SUPERSEDED,
    MilestoneKind.CANCELLED,
}  # fmt: skip


# Acts that set a last day for the agreement; with others, "until" is how long they themselves hold.
_KINDS_WITH_LAST_DAY = {
    MilestoneKind.AMENDED, MilestoneKind.EXTENDED, MilestoneKind.RENEWED, MilestoneKind.REVIEWED, MilestoneKind.RESUMED,
}  # fmt: skip


# Acts that their condition keeps waiting; that of a suspension ends it.
_CONDITIONAL_KINDS = {*acts.TAKING_EFFECT, *acts.EXTENDING, *acts.ENDING, MilestoneKind.RESUMED}


def milestones_context(milestones: list[dict]) -> dict:
    """The key dates; those of them that stand at the top; what single parties did, apart where that is much."""
    of_parties = [one for one in milestones if one["of"]]
    apart = of_parties if len(of_parties) > MAX_UNFOLDED else []
    return {
        "milestones": [one for one in milestones if one not in apart],
        "milestones_of_parties": apart,
        "glance": [
            one
            for one in milestones
            if one["kind"] in _GLANCE_KINDS and one["date"] and one not in apart
            if not one["of"] or one["kind"] in PARTY_BY_PARTY_KINDS
        ],
    }


def milestone_item(one: dict, names: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    path = f"milestones/{one['key']}"
    return {
        **one,
        "date": one["on"] or one["effective_on"],
        "of": names.get(one["involvement"]),
        "by_body": directory.mention(one["by_body"]),
        "instrument": directory.titled(one["instrument"]),
        "is_awaited": bool(one["condition"])
        and one["kind"] in _CONDITIONAL_KINDS
        and not (one["on"] or one["effective_on"]),
        "sets_an_end": one["kind"] in _KINDS_WITH_LAST_DAY,
        "marks": evidence.marks(path, apart=["on", "places"]),
        "date_marks": evidence.exact(f"{path}/on") or evidence.exact(path),
        "place_marks": evidence.exact(f"{path}/places"),
    }
