"""."""

from django.apps import apps
from django.utils.translation import get_language
from django_countries import countries

from core.collation import collation_key


def field_choices(choices) -> list[tuple[str, str]]:
    """``(value, words)`` in the active language: of the countries, of a model's field, or as given."""
    if choices == "countries":
        named = [(code, str(name)) for code, name in countries]
        return sorted(named, key=lambda one: collation_key(one[1], get_language()))
    if isinstance(choices, str):
        model, _dot, name = choices.rpartition(".")
        choices = apps.get_model(model)._meta.get_field(name).flatchoices
    return [(value, str(words)) for value, words in choices if value]


def choice_label(value: str, field: str) -> str:
    """The word of a choice, ``{{ role|label:"agreements.Involvement.role" }}``; an unknown value stays as it is.

    Read from the field's declaration, so that every kind of page can name what another app defines.
    """
    model, _dot, name = field.rpartition(".")
    choices = dict(apps.get_model(model)._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))
