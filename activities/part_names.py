"""How the parts of an activity are called in a few words: in the list of sources and in differences."""

from django.utils.translation import gettext as _

from activities.choices import ActivityAgreementRole
from agreements.part_names import shorten_at_word
from core.localized import in_language


def part_names(directory) -> dict:
    """By collection, a function from a part of a body to its name. ``directory`` knows the records it mentions."""
    return {
        "texts": lambda one: f"{_('title')}: {shorten_at_word(one['title'])}",
        "agreements": lambda one: (
            f"{ActivityAgreementRole(one['role']).label}: {directory.titled(one['agreement']).name}"
        ),
        "attendances": lambda one: (
            one["person"]["name"] if one["person"] else (one["organization"] or {}).get("name") or one["post"]
        ),
        "outcomes": lambda one: shorten_at_word(in_language(one["text"])[0]),
    }
