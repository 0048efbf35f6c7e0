"""Agreements as spreadsheets, for a selection in their list."""

from django.contrib import admin
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from interchange.sheets import export

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@admin.action(permissions=["view"], description=_("Export as spreadsheet: one row an agreement (CSV)"))
def export_flat(modeladmin, request, queryset):
    """What staff change in a spreadsheet and bring in again; it is sent while it is written."""
    rows = export.stream_flat(queryset, get_language())
    return attachment(StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8"), "agreements", "csv")


@admin.action(permissions=["view"], description=_("Export as spreadsheet: whole records, a sheet for each part (XLSX)"))
def export_relational(modeladmin, request, queryset):
    """All that is recorded of them."""
    written = export.relational("xlsx", agreements=queryset)
    return attachment(HttpResponse(written, content_type=XLSX), "agreements-whole", "xlsx")


def attachment(response, name: str, suffix: str):
    """An answer that a browser keeps as a file, named after the day."""
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.{suffix}"'
    response["Cache-Control"] = "private, no-store"
    return response
