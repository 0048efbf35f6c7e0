"""Table of organizations, for CSV and XLSX."""

from django.utils.translation import gettext as _

from exports.tables import (
    ExportTable,
    all_names,
    choice_columns,
    date_columns,
    export_column,
    reference_heading,
)
from organizations.choices import OrganizationKind
from organizations.filters import OrganizationFilter


class OrganizationTable(ExportTable):
    """Organizations: names, kind, country, website, dates, identifiers."""

    filterset = OrganizationFilter
    linked_kinds = ("organization",)

    def own_columns(self):
        yield export_column(_("all names"), all_names)
        yield export_column(_("told apart by"), lambda row: row.body["qualifier"])
        yield from choice_columns(_("kind"), OrganizationKind, "kind")
        yield from self.country_columns(lambda row: [row.body["country"]])
        yield export_column(_("part of"), lambda row: row.title_of(row.body["parent"]))
        yield export_column(
            reference_heading(_("part of")), lambda row: (row.body["parent"] or {}).get("ref") or ""
        )
        yield export_column(_("website"), lambda row: row.body["website"])
        yield from date_columns(
            _("founded"), lambda row: "" if row.body["is_planned"] else row.body["founded_on"]
        )
        yield from date_columns(_("dissolved"), lambda row: row.body["dissolved_on"])
        yield from self.identifier_columns()
