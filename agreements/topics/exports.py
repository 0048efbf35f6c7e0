"""Table columns of topics, for CSV and Excel."""

from django.utils.translation import gettext as _

from agreements.topics.filters import TopicFilter
from core.localized import in_language
from exports.tables import ExportTable, export_column, reference_heading


class TopicTable(ExportTable):
    """Topics, each with its wider topic."""

    filterset = TopicFilter

    def own_columns(self):
        yield export_column(
            _("part of"), lambda row: in_language((row.body["parent"] or {}).get("name", {}))[0]
        )
        yield export_column(
            reference_heading(_("part of")), lambda row: (row.body["parent"] or {}).get("ref") or ""
        )
