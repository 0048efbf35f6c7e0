"""Warning of records that may be the same as a new one: while it is typed, and before it is saved. Never a block."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desk.addresses import change_page_address
from desk.similar_names import rows_named_like

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object
TICK = "alike_checked"  # name of the tick: it is another one
_MOST = 5  # records that are shown
_MOST_TYPED = 8  # texts of one form that are looked up


class AlikeForm:
    """Mixin of the form of a new record: records that are alike are shown once, with a tick to go on."""

    model_admin: "AlikeMixin"
    request: Any

    def clean(self):
        cleaned = super().clean()  # of the form that it is mixed into
        data: Mapping[str, str] = self.data
        if TICK not in data and (records := self.model_admin.alike_records(self.request, data)):
            self.add_error(None, ValidationError(_warning(self.model_admin, records), code="alike"))
        return cleaned

    @property
    def keeps_tick(self) -> bool:
        """The tick was set, and the page is shown again for another reason."""
        return TICK in self.data  # type: ignore[attr-defined]  # of the form that this is mixed into


class AlikeMixin(_ModelAdmin):
    """Admin of records that may be there already. ``alike_inputs``: pattern of the names of the inputs that tell."""

    alike_inputs = r"name|names-\d+-text"
    alike_lookups: tuple[str, ...] = ("name", "names__text")

    class Media:
        js = ["admin_desk/alike.js"]

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.alike_view))
        return [path("alike/", view, name=self._alike_route), *super().get_urls()]

    @property
    def _alike_route(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_alike"

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            return form
        return type(form)(form.__name__, (AlikeForm, form), {"model_admin": self, "request": request})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if add:
            context["alike"] = {
                "address": reverse(f"admin:{self._alike_route}"),
                "inputs": self.alike_inputs,
                "tick": TICK,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def alike_view(self, request):
        """Records like what is typed, as JSON, for those who may see them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        records = self.alike_records(request, request.GET)
        rows = [{"label": self._label(record), "address": change_page_address(record)} for record in records]
        return JsonResponse({"heading": _("Is it here already?") if rows else "", "records": rows})

    def alike_records(self, request, data: Mapping[str, str]) -> list[Any]:
        """Records that this user may see and that are like what a form holds."""
        typed = [text.strip() for name, text in data.items() if re.fullmatch(self.alike_inputs, name)]
        texts = list(dict.fromkeys(text for text in typed if text))[:_MOST_TYPED]
        return self.find_alike(self.get_queryset(request), texts)[:_MOST] if texts else []

    def find_alike(self, rows, texts: Iterable[str]) -> list[Any]:
        """Rows with a name like one of these texts, the likest first."""
        return rows_named_like(rows, self.alike_lookups, texts)

    def _label(self, record) -> str:
        return getattr(self, "label", str)(record)


def _warning(model_admin: AlikeMixin, records: list[Any]) -> str:
    """The records with links, and the tick by which the next save goes on."""
    links = format_html_join(
        "",
        '<li><a href="{}" target="_blank" rel="noopener">{}</a></li>',
        ((change_page_address(record), model_admin._label(record)) for record in records),
    )
    return format_html(
        '{}<ul class="alike">{}</ul><label><input type="checkbox" name="{}" value="yes"> {}</label>',
        _("Is it here already? Nothing is saved yet."),
        links,
        TICK,
        _("It is another one: save it."),
    )
