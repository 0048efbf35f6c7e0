"""Texts of sources beside the form of an agreement, and new parties that it names."""

import json
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.new_parties import NEW, make_new_parties
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

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Make the organizations that the form names as new, which is before it is checked, and save it."""
        is_save = request.method == "POST" and not {"_restore", "_copy"} & {*request.POST}
        if not is_save or not any(
            value.startswith(NEW) for _n, values in request.POST.lists() for value in values
        ):
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            self._make_new_parties(request)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _make_new_parties(self, request) -> None:
        if not request.user.has_perm("organizations.add_organization"):
            self.message_user(request, _("You may not add organizations."), messages.ERROR)
            return
        request.POST = request.POST.copy()
        try:
            with transaction.atomic():
                made = make_new_parties(request.POST)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return
        organizations = self.admin_site.get_model_admin(Organization)
        for organization in made:
            organizations.log_addition(request, organization, [{"added": {}}])

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
                "agreement": request.GET.get("agreement", "0"),
                "value_address": reverse("admin:text_value"),
                "offers_address": _offers_address(texts),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)


def _offers_address(texts: list[SourceText]) -> str:
    keys = ",".join(str(text.pk) for text in texts)
    return f"{reverse('admin:text_offers')}?{urlencode({'texts': keys})}"
