"""How the parts of an agreement are called in a few words: in the list of sources and in differences."""

from django.utils.translation import gettext as _

from agreements.choices import AgreementRelationKind, MilestoneKind
from core.localized import in_language

_MAX_LENGTH = 60


def part_names(directory) -> dict:
    """By collection, a function from a part of a body to its name. ``directory`` knows the records it mentions."""
    return {
        "involvements": lambda one: directory.mention(one["organization"] or one["person"]).name,
        "milestones": lambda one: _milestone_words(one["kind"]),
        "signatories": lambda one: one["person"]["name"] if one["person"] else one["post"],
        "texts": lambda one: f"{_('title')}: {shorten_at_word(one['title'])}",
        "commitments": lambda one: shorten_at_word(in_language(one["text"])[0]),
        "results": lambda one: shorten_at_word(in_language(one["text"])[0]),
        "relations": lambda one: _relation_name(one, directory),
        "identifiers": lambda one: f"{one['scheme']} {one['value']}",
        "documents": lambda one: one["title"],
    }


def _milestone_words(kind: str) -> str:
    return str(MilestoneKind(kind).label) if kind in MilestoneKind else kind


def _relation_name(one: dict, directory) -> str:
    older = directory.titled(one["agreement"])
    return f"{AgreementRelationKind(one['kind']).label}: {older.name if older else one['stub']}"


def shorten_at_word(words: str) -> str:
    return words if len(words) <= _MAX_LENGTH else f"{words[:_MAX_LENGTH].rsplit(' ', 1)[0]}…"
