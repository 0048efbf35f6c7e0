"""Agreements as spreadsheets, for a selection in their list."""

import csv
from collections.abc import Iterator

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Topic
from core.formula_injection import escape_formula
from interchange.exporter import Exporter, cited_source_keys, number_sources
from organizations.models import Organization
from people.models import Person
from spreadsheets.exports import flat
from spreadsheets.exports.relational import records_to_sheets
from spreadsheets.files.reader import SheetError
from spreadsheets.files.writer import xlsx_bytes

_XLSX_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UTF8_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which Excel knows UTF-8


@admin.action(permissions=["view"], description=_("Export as spreadsheet: one row an agreement (CSV)"))
def export_flat(modeladmin, request, queryset):
    """What staff change in a spreadsheet and bring in again; it is sent while it is written."""
    agreements = Agreement.objects.filter(pk__in=queryset.values("pk"))
    lines = _csv_lines(flat.flat_rows(agreements, get_language()))
    return _attachment(
        StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), "agreements", "csv"
    )


@admin.action(
    permissions=["view"], description=_("Export as spreadsheet: whole records, a sheet for each part (XLSX)")
)
def export_relational(modeladmin, request, queryset):
    """All that is recorded of them, and of whom and what they name."""
    agreements = Agreement.objects.filter(pk__in=queryset.values("pk"))
    try:
        written = xlsx_bytes(records_to_sheets(_selected_records(agreements)))
    except SheetError as error:
        modeladmin.message_user(request, str(error), messages.ERROR)
        return None
    return _attachment(HttpResponse(written, content_type=_XLSX_MEDIA_TYPE), "agreements-whole", "xlsx")


def _csv_lines(rows) -> Iterator[str]:
    """The rows as CSV, one at a time; no cell is a formula."""
    writer = csv.writer(_Echo())
    yield _UTF8_MARK
    for row in rows:
        yield writer.writerow([escape_formula(cell) for cell in row])


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


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
    told = {kind: list(exporter.records(kind, records)) for kind, records in selected.items()}
    return {"sources": list(exporter.sources()), **told}


def _attachment(response, name: str, suffix: str):
    """An answer that a browser keeps as a file, named after the day."""
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.{suffix}"'
    response["Cache-Control"] = "private, no-store"
    return response
