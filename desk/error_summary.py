"""Summary of the errors of a form: each with a link to its field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst


@dataclass(frozen=True)
class ErrorLink:
    """An error: the id of the element that it is about, where that is in words, and the sentence."""

    target: str
    place: str
    sentence: str


def error_links(form: forms.BaseForm, formsets: list[Any]) -> list[ErrorLink]:
    """The errors of a form and of its formsets, in their order on the page."""
    return [
        *_links_of_form(form, "", ""),
        *(link for formset in formsets for link in _links_of_formset(formset)),
    ]


def _links_of_formset(formset: Any) -> Iterator[ErrorLink]:
    meta = formset.model._meta
    for error in formset.non_form_errors():
        yield ErrorLink(f"{formset.prefix}-group", capfirst(str(meta.verbose_name_plural)), str(error))
    for number, form in enumerate(formset.forms):
        if formset.can_delete and formset._should_delete_form(form):
            continue
        label = str(form.instance) if form.instance.pk else str(number + 1)
        yield from _links_of_form(
            form, f"{formset.prefix}-{number}", f"{capfirst(str(meta.verbose_name))} {label}"
        )


def _links_of_form(form: forms.BaseForm, row: str, place: str) -> Iterator[ErrorLink]:
    for name, errors in form.errors.items():
        is_of_field = name != NON_FIELD_ERRORS and name in form.fields
        target = (form[name].id_for_label or form[name].auto_id or row) if is_of_field else row
        label = str(form[name].label) if is_of_field else ""
        for error in errors:
            yield ErrorLink(target, ": ".join(filter(None, [place, label])), str(error))
