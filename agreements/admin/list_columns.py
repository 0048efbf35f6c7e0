"""Columns of the list of agreements: signed, status, end, next deadline, responsible unit, officer; each sortable."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.key_facts import DEADLINE_LABELS
from agreements.list_dates import with_list_dates
from desk.colleagues import colleague_name
from desk.columns import KnownFirst
from lifecycle.deadlines import END, deadlines_on
from organizations.models import Organization
from pages.status import status_on_day
from pages.value_formats import format_edtf
from register.periods import periods_by_ref

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object

LIST_COLUMNS = ["signed", "status", "ends", "next_deadline", "unit", "officer"]


class UnitFilter(admin.SimpleListFilter):
    """The agreements of one responsible unit, by an address such as that in a brief; else it is not offered."""

    title = _("responsible unit")
    parameter_name = "unit"

    def lookups(self, request, model_admin):
        value = request.GET.get("unit", "")
        units = Organization.objects.filter(pk=value) if value.isdecimal() and len(value) < 10 else []
        return [(str(unit.pk), unit.name) for unit in units]

    def queryset(self, request, queryset):
        return queryset.filter(custody__unit=self.value()) if self.value() else queryset


class AgreementChangeList(ChangeList):
    """A page of the list, its rows with periods and deadlines of those that are public: one query for all."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = rows = list(self.result_list)
        periods = periods_by_ref(row.ref for row in rows if row.is_public)
        day = timezone.localdate()
        for row in rows:
            row.list_day, row.list_periods = day, periods.get(row.ref, [])
            row.list_deadlines = deadlines_on(row.list_periods, day)


class AgreementListMixin(_ModelAdmin):
    """Columns of dates and of custody, for the admin of agreements."""

    def get_changelist(self, request, **kwargs):
        return AgreementChangeList

    def with_list_columns(self, queryset):
        """Agreements with all that a row of the list shows, and what it is sorted by."""
        queryset = queryset.select_related("custody__unit", "custody__officer")
        queryset = queryset.prefetch_related("involvements__organization", "involvements__person")
        return with_list_dates(queryset, timezone.localdate())

    @admin.display(description=_("signed"), ordering=KnownFirst("signed_on"))
    def signed(self, agreement):
        return agreement.signed and format_edtf(agreement.signed)

    @admin.display(description=_("status"), ordering=KnownFirst("legal_state"))
    def status(self, agreement):
        """In the words of its public page; none before it is public."""
        if not agreement.is_public:
            return None
        kind = agreement.nature, agreement.bindingness, agreement.form
        return status_on_day(agreement.list_periods, agreement.list_day, *kind).tag

    @admin.display(description=_("ends"), ordering=KnownFirst("ends_on"))
    def ends(self, agreement):
        if not agreement.is_public:
            return agreement.ends_on and format_edtf(agreement.ends_on.isoformat())
        ends = [due for due in agreement.list_deadlines if due.kind == END]
        return format_edtf(ends[0].span.edtf) if ends else None

    @admin.display(description=_("next deadline"), ordering=KnownFirst("next_on"))
    def next_deadline(self, agreement):
        if not agreement.is_public:
            return agreement.next_on and format_edtf(agreement.next_on.isoformat())
        day = agreement.list_day
        due = [
            due for due in agreement.list_deadlines if due.span.latest_known_day >= day or due.is_overdue(day)
        ]
        if not due:
            return None
        first = min(due, key=lambda deadline: deadline.span.earliest_known_day)
        return f"{format_edtf(first.span.edtf)}, {DEADLINE_LABELS[first.kind]}"

    @admin.display(description=_("responsible unit"), ordering=KnownFirst("custody__unit__name"))
    def unit(self, agreement):
        custody = getattr(agreement, "custody", None)
        return custody and custody.unit and custody.unit.name

    @admin.display(description=_("officer"), ordering=KnownFirst("custody__officer__username"))
    def officer(self, agreement):
        custody = getattr(agreement, "custody", None)
        return custody and custody.officer and colleague_name(custody.officer)
