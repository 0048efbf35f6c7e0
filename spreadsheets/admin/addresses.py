"""Addresses of the pages of an import, and what all of them do alike."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from spreadsheets.models import SpreadsheetImport

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object


class ImportAddressesMixin(_ModelAdmin):
    """Addresses, templates and refusals of the pages of an import."""

    def route(self, action: str, view, name: str = ""):
        """Route of the page of an action on one import."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_{name or action}"
        return path(f"<path:object_id>/{action}/", self.admin_site.admin_view(view), name=name)

    def address(self, spreadsheet: SpreadsheetImport, action: str = "change") -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{action}"
        return reverse(name, args=[quote(spreadsheet.pk)])

    def import_or_404(self, request, object_id, *, to_change: bool = True) -> SpreadsheetImport:
        """The import of an address. Raises PermissionDenied for those who may not, Http404 where there is none."""
        may = self.has_change_permission if to_change else self.has_view_or_change_permission
        if not may(request):
            raise PermissionDenied
        spreadsheet = self.get_object(request, unquote(object_id))
        if spreadsheet is None:
            raise Http404
        return spreadsheet

    def render_page(self, request, name: str, spreadsheet: SpreadsheetImport | None, **context):
        request.current_app = self.admin_site.name
        template = f"admin/spreadsheets/spreadsheetimport/{name}.html"
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "spreadsheet": spreadsheet,
            "title": spreadsheet.name if spreadsheet else _("Import from a spreadsheet"),
            "may_change": self.has_change_permission(request, spreadsheet),
            "may_delete": bool(spreadsheet) and self.has_delete_permission(request, spreadsheet),
        }
        return TemplateResponse(request, template, shared | context)

    def redirect_to(self, spreadsheet: SpreadsheetImport) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.address(spreadsheet))

    def perform(self, request, spreadsheet, action, log_message: str, **values) -> HttpResponseRedirect:
        """Call an action of ``spreadsheets.actions`` and log it, or show why it is refused; then show the import."""
        try:
            action(spreadsheet=spreadsheet, by=request.user, **values)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.WARNING)
        else:
            self.log_change(request, spreadsheet, log_message)
        return self.redirect_to(spreadsheet)
