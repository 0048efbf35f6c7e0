"""Labels of choices and countries, found by the model field that declares them."""

from django.apps import apps
from django.utils.translation import get_language
from django_countries import countries

from core.collation import collation_key


def field_choices(choices) -> list[tuple[str, str]]:
    """``(value, label)`` in the active language.

    ``choices`` is "countries", a field as ``app.Model.field``, or pairs as they are.
    """
    if choices == "countries":
        names = [(code, str(name)) for code, name in countries]
        return sorted(names, key=lambda pair: collation_key(pair[1], get_language()))
    if isinstance(choices, str):
        model, _dot, name = choices.rpartition(".")
        choices = apps.get_model(model)._meta.get_field(name).flatchoices
    return [(value, str(label)) for value, label in choices if value]


def choice_label(value: str, field: str) -> str:
    """Label of a choice of a field given as ``app.Model.field``; an unknown value stays as it is.

    By the name of the field, so that pages need not import the app that declares it.
    """
    model, _dot, name = field.rpartition(".")
    choices = dict(apps.get_model(model)._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))
