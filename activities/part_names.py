"""How the parts of an activity are called in a few words: in the list of sources and in differences."""

from django.utils.translation import gettext as _

from activities.choices import ActivityAgreementRole
from agreements.part_names import shortened
from core.localized import in_language


def part_names(directory) -> dict:
    """By collection, a function from a part of a body to its name. ``directory`` knows the records it mentions."""
    return {
        "texts": lambda one: f"{_('title')}: {shortened(one['title'])}",
        "agreements": lambda one: (
            f"{ActivityAgreementRole(one['role']).label}: {directory.titled(one['agreement']).name}"
        ),
        "attendances": lambda one: (
            one["person"]["name"] if one["person"] else (one["organization"] or {}).get("name") or one["post"]
        ),
        "outcomes": lambda one: shortened(in_language(one["text"])[0]),
    }
