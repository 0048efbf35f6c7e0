"""Texts of sources beside the form of an agreement, and new parties that it names."""

import json
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.urls import reverse
from django.utils.http import urlencode

from agreements.new_parties import GUESSED, keep_guesses
from organizations.models import Organization
from sources.citing import texts_beside
from sources.models import SourceText
from sources.passages import QUOTED

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object


class TextsBesideMixin(_ModelAdmin):
    """Admin whose form shows the texts of the sources that a record cites, or that its address names."""

    class Media:
        css = {"all": ["admin_desk/texts.css"]}

    def save_related(self, request, form, formsets, change):
        """Save all parts, and keep what was guessed of organizations that they made."""
        super().save_related(request, form, formsets, change)
        made = getattr(request, "typed_records", {})
        organizations = [record for (model, _name), record in made.items() if model is Organization]
        keep_guesses(organizations, request.POST.get(GUESSED, ""))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        may_save = self.has_change_permission(request, obj) if change else self.has_add_permission(request)
        keys = [
            int(key) for key in request.GET.get("texts", "").split(",") if key.isascii() and key.isdecimal()
        ]
        texts = texts_beside(obj if change else None, keys[:10]) if may_save else []
        if texts and "_popup" not in request.GET:
            formsets = {each.formset.prefix: each.formset for each in context["inline_admin_formsets"]}
            context["beside"] = {
                "texts": texts,
                "passages": json.dumps(formsets["citations"].passage_places(texts)),
                "quoted": request.POST.get(QUOTED, ""),
                "guessed": request.POST.get(GUESSED, ""),
                "agreement": request.GET.get("agreement", "0"),
                "value_address": reverse("admin:text_value"),
                "offers_address": _offers_address(texts),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)


def _offers_address(texts: list[SourceText]) -> str:
    keys = ",".join(str(text.pk) for text in texts)
    return f"{reverse('admin:text_offers')}?{urlencode({'texts': keys})}"
