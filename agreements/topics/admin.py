"""Topics in the staff area."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models import Topic
from desk.admin import RecordAdmin
from desk.queues import EDITED_QUEUE, IN_REVIEW_QUEUE, missing_language_queues
from merging.admin import MergingMixin


@admin.register(Topic)
class TopicAdmin(MergingMixin, RecordAdmin):
    """Subjects."""

    list_display = ["name", "parent", "reference", "editorial_state", "edited", "changed"]
    list_select_related = ["parent"]
    search_fields = ["names", "=ref"]
    searched_fields = ("names", "external_id")
    autocomplete_fields = ["parent"]
    fieldsets = [(None, {"fields": ["names", "parent"]})]
    queues = [
        IN_REVIEW_QUEUE,
        EDITED_QUEUE,
        *missing_language_queues(_("no name in {language}"), lambda code: ~Q(names__has_key=code)),
    ]

    @admin.display(description=_("name"), ordering="names")
    def name(self, topic):
        return str(topic)

    def label(self, topic) -> str:
        return " · ".join(filter(None, dict.fromkeys(topic.names.values())))
