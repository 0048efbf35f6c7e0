"""Planned activities on the home page."""

from datetime import date

from django.db.models import Q

from register.models import Entry
from register.ordering import UNDATED
from register.sql import DATE_IN_BODY

_MAX_PLANNED = 8


def home_context(day: date) -> dict:
    """Template context of the home page."""
    return {"planned": planned_activities(day)}


def planned_activities(day: date) -> list[Entry]:
    """Activities that are planned, the soonest first; those without a date last."""
    planned = Entry.public.of_kind("activity").with_keys("state:planned")
    ahead = planned.filter(Q(sort_on__gte=day) | Q(sort_on=UNDATED)).order_by("sort_on", "serial")
    return list(ahead.defer("body").annotate(on=DATE_IN_BODY)[:_MAX_PLANNED])
