"""Admin acts of publications at a set time: set it on the confirmation, cancel it on the bar of the record."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from desk.addresses import change_page_address
from desk.colleagues import colleague_name
from desk.workflow.models import ScheduledPublication, ScheduleState, moment_in_words
from desk.workflow.review_views import ReviewMixin
from desk.workflow.scheduling import cancel_schedule, schedule_publication
from desk.workflow.tasks import wake_at
from register.records import Record


class ScheduleMixin(ReviewMixin):
    """Publication at a set time, for the admin of every kind of record."""

    def get_urls(self):
        return [self.record_route("cancel", require_POST(self.cancel_view)), *super().get_urls()]

    def schedule_summary(self, record: Record) -> dict | None:
        """Context for the bar on the change page: the publication that waits, or that was refused; None for none."""
        rows = ScheduledPublication.objects.about(record).open().select_related("scheduled_by")
        scheduled = rows.order_by("-scheduled_at", "-pk").first()
        return scheduled and {
            "row": scheduled,
            "by": colleague_name(scheduled.scheduled_by),
            "moment": moment_in_words(scheduled.publish_at),
            "is_refused": scheduled.state == ScheduleState.REFUSED,
            "address": self.action_address(record, "cancel"),
        }

    def set_publication_time(
        self, request, record: Record, at: datetime, data: dict, check: Callable
    ) -> None:
        """Set the time and enqueue the publication, both or neither. Raises ValidationError."""
        with transaction.atomic():
            schedule_publication(
                record=record, by=request.user, at=at, note=data["note"], closing=data["closing"], check=check
            )
            wake_at(at)
        self.message_user(
            request,
            _("It is to be published at this time: %(moment)s") % {"moment": moment_in_words(at)},
            messages.SUCCESS,
        )

    def cancel_view(self, request, object_id):
        record = self.record_or_404(request, object_id, may=self.has_publish_permission)
        if cancel_schedule(record=record, by=request.user):
            self.message_user(request, _("No publication is set for it any more."), messages.SUCCESS)
        else:
            self.message_user(request, _("No publication was set for it any more."), messages.WARNING)
        return HttpResponseRedirect(change_page_address(record))
