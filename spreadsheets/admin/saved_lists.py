"""Admin of saved lists."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from desk.conflicts.admin import EditConflictsMixin
from desk.history.views import HistoryMixin
from spreadsheets.columns import SHEET_COLUMNS
from spreadsheets.models import SavedList
from spreadsheets.short_names import change_short_name


@admin.register(SavedList)
class SavedListAdmin(EditConflictsMixin, HistoryMixin, admin.ModelAdmin):
    """Column mappings by list. An import makes them; here they can be renamed."""

    can_restore = False
    list_display = ["name", "updated_at"]
    search_fields = ["name"]
    fields = ["name", "slug", "column_meanings", "updated_at"]
    readonly_fields = ["column_meanings", "updated_at"]

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        if "slug" in form.changed_data:
            before = SavedList.objects.get(pk=obj.pk)
            change_short_name(saved_list=before, slug=obj.slug)
            obj.answers = before.answers
        super().save_model(request, obj, form, change)

    @admin.display(description=_("columns"))
    def column_meanings(self, saved):
        labels = {column.name: column.label for column in SHEET_COLUMNS}
        rows = zip(saved.headers, saved.columns, strict=True)
        return format_html_join(
            "",
            "<div>{} → {}</div>",
            ((header, labels.get(name, _("internal note"))) for header, name in rows),
        )
