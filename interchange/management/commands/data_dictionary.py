"""Prints the data dictionary: every table of the desk and its fields, from the models."""

from collections.abc import Iterator

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils.translation import override

from core.fields import EDTFBound

DICTIONARY_APPS = ["sources", "organizations", "people", "agreements", "activities", "record_collections"]
_INTRODUCTION = """# Data dictionary

Every table of the desk and every field that staff fill in, from the models themselves. Written by
`./dev manage data_dictionary > docs/data-dictionary.md`; a test compares.
"""


class Command(BaseCommand):
    help = "Prints the data dictionary of the desk as Markdown."

    def handle(self, *args, **options):
        with override("en"):
            self.stdout.write("\n".join(_dictionary_lines()), ending="\n")


def _dictionary_lines() -> Iterator[str]:
    """The lines of the dictionary: a heading and a table for each model."""
    yield _INTRODUCTION
    for label in DICTIONARY_APPS:
        for model in apps.get_app_config(label).get_models():
            yield f"## {model.__name__} ({model._meta.verbose_name})\n"
            yield f"{model.__doc__.strip()}\n"
            yield "| field | label | holds | help |\n|---|---|---|---|"
            for field in [*model._meta.fields, *model._meta.many_to_many]:
                if field.editable and not isinstance(field, EDTFBound) and not field.auto_created:
                    yield f"| `{field.name}` | {field.verbose_name} | {_value_type(field)} | {field.help_text} |"
            sentences = [str(constraint.violation_error_message) for constraint in _own_constraints(model)]
            yield "\n" + "".join(f"- {sentence}\n" for sentence in sentences)


def _value_type(field) -> str:
    """Type of a field's values, in words."""
    if field.is_relation:
        return f"{'several' if field.many_to_many else 'one'} {field.related_model.__name__}"
    if field.choices and type(field).__name__ != "CountryField":
        return ", ".join(f"`{code}`" for code, _label in field.choices if code)
    return {
        "EDTFField": "date (EDTF)",
        "LocalizedTextField": "text by language",
        "PlacesField": "places",
        "ArrayField": "list",
        "CountryField": "country (ISO 3166)",
        "BooleanField": "yes or no",
        "DateField": "day",
        "DecimalField": "number",
        "StoredFileField": "file",
        "WebAddressField": "address",
    }.get(type(field).__name__, "number" if "Integer" in type(field).__name__ else "text")


def _own_constraints(model):
    """Constraints of the model, without those of every record and part."""
    common = ("is_unique", "is_unique_in_its_record", "has_a_reference_once_public")
    return [constraint for constraint in model._meta.constraints if not constraint.name.endswith(common)]
