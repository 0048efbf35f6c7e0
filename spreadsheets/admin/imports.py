"""Admin of imports, page by page: upload, columns, progress, preview, result, undo."""

from copy import deepcopy

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from spreadsheets import actions, choices
from spreadsheets.admin.decisions import (
    count_open_names,
    count_sure_names,
    merge_countries,
    merge_decisions,
)
from spreadsheets.admin.files import ImportFilesMixin
from spreadsheets.admin.forms import ColumnsForm, UploadForm, saved_list_of
from spreadsheets.admin.import_pages import (
    organizations_context,
    place_in_rows,
    preview_context,
    progress_context,
    record_counts,
    result_context,
)
from spreadsheets.admin.publication import ImportPublicationMixin
from spreadsheets.admin.reading import ReadingForm, reading_context
from spreadsheets.admin.repairs import cells_to_repair, merge_repairs
from spreadsheets.answers import ImportAnswers
from spreadsheets.choices import APPLIED_STATES, ImportState
from spreadsheets.columns import SHEET_COLUMNS
from spreadsheets.imports.publication import imported_records
from spreadsheets.messages import in_active_language
from spreadsheets.models import SavedList, SpreadsheetImport

_REQUIRED_PERMISSIONS = (
    "agreements.add_agreement",
    "agreements.change_agreement",
    "organizations.add_organization",
)
_UNDELETABLE_STATES = (ImportState.APPLYING, *APPLIED_STATES)


@admin.register(SpreadsheetImport)
class SpreadsheetImportAdmin(ImportPublicationMixin, ImportFilesMixin, admin.ModelAdmin):
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
        """Without the columns that grow with the list: pages that show them load them."""
        return super().get_queryset(request).defer("findings", "applied", "publication")

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
        return [
            self.route("columns", self.columns_view),
            self.route("reading", require_POST(self.reading_view)),
            self.route("check", require_POST(self.check_view)),
            self.route("organizations", self.organizations_view),
            self.route("rows/<int:number>", self.row_view, "row"),
            self.route("apply", require_POST(self.apply_view)),
            self.route("take-back", self.undo_view),
            self.route("start-again", require_POST(self.restart_view)),
            *super().get_urls(),
        ]

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
            **reading_context(spreadsheet),
        )

    def reading_view(self, request, object_id):
        """Read the file again as it was chosen: another encoding, sheet or header."""
        spreadsheet = self.import_or_404(request, object_id)
        form = ReadingForm(request.POST, spreadsheet=spreadsheet)
        if not form.is_valid():
            self.message_user(
                request, _("Choose again: the file was read otherwise meanwhile."), messages.WARNING
            )
            return self.redirect_to(spreadsheet)
        return self.perform(
            request, spreadsheet, actions.reread_spreadsheet, "Read again.", options=form.options()
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
            is_first_look = "show" not in request.GET and self.has_change_permission(request)
            if is_first_look and count_open_names(spreadsheet):
                return HttpResponseRedirect(self.address(spreadsheet, "organizations"))
            return self.render_page(request, "preview", spreadsheet, **preview_context(request, spreadsheet))
        return self.render_page(request, "result", spreadsheet, **result_context(request, spreadsheet))

    # Steps

    def check_view(self, request, object_id):
        """Keep the posted corrections, answers and decisions, and check again unless more of them are to come."""
        spreadsheet = self.import_or_404(request, object_id)
        if spreadsheet.saved_list is None:
            return HttpResponseRedirect(self.address(spreadsheet, "columns"))
        before = ImportAnswers.from_json(spreadsheet.answers)
        answers = deepcopy(before)
        merge_decisions(spreadsheet, request.POST, answers)
        unknown_countries = merge_countries(spreadsheet, request.POST, answers)
        merge_repairs(spreadsheet, request.POST, answers)
        if unknown_countries:
            return self.refuse_countries(request, spreadsheet, answers, unknown_countries)
        if "keep" in request.POST:
            self.perform(request, spreadsheet, actions.keep_answers, "Corrected it.", answers=answers)
            return HttpResponseRedirect(f"{self.address(spreadsheet)}{place_in_rows(request.POST)}")
        is_as_checked = spreadsheet.digest and answers == before
        if "confirm" in request.POST and is_as_checked:
            self.log_change(request, spreadsheet, f"Confirmed {count_sure_names(spreadsheet)} organizations.")
            return HttpResponseRedirect(f"{self.address(spreadsheet)}?show=")
        return self.perform(
            request, spreadsheet, actions.request_check, "Asked for a check.", answers=answers
        )

    def refuse_countries(self, request, spreadsheet, answers: ImportAnswers, unknown: list[str]):
        """Keep the other decisions, and say which countries are none."""
        self.perform(request, spreadsheet, actions.keep_answers, "Decided on organizations.", answers=answers)
        sentence = _("No country is called so, and it was not kept: %s. Choose one that is offered.")
        self.message_user(request, sentence % ", ".join(unknown), messages.ERROR)
        return HttpResponseRedirect(self.address(spreadsheet, "organizations"))

    def organizations_view(self, request, object_id):
        """The organizations that the list names, each once, to be decided or confirmed before the preview."""
        spreadsheet = self.import_or_404(request, object_id)
        if spreadsheet.state != ImportState.CHECKED:
            return self.redirect_to(spreadsheet)
        return self.render_page(
            request, "organizations", spreadsheet, **organizations_context(request, spreadsheet)
        )

    def row_view(self, request, object_id, number):
        """Every cell of a row, to be corrected."""
        spreadsheet = self.import_or_404(request, object_id)
        row = spreadsheet.rows.filter(number=number).first()
        if row is None or spreadsheet.state != ImportState.CHECKED:
            return self.redirect_to(spreadsheet)
        return self.render_page(
            request,
            "row",
            spreadsheet,
            step=5,
            row=row,
            label=in_active_language(row.plan["label"]),
            cells=cells_to_repair(spreadsheet, row),
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
        counts = record_counts(spreadsheet, imported_records(spreadsheet.applied))
        return self.render_page(request, "take_back", spreadsheet, step=6, record_counts=counts)

    def restart_view(self, request, object_id):
        spreadsheet = self.import_or_404(request, object_id)
        return self.perform(request, spreadsheet, actions.restart_step, "Asked for it once more.")
