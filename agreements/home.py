"""."""

from datetime import timedelta

from lifecycle.choices import IN_EFFECT_STATES
from pages.site import MAX_COMING
from register.models import Period
from register.periods import last_day_range
from register.routers import REGISTER_ALIAS

_ENDING_WITHIN = timedelta(days=365)


def ending_soon(day) -> list[dict]:
    """Agreements in force that may end within a year, the soonest first."""
    last = day + _ENDING_WITHIN
    periods = (
        Period.objects.using(REGISTER_ALIAS)
        .filter(state__in=IN_EFFECT_STATES, end_latest__gt=day, end_latest__lte=last)
        .select_related("entry")
        .defer("entry__body")
        .order_by("end_latest", "entry")[:MAX_COMING]
    )
    return [{"entry": period.entry, "ends": last_day_range(period)} for period in periods]
