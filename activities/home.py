"""Planned activities, for the front page."""

from django.db.models import Q

from pages.site import MAX_COMING
from register.models import Entry
from register.ordering import UNDATED
from register.sql import DATE_IN_BODY


def planned_activities(day) -> list[Entry]:
    """Planned activities from a day on, the soonest first; undated ones last."""
    planned = (
        Entry.public.of_kind("activity").with_keys("state:planned").defer("body").annotate(on=DATE_IN_BODY)
    )
    return list(
        planned.filter(Q(sort_on__gte=day) | Q(sort_on=UNDATED)).order_by("sort_on", "serial")[:MAX_COMING]
    )
