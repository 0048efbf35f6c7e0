"""Warnings about an activity after saving: unusual, but allowed."""

from django.utils import timezone
from django.utils.translation import gettext as _

from activities.choices import ActivityState
from activities.models import Activity
from lifecycle.spans import parse_span


def warnings(activity: Activity) -> list[str]:
    """One sentence for each contradiction between state and date, in the active language."""
    today = timezone.localdate()
    if activity.state == ActivityState.HELD and parse_span(activity.on).earliest > today:
        return [_("It is marked as held, but lies in the future: %(day)s.") % {"day": activity.on_words}]
    last_day = activity.until or activity.on
    if activity.state == ActivityState.PLANNED and parse_span(last_day).latest < today:
        words = activity.until_words or activity.on_words
        return [_("It is marked as planned, but lies in the past: %(day)s.") % {"day": words}]
    return []
