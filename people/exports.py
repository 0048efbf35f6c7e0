"""Table of people, for CSV and XLSX."""

from django.utils.translation import gettext as _

from core.localized import printed_in_language
from exports.cells import join_distinct
from exports.rows import EntryRow
from exports.tables import ExportTable, all_names, export_column, reference_heading
from people.filters import PersonFilter


class PersonTable(ExportTable):
    """People by name, with the posts on record as printed."""

    filterset = PersonFilter
    linked_kinds = ("organization",)

    def own_columns(self):
        yield export_column(_("all names"), all_names)
        yield export_column(_("posts"), _posts)
        yield export_column(
            _("organizations"),
            lambda row: join_distinct(
                row.name_of(position["organization"]) for position in row.body["positions"]
            ),
        )
        yield export_column(
            reference_heading(_("organizations")),
            lambda row: join_distinct(position["organization"]["ref"] for position in row.body["positions"]),
        )
        yield from self.country_columns(
            lambda row: [position["organization"]["country"] for position in row.body["positions"]]
        )
        yield from self.identifier_columns()


def _posts(row: EntryRow) -> str:
    return join_distinct(
        ", ".join(
            filter(None, [printed_in_language(position, "post"), row.name_of(position["organization"])])
        )
        for position in row.body["positions"]
    )
