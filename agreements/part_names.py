"""Short names of an agreement's parts, for lists of sources and differences."""

from django.utils.translation import gettext as _

from agreements.choices import AgreementRelationKind, MilestoneKind
from core.localized import in_language

_MAX_LENGTH = 60


def part_names(directory) -> dict:
    """By collection, a function from a part of a body to its name. ``directory`` gives the records it mentions."""
    return {
        "involvements": lambda involvement: (
            directory.mention(involvement["organization"] or involvement["person"]).name
        ),
        "milestones": lambda milestone: _milestone_words(milestone["kind"]),
        "signatories": lambda signatory: (
            directory.mention(signatory["person"]).name if signatory["person"] else signatory["post"]
        ),
        "texts": lambda text: f"{_('title')}: {shorten_at_word(text['title'])}",
        "commitments": lambda commitment: shorten_at_word(in_language(commitment["text"])[0]),
        "results": lambda result: shorten_at_word(in_language(result["text"])[0]),
        "relations": lambda relation: _relation_name(relation, directory),
        "identifiers": lambda identifier: f"{identifier['scheme']} {identifier['value']}",
        "documents": lambda document: document["title"],
        "contacts": lambda contact: contact["office"],
    }


def _milestone_words(kind: str) -> str:
    return str(MilestoneKind(kind).label) if kind in MilestoneKind else kind


def _relation_name(relation: dict, directory) -> str:
    older = directory.mention_by_title(relation["agreement"])
    name = older.name if older else in_language(relation["stub"])[0]
    return f"{AgreementRelationKind(relation['kind']).label}: {name}"


def shorten_at_word(words: str) -> str:
    return words if len(words) <= _MAX_LENGTH else f"{words[:_MAX_LENGTH].rsplit(' ', 1)[0]}…"
