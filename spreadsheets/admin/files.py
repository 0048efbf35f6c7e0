"""Files of an import: as it was uploaded, and its rows with errors."""

from io import BytesIO

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from spreadsheets.admin.addresses import ImportAddressesMixin
from spreadsheets.choices import RowState
from spreadsheets.imports.error_rows import write_error_rows
from spreadsheets.messages import in_active_language
from spreadsheets.plan import ImportPlan


class ImportFilesMixin(ImportAddressesMixin):
    """Downloads of an import."""

    def get_urls(self):
        return [
            self.route("file", self.file_view),
            self.route("bad-rows/<str:suffix>", self.bad_rows_view, "bad-rows"),
            *super().get_urls(),
        ]

    def file_view(self, request, object_id):
        """The file as it was uploaded."""
        spreadsheet = self.import_or_404(request, object_id, to_change=False)
        if not spreadsheet.file:
            raise Http404
        try:
            opened = spreadsheet.file.open("rb")
        except FileNotFoundError as error:  # a restored database without its files
            raise Http404 from error
        return FileResponse(opened, as_attachment=True, filename=spreadsheet.name)

    def bad_rows_view(self, request, object_id, suffix):
        """The rows with errors and the reasons, to be corrected and uploaded again."""
        spreadsheet = self.import_or_404(request, object_id, to_change=False)
        plans = spreadsheet.rows.filter(state=RowState.ERROR).values_list("plan", flat=True)
        if suffix not in {"csv", "xlsx"} or not plans or not spreadsheet.file:
            raise Http404
        plan = ImportPlan.from_json({"rows": in_active_language(list(plans)), "digest": spreadsheet.digest})
        written = write_error_rows(spreadsheet.read_sheet(), plan, suffix)
        stem = spreadsheet.name.rpartition(".")[0]
        return FileResponse(
            BytesIO(written), as_attachment=True, filename=f"{stem} – {_('rows with errors')}.{suffix}"
        )
