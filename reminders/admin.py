"""Admin of reminders: the events that staff are reminded of, and for administrators the digests that were sent."""

from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from activities.models import Activity
from agreements.models import Agreement, Custody, UnitMember
from desk.addresses import change_page_address
from desk.conflicts.admin import EditConflictsMixin
from desk.queues import Queue, QueueFilter
from desk.read_only import ReadOnlyAdmin
from register.kinds import kinds
from reminders import actions
from reminders.choices import WAITING_KINDS
from reminders.models import Digest, Event, Preferences, Reminder


def _is_unhandled() -> Q:
    return Q(handled_at=None, is_current=True)


def _is_kept_in(custody) -> Q:
    agreement = ContentType.objects.get_for_model(Agreement)
    return _is_unhandled() & Q(content_type=agreement, object_id__in=custody.values("agreement"))


def _is_mine(user) -> Q:
    """Of the agreements of which they are the officer, and what waits for them."""
    reminded = Reminder.objects.filter(event=OuterRef("pk"), user=user)
    waiting = _is_unhandled() & Q(Exists(reminded), kind__in=WAITING_KINDS)
    return _is_kept_in(Custody.objects.filter(officer=user)) | waiting


def _is_of_my_unit(user) -> Q:
    units = UnitMember.objects.filter(user=user).values("unit")
    return _is_kept_in(Custody.objects.filter(unit__in=units))


def _change_permission(model) -> str:
    return f"{model._meta.app_label}.change_{model._meta.model_name}"


def _may_change(user, record) -> bool:
    return user.has_perm(_change_permission(record)) and record.is_within_scope_of(user)


def _records_with_titles() -> list[QuerySet]:
    """Records of the kinds whose titles stand in rows of their own, with these."""
    agreements = Agreement.objects.select_related("custody").prefetch_related("texts")
    return [agreements, Activity.objects.prefetch_related("texts")]


_QUEUES = [
    Queue("mine", _("mine"), _is_mine, is_personal=True),
    Queue("my_unit", _("of my unit"), _is_of_my_unit, is_personal=True),
    Queue("open", _("not handled"), _is_unhandled),
    Queue("passed", _("passed, not handled"), lambda: _is_unhandled() & Q(last_day__lt=timezone.localdate())),
]


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """Events of which somebody was reminded, or soon is; marked as handled by whoever may change the record."""

    list_display = ["first_day", "latest_day", "kind", "about", "is_current", "handled_by", "handled_at"]
    list_display_links = None
    list_filter = [QueueFilter, "kind", "is_current"]
    list_select_related = ["handled_by"]
    queues = _QUEUES
    show_full_result_count = False
    actions = ["settle", "reopen"]

    def get_queryset(self, request):
        return (
            super().get_queryset(request).prefetch_related(GenericPrefetch("record", _records_with_titles()))
        )

    def has_settle_permission(self, request):
        """Anybody who may change records of a kind, as `_settled_by` looks at each."""
        return any(request.user.has_perm(_change_permission(kind.model)) for kind in kinds())

    def _settled_by(self, request, queryset) -> QuerySet:
        """The chosen events whose records this user may change; a message counts the others."""
        records = {event.pk: event.record for event in queryset}
        allowed = [
            pk for pk, record in records.items() if record is None or _may_change(request.user, record)
        ]
        if len(allowed) < len(records):
            words = _("Left out, as you may not change their records: %(count)d")
            self.message_user(request, words % {"count": len(records) - len(allowed)}, messages.WARNING)
        return Event.objects.filter(pk__in=allowed)

    @admin.display(description=_("latest day"), ordering="last_day")
    def latest_day(self, event):
        return event.last_day if event.last_day != event.first_day else ""

    @admin.display(description=_("record"))
    def about(self, event):
        record = event.record
        return format_html('<a href="{}">{}</a>', change_page_address(record), record) if record else "–"

    @admin.action(permissions=["settle"], description=_("Mark as handled: nobody is reminded any more"))
    def settle(self, request, queryset):
        count = actions.settle_events(events=self._settled_by(request, queryset), by=request.user)
        words = ngettext("%(count)d reminder is handled.", "%(count)d reminders are handled.", count)
        self.message_user(request, words % {"count": count}, messages.SUCCESS)

    @admin.action(permissions=["settle"], description=_("Not handled: go on reminding"))
    def reopen(self, request, queryset):
        count = actions.reopen_events(events=self._settled_by(request, queryset), by=request.user)
        words = ngettext("%(count)d reminder is open again.", "%(count)d reminders are open again.", count)
        self.message_user(request, words % {"count": count}, messages.SUCCESS)


@admin.register(Preferences)
class PreferencesAdmin(EditConflictsMixin, admin.ModelAdmin):
    """Preferences of colleagues, for administrators: to say that somebody is away who cannot say it."""

    list_display = ["user", "frequency", "language", "away_until"]
    list_filter = ["frequency"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__email"]
    autocomplete_fields = ["user"]

    def get_readonly_fields(self, request, obj=None):
        return ["user"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False


class _ReminderInline(admin.TabularInline):
    """The lines of a digest."""

    model = Reminder
    fields = ["event", "about", "step"]
    readonly_fields = fields
    can_delete = False

    def get_queryset(self, request):
        titles = GenericPrefetch("event__record", _records_with_titles())
        return super().get_queryset(request).select_related("event").prefetch_related(titles)

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request, obj=None):
        return False

    @admin.display(description=_("record"))
    def about(self, reminder):
        return reminder.event.record or "–"


@admin.register(Digest)
class DigestAdmin(ReadOnlyAdmin):
    """The log of digests, to be looked at."""

    list_display = ["queued_at", "user", "lines", "sent_at", "given_up_at"]
    list_filter = [("sent_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__email"]
    fields = ["user", "queued_at", "attempted_at", "sent_at", "given_up_at"]
    inlines = [_ReminderInline]
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(line_count=Count("reminders"))

    @admin.display(description=_("reminders"))
    def lines(self, digest):
        return digest.line_count
