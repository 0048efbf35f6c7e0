"""Activities in the staff area."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, ActivityAgreement, ActivityCitation, ActivityText, Attendance, Outcome
from activities.serializers import ActivitySerializer
from core.language import row_for_each_language
from desk.admin import PartInline, RecordAdmin
from desk.columns import date_column
from desk.queues import EDITED_QUEUE, IN_REVIEW_QUEUE, missing_language_queues, missing_part_queue, without
from desk.search import SearchedRows
from merging.admin import MergingMixin
from organizations.new_organizations import NewOrganizationsMixin
from sources.admin import CitationInline


class ActivityTextInline(PartInline):
    """Title and summary of an activity by language."""

    model = ActivityText
    fields = (("title", "language", "is_working_title"), "summary")
    initial_rows = row_for_each_language()
    extra_on_new = len(initial_rows)


class ActivityAgreementInline(PartInline):
    """The agreements to which an activity stands in a role: held under, launched, discussed."""

    model = ActivityAgreement
    autocomplete_fields = ["agreement"]
    shown_relations = ("agreement__texts",)
    fields = (("agreement", "role"), "stub")


class AttendanceInline(PartInline):
    """Attendance: organizations and people who were present."""

    model = Attendance
    typed_fields = ("organization", "person")
    shown_relations = ("organization", "person")
    fieldsets = [
        (
            None,
            {"fields": [("organization", "role", "side"), ("name_as_written", "post_as_written", "person")]},
        ),
        (
            _("More"),
            {
                "fields": ["post_by_language", ("organization_as_written", "position")],
                "classes": ["collapse"],
            },
        ),
    ]


class OutcomeInline(PartInline):
    """Outcomes of an activity."""

    model = Outcome
    autocomplete_fields = ["organizations", "agreements", "topics"]
    shown_relations = ("organizations", "agreements__texts", "topics")
    fieldsets = [
        (None, {"fields": ["text", ("strength", "position")]}),
        (_("More"), {"fields": ["organizations", "agreements", "topics"], "classes": ["collapse"]}),
    ]


class ActivityCitationInline(CitationInline):
    """Sources for facts about an activity."""

    model = ActivityCitation
    serializer = ActivitySerializer
    extra_on_new = 1


@admin.register(Activity)
class ActivityAdmin(NewOrganizationsMixin, MergingMixin, RecordAdmin):
    """Activities: dates, agreements, attendance, outcomes."""

    list_display = [
        "title",
        "kind",
        date_column(Activity, "on"),
        date_column(Activity, "until"),
        "state",
        "reference",
        "editorial_state",
        "edited",
        "changed",
    ]
    list_filter = [*RecordAdmin.list_filter, "kind", "state"]
    search_fields = ["texts__title", "=ref"]
    searched_fields = ("external_id",)
    searched_rows = (
        SearchedRows("activities.ActivityText", "activity", ("title", "summary")),
        SearchedRows(
            "activities.Attendance", "activity", ("name_as_written", "post_as_written", "person__name")
        ),
        SearchedRows("people.PersonName", "person__attendances__activity", ("text",)),
    )
    autocomplete_fields = ["series", "topics"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("kind", "state"),
                    ("on", "until", "date_wording"),
                    ("places", "topics"),
                    ("series", "ordinal"),
                ]
            },
        ),
    ]
    inlines = [
        ActivityTextInline,
        ActivityAgreementInline,
        AttendanceInline,
        OutcomeInline,
        ActivityCitationInline,
    ]
    queues = [
        IN_REVIEW_QUEUE,
        EDITED_QUEUE,
        missing_part_queue("no_source", _("no source"), ActivityCitation),
        *missing_language_queues(
            _("no title in {language}"), lambda code: without(ActivityText, language=code), with_first=True
        ),
    ]

    text_suggestions = True
    not_copied = ("citations", "outcomes", "attendances", "on", "until", "date_wording", "state", "ordinal")
    new_beside = _("New activity")

    def records_beside(self, record):
        """Its agreements and who attended, which the form has loaded already."""
        present = record.attendances.all()
        named = [link.agreement for link in record.agreement_links.all()]
        named += [each for row in present for each in (row.organization, row.person)]
        return [each for each in named if each]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("texts")

    @admin.display(description=_("title"))
    def title(self, activity):
        return str(activity)

    def label(self, activity) -> str:
        return " · ".join(filter(None, [str(activity), activity.on, activity.ref]))
