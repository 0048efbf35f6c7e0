"""Agreements on the home page: those that end soon, and the map of the countries that have any."""

from datetime import date, timedelta

from lifecycle.choices import IN_EFFECT_STATES
from lifecycle.periods import last_day_span
from pages.pictures.world_map import world_map
from register.facets import co_occurrence
from register.models import Period
from register.routers import REGISTER_ALIAS
from register.versions import revision

_ENDING_WITHIN = timedelta(days=365)
_MAX_ENDING = 8


def home_context(day: date) -> dict:
    """Template context of the home page."""
    return {"ending": ending_soon(day), "world": world_map(co_occurrence.country_counts(revision()))}


def ending_soon(day: date) -> list[dict]:
    """Agreements in force that may end within a year, the soonest first."""
    last = day + _ENDING_WITHIN
    periods = (
        Period.objects.using(REGISTER_ALIAS)
        .filter(state__in=IN_EFFECT_STATES, end_latest__gt=day, end_latest__lte=last)
        .select_related("entry")
        .defer("entry__body")
        .order_by("end_latest", "entry")[:_MAX_ENDING]
    )
    return [{"entry": period.entry, "ends": last_day_span(period)} for period in periods]
