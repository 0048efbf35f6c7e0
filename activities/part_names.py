"""Short names of an activity's parts, for lists of sources and differences."""

from django.utils.translation import gettext as _

from activities.choices import ActivityAgreementRole
from agreements.part_names import shorten_at_word
from core.localized import in_language


def part_names(directory) -> dict:
    """Functions from a part of a body to its name, by collection. ``directory`` has the records that it mentions."""
    return {
        "texts": lambda text: f"{_('title')}: {shorten_at_word(text['title'])}",
        "agreements": lambda link: _agreement_name(link, directory),
        "attendances": lambda attendance: _attendance_name(attendance, directory),
        "outcomes": lambda outcome: shorten_at_word(in_language(outcome["text"])[0]),
    }


def _agreement_name(link: dict, directory) -> str:
    record = directory.mention_by_title(link["agreement"])
    name = record.name if record else in_language(link["stub"])[0]
    return f"{ActivityAgreementRole(link['role']).label}: {name}"


def _attendance_name(attendance: dict, directory) -> str:
    """The name of the person, else of the organization, as the page has it; else the post."""
    mention = directory.mention(attendance["person"] or attendance["organization"])
    return mention.name if mention and mention.name else attendance["post"]
