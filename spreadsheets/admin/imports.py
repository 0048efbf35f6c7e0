"""Admin of imports, page by page: upload, columns, progress, preview, result, undo."""

from io import BytesIO

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from spreadsheets import actions, choices
from spreadsheets.admin.decisions import merge_decisions
from spreadsheets.admin.forms import ColumnsForm, UploadForm, saved_list_of
from spreadsheets.admin.import_pages import preview_context, progress_context, record_counts, result_context
from spreadsheets.choices import APPLIED_STATES, ImportState, RowState
from spreadsheets.columns import SHEET_COLUMNS
from spreadsheets.imports.error_rows import write_error_rows
from spreadsheets.models import SavedList, SpreadsheetImport
from spreadsheets.plan import ImportPlan

_REQUIRED_PERMISSIONS = (
    "agreements.add_agreement",
    "agreements.change_agreement",
    "organizations.add_organization",
)
_UNDELETABLE_STATES = (ImportState.APPLYING, *APPLIED_STATES)


@admin.register(SpreadsheetImport)
class SpreadsheetImportAdmin(admin.ModelAdmin):
    """Imports of spreadsheets. All staff see all of them, with who uploaded and who applied each."""

    list_display = [
        "name",
        "saved_list",
        "state",
        "total",
        "uploaded_at",
        "uploaded_by",
        "applied_at",
        "applied_by",
    ]
    list_select_related = ["saved_list", "uploaded_by", "applied_by"]
    list_filter = ["state", "saved_list"]
    search_fields = ["name", "saved_list__name"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request):
        """Without ``applied``, which is as large as the records that it lists."""
        return super().get_queryset(request).defer("applied")

    # Permissions

    def has_add_permission(self, request):
        """Only for those who may do by hand what an import does."""
        return super().has_add_permission(request) and request.user.has_perms(_REQUIRED_PERMISSIONS)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and request.user.has_perms(_REQUIRED_PERMISSIONS)

    def has_delete_permission(self, request, obj=None):
        """Not while it is in effect: it could not be undone any more."""
        return (obj is None or obj.state not in _UNDELETABLE_STATES) and super().has_delete_permission(
            request, obj
        )

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        obj.file.delete(save=False)

    def delete_queryset(self, request, queryset):
        for spreadsheet in queryset:
            self.delete_model(request, spreadsheet)

    # Addresses

    def get_urls(self):
        def route(action, view, name=None):
            name = f"{self.opts.app_label}_{self.opts.model_name}_{name or action}"
            return path(f"<path:object_id>/{action}/", self.admin_site.admin_view(view), name=name)

        return [
            route("columns", self.columns_view),
            route("check", require_POST(self.check_view)),
            route("apply", require_POST(self.apply_view)),
            route("take-back", self.undo_view),
            route("start-again", require_POST(self.restart_view)),
            route("file", self.file_view),
            route("bad-rows/<str:suffix>", self.bad_rows_view, "bad-rows"),
            *super().get_urls(),
        ]

    def address(self, spreadsheet: SpreadsheetImport, action: str = "change") -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{action}"
        return reverse(name, args=[quote(spreadsheet.pk)])

    def import_or_404(self, request, object_id, *, to_change: bool = True) -> SpreadsheetImport:
        """The import of an address. Raises PermissionDenied for those who may not, Http404 where there is none."""
        may = self.has_change_permission if to_change else self.has_view_or_change_permission
        if not may(request):
            raise PermissionDenied
        spreadsheet = self.get_object(request, unquote(object_id))
        if spreadsheet is None:
            raise Http404
        return spreadsheet

    def render_page(self, request, name: str, spreadsheet: SpreadsheetImport | None, **context):
        request.current_app = self.admin_site.name
        template = f"admin/spreadsheets/spreadsheetimport/{name}.html"
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "spreadsheet": spreadsheet,
            "title": spreadsheet.name if spreadsheet else _("Import from a spreadsheet"),
            "may_change": self.has_change_permission(request, spreadsheet),
            "may_delete": bool(spreadsheet) and self.has_delete_permission(request, spreadsheet),
        }
        return TemplateResponse(request, template, shared | context)

    def redirect_to(self, spreadsheet: SpreadsheetImport) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.address(spreadsheet))

    def perform(self, request, spreadsheet, action, log_message: str, **values) -> HttpResponseRedirect:
        """Call an action of ``spreadsheets.actions`` and log it, or show why it is refused; then show the import."""
        try:
            action(spreadsheet=spreadsheet, by=request.user, **values)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.WARNING)
        else:
            self.log_change(request, spreadsheet, log_message)
        return self.redirect_to(spreadsheet)

    # Upload and column mapping

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
        if form.is_valid():
            spreadsheet = actions.upload_spreadsheet(
                file=form.cleaned_data["file"], table=form.table, by=request.user
            )
            self.log_addition(request, spreadsheet, "Uploaded.")
            self.warn_of_same_file(request, spreadsheet)
            return HttpResponseRedirect(self.address(spreadsheet, "columns"))
        return self.render_page(request, "upload", None, form=form, step=1)

    def warn_of_same_file(self, request, spreadsheet: SpreadsheetImport) -> None:
        same = SpreadsheetImport.objects.filter(sha256=spreadsheet.sha256).exclude(pk=spreadsheet.pk).first()
        if same:
            text = _(
                "Exactly this file was uploaded before: see {}. To bring it in once more changes nothing new."
            )
            link = format_html('<a href="{}">{}</a>', self.address(same), same)
            self.message_user(request, format_html(str(text), link), messages.WARNING)

    def columns_view(self, request, object_id):
        spreadsheet = self.import_or_404(request, object_id)
        if spreadsheet.state not in choices.CHECKABLE_STATES or not spreadsheet.file:
            return self.redirect_to(spreadsheet)
        form = ColumnsForm(request.POST if request.method == "POST" else None, spreadsheet=spreadsheet)
        if form.is_valid():
            columns = form.meanings()
            saved = actions.save_column_mapping(
                name=form.cleaned_data["name"], headers=spreadsheet.headers, columns=columns, by=request.user
            )
            return self.perform(
                request,
                spreadsheet,
                actions.request_check,
                "Asked for a check.",
                saved_list=saved,
                columns=columns,
            )
        return self.render_page(
            request,
            "columns",
            spreadsheet,
            form=form,
            step=2,
            saved_list=saved_list_of(spreadsheet),
            meanings=SHEET_COLUMNS,
            list_names=SavedList.objects.values_list("name", flat=True),
        )

    # The import itself, as far as it has come

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page of the import's state: columns, progress, failure, preview or result."""
        spreadsheet = self.import_or_404(request, object_id, to_change=False)
        if spreadsheet.is_in_background:
            return self.render_page(request, "progress", spreadsheet, **progress_context(spreadsheet))
        if spreadsheet.state == ImportState.UPLOADED:
            if self.has_change_permission(request):
                return HttpResponseRedirect(self.address(spreadsheet, "columns"))
            return self.render_page(request, "uploaded", spreadsheet, step=2)
        if spreadsheet.state == ImportState.FAILED:
            return self.render_page(request, "failed", spreadsheet, step=3)
        if spreadsheet.state == ImportState.CLOSED:
            return self.render_page(request, "closed", spreadsheet)
        if spreadsheet.state == ImportState.CHECKED:
            return self.render_page(request, "preview", spreadsheet, **preview_context(request, spreadsheet))
        return self.render_page(request, "result", spreadsheet, **result_context(request, spreadsheet))

    # Steps

    def check_view(self, request, object_id):
        """Check again, with the posted decisions about names that only resemble organizations."""
        spreadsheet = self.import_or_404(request, object_id)
        if spreadsheet.saved_list is None:
            return HttpResponseRedirect(self.address(spreadsheet, "columns"))
        answers = merge_decisions(spreadsheet, request.POST)
        return self.perform(
            request, spreadsheet, actions.request_check, "Asked for a check.", answers=answers
        )

    def apply_view(self, request, object_id):
        spreadsheet = self.import_or_404(request, object_id)
        return self.perform(
            request,
            spreadsheet,
            actions.request_apply,
            "Asked to apply it.",
            digest=request.POST.get("digest", ""),
            leaves_out_errors=request.POST.get("errors") == "leave-out",
        )

    def undo_view(self, request, object_id):
        spreadsheet = self.import_or_404(request, object_id)
        if request.method == "POST":
            return self.perform(request, spreadsheet, actions.request_undo, "Asked to take it back.")
        if spreadsheet.state != ImportState.APPLIED:
            return self.redirect_to(spreadsheet)
        return self.render_page(
            request, "take_back", spreadsheet, step=5, record_counts=record_counts(spreadsheet)
        )

    def restart_view(self, request, object_id):
        spreadsheet = self.import_or_404(request, object_id)
        return self.perform(request, spreadsheet, actions.restart_step, "Asked for it once more.")

    # Files

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
        plan = ImportPlan.from_json({"rows": list(plans), "digest": spreadsheet.digest})
        written = write_error_rows(spreadsheet.read_sheet(), plan, suffix)
        stem = spreadsheet.name.rpartition(".")[0]
        return FileResponse(
            BytesIO(written), as_attachment=True, filename=f"{stem} – {_('rows with errors')}.{suffix}"
        )
