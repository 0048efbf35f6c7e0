"""How the parts of an agreement are called in a few words: in the list of sources and in differences."""

from django.utils.translation import gettext as _

from agreements.choices import AgreementRelationKind, MilestoneKind
from core.localized import in_language

LONGEST = 60


def part_names(directory) -> dict:
    """By collection, a function from a part of a body to its name. ``directory`` knows the records it mentions."""
    return {
        "involvements": lambda one: directory.mention(one["organization"] or one["person"]).name,
        "milestones": lambda one: act_words(one["kind"]),
        "signatories": lambda one: one["person"]["name"] if one["person"] else one["post"],
        "texts": lambda one: f"{_('title')}: {shortened(one['title'])}",
        "commitments": lambda one: shortened(in_language(one["text"])[0]),
        "results": lambda one: shortened(in_language(one["text"])[0]),
        "relations": lambda one: relation_words(one, directory),
        "identifiers": lambda one: f"{one['scheme']} {one['value']}",
        "documents": lambda one: one["title"],
    }


def act_words(kind: str) -> str:
    return str(MilestoneKind(kind).label) if kind in MilestoneKind else kind


def relation_words(one: dict, directory) -> str:
    older = directory.titled(one["agreement"])
    return f"{AgreementRelationKind(one['kind']).label}: {older.name if older else one['stub']}"


def shortened(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]}…"
