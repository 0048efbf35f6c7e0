"""Form fields that take words for what is stored as a code: lengths of time, and languages by name."""

import re
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from core.country_words import country_named, typed_country
from core.languages import parse_language, typed_language
from core.lengths import parse_length
from core.validators import validate_duration, validate_language
from lifecycle.phrases import duration_words

LANGUAGE_LIST, COUNTRY_LIST = "languages", "countries"  # ids of the pick lists that a page of a form has
_BETWEEN_LANGUAGES = re.compile(r"\s*[,;/·、]\s*|\s+(?:and|및)\s+")


def _parse_country(text: str) -> str:
    if code := country_named(text):
        return code
    raise forms.ValidationError(
        _("“%(text)s” is not a country we know: write its name, such as Norway, or its code, such as NO."),
        params={"text": text[:60]},
    )


class _WordsField(forms.CharField):
    """Text that stands for a code; ``max_length`` is that of the code, which validators look at."""

    parse: staticmethod
    words: staticmethod

    def __init__(self, *, max_length: int | None = None, base_field: Any = None, **kwargs: Any):
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return self.words(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text if text in self.empty_values else self.parse(text)


class LengthField(_WordsField):
    """“5 years” for P5Y."""

    parse, words = staticmethod(parse_length), staticmethod(duration_words)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-is-read": ""}


class LanguageField(_WordsField):
    """“Korean” for ko, with a pick list of names."""

    parse, words = staticmethod(parse_language), staticmethod(typed_language)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "list": LANGUAGE_LIST, "autocomplete": "off"}


class CountryField(_WordsField):
    """“Norway” for NO, with a pick list of names: shorter on a page of many rows than a list in each."""

    parse, words = staticmethod(_parse_country), staticmethod(typed_country)

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(getattr(value, "code", value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = {"class": "vTextField", "list": COUNTRY_LIST, "autocomplete": "off"}
        return {**super().widget_attrs(widget), **attrs}


class LanguagesField(_WordsField):
    """Several languages by name, between commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(typed_language, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = forms.CharField.to_python(self, value)
        return (
            list(dict.fromkeys(map(parse_language, filter(None, _BETWEEN_LANGUAGES.split(text)))))
            if text
            else []
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return list(initial or []) != self.to_python(data)
        except forms.ValidationError:
            return True


def word_field_options(db_field: Field) -> dict[str, Any]:
    """Options of the form field of a model field that holds such codes; none for any other."""
    if isinstance(db_field, ArrayField):
        if validate_language in db_field.base_field.validators:
            return {"form_class": LanguagesField, "help_text": _("By name, between commas: Korean, English.")}
        return {}
    if validate_duration in db_field.validators:
        return {"form_class": LengthField}
    if validate_language in db_field.validators:
        # where the model says no more than what the codes are
        help_text = {"help_text": _("By name or code: Korean or ko.")} if db_field.name == "language" else {}
        return {"form_class": LanguageField, **help_text}
    return {}
