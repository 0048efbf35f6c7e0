"""Activities on the home page: planned ones, and those that were held last."""

from datetime import date

from django.db.models import Q

from register.models import Entry
from register.ordering import UNDATED
from register.sql import DATE_IN_BODY

_MAX_PLANNED, _MAX_HELD = 8, 6


def home_context(day: date) -> dict:
    """Template context of the home page."""
    return {"planned": planned_activities(day), "met": latest_held(day)}


def planned_activities(day: date) -> list[Entry]:
    """Activities that are planned, the soonest first; those without a date last."""
    planned = Entry.public.of_kind("activity").with_keys("state:planned")
    ahead = planned.filter(Q(sort_on__gte=day) | Q(sort_on=UNDATED)).order_by("sort_on", "serial")
    return list(ahead.defer("body").annotate(on=DATE_IN_BODY)[:_MAX_PLANNED])


def latest_held(day: date) -> list[Entry]:
    """Activities that were held, the latest first; those without a date are left out."""
    held = (
        Entry.public.of_kind("activity").with_keys("state:held").filter(sort_on__lte=day, sort_on__gt=UNDATED)
    )
    return list(held.order_by("-sort_on", "-serial").defer("body").annotate(on=DATE_IN_BODY)[:_MAX_HELD])
