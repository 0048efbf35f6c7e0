"""Activities section of an agreement's page: activities, their outcomes and speakers. No queries."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.activity_roles import words_for_agreement
from core.choice_labels import choice_label
from core.localized import printed_in_language
from pages.linked_records import LinkedRecord
from pages.mentions import RecordDirectory, mentioned_refs

# Kinds of activity that say by themselves what they are to an agreement.
_SAID_BY_KIND = {("announcement", "announced_at"), ("launch", "launched_at"), ("dialogue_session", "series")}
_UNDER = {
    "programme": _("under this programme"),
    "dialogue": _("under this dialogue"),
}
# Roles of an activity of which the page of the agreement shows all outcomes.
_ROLES_WITH_ALL_OUTCOMES = {"held_under", "series"}
# Roles of an activity whose speakers are shown beside the signatories.
_ROLES_WITH_SPEAKERS = {"announced_at", "signed_at", "launched_at"}


def activities_context(linked: list[LinkedRecord], directory: RecordDirectory, body: dict) -> dict:
    """Activities that point here, the number of all if the page shows only some, and their speakers."""
    activities = [record for record in linked if record.kind == "activity"]
    total = _total_if_cut(activities)
    not_held = sum(activity.body["state"] != "held" for activity in activities)
    return {
        "activities": [
            _activity_item(activity, directory, body["nature"], body["ref"]) for activity in activities
        ],
        "more_activities": total,
        "held_activities": (total or len(activities)) - not_held,  # a planned one has no outcome
        "speakers": _speakers(linked, directory),
    }


def _activity_item(activity: LinkedRecord, directory: RecordDirectory, nature: str, ref: str) -> dict:
    """An activity that points here, with its roles for the agreement and its outcomes."""
    outcomes = (
        activity.body["outcomes"]
        if _ROLES_WITH_ALL_OUTCOMES & set(activity.link_kinds)
        else activity.parts("outcomes")
    )
    return {
        "title": activity.title,
        "address": activity.address,
        "body": activity.body,
        "labels": _labels(activity, nature),
        "outcomes": [
            {**outcome, "concerned": directory.mentions_in(outcome, without=ref)} for outcome in outcomes
        ],
    }


def _labels(activity: LinkedRecord, nature: str) -> list[str]:
    """Kind of an activity and what it is to the agreement; what is only “other” goes by the latter."""
    kind = activity.body["kind"]
    label = choice_label(kind, "activities.Activity.kind")
    ways = [
        _UNDER.get(nature, _("under this agreement"))
        if way == "held_under"
        else words_for_agreement(way, activity.body)
        for way in activity.link_kinds
        if (kind, way) not in _SAID_BY_KIND
    ]
    ways = [str(way) for way in ways if way]
    first, *others = map(str, ways if kind == "other" and ways else [label, *ways])
    return [capfirst(first), *others]


def _total_if_cut(shown: list[LinkedRecord]) -> int:
    """Number of activities that point here, if these are only some of them; else 0."""
    groups = {(record.nature, "outcome" in record.link_kinds): record.group_size for record in shown}
    return sum(groups.values()) if sum(groups.values()) > len(shown) else 0


def _speakers(linked: list[LinkedRecord], directory: RecordDirectory) -> list[dict]:
    """Speakers for the parties at its signing, announcement or launch, who are not signatories."""
    return [
        {
            "who": directory.mention(attendance["person"]),
            "post": printed_in_language(attendance, "post"),
            "of": directory.mention(attendance["organization"]),
            "at": activity,
        }
        for activity in linked
        if _ROLES_WITH_SPEAKERS & set(activity.link_kinds)
        for attendance in activity.body.get("attendances", [])
        if attendance["role"] == "spoke_for"
    ]


def refs_in_activities(linked: list[LinkedRecord]) -> set[str]:
    """References of the records that the shown parts of these activities mention."""
    refs: set[str] = set()
    for record in linked:
        refs |= mentioned_refs(record.body.get("outcomes", []))
        refs |= mentioned_refs(
            [who for who in record.body.get("attendances", []) if who["role"] == "spoke_for"]
        )
    return refs
