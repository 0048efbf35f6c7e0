"""Texts of sources beside the form of a record: those that it cites, or that the address of the page names."""

import json
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode

from desk.addresses import change_page_address
from desk.draft_chains import AGREEMENT
from desk.word_fields import typed_language
from sources.citing import texts_beside
from sources.links.admin import current_check
from sources.models import SourceText
from sources.passages import QUOTED

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object

GUESSED = "guessed"  # the hidden input of a form with what is guessed of organizations that it makes, as JSON
_MOST = 12  # records that are linked beside a text


class TextsBesideMixin(_ModelAdmin):
    """Admin whose form shows texts. ``text_suggestions``: suggestions for it stand there as well."""

    text_suggestions = False

    def records_beside(self, record) -> list[Model]:
        """Records that a record names, whose forms may stand beside the same texts."""
        return []

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        may_save = self.has_change_permission(request, obj) if change else self.has_add_permission(request)
        value_address = reverse("admin:text_value")
        if may_save:
            context["reading"] = {"address": value_address, "model": self.opts.label_lower}
        keys = [
            int(key) for key in request.GET.get("texts", "").split(",") if key.isascii() and key.isdecimal()
        ]
        if change and may_save and obj and self.text_suggestions:
            context["further_text"] = _further_text_address(obj, keys)
        texts = texts_beside(obj if change else None, keys[:10]) if may_save else []
        if texts and "_popup" not in request.GET:
            for text in texts:
                text.language = typed_language(text.source.language)
                text.link = current_check(text.source)
                text.is_latest = text == text.source.latest_text
                text.is_one_of_several = len(text.source.texts.all()) > 1
            formsets = {each.formset.prefix: each.formset for each in context["inline_admin_formsets"]}
            named = _texts_parameter(texts)
            context["beside"] = {
                "texts": texts,
                "passages": json.dumps(formsets["citations"].passage_places(texts)),
                "quoted": request.POST.get(QUOTED, ""),
                "guessed": request.POST.get(GUESSED, ""),
                "model": self.opts.label_lower,
                "agreement": request.GET.get(AGREEMENT, ""),
                "value_address": value_address,
                "offers_address": f"{reverse('admin:text_offers')}?{named}" if self.text_suggestions else "",
                "others": self._others_beside(request, obj, named),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _others_beside(self, request, obj, named: str) -> list[tuple[str, str]]:
        """Address and label of other forms beside the same texts: of records that this one names, and of new ones."""
        records = dict.fromkeys(self.records_beside(obj) if obj else [])
        others = [(f"{change_page_address(each)}?{named}", str(each)) for each in [*records][:_MOST]]
        for model_admin in self.admin_site._registry.values():
            if isinstance(model_admin, TextsBesideMixin) and model_admin.has_add_permission(request):
                opts = model_admin.opts
                address = reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
                others.append((f"{address}?{named}", model_admin.new_beside))
        return others


def _texts_parameter(texts: list[SourceText]) -> str:
    return urlencode({"texts": ",".join(str(text.pk) for text in texts)})


def _further_text_address(record: Model, keys: list[int]) -> str:
    """The page on which the text of a further source is given for a record, beside those of its address."""
    named = {"record": f"{record._meta.label_lower}:{record.pk}", "texts": ",".join(map(str, keys))}
    return (
        f"{reverse('admin:from_text')}?{urlencode({name: value for name, value in named.items() if value})}"
    )
