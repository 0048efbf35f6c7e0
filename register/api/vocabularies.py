"""The codes that bodies use, with their labels: bodies hold codes only, so that a new label changes no record."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import override

from register.choices import Action, Certainty, State

VOCABULARIES = [State, Certainty, Action]


def name_of(choices: type[TextChoices]) -> str:
    """``AgreementRelationKind`` is called ``agreement_relation_kind``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", choices.__name__).lower()


def told(choices: type[TextChoices]) -> dict:
    """A vocabulary with its codes, each with a label in every language of the site."""
    labels: dict[str, dict[str, str]] = {code: {} for code in choices.values}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for code, label in choices.choices:
                labels[code][language] = str(label)
    return {
        "name": name_of(choices),
        "description": (choices.__doc__ or "").strip().splitlines()[0],
        "values": [{"code": code, "label": label} for code, label in labels.items()],
    }


def all_told(vocabularies: Iterable[type[TextChoices]]) -> dict[str, dict]:
    """Vocabularies by name."""
    return {name_of(choices): told(choices) for choices in vocabularies}
