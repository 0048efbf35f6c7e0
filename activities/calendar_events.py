"""Calendar events of activities: the days on which they are held."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities.choices import ActivityState
from activities.state_words import is_overdue, state_words
from core.places import place_text
from exports.calendars import DatedEvents
from lifecycle.deadlines import Deadline
from lifecycle.spans import UNKNOWN_SPAN, parse_span


class ActivityEvents(DatedEvents):
    """The day or days of an activity: its only date, which has no name."""

    def deadlines(self, body, periods, day):
        span = parse_span(body["on"])
        return [] if span == UNKNOWN_SPAN else [Deadline("", span)]

    def last_day(self, body, first):
        return max(first, parse_span(body["until"]).earliest_known_day) if body["until"] else first

    def is_cancelled(self, body):
        return body["state"] == ActivityState.CANCELLED

    def notes(self, body, day):
        days = (body["state"], body["on"], body["until"], day)
        return [f"{capfirst(state_words(*days))}."] if is_overdue(*days) else []

    def edtf_text(self, body, deadline):
        return body["on"]

    def category(self, name):
        return _("activities")

    def place(self, body):
        return "; ".join(map(place_text, body["places"]))
