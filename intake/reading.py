"""Reads words of a text as a field of a record's form understands them: dates, lengths, names, places, codes."""

import re
from dataclasses import asdict
from functools import cache
from typing import Any

from babel.dates import get_month_names
from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db.models import Model
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agreements.models import Agreement, Topic
from agreements.party_fields import PartyField
from core.edtf.grammar import parse
from core.forms import EDTFFormField
from core.text import fold
from desk.typed_records import TypedRecordField
from extraction.matching import name_candidates
from extraction.suggestions import Suggestion, SuggestionKind
from intake.choices import organization_choices
from organizations.choices import OrganizationKind
from organizations.models import Organization
from people.models import Person
from sources.texts_beside import TextsBesideMixin
from spreadsheets.matching.country_guesses import country_in_name
from spreadsheets.matching.organizations import guess_organization_kind

_ROW = re.compile(r"(?P<prefix>[a-z_]+)-(?:\d+|__prefix__)-(?P<name>\w+)")
_ORDINAL = re.compile(
    r"(?<!\d)(?P<digits>\d{1,4})\s?(?:st|nd|rd|th|차|회|번째)(?![a-z])|제\s?(?P<after>\d{1,4})", re.IGNORECASE
)
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_LANGUAGES_OF_DATES = ("es", "fr", "de", "it", "pt", "pl", "ru", "nl")
_DAY_IN_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:er|º|°|\.)?(?: de)? )?(?P<month>[^\W\d_]{3,})\.?(?: de[l]?)? (?P<year>\d{4})",
    re.IGNORECASE,
)
_DAY_IN_CJK = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?")
_LONGEST = 2_000
_MOST_CHOICES = 5


@require_POST
def field_value_view(request) -> JsonResponse:
    """The value that a field makes of some words, and its words; or choices of it, or the reason why there is none."""
    label = request.POST.get("model", "")
    model_admin = {model._meta.label_lower: each for model, each in admin.site._registry.items()}.get(label)
    if not isinstance(model_admin, TextsBesideMixin):
        raise BadRequest("no text stands beside a form of this model")
    if not (model_admin.has_add_permission(request) or model_admin.has_change_permission(request)):
        raise PermissionDenied
    text = request.POST.get("text", "")[:_LONGEST]
    if "typed" not in request.POST:  # selected in a text, whose lines end anywhere
        text = " ".join(text.split())
    field, part = _field(request, model_admin, request.POST.get("field", ""))
    if field is None or not text.strip():
        return JsonResponse({"error": _("This field takes no words.")})
    try:
        return JsonResponse(read_words(field, text, part))
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)})


def _field(request, model_admin, input_name: str) -> tuple[forms.Field | None, str]:
    """The field of an input, and the part of a text by language that the input is of."""
    row = _ROW.fullmatch(input_name)
    name, form_class = input_name, None
    if row:
        name = row["name"]
        for formset_class, _inline in model_admin.get_formsets_with_inlines(request):
            if formset_class.get_default_prefix() == row["prefix"]:
                form_class = formset_class.form
    else:
        form_class = model_admin.get_form(request)
    fields: dict[str, forms.Field] = form_class.base_fields if form_class else {}
    bare, _underscore, language = name.rpartition("_")
    if name not in fields and language in dict(settings.LANGUAGES) and bare in fields:
        return fields[bare], language
    return fields.get(name), ""


def read_words(field: forms.Field, text: str, part: str = "") -> dict[str, Any]:
    """Value and words, or choices. Raises ValidationError where the field understands nothing of it."""
    if isinstance(field, PartyField):
        return {"value": text, "words": text, "is_party": True}
    if isinstance(field, TypedRecordField):
        return _record_of(field.model, text)
    if isinstance(field, forms.ModelChoiceField):
        return _record_of(field.queryset.model, text)
    if isinstance(field, forms.ChoiceField):
        return _choice_of(field, text)
    if part:
        return {"value": text, "words": text}
    return _typed_value(field, text)


