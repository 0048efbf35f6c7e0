"""Text by language, a mapping from BCP 47 code to text: field, form field and choice of language."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.validators import validate_language
from core.visible_text import is_seen

_LATIN = "-Latn"  # ends the codes of romanized languages


def in_language(texts: dict, language: str | None = None) -> tuple[str, str]:
    """``(text, its language)``: in the given or active language, else in English, else in any, Latin letters first.

    A regional form will do: ``en-GB`` for English, not ``ko-Latn`` for Korean. An empty mapping gives ``("", "")``.
    """
    if not texts:
        return "", ""
    for code in (language or get_language() or "en", "en"):
        if texts.get(code):
            return texts[code], code
        for other, text in texts.items():
            if text and other.startswith(f"{code}-") and not other.endswith(_LATIN):
                return text, other
    code = next((code for code in texts if code.endswith(_LATIN)), next(iter(texts)))
    return texts[code], code


def name_in_language(written: str, titles: dict[str, str]) -> str:
    """A name as written, or in the active language where the one that was written is a title in another."""
    return in_language(titles)[0] if not written or written in titles.values() else written


def printed_in_language(part: dict, member: str) -> str:
    """A member of a body's part as printed, or in the active language where a source gives it in that one too.

    ``post_by_language`` beside ``post`` holds it by language.
    """
    by_language = part.get(f"{member}_by_language") or {}
    return by_language.get(get_language() or "en") or part[member]


class LocalizedText(dict):
    """Text by language, ``{"en": "…", "ko": "…"}``, with the text in the active language as its string."""

    def __str__(self) -> str:
        return in_language(self)[0]


class LocalizedWidget(forms.MultiWidget):
    """One text box for each language of the site, each labelled with its language."""

    template_name = "core/localized_input.html"
    field_label = ""  # what the text is, in the words of the form

    def __init__(self, attrs=None, rows=2):
        self.languages = dict(settings.LANGUAGES)
        self.others: dict = {}  # languages that the site does not offer, kept as they are
        boxes = {code: forms.Textarea(attrs={"rows": rows, "lang": code}) for code in self.languages}
        super().__init__(widgets=boxes, attrs=attrs)

    def decompress(self, value):
        value = value or {}
        return [value.get(code, "") for code in self.languages]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for subwidget, code in zip(context["widget"]["subwidgets"], self.languages, strict=True):
            subwidget["language_name"] = self.languages[code]
            label = f"{self.field_label or name}, {self.languages[code]}"
            subwidget["attrs"].setdefault("aria-label", label)
        return context


class LocalizedFormField(forms.MultiValueField):
    """Text by language; a language that the site does not offer is kept untouched."""

    def __init__(self, *, rows=2, encoder=None, decoder=None, **kwargs):
        fields = [forms.CharField(required=False) for _language in settings.LANGUAGES]
        kwargs["widget"] = LocalizedWidget(rows=rows)
        super().__init__(fields=fields, require_all_fields=False, **kwargs)
        self.widget.field_label = self.label or ""

    def compress(self, values):
        codes = [code for code, _name in settings.LANGUAGES]
        return {code: text for code, text in zip(codes, values or [], strict=False) if text}

    def has_changed(self, initial, data):
        return self.compress(data or []) != {k: v for k, v in (initial or {}).items() if v}


class LocalizedTextField(models.JSONField):
    """Text by language, stored as one JSON object; empty is ``{}``."""

    empty_strings_allowed = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return LocalizedText(super().from_db_value(value, expression, connection) or {})

    def validate(self, value, model_instance):
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise ValidationError(_("Give the text by language."))
        for code in value:
            validate_language(code)
        if not self.blank and not any(value.values()):
            raise ValidationError(self.error_messages["blank"], code="blank")

    def clean(self, value, model_instance):
        value = {code: text for code, text in (value or {}).items() if text and not _is_blank(text)}
        self.validate(value, model_instance)
        self.run_validators(value)
        return LocalizedText(value)

    def formfield(self, **kwargs):
        # Django would compare with a hidden copy of the start value, because the default is a callable.
        return super().formfield(**{"form_class": LocalizedFormField, "show_hidden_initial": False, **kwargs})


def _is_blank(text) -> bool:
    return isinstance(text, str) and not is_seen(text)
