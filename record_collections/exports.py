"""Table columns of collections, for CSV and Excel."""

from django.utils.translation import gettext as _

from core.localized import in_language
from exports.cells import join_distinct
from exports.tables import ExportTable, export_column, reference_heading
from record_collections.filters import CollectionFilter
from record_collections.kind import item_mention


class CollectionTable(ExportTable):
    """Collections, each with its description and the records that it contains."""

    filterset = CollectionFilter
    linked_kinds = ("agreement", "activity")

    def own_columns(self):
        yield export_column(_("description"), lambda row: in_language(row.body["description"])[0])
        yield export_column(
            _("records"),
            lambda row: join_distinct(row.title_of(item_mention(item)) for item in row.body["items"]),
        )
        yield export_column(
            reference_heading(_("records")),
            lambda row: join_distinct(item_mention(item)["ref"] for item in row.body["items"]),
        )
