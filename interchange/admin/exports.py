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
from core.formulas import defuse
from interchange.exporting import Exporter, sources_of
from interchange.sheets import export
from interchange.sheets.reading import SheetError
from interchange.sheets.relations import flatten
from interchange.sheets.writing import as_xlsx
from organizations.models import Organization
from people.models import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which Excel knows UTF-8


@admin.action(permissions=["view"], description=_("Export as spreadsheet: one row an agreement (CSV)"))
def export_flat(modeladmin, request, queryset):
    """What staff change in a spreadsheet and bring in again; it is sent while it is written."""
    agreements = Agreement.objects.filter(pk__in=queryset.values("pk"))
    lines = csv_lines(export.flat(agreements, get_language()))
    return attachment(
        StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), "agreements", "csv"
    )


@admin.action(
    permissions=["view"], description=_("Export as spreadsheet: whole records, a sheet for each part (XLSX)")
)
def export_relational(modeladmin, request, queryset):
    """All that is recorded of them, and of whom and what they name."""
    agreements = Agreement.objects.filter(pk__in=queryset.values("pk"))
    try:
        written = as_xlsx(flatten(whole(agreements)))
    except SheetError as error:
        modeladmin.message_user(request, str(error), messages.ERROR)
        return None
    return attachment(HttpResponse(written, content_type=XLSX), "agreements-whole", "xlsx")


def csv_lines(rows) -> Iterator[str]:
    """The rows as CSV, one at a time; no cell is a formula."""
    writer = csv.writer(Echo())
    yield MARK
    for row in rows:
        yield writer.writerow([defuse(cell) for cell in row])


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


@transaction.atomic
def whole(agreements: QuerySet) -> dict[str, list[dict]]:
    """The interchange file of these agreements with the topics, parties and signatories that they name."""
    selected = {
        "topics": Topic.objects.filter(pk__in=agreements.values("topics")),
        "organizations": Organization.objects.filter(pk__in=agreements.values("involvements__organization")),
        "people": Person.objects.filter(pk__in=agreements.values("signatories__person")),
        "agreements": agreements,
    }
    exporter = Exporter()
    exporter.name(sources_of(selected, is_all=False))
    told = {kind: list(exporter.records(kind, records)) for kind, records in selected.items()}
    return {"sources": list(exporter.sources()), **told}


def attachment(response, name: str, suffix: str):
    """An answer that a browser keeps as a file, named after the day."""
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.{suffix}"'
    response["Cache-Control"] = "private, no-store"
    return response
