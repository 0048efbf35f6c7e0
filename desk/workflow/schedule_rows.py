"""Rows about publications at a set time, for the history of a record."""

from desk.colleagues import colleague_name
from desk.workflow.models import ScheduledPublication, ScheduleState, moment_in_words
from register.records import Record


def set_time_rows(record: Record) -> list[dict]:
    """Row of each time that was set for the publication of a record, the last one first: by whom, and its end."""
    times = ScheduledPublication.objects.about(record).select_related("scheduled_by", "ended_by")
    return [
        {
            "time": time,
            "moment": moment_in_words(time.publish_at),
            "by": colleague_name(time.scheduled_by),
            "is_over": time.state != ScheduleState.WAITING,
            "ended_by": colleague_name(time.ended_by),
        }
        for time in times.order_by("-scheduled_at", "-pk")
    ]
