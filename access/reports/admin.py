"""Admin of problem reports: the queue of the staff."""

from django.contrib import admin, messages
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from access.models import Report
from access.reports import actions
from access.reports.choices import ReportState
from desk.conflicts.admin import EditConflictsMixin
from desk.queues import Queue, QueueFilter
from desk.saved_filters import SavedFiltersMixin
from register import addresses
from register.kinds import kind_named

_OPEN_QUEUE = Queue("open", _("to be answered"), lambda: Q(state=ReportState.OPEN, is_of_flood=False))
_FLOOD_QUEUE = Queue(
    "flood", _("of a flood, to be looked through"), lambda: Q(state=ReportState.OPEN, is_of_flood=True)
)


@admin.register(Report)
class ReportAdmin(EditConflictsMixin, SavedFiltersMixin, admin.ModelAdmin):
    """Problem reports: answered by e-mail where there is an address, then closed. Only readers add one."""

    list_display = ["excerpt", "ref", "reported_at", "has_email", "state", "closed_by"]
    list_filter = [QueueFilter, "state"]
    queues = [_OPEN_QUEUE, _FLOOD_QUEUE]
    desk_nav_order = 2
    search_fields = ["ref", "what", "note"]
    date_hierarchy = "reported_at"
    actions = ["answer", "dismiss"]
    show_full_result_count = False
    list_select_related = ["closed_by"]
    readonly_fields = [
        "record", "page", "version", "what", "source", "email", "language", "reported_at", "is_of_flood",
        "closed_at", "closed_by",
    ]  # fmt: skip
    fieldsets = [
        (
            _("Report of a reader"),
            {"fields": [
                ("record", "page"), "version", "what", "source", "email", "language", ("reported_at", "is_of_flood"),
            ]},
        ),
        (_("Outcome"), {"fields": ["state", "note", ("closed_at", "closed_by")]}),
    ]  # fmt: skip

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("what is wrong"))
    def excerpt(self, report):
        return Truncator(report.what).chars(90)

    @admin.display(description=_("e-mail"), boolean=True)
    def has_email(self, report):
        return bool(report.email)

    @admin.display(description=_("record"))
    def record(self, report):
        """Link to the record in the staff area."""
        model = kind_named(report.ref[0]).model
        record = model._default_manager.filter(ref=report.ref).first()
        if record is None:
            return report.ref
        route = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        return format_html('<a href="{}">{} {}</a>', reverse(route, args=[record.pk]), report.ref, record)

    @admin.display(description=_("public page"))
    def page(self, report):
        return format_html('<a href="{0}">{0}</a>', addresses.record_path(report.ref))

    def save_model(self, request, obj, form, change):
        if "state" in form.changed_data:
            actions.set_report_state(report=obj, state=obj.state, by=request.user)
        else:
            super().save_model(request, obj, form, change)

    @admin.action(permissions=["change"], description=_("Mark as answered, and delete the e-mail addresses"))
    def answer(self, request, queryset):
        self.close(request, queryset, ReportState.ANSWERED)

    @admin.action(permissions=["change"], description=_("Dismiss, and delete the e-mail addresses"))
    def dismiss(self, request, queryset):
        self.close(request, queryset, ReportState.DISMISSED)

    def close(self, request, queryset, state: str) -> None:
        count = actions.close_reports(reports=queryset, state=state, by=request.user)
        message = ngettext("%(count)d report was closed.", "%(count)d reports were closed.", count)
        self.message_user(request, message % {"count": count}, messages.SUCCESS)
