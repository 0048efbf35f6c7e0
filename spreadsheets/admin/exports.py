"""Admin actions that export selected agreements as spreadsheets."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Topic
from interchange.exporter import Exporter, cited_source_keys, number_sources
from organizations.models import Organization
from people.models import Person
from spreadsheets.exports import flat
from spreadsheets.exports.relational import records_to_sheets
from spreadsheets.files.table import SheetError
from spreadsheets.files.writer import csv_lines, xlsx_bytes

_XLSX_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@admin.action(permissions=["view"], description=_("Export as spreadsheet: one row an agreement (CSV)"))
def export_flat(modeladmin, request, queryset):
    """Send one sheet, to be edited and imported again; it is sent while it is written."""
    agreements = Agreement.objects.filter(pk__in=queryset.values("pk"))
    lines = csv_lines(flat.flat_rows(agreements, get_language()))
    return _attachment(
        StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), "agreements", "csv"
    )


@admin.action(
    permissions=["view"], description=_("Export as spreadsheet: whole records, a sheet for each part (XLSX)")
)
def export_relational(modeladmin, request, queryset):
    """Send whole records: the agreements, and the topics, organizations, people and sources that they name."""
    agreements = Agreement.objects.filter(pk__in=queryset.values("pk"))
    try:
        written = xlsx_bytes(records_to_sheets(_selected_records(agreements)))
    except SheetError as error:
        modeladmin.message_user(request, str(error), messages.ERROR)
        return None
    return _attachment(HttpResponse(written, content_type=_XLSX_MEDIA_TYPE), "agreements-whole", "xlsx")


@transaction.atomic
def _selected_records(agreements: QuerySet) -> dict[str, list[dict]]:
    """The interchange file of these agreements with the topics, parties and signatories that they name."""
    selected = {
        "topics": Topic.objects.filter(pk__in=agreements.values("topics")),
        "organizations": Organization.objects.filter(pk__in=agreements.values("involvements__organization")),
        "people": Person.objects.filter(pk__in=agreements.values("signatories__person")),
        "agreements": agreements,
    }
    exporter = Exporter()
    exporter.assign_ids(number_sources(cited_source_keys(selected, is_all=False)))
    exported = {kind: list(exporter.records(kind, records)) for kind, records in selected.items()}
    return {"sources": list(exporter.sources()), **exported}


def _attachment(response, name: str, suffix: str):
    """An answer that a browser keeps as a file, named after the day."""
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.{suffix}"'
    response["Cache-Control"] = "private, no-store"
    return response