def _record_of(model: type[Model], text: str) -> dict[str, Any]:
    """A record of this name; else those of a similar name, and a new organization."""
    if model is Organization:
        kind = guess_organization_kind(text)
        details = {"country": country_in_name(text), "kind": "" if kind == OrganizationKind.OTHER else kind}
        choices = organization_choices(
            Suggestion(SuggestionKind.ORGANIZATION, text, 0, len(text), details=details)
        )
        if len(choices) == 1 or choices[0].is_exact:
            return {"record": asdict(choices[0])}
        return {"choices": [asdict(choice) for choice in choices]}
    kinds = {Person: SuggestionKind.PERSON, Topic: SuggestionKind.TOPIC}
    if kind := kinds.get(model):
        exact = [each for each in name_candidates(Suggestion(kind, text, 0, len(text))) if each.is_exact]
        if exact:
            pk, name = str(exact[0].record.pk), str(exact[0].record)
            return {"value": pk, "words": name, "record": {"pk": pk, "name": name, "label": name}}
    if model is Agreement:
        titled = Agreement.objects.filter(texts__title__iexact=text).distinct()[:_MOST_CHOICES]
        records = [{"pk": str(each.pk), "name": str(each), "label": str(each)} for each in titled]
        if records:
            return {"record": records[0]} if len(records) == 1 else {"choices": records}
    raise ValidationError(_("No record of this name: %s") % text)


def _choice_of(field: forms.ChoiceField, text: str) -> dict[str, Any]:
    """The choice whose label is these words, or stands in them, the longest first."""
    words = fold(text)
    choices = [(str(value), str(label)) for value, label in _flat_choices(field.choices) if value]
    fitting = [(value, label) for value, label in choices if value == text or fold(label) == words]
    fitting = fitting or sorted(
        ((value, label) for value, label in choices if fold(label) in words), key=lambda each: -len(each[1])
    )
    if not fitting:
        raise ValidationError(_("This is none of the choices: %s") % text)
    return {"value": fitting[0][0], "words": fitting[0][1]}


def _ordinal_in(text: str) -> str:
    """The number of an ordinal in words, “the First Dialogue”, “제3차 회의”, “2nd”; words without one as they are."""
    if match := _ORDINAL.search(text):
        return match["digits"] or match["after"]
    words = re.findall(r"[a-z]+", text.lower())
    return next((str(_ORDINALS.index(word) + 1) for word in words if word in _ORDINALS), text)


def _flat_choices(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


@cache
def _months() -> dict[str, str]:
    """English names of months by those of languages in which sources are, whole and short, in folded letters."""
    english = get_month_names("wide", locale="en")
    return {
        fold(name).rstrip("."): english[number]
        for language in _LANGUAGES_OF_DATES
        for width, context in (("abbreviated", "format"), ("wide", "format"), ("wide", "stand-alone"))
        for number, name in get_month_names(width, context, language).items()
    }


def english_date(text: str) -> str:
    """A day in another language, “3 de marzo de 2025”, “2025年3月3日”, as in English; another text as it is."""
    if numbers := _DAY_IN_CJK.fullmatch(text.strip()):
        return "-".join(number.zfill(2) for number in numbers.groups() if number)
    match = _DAY_IN_WORDS.fullmatch(text.strip())
    month = _months().get(fold(match["month"])) if match else None
    return f"{match['day'] or ''} {month} {match['year']}".strip() if match and month else text


def _typed_value(field: forms.Field, text: str) -> dict[str, Any]:
    """The value of a field that is typed, as its input shows it."""
    if isinstance(field, forms.IntegerField):
        text = _ordinal_in(text)
    is_date = isinstance(field, EDTFFormField)
    try:
        value = field.clean(text)
    except ValidationError:
        in_english = english_date(text) if is_date else text
        if in_english == text:
            raise
        value = field.clean(in_english)
    shown = field.prepare_value(value)
    shown = text if isinstance(shown, dict | list) else str(shown)
    return {"value": shown, "words": parse(value).words() if is_date else shown}
