"""Table columns of topics, for CSV and Excel."""

from django.utils.translation import gettext as _

from agreements.topics.filters import TopicFilter
from exports.tables import ExportTable, export_column, reference_heading


class TopicTable(ExportTable):
    """Topics, each with its wider topic."""

    filterset = TopicFilter
    linked_kinds = ("topic",)

    def own_columns(self):
        yield export_column(_("wider topic"), lambda row: row.title_of(row.body["parent"]))
        yield export_column(
            reference_heading(_("wider topic")), lambda row: (row.body["parent"] or {}).get("ref") or ""
        )
