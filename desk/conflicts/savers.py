"""Names of those who saved a record, for the forms that came too late."""

from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.utils.formats import date_format
from django.utils.timezone import localtime


def savers_since(record, since: datetime | None) -> str:
    """Names and times of those who changed a record in the staff area since a moment, the last ones first."""
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(record), object_id=str(record.pk)
    ).select_related("user")
    entries = entries.filter(action_time__gte=since) if since else entries
    last = {entry.user: entry for entry in reversed(entries.order_by("-action_time")[:20])}
    return ", ".join(
        f"{user.get_full_name() or user.get_username()}, "
        f"{date_format(localtime(entry.action_time), 'DATETIME_FORMAT')}"
        for user, entry in reversed(last.items())
    )
