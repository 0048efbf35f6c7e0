"""What activities tell of an agreement: what happened under it, what came of that, and who spoke. No queries."""

from django.utils.translation import gettext_lazy as _

from register.pages.reading import Directory, LinkedRecord, refs_in

# What an activity was to an agreement, in words that serve on the pages of both.
AT_THE_ACTIVITY = {
    "held_under": _("held under it"),
    "launched_at": _("launched there"),
    "signed_at": _("signed there"),
    "announced_at": _("announced there"),
    "reviewed": _("reviewed there"),
    "discussed": _("discussed there"),
    "series": _("a session of it"),
}
# What an activity can be to an agreement so that all it came to is told on the agreement's page.
WITH_ALL_OUTCOMES = {"held_under", "series"}
# Where those who spoke are named beside the signatories.
AT_THE_BEGINNING = {"announced_at", "signed_at", "launched_at"}


def activity(one: LinkedRecord, directory: Directory) -> dict:
    """An activity that points here: what it is to the agreement, and what it came to."""
    outcomes = one.body["outcomes"] if WITH_ALL_OUTCOMES & set(one.ways) else one.parts("outcomes")
    return {
        "title": one.title,
        "address": one.address,
        "body": one.body,
        "ways": [AT_THE_ACTIVITY[way] for way in one.ways if way in AT_THE_ACTIVITY],
        "outcomes": [
            {**outcome, "organizations": [directory.mention(who) for who in outcome["organizations"]]}
            for outcome in outcomes
        ],
    }


def more(linked: list[LinkedRecord], kind: str) -> int:
    """How many records of a kind point here, where that is more than the page shows; else 0."""
    shown = [one for one in linked if one.kind == kind]
    groups = {(one.nature, "outcome" in one.ways): one.in_group for one in shown}
    return sum(groups.values()) if sum(groups.values()) > len(shown) else 0


def speakers(linked: list[LinkedRecord], directory: Directory) -> list[dict]:
    """Who spoke for the parties when it was signed, announced or launched. They are not signatories."""
    return [
        {
            "who": directory.mention(one["person"]),
            "post": one["post"],
            "of": directory.mention(one["organization"]),
            "at": at,
        }
        for at in linked
        if AT_THE_BEGINNING & set(at.ways)
        for one in at.body.get("attendances", [])
        if one["role"] == "spoke_for"
    ]


def named_by_activities(linked: list[LinkedRecord]) -> set[str]:
    """The references in what the page tells of the activities that point here."""
    found: set[str] = set()
    for one in linked:
        found |= refs_in(one.body.get("outcomes", []))
        found |= refs_in([who for who in one.body.get("attendances", []) if who["role"] == "spoke_for"])
    return found
