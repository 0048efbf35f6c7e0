"""What activities tell of an agreement: what happened under it, what came of that, and who spoke. No queries."""

from django.utils.translation import gettext_lazy as _

from pages.linked_records import LinkedRecord
from pages.mentions import RecordDirectory, mentioned_refs

# What an activity was to an agreement, in words that serve on the pages of both.
ACTIVITY_ROLE_WORDS = {
    "held_under": _("held under it"),
    "launched_at": _("launched there"),
    "signed_at": _("signed there"),
    "announced_at": _("announced there"),
    "reviewed": _("reviewed there"),
    "discussed": _("discussed there"),
    "series": _("a session of it"),
}
# What an activity can be to an agreement so that all it came to is told on the agreement's page.
_ROLES_WITH_ALL_OUTCOMES = {"held_under", "series"}
# Where those who spoke are named beside the signatories.
_ROLES_WITH_SPEAKERS = {"announced_at", "signed_at", "launched_at"}


def activity_item(activity: LinkedRecord, directory: RecordDirectory) -> dict:
    """An activity that points here: what it is to the agreement, and what it came to."""
    outcomes = (
        activity.body["outcomes"]
        if _ROLES_WITH_ALL_OUTCOMES & set(activity.link_kinds)
        else activity.parts("outcomes")
    )
    return {
        "title": activity.title,
        "address": activity.address,
        "body": activity.body,
        "ways": [ACTIVITY_ROLE_WORDS[way] for way in activity.link_kinds if way in ACTIVITY_ROLE_WORDS],
        "outcomes": [
            {**outcome, "organizations": [directory.mention(who) for who in outcome["organizations"]]}
            for outcome in outcomes
        ],
    }


def total_if_cut(linked: list[LinkedRecord], kind: str) -> int:
    """How many records of a kind point here, where that is more than the page shows; else 0."""
    shown = [record for record in linked if record.kind == kind]
    groups = {(record.nature, "outcome" in record.link_kinds): record.group_size for record in shown}
    return sum(groups.values()) if sum(groups.values()) > len(shown) else 0


def speakers(linked: list[LinkedRecord], directory: RecordDirectory) -> list[dict]:
    """Who spoke for the parties when it was signed, announced or launched. They are not signatories."""
    return [
        {
            "who": directory.mention(attendance["person"]),
            "post": attendance["post"],
            "of": directory.mention(attendance["organization"]),
            "at": at,
        }
        for at in linked
        if _ROLES_WITH_SPEAKERS & set(at.link_kinds)
        for attendance in at.body.get("attendances", [])
        if attendance["role"] == "spoke_for"
    ]


def refs_in_activities(linked: list[LinkedRecord]) -> set[str]:
    """The references in what the page tells of the activities that point here."""
    refs: set[str] = set()
    for record in linked:
        refs |= mentioned_refs(record.body.get("outcomes", []))
        refs |= mentioned_refs(
            [who for who in record.body.get("attendances", []) if who["role"] == "spoke_for"]
        )
    return refs
