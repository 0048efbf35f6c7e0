"""Key dates section of an agreement's page, and the key dates shown at the top. No queries."""

from agreements.choices import MilestoneKind
from agreements.milestones import SIGNING_KINDS
from agreements.parties_section import MAX_UNFOLDED
from lifecycle.acts import day_of_act, names_no_end
from pages.mentions import Mention, RecordDirectory
from pages.source_marks import FactSources

# Key dates shown at the top of the page; when it took effect and ended is told by its life.
_GLANCE_KINDS = {
    MilestoneKind.ANNOUNCED, MilestoneKind.AGREED, MilestoneKind.ADOPTED, MilestoneKind.SIGNED, MilestoneKind.EXCHANGED,
}  # fmt: skip
# Acts that set a last day for the agreement; "until" of any other act is its own last day.
_KINDS_WITH_LAST_DAY = {
    MilestoneKind.AMENDED, MilestoneKind.EXTENDED, MilestoneKind.RENEWED, MilestoneKind.REVIEWED, MilestoneKind.RESUMED,
}  # fmt: skip


def milestones_context(milestones: list[dict]) -> dict:
    """Key dates of the page, those at the top, and acts of single parties, apart where there are many."""
    of_parties = [milestone for milestone in milestones if milestone["of"]]
    apart = of_parties if len(of_parties) > MAX_UNFOLDED else []
    return {
        "milestones": [milestone for milestone in milestones if milestone not in apart],
        "milestones_of_parties": apart,
        "glance": [
            milestone
            for milestone in milestones
            if milestone["kind"] in _GLANCE_KINDS and milestone["date"] and milestone not in apart
            if not milestone["is_planned"]
            if not milestone["of"] or milestone["kind"] in SIGNING_KINDS
        ],
    }


def act_names(milestones: list[dict]) -> dict[str, dict[str, str]]:
    """Names of those who did an act and of the agreement that did it, by key, for the sentences of the status."""
    return {
        milestone["key"]: {
            name: mention.name
            for name, mention in (
                ("instrument_title", milestone["instrument"]),
                ("officer_name" if _is_officer(milestone["by_body"]) else "body_name", milestone["by_body"]),
                ("party_name", milestone["of"]),
            )
            if mention
        }
        for milestone in milestones
    }


def _is_officer(mention: Mention | None) -> bool:
    return bool(mention) and mention.body.get("kind") == "office_holder"


def milestone_item(milestone: dict, names: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    """A key date as the page shows it. ``names`` are those of the parties by the key of their involvement."""
    path = f"milestones/{milestone['key']}"
    days = {name: day_of_act(milestone["kind"], milestone[name]) for name in ("on", "effective_on")}
    return {
        **milestone,
        **days,
        "date": days["on"] or days["effective_on"],
        "of": names.get(milestone["involvement"]),
        "by_body": directory.mention(milestone["by_body"]),
        "instrument": directory.mention_by_title(milestone["instrument"]),
        # the condition of a suspension ends it
        "is_awaited": bool(milestone["condition"])
        and milestone["kind"] != MilestoneKind.SUSPENDED
        and not (milestone["on"] or milestone["effective_on"]),
        "names_no_end": names_no_end(milestone),
        "is_notice": milestone["kind"] == MilestoneKind.NOTICE_GIVEN,
        "sets_an_end": milestone["kind"] in _KINDS_WITH_LAST_DAY,
        "marks": evidence.marks(path, except_members=["on", "places"]),
        "date_marks": evidence.exact_marks(f"{path}/on") or evidence.exact_marks(path),
        "place_marks": evidence.exact_marks(f"{path}/places"),
    }
