"""People as a table: those who acted in office, and their posts."""

from django.utils.translation import gettext as _

from exports.cells import join_distinct
from exports.rows import EntryRow
from exports.tables import ExportTable, export_column, reference_heading
from people.filters import PersonFilter


class PersonTable(ExportTable):
    """People by name, with the posts on record as printed."""

    filterset = PersonFilter

    def own_columns(self):
        yield export_column(
            _("all names"), lambda row: join_distinct(one["text"] for one in row.body["names"])
        )
        yield export_column(_("posts"), _posts)
        yield export_column(
            _("organizations"),
            lambda row: join_distinct(one["organization"]["name"] for one in row.body["positions"]),
        )
        yield export_column(
            reference_heading(_("organizations")),
            lambda row: join_distinct(one["organization"]["ref"] for one in row.body["positions"]),
        )
        yield from self.country_columns(
            lambda row: [one["organization"]["country"] for one in row.body["positions"]]
        )
        yield from self.identifier_columns()


def _posts(row: EntryRow) -> str:
    return join_distinct(
        ", ".join(filter(None, [one["post"], one["organization"]["name"]])) for one in row.body["positions"]
    )
