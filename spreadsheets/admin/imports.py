"""The way of a spreadsheet to the records, page by page: upload, columns, check, preview, apply, take back."""

from io import BytesIO

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from agreements.models import Agreement
from interchange.schema import MODELS
from spreadsheets import actions, choices
from spreadsheets.admin.decisions import merge_decisions, past_decisions, pending_decisions
from spreadsheets.admin.forms import ColumnsForm, UploadForm, saved_list_of
from spreadsheets.choices import APPLIED_STATES, ImportState, RowState
from spreadsheets.columns import SHEET_COLUMNS
from spreadsheets.imports.error_rows import write_error_rows
from spreadsheets.imports.planner import ImportPlan
from spreadsheets.models import SavedList, SpreadsheetImport

_ROWS_PER_PAGE = 50
_DECISIONS_PER_PAGE = 100
_REQUIRED_PERMISSIONS = (
    "agreements.add_agreement",
    "agreements.change_agreement",
    "organizations.add_organization",
)
_UNDELETABLE_STATES = (ImportState.APPLYING, *APPLIED_STATES)


@admin.register(SpreadsheetImport)
class SpreadsheetImportAdmin(admin.ModelAdmin):
    """Everybody on the staff sees all imports: they are the house's. Who did what stands beside each."""

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
    list_per_page = _ROWS_PER_PAGE
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request):
        """Without what an import did, which is as large as its records."""
        return super().get_queryset(request).defer("applied")

    # Who may

    def has_add_permission(self, request):
        """An import does what people do by hand, so they must be allowed to do it by hand."""
        return super().has_add_permission(request) and request.user.has_perms(_REQUIRED_PERMISSIONS)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and request.user.has_perms(_REQUIRED_PERMISSIONS)

    def has_delete_permission(self, request, obj=None):
        """What an import did cannot be taken back without it."""
        return (obj is None or obj.state not in _UNDELETABLE_STATES) and super().has_delete_permission(
            request, obj
        )

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        obj.file.delete(save=False)

    def delete_queryset(self, request, queryset):
        for one in queryset:
            self.delete_model(request, one)

    # Addresses

    def get_urls(self):
        def address(act, view, name=None):
            name = f"spreadsheets_spreadsheetimport_{name or act}"
            return path(f"<path:object_id>/{act}/", self.admin_site.admin_view(view), name=name)

        return [
            address("columns", self.columns_view),
            address("check", require_POST(self.check_view)),
            address("apply", require_POST(self.apply_view)),
            address("take-back", self.take_back_view),
            address("start-again", require_POST(self.start_again_view)),
            address("file", self.file_view),
            address("bad-rows/<str:suffix>", self.bad_rows_view, "bad-rows"),
            *super().get_urls(),
        ]

    def address(self, spreadsheet: SpreadsheetImport, act: str = "change", *args) -> str:
        return reverse(f"admin:spreadsheets_spreadsheetimport_{act}", args=[quote(spreadsheet.pk), *args])

    def found(self, request, object_id, *, to_change: bool = True) -> SpreadsheetImport:
        """The import of an address. Raises PermissionDenied for those who may not, Http404 where there is none."""
        may = self.has_change_permission if to_change else self.has_view_or_change_permission
        if not may(request):
            raise PermissionDenied
        spreadsheet = self.get_object(request, unquote(object_id))
        if spreadsheet is None:
            raise Http404
        return spreadsheet

    def page(self, request, name: str, spreadsheet: SpreadsheetImport | None, **context):
        request.current_app = self.admin_site.name
        template = f"admin/spreadsheets/spreadsheetimport/{name}.html"
        known = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "spreadsheet": spreadsheet,
            "title": spreadsheet.name if spreadsheet else _("Import from a spreadsheet"),
            "may_change": self.has_change_permission(request, spreadsheet),
            "may_delete": bool(spreadsheet) and self.has_delete_permission(request, spreadsheet),
        }
        return TemplateResponse(request, template, known | context)

    def go_to(self, spreadsheet: SpreadsheetImport) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.address(spreadsheet))

    def attempt(self, request, spreadsheet, act, done: str, **how) -> HttpResponseRedirect:
        """Do an act of ``spreadsheets.actions`` and note it; where it is refused, say why. Then show the import."""
        try:
            act(spreadsheet=spreadsheet, by=request.user, **how)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.WARNING)
        else:
            self.log_change(request, spreadsheet, done)
        return self.go_to(spreadsheet)

    # Upload, and what the columns mean

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
            self.warn_of_the_same(request, spreadsheet)
            return HttpResponseRedirect(self.address(spreadsheet, "columns"))
        return self.page(request, "upload", None, form=form, step=1)

    def warn_of_the_same(self, request, spreadsheet: SpreadsheetImport) -> None:
        same = SpreadsheetImport.objects.filter(sha256=spreadsheet.sha256).exclude(pk=spreadsheet.pk).first()
        if same:
            text = _(
                "Exactly this file was uploaded before: see {}. To bring it in once more changes nothing new."
            )
            link = format_html('<a href="{}">{}</a>', self.address(same), same)
            self.message_user(request, format_html(str(text), link), messages.WARNING)

    def columns_view(self, request, object_id):
        spreadsheet = self.found(request, object_id)
        if spreadsheet.state not in choices.CHECKABLE_STATES:
            return self.go_to(spreadsheet)
        form = ColumnsForm(request.POST if request.method == "POST" else None, spreadsheet=spreadsheet)
        if form.is_valid():
            columns = form.columns()
            saved = actions.save_column_mapping(
                name=form.cleaned_data["name"], headers=spreadsheet.headers, columns=columns
            )
            return self.attempt(
                request,
                spreadsheet,
                actions.request_check,
                "Asked for a check.",
                saved_list=saved,
                columns=columns,
            )
        return self.page(
            request,
            "columns",
            spreadsheet,
            form=form,
            step=2,
            known=saved_list_of(spreadsheet),
            meanings=SHEET_COLUMNS,
            list_names=SavedList.objects.values_list("name", flat=True),
        )

    # The import itself, as far as it has come

    def change_view(self, request, object_id, form_url="", extra_context=None):
        spreadsheet = self.found(request, object_id, to_change=False)
        if spreadsheet.is_in_background:
            return self.progress_page(request, spreadsheet)
        if spreadsheet.state == ImportState.UPLOADED:
            if self.has_change_permission(request):
                return HttpResponseRedirect(self.address(spreadsheet, "columns"))
            return self.page(request, "uploaded", spreadsheet, step=2)
        if spreadsheet.state == ImportState.FAILED:
            return self.page(request, "failed", spreadsheet, step=3)
        if spreadsheet.state == ImportState.CHECKED:
            return self.preview_page(request, spreadsheet)
        return self.result_page(request, spreadsheet)

    def progress_page(self, request, spreadsheet: SpreadsheetImport):
        at_work = SpreadsheetImport.objects.at_work()
        is_left = not at_work and spreadsheet.has_waited
        return self.page(
            request,
            "progress",
            spreadsheet,
            step=3 if spreadsheet.state == ImportState.CHECKING else 5,
            is_at_work=spreadsheet.pk in at_work,
            is_left=is_left,
            others_at_work=bool(at_work - {spreadsheet.pk}),
        )

    def preview_page(self, request, spreadsheet: SpreadsheetImport):
        asked = pending_decisions(spreadsheet)
        return self.page(
            request,
            "preview",
            spreadsheet,
            step=4,
            decisions=asked[:_DECISIONS_PER_PAGE],
            taken=past_decisions(spreadsheet),
            more_decisions=max(0, len(asked) - _DECISIONS_PER_PAGE),
            effect=spreadsheet.counts.get(RowState.NEW, 0) + spreadsheet.counts.get(RowState.CHANGED, 0),
            errors=spreadsheet.counts.get(RowState.ERROR, 0),
            **self.rows_shown(request, spreadsheet),
        )

    def rows_shown(self, request, spreadsheet: SpreadsheetImport) -> dict:
        """One page of the rows of the state that was asked for, and the states to choose from with their counts."""
        labels = [("", _("all")), *RowState.choices, ("warning", _("with warnings"))]
        show = request.GET.get("show", "")
        rows = spreadsheet.rows.all()
        if show == "warning":
            rows = rows.filter(has_warnings=True)
        elif show in RowState:
            rows = rows.filter(state=show)
        else:
            show = ""
        filters = [
            {"name": name, "label": label, "count": spreadsheet.counts.get(name or "all", 0), "is_shown": name == show}
            for name, label in labels
        ]  # fmt: skip
        return {
            "filters": filters,
            "show": show,
            "rows": Paginator(rows, _ROWS_PER_PAGE).get_page(request.GET.get("page")),
        }

    def result_page(self, request, spreadsheet: SpreadsheetImport):
        rows = spreadsheet.rows.filter(state__in=(RowState.NEW, RowState.CHANGED))
        page = Paginator(rows, _ROWS_PER_PAGE).get_page(request.GET.get("page"))
        known = {
            one.external_id: one
            for one in Agreement.objects.filter(
                external_id__in=[row.plan["record"] for row in page]
            ).prefetch_related("texts")
        }
        for row in page:
            row.agreement = known.get(row.plan["record"])
        may_publish = request.user.has_perm("agreements.publish_agreement")
        return self.page(
            request,
            "result",
            spreadsheet,
            step=5,
            rows=page,
            made=self.made(spreadsheet),
            left_out=spreadsheet.counts.get(RowState.ERROR, 0) if spreadsheet.leaves_out_errors else 0,
            may_publish=may_publish and spreadsheet.state == ImportState.APPLIED and any(known.values()),
            action_checkbox_name=ACTION_CHECKBOX_NAME,
        )

    def made(self, spreadsheet: SpreadsheetImport) -> list[dict]:
        """For each kind of record how many the import made and changed."""
        applied = spreadsheet.applied or {}
        made, changed = applied.get("created", {}), applied.get("changed", {})
        return [
            {
                "name": capfirst(model._meta.verbose_name_plural),
                "made": len(made.get(kind, ())),
                "changed": len(changed.get(kind, ())),
            }
            for kind, model in MODELS.items()
            if made.get(kind) or changed.get(kind)
        ]

    # Steps

    def check_view(self, request, object_id):
        """Check again, with what was chosen where a name only resembles an organization."""
        spreadsheet = self.found(request, object_id)
        if spreadsheet.saved_list is None:
            return HttpResponseRedirect(self.address(spreadsheet, "columns"))
        choices = merge_decisions(spreadsheet, request.POST)
        return self.attempt(
            request, spreadsheet, actions.request_check, "Asked for a check.", choices=choices
        )

    def apply_view(self, request, object_id):
        spreadsheet = self.found(request, object_id)
        return self.attempt(
            request,
            spreadsheet,
            actions.request_apply,
            "Asked to apply it.",
            digest=request.POST.get("digest", ""),
            leaves_out_errors=request.POST.get("errors") == "leave-out",
        )

    def take_back_view(self, request, object_id):
        spreadsheet = self.found(request, object_id)
        if request.method == "POST":
            return self.attempt(request, spreadsheet, actions.request_undo, "Asked to take it back.")
        if spreadsheet.state != ImportState.APPLIED:
            return self.go_to(spreadsheet)
        return self.page(request, "take_back", spreadsheet, step=5, made=self.made(spreadsheet))

    def start_again_view(self, request, object_id):
        spreadsheet = self.found(request, object_id)
        return self.attempt(request, spreadsheet, actions.restart_step, "Asked for it once more.")

    # Files

    def file_view(self, request, object_id):
        """The file as it was uploaded."""
        spreadsheet = self.found(request, object_id, to_change=False)
        return FileResponse(spreadsheet.file.open("rb"), as_attachment=True, filename=spreadsheet.name)

    def bad_rows_view(self, request, object_id, suffix):
        """The rows with errors and why, to be corrected and brought in again."""
        spreadsheet = self.found(request, object_id, to_change=False)
        plans = spreadsheet.rows.filter(state=RowState.ERROR).values_list("plan", flat=True)
        if suffix not in {"csv", "xlsx"} or not plans:
            raise Http404
        plan = ImportPlan.from_json({"rows": list(plans), "digest": spreadsheet.digest})
        written = write_error_rows(spreadsheet.table(), plan, suffix)
        stem = spreadsheet.name.rpartition(".")[0]
        return FileResponse(
            BytesIO(written), as_attachment=True, filename=f"{stem} – {_('rows with errors')}.{suffix}"
        )
