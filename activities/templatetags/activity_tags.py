"""Tags of activities: their state in words, unless they were simply held."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import pgettext

from activities.choices import ActivityState
from activities.state_words import is_overdue, state_words
from pages.templatetags.page_tags import edtf_html, later_than

register = template.Library()


@register.simple_tag
def activity_state(state: str, on: str, until: str) -> str:
    """The state in words today; empty of an activity that was held."""
    return "" if state == ActivityState.HELD else state_words(state, on, until, timezone.localdate())


@register.simple_tag
def activity_days(on: str, until: str) -> str:
    """Days of an activity, both in EDTF: a day, its first and last day, or only the last; empty of no date."""
    if until and on in ("", f"[..{until}]"):
        return format_html("{} {}", pgettext("before a date", "until"), edtf_html(until))
    if later_than(until, on):
        return format_html("{} – {}", edtf_html(on), edtf_html(until))
    return edtf_html(on)


@register.simple_tag
def activity_tag(state: str, on: str, until: str) -> str:
    """The same as a tag."""
    words = activity_state(state, on, until)
    is_coming = state == ActivityState.PLANNED and not is_overdue(state, on, until, timezone.localdate())
    tone = "coming" if is_coming else "unknown" if state == ActivityState.PLANNED else "ended"
    return format_html('<strong class="tag tag-{}">{}</strong>', tone, words) if words else ""
